#!/usr/bin/env python3
"""Of the rows of claims.csv around each confidence, how many are right? Compares a run with gold attributions.

    scripts/reliability.py EVALUATE.PY GOLD RUN_DIR

EVALUATE.PY is the scorer (its definition of a right claim is used: content and source both found), GOLD a folder with
text/*.txt and attributions/*.ann, RUN_DIR what `sayso extract` wrote. Prints a table and the expected calibration error
(ten bands of equal width, weighted by rows).
"""
import argparse
import collections
import importlib.util


def judged(scorer, gold_folder, run):
    """(confidence, right) of every row with content, matched as the scorer matches claims."""
    gold = scorer.read_attribution(gold_folder)
    rows = collections.defaultdict(list)
    for row in scorer.table(run, "claims"):
        rows[row["doc_id"]].append(row)
    found = []
    for article, (text, events) in gold.items():
        letters = lambda places: scorer.letters(places, text)
        wanted = [(letters(event["content"]), letters(event["source"])) for event in events]
        given = [(letters(scorer.spans(row["claim_spans"])), letters(scorer.spans(row["source_spans"])))
                 for row in rows.get(article, [])]
        pairs = []
        for i, (content, source) in enumerate(wanted):
            for j, (claim, speaker) in enumerate(given):
                shared = len(content & claim)
                if shared and shared >= 0.5 * len(content | claim) and (source & speaker or not (source or speaker)):
                    pairs.append((-shared / len(content | claim), i, j))
        used_wanted, used_given = set(), set()
        for _, i, j in sorted(pairs):
            if i not in used_wanted and j not in used_given:
                used_wanted.add(i)
                used_given.add(j)
        for j, row in enumerate(rows.get(article, [])):
            if given[j][0]:
                found.append((float(row["confidence"]), j in used_given))
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scorer")
    parser.add_argument("gold")
    parser.add_argument("run")
    args = parser.parse_args()
    spec = importlib.util.spec_from_file_location("evaluate", args.scorer)
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    rows = judged(scorer, args.gold, args.run)
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
