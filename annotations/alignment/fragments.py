"""Sentences within units: two long paragraphs may share one sentence and little else."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from annotations.alignment.arrays import Indices, Vector, best_of, shared
from annotations.alignment.channels import channels
from annotations.alignment.terms import tokens

_END = re.compile(
    r"(?<=[.!?…])[\"”’')\]]*\s+"
    r"|(?<=[a-z][.!?])(?=[A-Z])"  # glued: "reactions.Some analysts"
    r"|(?<=[。！？])|\n+"
)
SHORTEST = 25
"""Characters under which a fragment is joined to the one before: an abbreviation, an aside."""

MATCHED = 0.5
"""Likeness at which a fragment counts as wholly matched."""


def fragments(unit: str) -> list[str]:
    """Cut a unit into sentences, roughly; at least one, which may be empty."""
    found: list[str] = []
    for piece in _END.split(unit):
        if not piece or not piece.strip():
            continue
        if found and (len(piece) < SHORTEST or len(found[-1]) < SHORTEST):
            found[-1] += " " + piece
        else:
            found.append(piece)
    return found or [""]


def sentence_measures(
    left: Sequence[str], right: Sequence[str], rows: Indices, columns: Indices
) -> dict[str, Vector]:
    """Measure the likest sentences of each pair, and the share of each unit's that have a match."""
    lefts, rights = [fragments(unit) for unit in left], [fragments(unit) for unit in right]
    counts_left, counts_right = _lengths(lefts), _lengths(rights)
    counted = channels(
        [tokens(piece) for unit in lefts for piece in unit],
        [tokens(piece) for unit in rights for piece in unit],
    )
    sizes = counts_left[rows] * counts_right[columns]
    pair = np.repeat(np.arange(len(rows)), sizes)
    within = np.arange(len(pair)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    breadth = counts_right[columns][pair]
    first = (np.cumsum(counts_left) - counts_left)[rows][pair] + within // breadth
    second = (np.cumsum(counts_right) - counts_right)[columns][pair] + within % breadth

    by_words = shared(*counted.words.unit_rows(), first, second)[:, 0]
    by_grams = shared(*counted.grams.unit_rows(), first, second)[:, 0]
    alike = (by_words + by_grams) / 2
    present_left, present_right = counted.words.presence()
    weight = counted.words.weight[:, None]
    common = shared(present_left, present_right, first, second, weight)[:, 0]
    totals = (present_left @ weight)[first, 0], (present_right @ weight)[second, 0]
    covered = common / np.maximum(np.minimum(*totals), 2.0)
    shares = [_share(alike, pair, key, len(rows)) for key in (first, second)]
    return {
        "sentence.best": best_of(alike, pair, len(rows)),
        "sentence.covered": best_of(covered, pair, len(rows)),
        "sentence.most": np.maximum(*shares),
        "sentence.least": np.minimum(*shares),
    }


def _lengths(units: Sequence[Sequence[str]]) -> Indices:
    return np.array([len(unit) for unit in units], dtype=np.int64)


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
