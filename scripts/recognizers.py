#!/usr/bin/env python3
"""Score dates.csv against the English specifications of Recognizers-Text. Python 3 standard library only.

    recognizers.py prepare CASES.jsonl OUT.jsonl    turn the cases into a JSONL file of articles for `sayso`
    recognizers.py score   CASES.jsonl RUN_DIR      read RUN_DIR/dates.csv and print the figures by type
        [--differences N]                           print N differences of each type

CASES.jsonl has a case a line: {"text", "ref", "results": [{"start", "end", "text", "type", "values": [..]}]}; "ref" is the day
from which is counted. Its conventions are those of an assistant's calendar ("until Friday", "from 5 to 6 p.m." and "before
next May" are one expression; a bare weekday is any), not those of TimeML, so the shares say where both agree, not how many are
right. A value agrees when the day, the days covered (the last is exclusive there), the time of day, or the TIMEX is the same
as one of those that a case allows.
"""
import argparse
import collections
import csv
import datetime
import json
import os


def read(path):
    with open(path, encoding="utf8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def prepare(cases, out):
    with open(out, "w", encoding="utf8", newline="\n") as file:
        for number, case in enumerate(cases):
            article = {"id": f"case{number}", "text": case["text"]}
            if case["ref"]:
                article["published"] = case["ref"][:10]
            file.write(json.dumps(article, ensure_ascii=False) + "\n")
    print(len(cases), "cases ->", out)


def agrees(row, value):
    """Whether a row of dates.csv says what one of the values of a case says."""
    found = row["value"]
    if found == value.get("timex"):
        return True
    if found[:16] == (value.get("value") or "?").replace(" ", "T")[:16]:
        return True
    start, end = value.get("start"), value.get("end")
    if row["first_day"] and start and end and len(start) >= 10 and len(end) >= 10 and "T" not in found:
        try:
            last = datetime.date.fromisoformat(end[:10]) - datetime.timedelta(days=1)
        except ValueError:
            return False
        return row["first_day"] == start[:10] and row["last_day"] == last.isoformat()
    if "T" in found and (value.get("timex") or "").startswith("T"):
        return found[found.index("T"):][:6] in (value["timex"], value["timex"] + ":00", value["timex"][:6])
    return False


def score(cases, run, differences):
    rows = collections.defaultdict(list)
    with open(os.path.join(run, "dates.csv"), encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            rows[row["doc_id"]].append(row)
    counts = collections.defaultdict(collections.Counter)
    shown = collections.defaultdict(list)
    extra = 0
    for number, case in enumerate(cases):
        found = rows[f"case{number}"]
        used = set()
        for result in case["results"]:
            kind = (result["type"] or "none").replace("datetimeV2.", "")
            count = counts[kind]
            count["all"] += 1
            # Their ends are inclusive in some cases: the text tells.
            start, end = result["start"], result["start"] + len(result["text"])
            touching = [row for row in found if int(row["start"]) < end and int(row["end"]) > start]
            used.update(id(row) for row in touching)
            count["touched"] += bool(touching)
            count["span"] += any((int(row["start"]), int(row["end"])) == (start, end) for row in touching)
            right = any(agrees(row, value) for row in touching for value in result["values"] or [])
            count["value"] += right
            if not right:
                theirs = [value.get("timex") for value in result["values"] or []][:2]
                ours = [f"{row['text']} = {row['value']}" for row in touching]
                shown[kind].append(f"  {case['text'][:90]!r}: {result['text']!r} {theirs}, here {ours}")
        extra += sum(id(row) not in used for row in found)
    print(f"{'type':14} cases  found  same span  same value")
    total = collections.Counter()
    for kind, count in sorted(counts.items(), key=lambda item: -item[1]["all"]):
        total.update(count)
        print(line(kind, count))
        for text in shown[kind][:differences]:
            print(text)
    print(line("all", total), f"  found beside them: {extra}")


def line(kind, count):
    share = lambda what: f"{100 * count[what] / count['all']:5.1f}"
    return f"{kind:14} {count['all']:5}  {share('touched')}      {share('span')}       {share('value')}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("prepare")
    command.add_argument("cases")
    command.add_argument("out")
    command = commands.add_parser("score")
    command.add_argument("cases")
    command.add_argument("run")
    command.add_argument("--differences", type=int, default=0)
    args = parser.parse_args()
    if args.command == "prepare":
        prepare(read(args.cases), args.out)
    else:
        score(read(args.cases), args.run, args.differences)


if __name__ == "__main__":
    main()
