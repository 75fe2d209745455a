#!/usr/bin/env bash
# Shows what the program does with files that it cannot read, and what is left when it is killed.
#
#   scripts/hostile.sh
#
# SAYSO=path/to/sayso tries a program that is built already. Exits with 1 if something is not as it should be.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
if [ -z "${SAYSO:-}" ]; then
  (cd "$root" && cargo build --release --locked)
  SAYSO=${CARGO_TARGET_DIR:-$root/target}/release/sayso
fi

scratch=$(mktemp -d)
trap 'chmod -R u+rwX "$scratch" 2>/dev/null || true; rm -rf "$scratch"' EXIT
cd "$scratch"

wrong=0
expect() { # WHAT FOUND EXPECTED
  if [ "$2" = "$3" ]; then echo "as it should be: $1: $2"; else
    echo "WRONG: $1: $2, expected $3"
    wrong=1
  fi
}

python3 - <<'PY'
import json, os, pathlib
folder = pathlib.Path("articles")
folder.mkdir()
good = "The tower is safe, Ann Lee said on Monday. Nobody asked why.\n"
(folder / "good.txt").write_text(good)
(folder / "empty.txt").write_bytes(b"")
(folder / "numbers.txt").write_text("1 2 3\n")
(folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
(folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
(folder / "broken-utf8.txt").write_bytes("“The tower is safe,” Zoë Lee said.\n".encode() + b"\xff\xc3\n" + good.encode())
(folder / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0")
(folder / "one-line.txt").write_text("The tower is safe, Ann Lee said on Monday. " * (50 * 2**20 // 43))
with open(folder / "lines.jsonl", "w") as out:
    out.write(json.dumps({"id": "a", "text": good + "She laughed."}) + "\n")
    out.write('{"id": "b", "text": "cut off\n')
    out.write(json.dumps({"id": "c", "body": "It has no text under text."}) + "\n")
    out.write("[1, 2]\n")
    out.write(json.dumps({"id": "a", "text": "Another article of the same id, Ann Lee said."}) + "\n")
(folder / "locked.txt").write_text("The door is locked, Ann Lee said.\n")
os.chmod(folder / "locked.txt", 0)
PY
readable=no
if cat articles/locked.txt >/dev/null 2>&1; then
  readable=yes
  echo "(this user may read every file, so the file without read permission is read like any other)"
fi

echo '== a folder of hostile files'
code=0
"$SAYSO" extract articles -o output || code=$?
python3 - <<'PY'
import csv
with open("output/documents.csv", encoding="utf-8-sig", newline="") as file:
    for row in csv.DictReader(file):
        print(f"  {row['path']:22} {row['status']:12} {row['encoding']:13} {row['message']}")
PY
expect 'exit code' "$code" 3
status() {
  python3 - "$1" <<'PY'
import csv, sys
with open("output/documents.csv", encoding="utf-8-sig", newline="") as file:
    print(next((row["status"] for row in csv.DictReader(file) if row["path"] == sys.argv[1]), "no row"))
PY
}
expect 'good.txt' "$(status good.txt)" ok
expect 'empty.txt' "$(status empty.txt)" empty
expect 'numbers.txt' "$(status numbers.txt)" no_text
expect 'binary.txt' "$(status binary.txt)" corrupt
expect 'picture.txt' "$(status picture.txt)" unsupported
expect 'broken-utf8.txt' "$(status broken-utf8.txt)" ok
expect 'photo.jpg' "$(status photo.jpg)" unsupported
expect 'one-line.txt' "$(status one-line.txt)" too_large
[ "$readable" = yes ] || expect 'locked.txt' "$(status locked.txt)" io_error

echo '== the first 300 kB of that line alone'
head -c 300000 articles/one-line.txt >long-line.txt
code=0
"$SAYSO" extract --quiet long-line.txt -o long || code=$?
expect 'exit code' "$code" 0

echo '== killed in the middle'
mkdir killed
echo old >killed/claims.csv
python3 - <<'PY'
import json
with open("many.jsonl", "w") as out:
    for number in range(20000):
        out.write(json.dumps({"id": f"n{number}", "text": f"The tower {number} is safe, Ann Lee said on Monday."}) + "\n")
PY
"$SAYSO" extract --quiet many.jsonl -o killed &
pid=$!
sleep "${KILL_AFTER:-2}"
if kill -9 "$pid" 2>/dev/null; then
  wait "$pid" 2>/dev/null || true
  ls -A killed | sed 's/^/  left: /'
  expect 'the table of the earlier run' "$(cat killed/claims.csv)" old
  expect 'other tables under their final names' "$(find killed -name '*.csv' ! -name '.*' ! -name claims.csv | wc -l | tr -d ' ')" 0
  code=0
  "$SAYSO" extract --quiet articles/good.txt -o killed || code=$?
  expect 'exit code of the next run' "$code" 0
  ls -A killed | sed 's/^/  now: /'
  echo '  (.part files of a killed run are removed by a later run, when they are over a minute old)'
else
  echo '  the run was over before it could be killed; set KILL_AFTER to fewer seconds'
  wait "$pid" || true
  wrong=1
fi

exit "$wrong"
