"""Names for the arrays that the aligner passes round, and the sums over pairs and over units."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Indices: TypeAlias = NDArray[np.int64]
Vector: TypeAlias = NDArray[np.float64]
Table: TypeAlias = NDArray[np.float64]
Matrix: TypeAlias = Any
"""A `scipy.sparse.csr_array`, which has no types of its own."""

PAIRS_AT_ONCE = 8192
"""Pairs whose rows are gathered at a time, which keeps memory flat in the number of pairs."""

DENSE = 8
"""Cells a pair up to which all cells are multiplied at once, quicker than the pairs one by one."""

CELLS_AT_ONCE = 4_000_000
"""Cells of a table of all units held at a time, which keeps memory flat in the articles' length."""

TINY = 1e-9


def shared(
    left: Matrix, right: Matrix, rows: Indices, columns: Indices, weights: Table | None = None
) -> Table:
    """Multiply each pair's two rows cell by cell and sum up.

    `weights` has a row a term and a column a way of weighing; so has the answer, a row a pair.
    Without weights the answer has one column.
    """
    if weights is None:
        weights = np.ones((left.shape[1], 1))
    elif weights.shape[1] == 1:
        left = left.multiply(weights[:, 0]).tocsr()
        weights = np.ones_like(weights)
    cells = left.shape[0] * right.shape[0]
    if weights.shape[1] == 1 and cells <= min(DENSE * len(rows), CELLS_AT_ONCE):
        table: Table = (left @ right.T).toarray()
        return table[rows, columns][:, None]
    sums = np.empty((len(rows), weights.shape[1]))
    for start in range(0, len(rows), PAIRS_AT_ONCE):
        part = slice(start, start + PAIRS_AT_ONCE)
        sums[part] = left[rows[part]].multiply(right[columns[part]]).tocsr() @ weights
    return sums


def best_of(values: Vector, owner: Indices, count: int) -> Vector:
    """Give the greatest value of each of so many owners; an owner of none has 0."""
    best = np.zeros(count)
    np.maximum.at(best, owner, values)
    return best


def other_best(values: Vector, owner: Indices) -> tuple[Vector, Indices]:
    """Give for each entry the greatest value among its owner's other entries, and which it is.

    Where there is no other, 0 and the entry itself.
    """
    count = len(values)
    order = np.lexsort((-values, owner))
    group = owner[order]
    opens = np.ones(count, dtype=bool)
    opens[1:] = group[1:] != group[:-1]
    first = np.flatnonzero(opens)
    size = np.diff(np.append(first, count))
    second = np.where(size > 1, np.minimum(first + 1, count - 1), first)
    of = np.repeat(np.arange(len(first)), size)
    best, runner = order[first][of], order[second][of]
    partner = np.empty(count, dtype=np.int64)
    partner[order] = np.where(best == order, runner, best)
    alone = np.zeros(count, dtype=bool)
    alone[order] = (size == 1)[of]
    return np.where(alone, 0.0, values[partner]), partner
