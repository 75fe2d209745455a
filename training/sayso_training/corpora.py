"""Readers of the gold corpora. Each gives articles: id, text, and what is annotated in it, as places in code points."""
import collections
import dataclasses
import pathlib
import re

from .spans import NAME_LABELS

# Labels of other corpora in terms of ours; what is missing here is no name to us.
LABELS = {
    "PER": "PER", "LOC": "LOC", "ORG": "ORG", "MISC": "MISC",
    "person": "PER", "politician": "PER", "organisation": "ORG", "politicalparty": "ORG",
    "location": "LOC", "country": "LOC", "event": "MISC", "election": "MISC", "misc": "MISC",
}


@dataclasses.dataclass
class Attribution:
    """Who says what: places of each part, in text order. Source or cue may be empty."""
    source: list
    cue: list
    content: list


@dataclasses.dataclass
class Article:
    """A text with annotations; `None` is "not annotated", an empty list "nothing there"."""
    id: str
    text: str
    names: list | None = None  # (start, end, label)
    attributions: list | None = None


def polnear(folder):
    """Articles of a PolNeAR split (text/*.txt, attributions/*.ann), one for each annotator, `id#annotator`."""
    folder = pathlib.Path(folder)
    annotations = collections.defaultdict(list)
    for path in sorted((folder / "attributions").glob("*.ann")):
        annotations[path.stem.rsplit("_", 1)[0]].append(path)
    for path in sorted((folder / "text").glob("*.txt")):
        with open(path, encoding="utf8", newline="") as file:
            text = file.read()
        for annotation in annotations[path.stem]:
            annotator = annotation.stem.rsplit("_", 1)[1]
            lines = annotation.read_text(encoding="utf8").split("\n")
            yield Article(f"{path.stem}#{annotator}", text, attributions=brat(lines))


def polnear_first(folder):
    """Articles of a PolNeAR split by id; of several annotators the first by name, as the scorer takes it."""
    articles = {}
    for article in polnear(folder):
        articles.setdefault(article.id.split("#")[0], article)
    return articles


def brat(lines):
    """The attributions of a brat standoff file: T lines are spans, E lines join them."""
    places, found = {}, []
    for line in lines:
        # The text of a span may hold a line break; what follows it is no line of its own.
        if span := re.match(r"(T\d+)\t\S+ ([\d ;]+)", line):
            places[span[1]] = [tuple(map(int, pair.split())) for pair in span[2].split(";")]
        elif event := re.match(r"E\d+\t(.*)", line):
            parts = {"source": [], "cue": [], "content": []}
            for part in event[1].split():
                role, _, reference = part.partition(":")
                role = re.sub(r"\d+$", "", role).lower()
                if role in parts:
                    parts[role] += places.get(reference, [])
            found.append(Attribution(**{role: sorted(spans) for role, spans in parts.items()}))
    return found


def bio(path, sentences_an_article=40):
    """Articles of a two-column file (word, tag). A sentence becomes a paragraph; -DOCSTART- or a number of sentences
    ends an article."""
    articles, sentence, marked = [[]], [], False
    for line in pathlib.Path(path).read_text(encoding="utf8").split("\n")[:-1]:
        fields = line.split()
        if not fields or fields[0] == "-DOCSTART-":
            if sentence:
                articles[-1].append(sentence)
                sentence = []
            marked |= bool(fields)
            full = not marked and len(articles[-1]) >= sentences_an_article
            if articles[-1] and (fields or full):
                articles.append([])
        else:
            sentence.append((fields[0], fields[-1]))
    if sentence:
        articles[-1].append(sentence)
    for number, sentences in enumerate(filter(None, articles)):
        yield sentences_to_article(f"{pathlib.Path(path).parent.name}-{pathlib.Path(path).stem}-{number:05}", sentences)


def sentences_to_article(identifier, sentences):
    """An article of sentences of (word, BIO tag), words with a space and sentences with an empty line between."""
    text, names = "", []
    for sentence in sentences:
        text += "\n\n" if text else ""
        before = "O"
        for index, (word, tag) in enumerate(sentence):
            text += " " if index else ""
            start, end = len(text), len(text) + len(word)
            text += word
            label = LABELS.get(tag[2:]) if tag != "O" else None
            if label and tag[0] == "I" and before[2:] == tag[2:] and names:
                names[-1] = (names[-1][0], end, label)
            elif label:
                names.append((start, end, label))
            before = tag
    assert all(label in NAME_LABELS for _, _, label in names)
    return Article(identifier, text, names=names)
