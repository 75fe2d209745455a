#!/usr/bin/env bash
# Measures speed and memory.
#
#   scripts/speed.sh [FOLDER]         FOLDER (default ../shared) holds data/attribution/polnear/dev; without it, the
#                                     articles of corpus/ are used
#
# SAYSO=path/to/sayso measures a program that is built already. COPIES (default 20) is how often the articles are
# repeated, TINY (default 50000) the number of tiny articles. Nothing else should run on the machine.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
shared=${1:-$root/../shared}
copies=${COPIES:-20}
tiny=${TINY:-50000}

if [ -z "${SAYSO:-}" ]; then
  (cd "$root" && cargo build --release --locked)
  SAYSO=${CARGO_TARGET_DIR:-$root/target}/release/sayso
fi

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

articles=$shared/data/attribution/polnear/dev/text
[ -d "$articles" ] || articles=$root/corpus
python3 - "$articles" "$copies" "$tiny" "$scratch" <<'PY'
import json, pathlib, sys
folder, copies, tiny, scratch = pathlib.Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), pathlib.Path(sys.argv[4])
texts = []
for path in sorted(folder.rglob("*.txt")):
    texts.append(path.read_bytes().decode("utf-8", "replace"))
def write(name, texts):
    with open(scratch / name, "w", encoding="utf8", newline="\n") as out:
        for number, text in enumerate(texts):
            out.write(json.dumps({"id": f"a{number}", "text": text}, ensure_ascii=False) + "\n")
write("articles.jsonl", texts * copies)
write("tiny.jsonl", (f"The tower number {n} is safe, Ann Lee said on Monday. Nobody asked why." for n in range(tiny)))
words = sum(len(text.split()) for text in texts) * copies
print(f"{len(texts)} articles, {copies} times: {words} words")
PY

# timed JOBS ARTICLES RUN -> "SECONDS KIB", the time from start to end and the largest memory in use
timed() {
  python3 - "$SAYSO" "$@" <<'PY'
import resource, subprocess, sys, time
sayso, jobs, articles, run = sys.argv[1:]
began = time.perf_counter()
subprocess.run([sayso, "extract", "--quiet", "--keep-duplicates", "--jobs", jobs, "-o", run, articles], check=True)
seconds = time.perf_counter() - began
memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
# Linux counts KiB, macOS bytes.
print(f"{seconds:.2f}", memory // 1024 if sys.platform == "darwin" else memory)
PY
}

# The program's own counts, from run.json.
count() { python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["counts"][sys.argv[2]])' "$1/run.json" "$2"; }

for round in 1 2 3; do
  for jobs in 1 2; do
    rm -rf "$scratch/run$jobs"
    result=$(timed "$jobs" "$scratch/articles.jsonl" "$scratch/run$jobs")
    echo "round $round, $jobs threads: $result (seconds, KiB)"
    echo "$result" >>"$scratch/times$jobs"
  done
done
words=$(count "$scratch/run1" words)
for jobs in 1 2; do
  python3 - "$scratch/times$jobs" "$words" "$jobs" <<'PY'
import statistics, sys
rows = [line.split() for line in open(sys.argv[1])]
seconds = statistics.median(float(row[0]) for row in rows)
print(f"threads {sys.argv[3]}: {int(sys.argv[2]) / seconds:.0f} words/s, median of {len(rows)}; "
      f"peak memory {max(int(row[1]) for row in rows) / 1024:.0f} MiB")
PY
done

same=yes
for table in "$scratch"/run1/*.csv; do
  cmp "$table" "$scratch/run2/$(basename "$table")" || same=no
done
echo "tables of 1 and 2 threads equal to the byte: $same"

result=$(timed 2 "$scratch/tiny.jsonl" "$scratch/tiny")
read -r seconds memory <<<"$result"
echo "$tiny tiny articles: $seconds s, peak memory $((memory / 1024)) MiB, $(count "$scratch/tiny" claims) claims"
[ "$same" = yes ]
