"""What the two rows of each of some pairs of units have in common, summed up in several ways.

`matrices` has the rows, and the products of all rows of two articles.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from annotations.alignment.linking.sparse.matrices import (
    CELLS_AT_ONCE,
    ENTRIES_AT_ONCE,
    FULL,
    ONE_THREAD,
    Indices,
    Matrix,
    Table,
    Vector,
    expanded,
    product,
)

DENSE = 8
"""Cells a pair up to which all cells are multiplied at once, quicker than the pairs one by one."""

LOOKED_UP = 1_000_000
"""Cells of rows written out at a time to look cells up in: they should stay in the processor's cache."""


def matches(
    left: Matrix, right: Matrix, rows: Indices, columns: Indices
) -> Iterator[tuple[Indices, Indices, Indices, Indices]]:
    """Give the columns that the two rows of each pair share, some pairs at a time.

    With the numbers of some pairs come, for each shared cell, which of these pairs it is and the
    places of the cell among the entries of the left and of the right matrix.
    """
    order = np.argsort(rows, kind="stable")
    ordered, sizes = rows[order], right.sizes[columns[order]]
    ends = np.cumsum(sizes)
    most = min(left.height, max(1, LOOKED_UP // max(1, left.width)))
    places = np.full(most * left.width, -1, dtype=np.int64)
    start = 0
    while start < len(rows):
        first = int(ordered[start])
        enough = int(np.searchsorted(ends, ends[start] - sizes[start] + ENTRIES_AT_ONCE))
        stop = min(max(start + 1, enough), int(np.searchsorted(ordered, first + most)))
        some, many = order[start:stop], sizes[start:stop]
        run = np.arange(left.bounds[first], left.bounds[int(ordered[stop - 1]) + 1])
        cells = (left.owner[run] - first) * left.width + left.terms[run]
        places[cells] = run
        other = expanded(right.bounds[columns[some]], many)
        cell = right.terms[other]
        cell += np.repeat((rows[some] - first) * left.width, many)
        one = places[cell]
        places[cells] = -1
        found = np.flatnonzero(one >= 0)
        yield some, np.repeat(np.arange(len(some)), many)[found], one[found], other[found]
        start = stop


def shared(
    left: Matrix, right: Matrix, rows: Indices, columns: Indices, weights: Table | None = None
) -> Table:
    """Multiply each pair's two rows cell by cell and sum up.

    `weights` has a row a term and a column a way of weighing; so has the answer, a row a pair.
    Without weights the answer has one column.
    """
    sums = np.empty((len(rows), 1 if weights is None else weights.shape[1]))
    if left.height * right.height <= min(DENSE * len(rows), CELLS_AT_ONCE):
        for start, tables in product(left, right, weights):
            inside = np.flatnonzero((rows >= start) & (rows < start + tables.shape[1]))
            sums[inside] = tables[:, rows[inside] - start, columns[inside]].T
        return sums
    both = (left.frequency > 0) & (right.frequency > 0)
    left, right = left.only(both), right.only(both)
    weighing = [None] if weights is None else list(weights[both].T)
    for some, pair, one, other in matches(left, right, rows, columns):
        values, terms = left.values[one] * right.values[other], left.terms[one]
        for way, weight in enumerate(weighing):
            amount = values if weight is None else values * weight[terms]
            sums[some, way] = np.bincount(pair, amount, minlength=len(some))
    return sums


def shared_and_common(
    left: Matrix, right: Matrix, rows: Indices, columns: Indices, weight: Vector
) -> tuple[Vector, Vector]:
    """Multiply each pair's two rows, and sum up the weights of the columns that both have."""
    if left.height * right.height <= min(DENSE * len(rows), FULL):
        alike, both = _products_and_common(left, right, weight)
        return alike[rows, columns], both[rows, columns]
    products, weights = np.empty(len(rows)), np.empty(len(rows))
    left, right, weight = in_common(left, right, weight)
    for some, pair, one, other in matches(left, right, rows, columns):
        values = left.values[one] * right.values[other]
        products[some] = np.bincount(pair, values, minlength=len(some))
        weights[some] = np.bincount(pair, weight[left.terms[one]], minlength=len(some))
    return products, weights


def shared_twice(
    left: Matrix, right: Matrix, places: tuple[Indices, Indices, Indices], weight: Vector
) -> tuple[Vector, Vector]:
    """Multiply a left row with a right one, and both with another right one; sum up, weighed.

    Columns that only one side has are for the caller to leave out (`in_common`).
    """
    rows, columns, others = places
    once, twice = np.empty(len(rows)), np.zeros(len(rows))
    for some, pair, one, other in matches(left, right, rows, columns):
        values = left.values[one] * right.values[other] * weight[left.terms[one]]
        once[some] = np.bincount(pair, values, minlength=len(some))
        wanted = others[some][pair] * right.width + left.terms[one]
        place = np.searchsorted(right.keys[:-1], wanted)
        found = right.keys[place] == wanted
        amount = values[found] * right.values[place[found]]
        twice[some] = np.bincount(pair[found], amount, minlength=len(some))
    return once, twice


def in_common(left: Matrix, right: Matrix, weight: Vector) -> tuple[Matrix, Matrix, Vector]:
    """Keep of two sides, and of the weights, the columns that both have."""
    both = (left.frequency > 0) & (right.frequency > 0)
    return left.only(both), right.only(both), weight[both]


def _products_and_common(left: Matrix, right: Matrix, weight: Vector) -> tuple[Table, Table]:
    """Give the products of all rows of two short articles, and the weights of what both have."""
    both = np.flatnonzero((left.frequency > 0) & (right.frequency > 0))
    first, second = left.table(both), right.table(both)
    step = max(1, ONE_THREAD // (left.height * right.height))
    alike, common = np.zeros((2, left.height, right.height))
    for start in range(0, len(both), step):
        part = slice(start, start + step)
        one, other = first[:, part], second[:, part].T
        alike += one @ other
        common += ((one != 0) * weight[both[part]]) @ (other != 0)
    return alike, common
