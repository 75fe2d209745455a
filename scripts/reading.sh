#!/usr/bin/env bash
# How fast files of all formats are read.
#
#   scripts/reading.sh
#
# Fills a folder with 10,000 files, the fixtures of tests/formats and tests/same over and over, and runs over it. Each text
# is analysed once; every further copy is read, found to be a duplicate and left out, so that the figure is that of the
# reading. COPIES sets another number of files, SAYSO a program that is built already.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
if [ -z "${SAYSO:-}" ]; then
  (cd "$root" && cargo build --release --locked)
  SAYSO=${CARGO_TARGET_DIR:-$root/target}/release/sayso
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

python3 - "$root" "$scratch" "$SAYSO" "${COPIES:-10000}" <<'PY'
import collections, csv, os, pathlib, shutil, subprocess, sys, time

root, scratch, program, copies = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
files = sorted(path for folder in ("tests/formats", "tests/same") for path in (root / folder).rglob("*") if path.is_file())
expectations = {f"{file}.json" for file in files}
files = [file for file in files if str(file) not in expectations]


def run(name, chosen):
    """One run over a folder of these files: seconds, peak memory in MiB, rows."""
    folder, output = scratch / name, scratch / f"{name}-out"
    for number, file in enumerate(chosen):
        place = folder / f"{number // 500:03}" / f"{number:05}-{file.name}"
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, place)
    begun = time.monotonic()
    process = subprocess.Popen([program, "extract", "--quiet", "-o", str(output), str(folder)])
    _, _, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - begun
    with open(output / "documents.csv", encoding="utf-8-sig", newline="") as table:
        return seconds, usage.ru_maxrss / 1024, list(csv.DictReader(table))


once, _, _ = run("once", files)
chosen = [files[number % len(files)] for number in range(copies)]
seconds, memory, rows = run("all", chosen)
size = sum(file.stat().st_size for file in chosen)
reading = max(seconds - once, 0.001)
print(f"{len(files)} different files, {copies} in all, {size / 2**20:.0f} MiB, {len(rows)} documents")
print(f"all: {seconds:.1f} s; of that the analysis of each text once: {once:.1f} s")
print(f"reading: {copies / reading:,.0f} files/s, {len(rows) / reading:,.0f} documents/s, {size / 2**20 / reading:.1f} MiB/s, peak {memory:.0f} MiB")
print("statuses:", dict(collections.Counter(row["status"] for row in rows)))
PY
