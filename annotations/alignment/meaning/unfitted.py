"""What an encoder that nothing was fitted to may say: a small, bounded share of its evidence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from annotations.alignment.meaning.encoder import Encoder

Indices: TypeAlias = NDArray[np.int64]
Vector: TypeAlias = NDArray[np.float64]

TINY = 1e-9

SAMPLE = 500
"""Units a side whose pairs tell what likeness is common between the two articles."""

HALF = 0.5
"""What of its evidence a model's word counts: it saw the same words that were weighed already."""

FEW, NARROW, MOST = 2.0, 0.5, 1.2
"""Links beside which a model's record begins to count; the least spread of likeness, in standard
scores; what it adds to or takes from the log odds of a pair at the most."""


def likeness(
    encoder: Encoder, left: Sequence[str], right: Sequence[str], rows: Indices, columns: Indices
) -> Vector:
    """Give each pair's likeness as a standard score among all pairs; NaN where it has none.

    Vectors are centred on the two articles, so that the topic that both share counts for nothing.
    A unit none of whose words the model knows is like no other.
    """
    if len(rows) == 0:
        return np.empty(0)
    vectors = np.nan_to_num(np.asarray(encoder.encode([*left, *right]), dtype=float))
    known = np.abs(vectors).sum(axis=1) > TINY
    vectors -= vectors[known].mean(axis=0) if known.any() else 0.0
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), TINY)
    first, second = vectors[: len(left)], vectors[len(left) :]
    seen = known[: len(left)][:SAMPLE], known[len(left) :][:SAMPLE]
    usual = first[:SAMPLE][seen[0]] @ second[:SAMPLE][seen[1]].T
    if usual.size == 0:
        return np.full(len(rows), np.nan)
    alike = np.einsum("ij,ij->i", first[rows], second[columns])
    score: Vector = (alike - usual.mean()) / max(float(usual.std()), TINY)
    return np.where(known[rows] & known[len(left) + columns], score, np.nan)


def leaning(alike: Vector, chance: Vector) -> Vector:
    """Give what a model adds to each pair's log odds, by how it has judged these two articles.

    No coefficients can have been fitted to a model of the user. In place of that it is weighed by
    how far apart it holds what the words take for links and what they do not (Fisher's linear
    discriminant, 1936, with the chances so far for classes): one that sees no difference between
    them is not heard.
    """
    lean = np.zeros(len(alike))
    told = ~np.isnan(alike)
    score, link = alike[told], chance[told]
    links, others = float(link.sum()), float((1 - link).sum())
    if min(links, others) < TINY:
        return lean
    high, low = float(link @ score) / links, float((1 - link) @ score) / others
    within = link @ (score - high) ** 2 + (1 - link) @ (score - low) ** 2
    spread = max(float(within) / len(score), NARROW**2)
    record = HALF * links / (links + FEW)
    slope = record * max(high - low, 0.0) / spread
    lean[told] = np.clip(slope * (score - (high + low) / 2), -MOST, MOST)
    return lean
