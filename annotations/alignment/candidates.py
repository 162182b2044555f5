"""The pairs of units worth a closer look: the likest few of every row and of every column."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from annotations.alignment.arrays import CELLS_AT_ONCE, Indices, Matrix, Table, Vector

PER_UNIT = 10
"""Candidates kept for each unit of either side."""


COMMON = 120
"""Units of one side from which on a term finds nobody: it would find everybody, at a high price."""


def candidates(left: Matrix, right: Matrix) -> tuple[Indices, Indices]:
    """Give the candidate pairs of two sides as row and column numbers, sorted, each once.

    Rows of both matrices are units; the inner product of two rows is how like they are.
    """
    telling = _units_with(left, COMMON) & _units_with(right, COMMON)
    if not telling.all():
        left, right = left[:, telling], right[:, telling]
    if left.shape[0] * right.shape[0] <= CELLS_AT_ONCE:
        table = (left @ right.T).toarray()
        (rows, partners), (columns, others) = _best(table), _best(np.ascontiguousarray(table.T))
    else:
        (rows, partners), (columns, others) = _likest(left, right), _likest(right, left)
    keys = np.unique(
        np.concatenate([rows * right.shape[0] + partners, others * right.shape[0] + columns])
    )
    return np.divmod(keys, max(1, right.shape[0]))


def with_copies(
    left: Sequence[str], right: Sequence[str], rows: Indices, columns: Indices
) -> tuple[Indices, Indices, NDArray[np.bool_]]:
    """Add to candidates the units that are the same on both sides, the first with the first.

    Signs and emoji have no terms to be found by, and rows that a table repeats have none but common
    ones. Marks, too, which candidates are copies beyond doubt: of what both sides have equally often.
    """
    places: dict[str, deque[int]] = defaultdict(deque)
    for column, text in enumerate(right):
        places[text].append(column)
    often = Counter(left)
    sure = {text for text, found in places.items() if len(found) == often[text]}
    copies = [
        (row * len(right) + places[text].popleft(), text in sure)
        for row, text in enumerate(left)
        if text and places.get(text)
    ]
    every = np.array([place for place, _ in copies], dtype=np.int64)
    certain = np.array([place for place, beyond in copies if beyond], dtype=np.int64)
    keys = np.union1d(rows * len(right) + columns, every)
    found = np.divmod(keys, max(1, len(right)))
    return *found, np.isin(keys, certain)


def _likest(left: Matrix, right: Matrix) -> tuple[Indices, Indices]:
    """Give each left row's likest right rows with any likeness at all."""
    turned = right.T.tocsr()
    step = max(1, CELLS_AT_ONCE // max(1, right.shape[0]))
    found_rows, found_columns = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
    for start in range(0, left.shape[0], step):
        rows, columns = _best((left[start : start + step] @ turned).toarray())
        found_rows.append(rows + start)
        found_columns.append(columns)
    return np.concatenate(found_rows), np.concatenate(found_columns)


def _best(table: Table) -> tuple[Indices, Indices]:
    """Give the few greatest values of each row, if above zero."""
    count = min(PER_UNIT, table.shape[1])
    best = np.argpartition(-table, count - 1, axis=1)[:, :count] if count else table[:, :0]
    kept = np.take_along_axis(table, best.astype(np.int64), axis=1) > 0
    return np.nonzero(kept)[0], best[kept].astype(np.int64)


def repeated(side: Matrix) -> Vector:
    """Give how like each unit is to the likest other unit of its own side.

    A unit whose words others of its own article say too has less to show for a link.
    """
    telling = _units_with(side, COMMON)
    side = side if telling.all() else side[:, telling]
    turned = side.T.tocsr()
    step = max(1, CELLS_AT_ONCE // max(1, side.shape[0]))
    best = np.zeros(side.shape[0])
    for start in range(0, side.shape[0], step):
        table = (side[start : start + step] @ turned).toarray()
        rows = np.arange(table.shape[0])
        table[rows, rows + start] = 0.0
        best[start : start + step] = table.max(axis=1)
    return best


def _units_with(side: Matrix, most: int) -> NDArray[np.bool_]:
    """Mark the terms that at most so many units of a side have."""
    few: NDArray[np.bool_] = np.bincount(side.indices, minlength=side.shape[1]) <= most
    return few
