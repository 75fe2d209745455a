#!/usr/bin/env python3
"""Of the rows of claims.csv around each confidence, how many are right? Compares a run with gold attributions.

    scripts/reliability.py GOLD RUN_DIR

GOLD is a folder with text/*.txt and attributions/*.ann, RUN_DIR what `sayso extract` wrote. A claim is right when content
and source are both found, as the scorer has it. Prints a table and the expected calibration error (ten bands of equal
width, weighted by rows).
"""
import argparse
import collections
import csv
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "training"))
from sayso_training.corpora import polnear_first  # noqa: E402
from sayso_training.judging import judge  # noqa: E402

csv.field_size_limit(1 << 30)


def places(cell):
    """'12:30 41:77' -> [(12, 30), (41, 77)]"""
    return [tuple(map(int, part.split(":"))) for part in cell.split()]


def judged(gold_folder, run):
    """(confidence, right) of every row."""
    rows = collections.defaultdict(list)
    with open(pathlib.Path(run) / "claims.csv", encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            rows[row["doc_id"]].append(row)
    found = []
    for name, article in polnear_first(gold_folder).items():
        claims = [{"content": places(row["claim_spans"]), "source": places(row["source_spans"])} for row in rows[name]]
        found += zip((float(row["confidence"]) for row in rows[name]), judge(claims, article))
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold")
    parser.add_argument("run")
    args = parser.parse_args()
    rows = judged(args.gold, args.run)
    bands = collections.defaultdict(list)
    for confidence, right in rows:
        bands[min(9, int(confidence * 10))].append((confidence, right))
    error = 0.0
    print("confidence    rows   mean  right")
    for band in sorted(bands):
        items = bands[band]
        mean = sum(confidence for confidence, _ in items) / len(items)
        right = sum(right for _, right in items) / len(items)
        error += len(items) / len(rows) * abs(mean - right)
        print(f"{band / 10:.1f} to {(band + 1) / 10:.1f}  {len(items):6}  {mean:.2f}   {right:.2f}")
    print(f"rows {len(rows)}   right {sum(right for _, right in rows) / max(1, len(rows)):.3f}")
    print(f"expected calibration error {error:.3f}")


if __name__ == "__main__":
    main()
