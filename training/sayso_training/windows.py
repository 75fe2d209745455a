"""Windows: what the network sees at a time, as numbers of pieces and token types.

A window is a run of whole sentences of at most `WINDOW` pieces, as the program cuts them. In training the first window
of an article has a random size, so that every epoch cuts elsewhere and spans over several sentences are learnt.
"""
import dataclasses

CLS, SEP, MASK = 101, 102, 103
WINDOW = 190  # pieces, CLS and SEP not counted; the program uses the same
SHAPES = {"lower": 1, "title": 2, "upper": 3}
# Pieces of the words that stay small in a Title Case headline: a, the, of, and, in, to, as, for, on, with, by, at, from,
# an, but, or.
SMALL_WORDS = {1037, *range(1996, 2001), *range(2004, 2008), *range(2011, 2014), 2019, 2021, 2030}


@dataclasses.dataclass
class Window:
    """A run of words of an article, `last` not included."""
    article: object
    first: int
    last: int
    pieces: int


def windows(article, most=WINDOW, first=None):
    """The windows of an article; the first has at most `first` pieces."""
    found, start, filled, limit = [], 0, 0, first or most
    sizes = [len(ids) for ids in article.pieces]

    def close(end):
        nonlocal start, filled, limit
        found.append(Window(article, start, end, filled))
        start, filled, limit = end, 0, most

    at = 0
    while at < len(sizes):
        end = at
        while end < len(sizes) and article.sentence[end] == article.sentence[at]:
            end += 1
        size = sum(sizes[at:end])
        if filled and filled + size > limit:
            close(at)
        if size > limit:
            limit = most  # a sentence is cut only where it must be
        for word in range(at, end):
            if size > limit and filled + sizes[word] > limit:
                close(word)
            filled += sizes[word]
        at = end
    if filled:
        close(len(sizes))
    return found


def row(item, augment):
    """Piece ids, their types, and the place of each word's first piece."""
    article = item.article
    ids, types, first = [CLS], [0], []
    casing = choose_casing(augment) if augment else None
    flat = augment is not None and article.names is not None and augment.random() < 0.5
    for word in range(item.first, item.last):
        pieces, (opening, rest) = article.pieces[word], article.types[word]
        if flat and opening % 9 >= 6:  # in these corpora every sentence is a paragraph; in articles few are
            opening -= 3
        if casing:
            opening, rest = recased(opening, pieces, casing), recased(rest, pieces, casing)
        first.append(len(ids))
        if augment and augment.random() < 0.04:
            pieces = [MASK] * len(pieces)
        ids += pieces
        types += [opening] + [rest] * (len(pieces) - 1)
    return ids + [SEP], types + [0], first


def choose_casing(augment):
    """Now and then a whole window is in other letters, as headlines and careless writers have it."""
    chance = augment.random()
    return "lower" if chance < 0.02 else "upper" if chance < 0.04 else "title" if chance < 0.06 else None


def recased(kind, pieces, casing):
    """The token type `shape * 9 + state` in another casing. The pieces themselves are lower-case anyway."""
    shape, state = divmod(kind, 9)
    letters = shape in (1, 2, 3, 4, 5)
    small = casing == "title" and len(pieces) == 1 and pieces[0] in SMALL_WORDS
    return SHAPES[casing] * 9 + state if letters and not small else kind
