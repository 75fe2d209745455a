#!/usr/bin/env bash
# Shows that the tables open right: a run over articles that are made to be spoiled, opened by other programs.
#
#   scripts/tables.sh
#
# 1. LibreOffice converts the CSV and the workbook; cell by cell, what came back.
# 2. pandas, polars and DuckDB (and R's readr, where Rscript is there) read every table; the types that they find.
# 3. frictionless validates datapackage.json: the CSV files as tables, the others by size and hash.
#
# Needs soffice, and a Python with pandas, pyarrow, openpyxl, polars, duckdb and frictionless: PYTHON=... names it.
# SAYSO=path/to/sayso takes a program that is built already. OUT=folder keeps what was made.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
python=${PYTHON:-python3}
if [ -z "${SAYSO:-}" ]; then
  (cd "$root" && cargo build --release --locked --features parquet)
  SAYSO=${CARGO_TARGET_DIR:-$root/target}/release/sayso
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
out=${OUT:-$scratch/output}
mkdir -p "$out"

"$python" "$root/scripts/torture.py" articles > "$scratch/torture.jsonl"
"$SAYSO" extract --quiet --keep-duplicates --min-confidence 0 --save-text --format csv,xlsx,jsonl,parquet \
  --tables claims,speakers,quotes,entities,dates,sentences,documents -o "$out" "$scratch/torture.jsonl"

echo "== LibreOffice: every cell of the documents, and of the claims"
# Token 7 is the language that guesses numbers and dates as a person's spreadsheet does; "true" makes it look for them.
soffice --headless "-env:UserInstallation=file://$scratch/profile" --convert-to \
  "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1" --outdir "$scratch/xlsx" \
  "$out/sayso.xlsx" > /dev/null 2>&1
for table in claims documents; do
  cp "$out/$table.csv" "$scratch/$table.csv"
  soffice --headless "-env:UserInstallation=file://$scratch/profile" \
    "--infilter=CSV:44,34,76,1,,1033,false,true,false" --convert-to xlsx --outdir "$scratch/csv" \
    "$scratch/$table.csv" > /dev/null 2>&1
done
"$python" "$root/scripts/torture.py" compare "$out" "$scratch"

echo "== Types that programs find"
"$python" "$root/scripts/torture.py" types "$out"
if command -v Rscript > /dev/null && Rscript -e 'library(readr)' > /dev/null 2>&1; then
  echo "-- readr"
  for table in claims speakers quotes entities dates sentences documents; do
    Rscript -e 'file <- commandArgs(TRUE)[1]
      table <- readr::read_csv(file, show_col_types = FALSE, progress = FALSE)
      classes <- vapply(table, function(column) class(column)[1], "")
      cat(basename(file), nrow(table), "rows,", nrow(readr::problems(table)), "problems:", paste(names(classes), classes, sep = " "), sep = " ", fill = 110)' "$out/$table.csv"
  done
fi

echo "== frictionless"
"$python" "$root/scripts/torture.py" validate "$out"
