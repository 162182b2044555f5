"""Features of a pair from its sentences: two long paragraphs may share one sentence and no more."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np

from annotations.alignment.linking.sparse.matrices import Indices, Vector, best_of
from annotations.alignment.linking.sparse.pair_products import shared
from annotations.alignment.linking.term_weights import Channels
from annotations.alignment.linking.terms import MatchToken, match_tokens

_END = re.compile(
    # What it may begin with stands first and alone: that is looked for ten times as fast.
    r"[.!?…。！？\n](?:"
    r"(?<=[.!?…])[\"”’')\]]*\s+"
    r"|(?<=[a-z][.!?])(?=[A-Z])"  # glued: "reactions.Some analysts"
    r"|(?<=[。！？])|(?<=\n)\n*)"
)
SHORTEST = 25
"""Characters under which a sentence is joined to its neighbour: an abbreviation, an interjection."""

MOST = 200
"""Sentences of a unit; in a longer one neighbours are taken together. Pairs grow with the square."""

AT_ONCE = 500_000
"""Pairs of sentences compared at a time, which keeps memory flat in the articles' length."""

MATCHED = 0.5
"""Likeness at which a sentence counts as wholly matched."""


KEPT = 4_000
"""Characters of a unit up to which its tokens are kept for the next pair that has it."""


def sentence_tokens(unit: str) -> Sequence[tuple[MatchToken, ...]]:
    """Give the tokens of a unit by its sentences, roughly cut; at least one, which may be empty.

    An article of an event is aligned with each of the others: what was cut last is kept.
    """
    return _known(unit) if len(unit) <= KEPT else _cut(unit)


def _cut(unit: str) -> Sequence[tuple[MatchToken, ...]]:
    starts = [0]
    for match in _END.finditer(unit):
        if match.end() - starts[-1] >= SHORTEST:
            starts.append(match.end())
    if len(starts) > 1 and len(unit) - starts[-1] < SHORTEST:
        starts.pop()
    starts = starts[:: -(-len(starts) // MOST)]
    every = match_tokens(unit)
    if len(starts) == 1:
        return (every,)
    places = [token.start for token in every]
    cuts = [*(bisect_left(places, start) for start in starts), len(every)]
    return tuple(every[begin:end] for begin, end in pairwise(cuts))


_known = lru_cache(maxsize=512)(_cut)


def sentence_measures(counted: Channels, rows: Indices, columns: Indices) -> dict[str, Vector]:
    """Measure the likest sentences of each pair, and the share of each unit's that have a match."""
    sizes = counted.breadth[0][rows] * counted.breadth[1][columns]
    turns = np.cumsum(sizes) // AT_ONCE
    cuts = [0, *(np.flatnonzero(np.diff(turns)) + 1), len(rows)]
    parts = [
        _measured(counted, rows[start:end], columns[start:end]) for start, end in pairwise(cuts)
    ]
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def _measured(counted: Channels, rows: Indices, columns: Indices) -> dict[str, Vector]:
    breadth_left, breadth_right = counted.breadth
    sizes = breadth_left[rows] * breadth_right[columns]
    pair = np.repeat(np.arange(len(rows)), sizes)
    within = np.arange(len(pair)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    breadth = breadth_right[columns][pair]
    first = (np.cumsum(breadth_left) - breadth_left)[rows][pair] + within // breadth
    second = (np.cumsum(breadth_right) - breadth_right)[columns][pair] + within % breadth

    words = counted.pieces
    alike = shared(*words.unit_rows(), first, second)[:, 0]
    present_left, present_right = words.presence
    common = shared(present_left, present_right, first, second, words.weight[:, None])[:, 0]
    totals = present_left.weighed(words.weight)[first], present_right.weighed(words.weight)[second]
    covered = common / np.maximum(np.minimum(*totals), 2.0)
    shares = [_share(alike, pair, key, len(rows)) for key in (first, second)]
    return {
        "sentence.best": best_of(alike, pair, len(rows)),
        "sentence.covered": best_of(covered, pair, len(rows)),
        "sentence.most": np.maximum(*shares),
        "sentence.least": np.minimum(*shares),
    }


def _share(alike: Vector, pair: Indices, sentence: Indices, count: int) -> Vector:
    """Give the share of one unit's sentences that are matched in the other, for each pair."""
    order = np.lexsort((sentence, pair))
    owner, key = pair[order], sentence[order]
    opens = np.ones(len(order), dtype=bool)
    opens[1:] = (owner[1:] != owner[:-1]) | (key[1:] != key[:-1])
    starts = np.flatnonzero(opens)
    best = np.maximum.reduceat(alike[order], starts) if len(starts) else np.empty(0)
    matched = np.bincount(owner[starts], np.minimum(best / MATCHED, 1.0), minlength=count)
    share: Vector = matched / np.maximum(np.bincount(owner[starts], minlength=count), 1)
    return share
