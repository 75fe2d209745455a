#!/usr/bin/env bash
# Compares the two engines: how often their tags agree, how right their claims are, and how fast they are.
#
#   scripts/engines.sh F32 [FOLDER]     F32 is the built-in model in 32-bit numbers (training/sayso_training/export.py with
#                                       --precision f32, and the tagger.json of models/news-en); FOLDER (default ../shared)
#                                       holds eval/evaluate.py and data/
#
# SAYSO=path/to/sayso measures a program that is built already with the feature. ROUNDS (default 5) is how many pairs of runs
# are timed; nothing else should run on the machine meanwhile. Run it by scripts/check-rust-bert.sh, which has libtorch:
#
#   scripts/check-rust-bert.sh scripts/engines.sh build/f32
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
f32=$(cd "$1" && pwd)
shared=$(cd "${2:-$root/../shared}" && pwd)
gold=$shared/data/attribution/polnear/dev

cd "$root"
if [ -z "${SAYSO:-}" ]; then
  cargo build --release --locked --features rust-bert
  SAYSO=${CARGO_TARGET_DIR:-$root/target}/release/sayso
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
python3 "$shared/eval/evaluate.py" prepare attribution "$gold" "$scratch/articles.jsonl" >/dev/null

printf '\n== tags, PolNeAR dev\n'
agree() {
  cargo test --quiet --locked --features rust-bert --test whole engines_compared -- --ignored --nocapture | grep words
}
export SAYSO_ARTICLES=$scratch/articles.jsonl
printf 'f32 by both engines: ' && SAYSO_MODEL=$f32 agree
printf 'int8 by the built-in engine, what it stands for by libtorch: ' && agree

printf '\n== claims, PolNeAR dev\n'
run() { "$SAYSO" extract --quiet --keep-duplicates --tables claims,documents -o "$scratch/run" "$@" "$scratch/articles.jsonl"; }
claims() {
  run "${@:2}"
  printf '%-32s %s\n' "$1" "$(python3 "$shared/eval/evaluate.py" score attribution "$gold" "$scratch/run" | grep claim_f1)"
}
claims 'int8, embedded'
claims 'int8, rust-bert' --engine rust-bert
claims 'f32, embedded' --model "$f32"
claims 'f32, rust-bert' --model "$f32" --engine rust-bert

printf '\n== words/s of a run, alternating\n'
python3 - "$SAYSO" "$scratch" "$f32" "${ROUNDS:-5}" <<'PY'
import json, pathlib, statistics, subprocess, sys, time

sayso, scratch, f32, rounds = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
texts = [json.loads(line)["text"] for line in open(scratch / "articles.jsonl", encoding="utf8")]
words = sum(len(text.split()) for text in texts)
engines = {"int8, embedded": [], "f32, embedded": ["--model", f32], "int8, rust-bert": ["--engine", "rust-bert"]}
for jobs in ("1", "2"):
    taken = {name: [] for name in engines}
    for _ in range(rounds):
        for name, options in engines.items():
            began = time.perf_counter()
            subprocess.run([sayso, "extract", "--quiet", "--keep-duplicates", "--jobs", jobs, "--tables", "claims,documents",
                            "-o", scratch / "timed", *options, scratch / "articles.jsonl"], check=True)
            taken[name].append(time.perf_counter() - began)
    base = statistics.median(taken["int8, embedded"])
    for name, seconds in taken.items():
        middle = statistics.median(seconds)
        print(f"{jobs} threads  {name:16} {words / middle:8.0f} words/s  {base / middle:.2f} of the built-in engine's")
PY
