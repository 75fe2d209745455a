"""Step 1: cut the articles into words and pieces, as the program does, and lay the annotations over the words.

    python -m sayso_training.prepare --data ../shared/data --sayso target/release/sayso --out training/work

The program itself cuts (`sayso model-input`), so that training and use cannot differ. Writes one file a corpus into
--out: JSON Lines, one article each (`Prepared`).
"""
import argparse
import dataclasses
import gzip
import json
import pathlib
import subprocess
import tempfile

from . import corpora
from .spans import ATTRIBUTION_LABELS, NAME_LABELS, flat_tags, runs, words_in


@dataclasses.dataclass
class Prepared:
    """An article, word by word."""
    id: str
    pieces: list       # of each word: ids, at least one
    types: list        # of each word: token type of its first piece, of the others
    sentence: list     # of each word
    paragraph: list    # of each word
    names: list | None        # BIO tag numbers, or not annotated
    attribution: list | None  # the same
    links: list | None        # attributions as {"source": runs, "cue": runs, "content": runs}


def prepare(article, words):
    """Lays an article's annotations over its words as `sayso model-input` gives them."""
    starts, ends = [w[0] for w in words], [w[1] for w in words]
    names = attribution = links = None
    if article.names is not None:
        spans = [(NAME_LABELS.index(label), run) for start, end, label in article.names
                 for run in runs(words_in([(start, end)], starts, ends))]
        names = flat_tags(spans, len(words))
    if article.attributions is not None:
        links = []
        for found in article.attributions:
            link = {part: runs(words_in(getattr(found, part), starts, ends)) for part in ("source", "cue", "content")}
            if link["cue"] and link["content"]:
                links.append(link)
        spans = {(number, tuple(run)) for link in links
                 for number, label in enumerate(ATTRIBUTION_LABELS) for run in link[label.lower()]}
        attribution = flat_tags(spans, len(words))
    return Prepared(article.id, [w[5] for w in words], [w[4] for w in words], [w[2] for w in words],
                    [w[3] for w in words], names, attribution, links)


def cut(articles, sayso):
    """The words of articles, by the program."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf8") as file:
        for article in articles:
            file.write(json.dumps({"id": article.id, "text": article.text}) + "\n")
        file.flush()
        lines = subprocess.run([sayso, "model-input", file.name], check=True, capture_output=True).stdout.splitlines()
    found = {line["id"]: line["words"] for line in map(json.loads, lines)}
    return [found[article.id] for article in articles]


def read(path):
    """The prepared articles of a file."""
    with gzip.open(path, "rt", encoding="utf8") as file:
        return [Prepared(**json.loads(line)) for line in file]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=pathlib.Path, required=True, help="folder of the gold data")
    parser.add_argument("--sayso", default="target/release/sayso", help="the program")
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path("training/work"))
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    names = args.data / "ner"
    for name, articles in {
        "polnear-train": corpora.polnear(args.data / "attribution/polnear/train"),
        "polnear-annotators": corpora.polnear(args.data / "attribution/polnear/annotator-training"),
        "polnear-dev": corpora.polnear(args.data / "attribution/polnear/dev"),
        "conll2003-train": corpora.bio(names / "conll2003/train.bio"),
        "conll2003-dev": corpora.bio(names / "conll2003/dev.bio"),
        "crossner-train": corpora.bio(names / "crossner-politics/train.bio"),
    }.items():
        articles = list(articles)
        prepared = [prepare(article, words) for article, words in zip(articles, cut(articles, args.sayso))]
        path = args.out / f"{name}.jsonl.gz"
        with gzip.open(path, "wt", encoding="utf8", compresslevel=3) as file:
            for article in prepared:
                file.write(json.dumps(dataclasses.asdict(article)) + "\n")
        words = sum(len(article.pieces) for article in prepared)
        pieces = sum(len(ids) for article in prepared for ids in article.pieces)
        print(f"{name}: {len(prepared)} articles, {words} words, {pieces} pieces, "
              f"{sum(len(article.links or []) for article in prepared)} attributions", flush=True)


if __name__ == "__main__":
    main()
