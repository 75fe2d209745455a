#!/usr/bin/env python3
"""Score sentences.csv against the "golden rules" of sentence segmentation. Python 3 standard library only.

    golden_rules.py prepare RULES.jsonl OUT.jsonl    turn the rules into a JSONL file of articles for `sayso`
    golden_rules.py score   RULES.jsonl RUN_DIR      read RUN_DIR/sentences.csv and print the figures
        [--failures]                                 name the rules that failed, with what was found

RULES.jsonl has a rule a line: {"id", "name", "text", "sents": [sentence, ..]}, in the notation of the list from which it was
taken: a line break is written \\n and a quotation mark may be written \\". A rule is met when the sentences found are exactly
those expected, in order, white space folded.
"""
import argparse
import collections
import csv
import json
import os

csv.field_size_limit(1 << 30)


def plain(text):
    return text.replace("\\n", "\n").replace('\\"', '"')


def read(path):
    with open(path, encoding="utf8") as lines:
        rules = [json.loads(line) for line in lines if line.strip()]
    for rule in rules:
        rule["text"] = plain(rule["text"])
        rule["sents"] = [plain(sentence) for sentence in rule["sents"]]
    return rules


def folded(text):
    return " ".join(text.split())


def prepare(rules, out):
    with open(out, "w", encoding="utf8", newline="\n") as file:
        for rule in rules:
            file.write(json.dumps({"id": f"rule{rule['id']}", "text": rule["text"]}, ensure_ascii=False) + "\n")
    print(len(rules), "rules ->", out)


def score(rules, run, failures):
    found = collections.defaultdict(list)
    with open(os.path.join(run, "sentences.csv"), encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            found[row["doc_id"]].append((int(row["start"]), int(row["end"])))
    met = 0
    for rule in rules:
        # Cut from the text by the offsets, so that a guarded cell cannot count as a difference.
        sentences = [folded(rule["text"][start:end]) for start, end in sorted(found[f"rule{rule['id']}"])]
        expected = [folded(sentence) for sentence in rule["sents"]]
        if sentences == expected:
            met += 1
        elif failures:
            print(f"rule {rule['id']}, {rule['name']}: found {sentences}, expected {expected}")
    print(f"golden_rules {met}/{len(rules)}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, second in (("prepare", "out"), ("score", "run")):
        command = commands.add_parser(name)
        command.add_argument("rules")
        command.add_argument(second)
        if name == "score":
            command.add_argument("--failures", action="store_true")
    args = parser.parse_args()
    if args.command == "prepare":
        prepare(read(args.rules), args.out)
    else:
        score(read(args.rules), args.run, args.failures)


if __name__ == "__main__":
    main()
