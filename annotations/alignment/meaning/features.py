"""Features of a pair of units, from their two vectors and those of all units beside them.

The vectors of an article share a direction, that of its topic, its language and its style. They are
*centred*: their mean is taken off, so that what is left is what each unit says of its own. Every
pair is measured against all others, as likeness has no scale that holds for every article.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from annotations.alignment.meaning.encoder import Encoder

Indices: TypeAlias = NDArray[np.int64]
Vector: TypeAlias = NDArray[np.float64]
Cells: TypeAlias = NDArray[np.float32]

COEFFICIENTS = Path(__file__).with_name("coefficients.json")
"""What is fitted to these features (`annotations.alignment.linking.with_meaning`)."""

LARGEST = 4_000_000
"""Pairs of units beyond which two articles are too long to be held against each other at once."""

NEAREST = 5
"""Units of the other article, by centred likeness, that are looked at for each unit."""

NEIGHBOUR = 0.5
"""What the unit before and the one after count beside a unit."""

TINY = 1e-9


@dataclass(frozen=True)
class Likeness:
    """Cosines of all units of two articles, a row a left unit.

    They are those of centred vectors, of plain ones, and of centred ones with their neighbours'.
    """

    centred: Cells
    plain: Cells
    beside: Cells

    def nearest(self, count: int = NEAREST) -> tuple[Indices, Indices]:
        """The pairs that are among the nearest few of one of their units, in order."""
        height, width = self.centred.shape
        wanted = np.zeros((height, width), dtype=bool)
        if height and width:
            columns = np.argpartition(-self.centred, min(count, width) - 1, axis=1)[:, :count]
            wanted[np.arange(height)[:, None], columns] = True
            rows = np.argpartition(-self.centred, min(count, height) - 1, axis=0)[:count]
            wanted[rows, np.arange(width)[None, :]] = True
        found = np.nonzero(wanted)
        return found[0], found[1]

    def measures(self, rows: Indices, columns: Indices) -> dict[str, Vector]:
        """Give the features of some pairs.

        Likeness of the centred and the plain vectors, and of the units with what stands beside them;
        the first as a standard score; the logs of its place among those of its row and of its
        column; how far it is above the best other one of either.
        """
        alike = self.centred[rows, columns].astype(float)
        spread = max(float(self.centred.std()), TINY) if self.centred.size else 1.0
        mean = float(self.centred.mean()) if self.centred.size else 0.0
        return {
            "meaning.centred": alike,
            "meaning.plain": self.plain[rows, columns].astype(float),
            "meaning.beside": self.beside[rows, columns].astype(float),
            "meaning.standard": (alike - mean) / spread,
            "meaning.row.rank": _ranks(self.centred)[rows, columns],
            "meaning.column.rank": _ranks(self.centred.T)[columns, rows],
            "meaning.row.lead": _leads(self.centred)[rows, columns],
            "meaning.column.lead": _leads(self.centred.T)[columns, rows],
        }


def likeness_of(encoder: Encoder, left: Sequence[str], right: Sequence[str]) -> Likeness:
    """Ask an encoder for the vectors of two lists of units, and compare them."""
    vectors = np.nan_to_num(np.asarray(encoder.encode([*left, *right]), dtype=np.float32))
    sides = vectors[: len(left)], vectors[len(left) :]
    first, second = (_unit_length(_centred(side)) for side in sides)
    plain = [_unit_length(side) for side in sides]
    wide = [_unit_length(_with_neighbours(side)) for side in (first, second)]
    return Likeness(first @ second.T, plain[0] @ plain[1].T, wide[0] @ wide[1].T)


def _with_neighbours(side: Cells) -> Cells:
    """Add to each vector a share of those of the units before and after: what it is said among."""
    wide = side.copy()
    wide[1:] += NEIGHBOUR * side[:-1]
    wide[:-1] += NEIGHBOUR * side[1:]
    return wide


def _centred(side: Cells) -> Cells:
    """Take off the mean of the vectors that say something."""
    known = np.abs(side).sum(axis=1) > TINY
    if not known.any():
        return side
    centred: Cells = np.where(known[:, None], side - side[known].mean(axis=0), 0).astype(np.float32)
    return centred


def _unit_length(vectors: Cells) -> Cells:
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Cells = (vectors / np.maximum(length, TINY)).astype(np.float32)
    return scaled


def _ranks(table: Cells) -> Vector:
    """The log of each cell's place in its row, the greatest being 1."""
    order = np.argsort(-table, axis=1, kind="stable")
    places = np.empty(table.shape)
    np.put_along_axis(places, order, np.log1p(np.arange(table.shape[1]))[None, :], axis=1)
    return places


def _leads(table: Cells) -> Vector:
    """How far each cell is above the best other one of its row; below 0 where it is not the best."""
    if table.shape[1] < 2:
        return np.zeros(table.shape)
    two = np.partition(table, -2, axis=1)[:, -2:]
    best, second = two[:, 1:], two[:, :1]
    lead: Vector = (table - np.where(table >= best, second, best)).astype(float)
    return lead
