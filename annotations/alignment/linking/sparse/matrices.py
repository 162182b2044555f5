"""Sparse rows of numbers, the products that the aligner needs of them, and sums over pairs and units.

A row is a unit of an article and a column a term, so nearly all cells are empty. numpy alone does it:
each term leads to the units that have it (an inverted index, Zobel and Moffat 2006).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Indices: TypeAlias = NDArray[np.int64]
Vector: TypeAlias = NDArray[np.float64]
Table: TypeAlias = NDArray[np.float64]
Tables: TypeAlias = NDArray[np.float64]

ENTRIES_AT_ONCE = 300_000
"""Entries of gathered rows held at a time, which keeps memory flat in the number of pairs."""

CELLS_AT_ONCE = 4_000_000
"""Cells of a table of all units held at a time, which keeps memory flat in the articles' length."""

FULL = 16_384
"""Pairs of units up to which two articles are multiplied as full tables."""

ONE_THREAD = 200_000
"""Multiplications at a time that BLAS does in one thread."""

TINY = 1e-9

OF_CELLS = ("sizes", "owner", "keys", "frequency")
"""What a matrix works out of where its cells are, whatever is in them."""


@dataclass(frozen=True)
class Matrix:
    """Sparse rows: row `k` has `values[at]` in the columns `terms[at]`, `at` from `bounds[k]` on.

    Columns rise within a row, and none is there twice; there are `width` of them.
    """

    terms: Indices
    values: Vector
    bounds: Indices
    width: int

    @classmethod
    def summed(
        cls, owner: Indices, terms: Indices, shape: tuple[int, int], values: Vector | None = None
    ) -> Matrix:
        """Build rows from entries in any order; those of one cell are summed, 1 each by default."""
        height, width = shape
        if height * width <= min(CELLS_AT_ONCE, 16 * len(terms) + 4096):
            cells = np.bincount(owner * width + terms, values, minlength=height * width)
            keys = np.flatnonzero(cells != 0)  # truth values are looked through far faster
            sums = cells[keys].astype(np.float64)
        else:
            keys, places = np.unique(owner * width + terms, return_inverse=True)
            sums = np.bincount(places, values, minlength=len(keys)).astype(np.float64)
        begins = np.arange(height + 1) * width
        bounds = np.searchsorted(keys, begins)
        return cls(keys - np.repeat(begins[:-1], np.diff(bounds)), sums, bounds, width)

    @property
    def height(self) -> int:
        return len(self.bounds) - 1

    @cached_property
    def sizes(self) -> Indices:
        """How many entries each row has."""
        return np.diff(self.bounds)

    @cached_property
    def owner(self) -> Indices:
        """The row of each entry."""
        return np.repeat(np.arange(self.height), self.sizes)

    @cached_property
    def keys(self) -> Indices:
        """Row and column of each entry as one number, ascending."""
        return self.owner * self.width + self.terms

    @cached_property
    def frequency(self) -> Indices:
        """In how many rows each column occurs."""
        return np.bincount(self.terms, minlength=self.width)

    def with_values(self, values: Vector) -> Matrix:
        """Give the same cells with other values."""
        other = Matrix(self.terms, values, self.bounds, self.width)
        # What follows from the cells alone is worked out once for all that share them.
        other.__dict__.update(
            {name: self.__dict__[name] for name in OF_CELLS if name in self.__dict__}
        )
        return other

    def presence(self) -> Matrix:
        """Give the same cells with 1 in each."""
        return self.with_values(np.ones(len(self.terms)))

    def rows(self, start: int, stop: int) -> Matrix:
        """Give the rows from one to before another."""
        begin, end = self.bounds[start], self.bounds[stop]
        bounds = self.bounds[start : stop + 1] - begin
        return Matrix(self.terms[begin:end], self.values[begin:end], bounds, self.width)

    def only(self, wanted: NDArray[np.bool_]) -> Matrix:
        """Give the rows with the wanted columns alone, numbered anew."""
        if wanted.all():
            return self
        kept = wanted[self.terms]
        bounds = np.concatenate([[0], np.cumsum(kept)])[self.bounds]
        numbers = np.cumsum(wanted) - 1
        terms = numbers[self.terms[kept]]
        return Matrix(terms, self.values[kept], bounds, int(np.count_nonzero(wanted)))

    def weighed(self, weight: Vector) -> Vector:
        """Give each row's sum of values, each times the weight of its column."""
        return np.bincount(
            self.owner, self.values * weight[self.terms], minlength=self.height
        ).astype(np.float64)

    def table(self, columns: Indices) -> Table:
        """Give all cells of some columns, which rise."""
        number = np.full(self.width, -1, dtype=np.int64)
        number[columns] = np.arange(len(columns))
        places = number[self.terms]
        kept = places >= 0
        full = np.zeros((self.height, len(columns)))
        full[self.owner[kept], places[kept]] = self.values[kept]
        return full

    @cached_property
    def postings(self) -> tuple[Indices, Vector, Indices]:
        """The entries by column: their places, values, and where those of each column begin."""
        order = np.argsort(self.terms, kind="stable")
        begins = np.concatenate([[0], np.cumsum(self.frequency)])
        return order, self.values[order], begins


