"""Span arithmetic: from places in a text to runs of words, and from runs to BIO tags and back.

Places are code points, end exclusive. Runs of words are pairs (first, last), last included.
"""
import bisect

NAME_LABELS = ("PER", "ORG", "LOC", "MISC")
ATTRIBUTION_LABELS = ("SOURCE", "CUE", "CONTENT")


def tags_of(labels):
    """The tag set of some labels, in the order of the model's scores: O, then B- and I- of each."""
    return ["O"] + [f"{prefix}-{label}" for label in labels for prefix in "BI"]


def words_in(places, starts, ends):
    """Indexes of the words that share a character with one of `places`, in order. `starts` and `ends` of the words."""
    found = set()
    for a, b in places:
        if a < b:
            found.update(range(bisect.bisect_right(ends, a), bisect.bisect_left(starts, b)))
    return sorted(found)


def runs(indexes):
    """Maximal runs of neighbours in a sorted list of word indexes."""
    found = []
    for index in indexes:
        if found and index == found[-1][1] + 1:
            found[-1][1] = index
        else:
            found.append([index, index])
    return [tuple(run) for run in found]


def flat_tags(labelled, words):
    """BIO tag numbers of `words` words from (label number, run) pairs. Where runs overlap, the longer one stands."""
    tags = [0] * words
    for label, (first, last) in sorted(labelled, key=lambda item: (item[1][0] - item[1][1], item[1][0], item[0])):
        if any(tags[first:last + 1]):
            continue
        tags[first] = 1 + 2 * label
        tags[first + 1:last + 1] = [2 + 2 * label] * (last - first)
    return tags


def runs_of(tags):
    """(label number, run) pairs of BIO tag numbers. An I- without a beginning opens a run."""
    found, before = [], 0
    for index, tag in enumerate(tags):
        if tag:
            label = (tag - 1) // 2
            if tag % 2 == 0 and before and (before - 1) // 2 == label:
                found[-1][1][1] = index
            else:
                found.append((label, [index, index]))
        before = tag
    return [(label, tuple(run)) for label, run in found]
