"""Which articles can share a text at all: a few hashes of each, by winnowing.

Schleimer, Wilkerson and Aiken (2003), Winnowing: of every `WINDOW` neighbouring runs of words the
one with the least hash is kept. Two texts that have `WINDOW + LENGTH - 1` words in a row in common
are sure to have a hash in common, and only about two in `WINDOW + 1` hashes need to be compared.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations
from zlib import crc32

from annotations.articles import Article
from annotations.events.word_runs import word_run

LENGTH, WINDOW = 5, 4
"""Words in a run that is hashed, and runs of which one hash is kept."""

COMMON = 100
"""A hash that more articles have says nothing: it is of a phrase that everybody prints."""


@lru_cache(maxsize=4096)
def fingerprints(article: Article) -> frozenset[int]:
    """The hashes kept of an article; the same in every process."""
    words = word_run(article).words
    hashes = [
        crc32(" ".join(words[at : at + LENGTH]).encode("utf-8", "replace"))
        for at in range(len(words) - LENGTH + 1)
    ]
    windows = range(max(1, len(hashes) - WINDOW + 1))
    return frozenset(min(hashes[at : at + WINDOW]) for at in windows) if hashes else frozenset()


def sharing(articles: Sequence[Article]) -> list[tuple[int, int]]:
    """Indices of the pairs of articles that have a fingerprint in common, in order."""
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for index, article in enumerate(articles):
        for each in fingerprints(article):
            holders[each].append(index)
    pairs: Counter[tuple[int, int]] = Counter()
    for indices in holders.values():
        if 1 < len(indices) <= COMMON:
            pairs.update(combinations(indices, 2))
    return sorted(pairs)
