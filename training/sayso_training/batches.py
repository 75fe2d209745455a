"""Batches: windows of like length together, as tensors."""
import torch

from .windows import WINDOW, row, windows


def batch(items, augment=None):
    """Tensors of some windows: ids, types and mask of the pieces, and of each word its first piece and whether it is one.

    `augment` (a random.Random) changes what is seen a little: masked pieces, other casing.
    """
    rows = [row(item, augment) for item in items]
    length = max(len(ids) for ids, _, _ in rows)
    words = max(len(first) for _, _, first in rows)
    out = {name: torch.zeros(len(rows), length, dtype=torch.long) for name in ("ids", "types", "mask")}
    out["first"] = torch.zeros(len(rows), words, dtype=torch.long)
    out["words"] = torch.zeros(len(rows), words, dtype=torch.bool)
    for index, (ids, types, first) in enumerate(rows):
        out["ids"][index, :len(ids)] = torch.tensor(ids)
        out["types"][index, :len(ids)] = torch.tensor(types)
        out["mask"][index, :len(ids)] = 1
        out["first"][index, :len(first)] = torch.tensor(first)
        out["words"][index, :len(first)] = True
    return out


def epoch(articles, size, rng, most=WINDOW):
    """The windows of an epoch in batches of like length, in random order. `size`: pieces a batch, padding included; `most`:
    pieces a window.

    Of an article that several people annotated, one annotation is drawn.
    """
    versions = {}
    for article in articles:
        versions.setdefault(article.id.split("#")[0], []).append(article)
    drawn = [rng.choice(same) for same in versions.values()]
    pool = [window for article in drawn for window in windows(article, most, rng.randint(40, most))]
    rng.shuffle(pool)
    found = [batch for start in range(0, len(pool), 600) for batch in parcel(pool[start:start + 600], size)]
    rng.shuffle(found)
    return found


def whole(articles, size):
    """All windows of articles in batches of like length, for reading without training."""
    return parcel([window for article in articles for window in windows(article)], size)


def parcel(pool, size):
    """Windows sorted by length, in batches of at most `size` pieces, padding included."""
    pool = sorted(pool, key=lambda window: -window.pieces)
    while pool:
        count = max(1, size // (pool[0].pieces + 2))
        yield pool[:count]
        pool = pool[count:]
