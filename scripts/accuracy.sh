#!/usr/bin/env bash
# Measures accuracy against gold data, which is not part of the repository.
#
#   scripts/accuracy.sh [FOLDER]      FOLDER (default ../shared) holds eval/evaluate.py and data/
#
# SAYSO=path/to/sayso measures a program that is built already; SAYSO_OPTIONS adds options, for instance
# SAYSO_OPTIONS="--model build/other". docs/accuracy.md says what the figures mean.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
shared=${1:-$root/../shared}
for needed in eval/evaluate.py data; do
  if [ ! -e "$shared/$needed" ]; then
    echo "$shared/$needed is missing: give the folder that holds eval/ and data/ as the first argument" >&2
    exit 2
  fi
done
shared=$(cd "$shared" && pwd)
data=$shared/data

if [ -z "${SAYSO:-}" ]; then
  (cd "$root" && cargo build --release --locked)
  SAYSO=${CARGO_TARGET_DIR:-$root/target}/release/sayso
fi
read -r -a options <<<"${SAYSO_OPTIONS:-}"

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# extract ARTICLES RUN TABLES: exit code 3 (some documents failed) is no reason to stop, but is worth a word.
extract() {
  local code=0
  "$SAYSO" extract --quiet --keep-duplicates --tables "$3" -o "$2" ${options[@]+"${options[@]}"} "$1" || code=$?
  case $code in
    0) ;;
    3) echo "some documents gave no article:" && cut -d, -f1,4,5 "$2/documents.csv" | grep -v ',ok,' | head -5 ;;
    *) return "$code" ;;
  esac
}

# measure NAME KIND GOLD TABLE [EXTRA ARGUMENT ..]
measure() {
  local name=$1 kind=$2 gold=$3 table=$4
  shift 4
  printf '\n== %s\n' "$name"
  if [ ! -e "$gold" ]; then
    echo "not measured: there is no $gold"
    return
  fi
  python3 "$shared/eval/evaluate.py" prepare "$kind" "$gold" "$scratch/articles.jsonl" >/dev/null
  extract "$scratch/articles.jsonl" "$scratch/run" "$table,documents"
  python3 "$shared/eval/evaluate.py" score "$kind" "$gold" "$scratch/run" "$@"
  if [ "$kind" = attribution ]; then
    echo
    python3 "$root/scripts/reliability.py" "$gold" "$scratch/run"
  fi
  rm -rf "$scratch/run"
}

"$SAYSO" --version
measure 'claims and speakers: PolNeAR dev' attribution "$data/attribution/polnear/dev" claims \
  --speakers "$data/speakers/polnear-dev.tsv"
measure 'names: CoNLL-2003 dev' ner "$data/ner/conll2003/dev.bio" entities
measure 'names: CrossNER politics dev' ner "$data/ner/crossner-politics/dev.bio" entities
measure 'names: WikiGold' ner "$data/ner/wikigold/all.bio" entities
measure 'names: WNUT-17 dev' ner "$data/ner/wnut17/dev.bio" entities
measure 'sentences: EWT dev' sentences "$data/sentences/ewt-dev.jsonl" sentences
measure 'sentences: GUM dev' sentences "$data/sentences/gum-dev.jsonl" sentences

printf '\n== sentences: golden rules\n'
rules=$data/sentences/golden_en_pragmatic.jsonl
python3 "$root/scripts/golden_rules.py" prepare "$rules" "$scratch/articles.jsonl" >/dev/null
extract "$scratch/articles.jsonl" "$scratch/run" sentences,documents
python3 "$root/scripts/golden_rules.py" score "$rules" "$scratch/run" --failures
rm -rf "$scratch/run"

measure 'dates: TimeBank' dates "$data/dates/timebank.jsonl" dates
measure 'dates: AQUAINT' dates "$data/dates/aquaint.jsonl" dates
