"""Candidates: the pairs of units that are measured and scored, the likest few of each unit."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from annotations.alignment.linking.sparse.matrices import (
    CELLS_AT_ONCE,
    Indices,
    Matrix,
    Table,
    Vector,
    distinct,
    later_rows_product,
    product,
)

PER_UNIT = 10
"""Candidates kept for each unit of either side."""


COMMON = 120
"""A term that more units of one side have finds no candidates: it would find too many."""


def candidates(left: Matrix, right: Matrix) -> tuple[Indices, Indices]:
    """Give the candidate pairs of two sides as row and column numbers, sorted, each once.

    Rows of both matrices are units; the inner product of two rows is how like they are.
    """
    useful = (left.frequency <= COMMON) & (right.frequency <= COMMON)
    if not useful.all():
        left, right = left.only(useful), right.only(useful)
    (rows, partners), (columns, others) = _likest_both(left, right)
    keys = distinct(
        np.concatenate([rows * right.height + partners, others * right.height + columns])
    )
    return np.divmod(keys, max(1, right.height))


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
    keys = distinct(np.concatenate([rows * len(right) + columns, every]))
    found = np.divmod(keys, max(1, len(right)))
    return *found, np.isin(keys, certain)


def _likest_both(
    left: Matrix, right: Matrix
) -> tuple[tuple[Indices, Indices], tuple[Indices, Indices]]:
    """Give each left row's likest right rows, and each right row's likest left rows."""
    if left.height * right.height > CELLS_AT_ONCE:
        return _likest(left, right), _likest(right, left)
    table = np.concatenate(
        [np.zeros((0, right.height)), *(part for _, (part,) in product(left, right))]
    )
    return _best(table), _best(np.ascontiguousarray(table.T))


def _likest(left: Matrix, right: Matrix) -> tuple[Indices, Indices]:
    """Give each left row's likest right rows with any likeness at all."""
    found_rows, found_columns = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
    for start, (table,) in product(left, right):
        rows, columns = _best(table)
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
    side = side.only(side.frequency <= COMMON)
    best = np.zeros(side.height)
    for start, table in later_rows_product(side):
        part = slice(start, start + len(table))
        best[part] = np.maximum(best[part], table.max(axis=1))
        best = np.maximum(best, table.max(axis=0))
    return best
