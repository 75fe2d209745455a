"""The linker: how likely a cue belongs with a source or with a content. `src/tagger/link.rs` is the same network.

For cue c and candidate x: out(tanh(cue(c) + candidate(x) + distance + between)); a cue without source: null(tanh(cue(c))).
A span is the vectors of its first and last word.
"""
import bisect
import math

import torch
from torch import nn
from torch.nn import functional as F

DISTANCES = 24
WIDTH = 96


class Linker(nn.Module):
    """Names of the parts are those of the stored file."""

    def __init__(self, size, width=WIDTH):
        super().__init__()
        self.cue, self.src, self.con = (nn.Linear(2 * size, width) for _ in range(3))
        self.ds, self.dc = nn.Embedding(DISTANCES, width), nn.Embedding(DISTANCES, width)
        self.xs, self.xc = nn.Linear(3, width), nn.Linear(3, width)
        self.os, self.oc, self.null = nn.Linear(width, 1), nn.Linear(width, 1), nn.Linear(width, 1)

    def scores(self, vectors, cues, others, places, content):
        """cues x others scores. `vectors`: words x hidden of the window; spans are runs of its words."""
        candidate, distance, between, out = ((self.con, self.dc, self.xc, self.oc) if content else
                                             (self.src, self.ds, self.xs, self.os))
        far, crossed = zip(*(places.between(cue, other, cues) for cue in cues for other in others))
        shape = (len(cues), len(others))
        sum_ = (self.cue(ends(vectors, cues))[:, None] + candidate(ends(vectors, others))[None]
                + distance(torch.tensor(far).view(shape)) + between(torch.tensor(crossed).float().view(*shape, 3)))
        return out(torch.tanh(sum_)).squeeze(2)

    def none(self, vectors, cues):
        """The score of each cue for having no source."""
        return self.null(torch.tanh(self.cue(ends(vectors, cues)))).squeeze(1)

    def loss(self, vectors, links, places):
        """Mean over the links of a window of the cross-entropy of the right cue, or source; `None` where none is known."""
        if not links:
            return None
        cues = sorted({link["cue"][0] for link in links})
        sources = sorted({link["source"][0] for link in links if link["source"]})
        contents = sorted({run for link in links for run in link["content"]})
        losses = []
        if contents:
            scores = self.scores(vectors, cues, contents, places, content=True).T
            right = {run: cues.index(link["cue"][0]) for link in links for run in link["content"]}
            losses.append(F.cross_entropy(scores, torch.tensor([right[run] for run in contents]), reduction="none"))
        rows = self.none(vectors, cues)[:, None]
        if sources:
            rows = torch.cat([self.scores(vectors, cues, sources, places, content=False), rows], 1)
        known = {link["cue"][0]: link for link in links if link["whole"]}
        if known:
            right = [sources.index(link["source"][0]) if link["source"] else len(sources) for link in known.values()]
            rows = rows[[cues.index(cue) for cue in known]]
            losses.append(F.cross_entropy(rows, torch.tensor(right), reduction="none"))
        # A cue whose content and source both lie in other windows teaches nothing.
        return torch.cat(losses).mean() if losses else None


def ends(vectors, spans):
    """The vectors of the first and last word of each span, one after the other."""
    first, last = zip(*spans)
    return torch.cat([vectors[list(first)], vectors[list(last)]], 1)


class Places:
    """Where spans of a window stand to each other."""

    def __init__(self, sentence, paragraph):
        self.sentence, self.paragraph = sentence, paragraph

    def between(self, cue, other, cues):
        """Row of the table of distances (signed, in words, in logarithmic steps from five on), and what lies between:
        sentence ends, paragraph ends, other cues, each at most 3."""
        after = other[0] > cue[1]
        apart = other[0] - cue[1] if after else max(0, cue[0] - other[1])
        step = int(min(11, apart if apart < 5 else 4 + math.log2(apart / 4) * 1.5))
        low, high = min(cue[1], other[1]), max(cue[0], other[0])
        crossed = bisect.bisect_left(cues, (high,)) - bisect.bisect_left(cues, (low + 1,)) - (low < cue[0] < high)
        counts = (abs(self.sentence[low] - self.sentence[high]), abs(self.paragraph[low] - self.paragraph[high]),
                  max(0, crossed))
        return step + 12 * after, [min(3, count) for count in counts]


def links_in(window):
    """The links of a window whose cue lies in it, runs counted from its first word. `whole`: the source is known here."""
    found = []

    def shifted(runs):
        return [(a - window.first, b - window.first) for a, b in map(tuple, runs) if a >= window.first and b < window.last]

    for link in window.article.links or []:
        cue = shifted(link["cue"][:1])
        if cue:
            source = shifted(link["source"][:1])
            found.append({"cue": cue, "source": source, "content": shifted(link["content"]),
                          "whole": bool(source) or not link["source"]})
    return found
