"""Features of two articles as a whole: whether one revises the other, or both report one event.

The measures are the same for every candidate of a pair of articles; the model learns from them how
much likeness a link needs, in place of one rule for each kind.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from annotations.alignment.linking.sparse.matrices import TINY, Indices, Vector, best_of
from annotations.alignment.linking.term_weights import Channels
from annotations.alignment.linking.terms import MatchToken

COPIED = 0.7
"""Likeness of character grams from which a unit counts as copied."""

FEWEST = 3
"""Pairs needed to tell whether the order was kept."""


def document_measures(
    counted: Channels,
    units: tuple[Sequence[Sequence[MatchToken]], Sequence[Sequence[MatchToken]]],
    alike: Vector,
    rows: Indices,
    columns: Indices,
) -> dict[str, float]:
    """Measure the two articles as wholes; `alike` is the likeness of the candidates' grams."""
    shape = len(units[0]), len(units[1])
    best_left, best_right = best_of(alike, rows, shape[0]), best_of(alike, columns, shape[1])
    means = best_left.mean(), best_right.mean()
    words = [len(unit) for side in units for unit in side]
    every = np.concatenate([best_left, best_right])
    mutual = (alike >= best_left[rows]) & (alike >= best_right[columns]) & (alike > 0.1)
    return {
        "document.most": max(means),
        "document.least": min(means),
        "document.copied": float(np.mean(every > COPIED)),
        "document.size": float(np.log(min(shape))),
        "document.shape": float(abs(np.log((shape[0] + 1) / (shape[1] + 1)))),
        "document.length": float(np.log1p(np.mean(words))),
        "document.names": _in_common(counted, counted.names),
        "document.content": _in_common(counted, counted.content),
        "document.order": _order(rows[mutual], columns[mutual]),
    }


def _in_common(counted: Channels, wanted: Vector) -> float:
    """Give the share of one side's distinct terms that the other has, the poorer side's."""
    left, right = ((side.frequency > 0) * wanted for side in counted.words.presence)
    return float(np.minimum(left, right).sum() / max(TINY, min(left.sum(), right.sum())))


def _order(rows: Indices, columns: Indices) -> float:
    """Give the rank correlation (Spearman) of the places of mutual best pairs; 0.5 where unknown."""
    if len(rows) < FEWEST:
        return 0.5
    one, other = (np.argsort(np.argsort(side, kind="stable")) for side in (rows, columns))
    return float(np.corrcoef(one, other)[0, 1])