def product(
    left: Matrix, right: Matrix, weights: Table | None = None
) -> Iterator[tuple[int, Tables]]:
    """Give the inner products of all rows, some left rows at a time, with the first one's number.

    `weights` has a row a term and a column a way of weighing; each way has a table of its own.
    """
    if 0 < left.height * right.height <= FULL:
        yield 0, _full_product(left, right, weights)
        return
    _, _, begins = right.postings
    firsts, times = begins[left.terms], right.frequency[left.terms]
    yield from _multiplied(left, right, firsts, times, weights)


def later_rows_product(side: Matrix) -> Iterator[tuple[int, Table]]:
    """Give the inner products of each row with the rows after it, as `product` does; else 0."""
    if 0 < side.height**2 <= FULL:
        # A column of one row multiplies nothing but that row with itself.
        yield (
            0,
            np.triu(_full_product(side, side, None, np.flatnonzero(side.frequency > 1))[0], k=1),
        )
        return
    order, _, begins = side.postings
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(1, len(order) + 1)
    for start, (table,) in _multiplied(side, side, place, begins[side.terms + 1] - place, None):
        yield start, table


def _multiplied(
    left: Matrix, right: Matrix, firsts: Indices, times: Indices, weights: Table | None
) -> Iterator[tuple[int, Tables]]:
    """Multiply each left entry with so many right ones of its column, from a first one on.

    Both are said in places among `right.postings`.
    """
    order, values, _ = right.postings
    units = right.owner[order]
    ways = 1 if weights is None else weights.shape[1]
    met = np.concatenate([[0], np.cumsum(times)])[left.bounds]
    most = max(1, CELLS_AT_ONCE // max(1, right.height * ways))
    start = 0
    while start < left.height:
        # As many rows as keep both the tables and the entries that lead to them small.
        enough = int(np.searchsorted(met, met[start] + ENTRIES_AT_ONCE, side="right")) - 1
        stop = min(left.height, start + most, max(start + 1, enough))
        run = slice(left.bounds[start], left.bounds[stop])
        many = times[run]
        place = expanded(firsts[run], many)
        cell = units[place]
        cell += np.repeat((left.owner[run] - start) * right.height, many)
        amount = values[place]
        amount *= np.repeat(left.values[run], many)
        shape = stop - start, right.height
        weighed = (
            [amount]
            if weights is None
            else (amount * np.repeat(weight, many) for weight in weights[left.terms[run]].T)
        )
        sums = [np.bincount(cell, each, minlength=shape[0] * shape[1]) for each in weighed]
        yield start, np.stack(sums).reshape(ways, *shape).astype(np.float64, copy=False)
        start = stop


def _full_product(
    left: Matrix, right: Matrix, weights: Table | None, columns: Indices | None = None
) -> Tables:
    """Multiply all rows of two short articles as full tables of the columns that both have.

    `columns` says which columns to look at where fewer will do.
    """
    both = np.flatnonzero((left.frequency > 0) & (right.frequency > 0))
    both = both if columns is None else columns
    first = left.table(both)
    second = first if right is left else right.table(both)
    # Above some 2^18 multiplications BLAS wakes its threads, which costs more than they save here.
    step = max(1, ONE_THREAD // (left.height * right.height))
    ways = [None] if weights is None else list(weights[both].T)
    sums = np.zeros((len(ways), left.height, right.height))
    for start in range(0, len(both), step):
        part = slice(start, start + step)
        for way, weight in enumerate(ways):
            one = first[:, part] if weight is None else first[:, part] * weight[part]
            sums[way] += one @ second[:, part].T
    return sums


def expanded(begins: Indices, sizes: Indices) -> Indices:
    """Give all places of runs that begin somewhere and have some size."""
    ends = np.cumsum(sizes)
    places = np.arange(ends[-1] if len(ends) else 0)
    places += np.repeat(begins - (ends - sizes), sizes)
    return places


def beside(left: Matrix, right: Matrix) -> Matrix:
    """Put the columns of a second matrix behind those of a first with as many rows."""
    owner = np.concatenate([left.owner, right.owner])
    order = np.argsort(owner, kind="stable")
    return Matrix(
        np.concatenate([left.terms, right.terms + left.width])[order],
        np.concatenate([left.values, right.values])[order],
        left.bounds + right.bounds,
        left.width + right.width,
    )


def through(first: Matrix, second: Matrix) -> Matrix:
    """Multiply two matrices: a row of the first gets what the rows it leads to have in the second."""
    sizes = second.sizes[first.terms]
    place = expanded(second.bounds[first.terms], sizes)
    return Matrix.summed(
        np.repeat(first.owner, sizes),
        second.terms[place],
        (first.height, second.width),
        np.repeat(first.values, sizes) * second.values[place],
    )


def distinct(numbers: Indices) -> Indices:
    """Give numbers in ascending order, each once; `np.unique` would load numpy's masked arrays."""
    ordered = np.sort(numbers)
    first = np.ones(len(ordered), dtype=np.bool_)
    first[1:] = ordered[1:] != ordered[:-1]
    return ordered[first]


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
