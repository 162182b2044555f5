"""All changes of a pair in the order of its rows; a row is compared when somebody asks for it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import accumulate

from annotations.alignment.edits import Edit, word_diff
from annotations.alignment.ignore import NOTHING, Ignore
from annotations.alignment.link import Alignment
from annotations.alignment.moves import Move, moves
from annotations.alignment.rows import Row, rows
from annotations.alignment.standing import Group, Standing, groups, standings
from annotations.alignment.stops import EVERYTHING, Change, Sort, Tally, Wanted, What
from annotations.articles import Article, Block, Span

RECENT = 200
"""Rows whose edits are remembered; of the others it is known only what sorts of change they have.

All edits of two books would take ten times the memory of the books."""


def changes(
    left: Article,
    right: Article,
    alignment: Alignment,
    *,
    shown: Sequence[Row] | None = None,
    ignore: Ignore = NOTHING,
) -> Changes:
    """The changes of a pair; nothing is compared yet. `shown` are its rows if they are known."""
    ordered = rows(left, right, alignment) if shown is None else tuple(shown)
    return Changes(left, right, alignment, ordered, ignore)


@dataclass(frozen=True)
class Changes:
    """Changes of two articles, row by row; those found last are remembered.

    Iterating goes through all of them in order, comparing as it goes. Every method that compares
    raises `PatternError` where a pattern of `ignore` takes too long.
    """

    left: Article
    right: Article
    alignment: Alignment
    rows: tuple[Row, ...]
    ignore: Ignore = NOTHING
    _sorts: dict[int, tuple[Sort, ...]] = field(default_factory=dict, repr=False, compare=False)
    _sort: dict[Sort, Sort] = field(default_factory=dict, repr=False, compare=False)
    _sums: dict[Wanted, list[int]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        return moves(self.alignment, self.rows)

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """How each row stands."""
        return standings(self.left, self.right, self.alignment, self.rows, self.moves)

    def group(self, row: int) -> Group | None:
        """The blocks that the block or blocks of a row are compared with, and they themselves."""
        shown = self.rows[row]
        if shown.left is not None:
            return self._groups[0].get(shown.left)
        return self._groups[1].get(shown.right) if shown.right is not None else None

    def twin(self, row: int) -> int | None:
        """The row of the other half of a moved block."""
        group = self.group(row)
        if group is None or self.standings[row] is not Standing.MOVED:
            return None
        if self.rows[row].left is not None:
            return self._rows_right[group.right.start]
        return self._rows_left[group.left.start]

    def edits(self, row: int) -> tuple[Edit, ...]:
        """The edit script in which the blocks of a row take part; empty where they face nothing.

        The script covers all blocks of the row's group, the space between them included; in the
        two rows of a moved block it is the same.
        """
        group = self.group(row)
        return self._compared(group) if group is not None else ()

    def at(self, row: int) -> tuple[Change, ...]:
        """The changes that are shown in a row."""
        return self._found(row)

    def known(self, row: int) -> tuple[Sort, ...] | None:
        """The sorts of a row's changes if the row has been compared before, else None."""
        return self._sorts.get(row)

    def sorts(self, row: int) -> tuple[Sort, ...]:
        """The sorts of the changes that are shown in a row."""
        found = self._sorts.get(row)
        if found is None:
            self.at(row)
            found = self._sorts[row]
        return found

    def __iter__(self) -> Iterator[Change]:
        for row in range(len(self.rows)):
            yield from self.at(row)

    def after(
        self, row: int, offset: int, *, right: bool = False, wanted: Wanted = EVERYTHING
    ) -> Change | None:
        """The first wanted change that starts after an offset of the left, or right, article.

        `row` is the row where that offset is shown.
        """
        for at in range(row, len(self.rows)):
            for change in self._wanted_at(at, wanted):
                if at > row or _start(change, right) > offset:
                    return change
        return None

    def before(
        self, row: int, offset: int, *, right: bool = False, wanted: Wanted = EVERYTHING
    ) -> Change | None:
        """The last wanted change that starts before an offset, as for `after`."""
        for at in range(row, -1, -1):
            for change in reversed(self._wanted_at(at, wanted)):
                if at < row or _start(change, right) < offset:
                    return change
        return None

    def following(self, change: Change, wanted: Wanted = EVERYTHING) -> Change | None:
        """The next wanted change after one of these."""
        here = self.at(change.row)
        beyond = here[here.index(change) + 1 :]
        if found := next((other for other in beyond if other.wanted(wanted)), None):
            return found
        for row in range(change.row + 1, len(self.rows)):
            if there := self._wanted_at(row, wanted):
                return there[0]
        return None

    def preceding(self, change: Change, wanted: Wanted = EVERYTHING) -> Change | None:
        """The last wanted change before one of these."""
        here = self.at(change.row)
        before = reversed(here[: here.index(change)])
        if found := next((other for other in before if other.wanted(wanted)), None):
            return found
        for row in range(change.row - 1, -1, -1):
            if there := self._wanted_at(row, wanted):
                return there[-1]
        return None

    def survey(self, step: int = 50) -> Iterator[Tally]:
        """Compare all rows, for a worker: the tally so far after each `step` rows, and at the end.

        The tallies are values of their own; the last one is complete.
        """
        total = Tally(0, len(self.rows), Counter(), Counter(), Counter(), 0)
        for start in range(0, len(self.rows), step):
            total = self._counted(total, range(start, min(start + step, len(self.rows))))
            yield total
        if not self.rows:
            yield total

    def tally(self) -> Tally:
        """What all rows have; compares those that nobody has asked for yet."""
        *_, total = self.survey(max(1, len(self.rows)))
        return total

    def ordinal(self, change: Change, wanted: Wanted = EVERYTHING) -> tuple[int, int] | None:
        """Which of how many wanted changes this is, from 1; None until all rows are compared."""
        if len(self._sorts) < len(self.rows):
            return None
        sums = self._sums.get(wanted)
        if sums is None:
            every = (self._sorts[at] for at in range(len(self.rows)))
            counts = (sum(sort.wanted(wanted) for sort in sorts) for sorts in every)
            sums = self._sums[wanted] = list(accumulate(counts, initial=0))
        here = self.at(change.row)
        upto = here[: here.index(change) + 1]
        return sums[change.row] + sum(found.wanted(wanted) for found in upto), sums[-1]

    def unchanged(self, row: int) -> bool:
        """Whether a row is compared and has no change, or is boilerplate."""
        if self.standings[row] is Standing.ASIDE:
            return True
        return self.group(row) is not None and not self.sorts(row)

    def fold(self, row: int) -> range:
        """The run of unchanged rows around a row, compared as far as it reaches; empty if none.

        It neither starts nor ends with boilerplate.
        """
        return self._without_asides(self._unchanged_around(row))

    def folds(self, least: int = 2) -> Iterator[range]:
        """All runs of at least so many unchanged rows, in order, comparing as it goes."""
        row = 0
        while row < len(self.rows):
            around = self._unchanged_around(row)
            run = self._without_asides(around)
            if len(run) >= least:
                yield run
            row = max(around.stop, row + 1)

    def _unchanged_around(self, row: int) -> range:
        start = stop = row
        if self.unchanged(row):
            while start > 0 and self.unchanged(start - 1):
                start -= 1
            while stop < len(self.rows) and self.unchanged(stop):
                stop += 1
        return range(start, stop)

    def _without_asides(self, run: range) -> range:
        while run and self.standings[run[0]] is Standing.ASIDE:
            run = run[1:]
        while run and self.standings[run[-1]] is Standing.ASIDE:
            run = run[:-1]
        return run

    def _counted(self, total: Tally, part: range) -> Tally:
        changed = total.changes.copy()
        kinds, standing = total.kinds.copy(), total.standings.copy()
        same = total.same
        for row in part:
            found = self.sorts(row)
            changed.update(sort.what for sort in found)
            kinds.update(kind for sort in found for kind in sort.kinds)
            standing[self.standings[row]] += 1
            same += self.standings[row] is Standing.LEVEL and not found
        return Tally(part.stop, total.of, changed, kinds, standing, same)

    def _wanted_at(self, row: int, wanted: Wanted) -> list[Change]:
        """The wanted changes of a row."""
        if not any(sort.wanted(wanted) for sort in self.sorts(row)):
            return []
        return [change for change in self.at(row) if change.wanted(wanted)]

    @cached_property
    def _compared(self) -> Callable[[Group], tuple[Edit, ...]]:
        @lru_cache(maxsize=RECENT)
        def compared(group: Group) -> tuple[Edit, ...]:
            ours, theirs = _span(self.left, group.left), _span(self.right, group.right)
            return word_diff(self.left, ours, self.right, theirs, ignore=self.ignore)

        return compared

    @cached_property
    def _found(self) -> Callable[[int], tuple[Change, ...]]:
        @lru_cache(maxsize=RECENT)
        def found(row: int) -> tuple[Change, ...]:
            there = tuple(self._changes(row))
            sorts = (change.sort for change in there)
            self._sorts[row] = tuple(self._sort.setdefault(sort, sort) for sort in sorts)
            return there

        return found

    def _changes(self, row: int) -> Iterator[Change]:
        if run := self._runs.get(row):
            yield run
        if move := self._moved.get(row):
            ours, theirs = _span(self.left, move.left), _span(self.right, move.right)
            yield Change(What.MOVED, row, ours, theirs, blocks=len(move.links))
        group = self.group(row)
        if group is not None:
            for edit in self.edits(row):
                if edit.changed and self._home(edit, group) == row:
                    yield Change(What.EDITED, row, edit.left, edit.right, edit.kinds)

    def _home(self, edit: Edit, group: Group) -> int:
        """The row an edit is shown in: that of the first block it touches, the left side first."""
        if edit.left.start < edit.left.end or len(group.right) == 1:
            return self._rows_left[_holder(self.left.blocks, edit.left.start, group.left)]
        return self._rows_right[_holder(self.right.blocks, edit.right.start, group.right)]

    @cached_property
    def _groups(self) -> tuple[dict[int, Group], dict[int, Group]]:
        found = list(groups(self.alignment, self.rows, self.moves))
        return (
            {block: group for group in found for block in group.left},
            {block: group for group in found for block in group.right},
        )

    @cached_property
    def _rows_left(self) -> dict[int, int]:
        return {row.left: at for at, row in enumerate(self.rows) if row.left is not None}

    @cached_property
    def _rows_right(self) -> dict[int, int]:
        return {row.right: at for at, row in enumerate(self.rows) if row.right is not None}

    @cached_property
    def _moved(self) -> dict[int, Move]:
        return {self._rows_left[move.left.start]: move for move in self.moves}

    @cached_property
    def _runs(self) -> dict[int, Change]:
        """Runs of rows whose blocks are on one side only, by their first row.

        Boilerplate between two blocks does not part them.
        """
        found: list[Change] = []
        joined = False
        for at, (row, standing) in enumerate(zip(self.rows, self.standings, strict=True)):
            if standing is Standing.ASIDE:
                continue
            change = self._alone(at, row) if standing is Standing.ONLY else None
            if change is None:
                joined = False
            elif joined and found[-1].what is change.what:
                found[-1] = _joined(found[-1], change)
            else:
                found.append(change)
                joined = True
        return {change.row: change for change in found}

    def _alone(self, at: int, row: Row) -> Change:
        if row.left is not None:
            return Change(What.ONLY_LEFT, at, self.left.blocks[row.left].span, None, blocks=1)
        assert row.right is not None
        return Change(What.ONLY_RIGHT, at, None, self.right.blocks[row.right].span, blocks=1)


def _joined(one: Change, two: Change) -> Change:
    def span(start: Span | None, end: Span | None) -> Span | None:
        return Span(start.start, end.end) if start and end else None

    left, right = span(one.left, two.left), span(one.right, two.right)
    return Change(one.what, one.row, left, right, blocks=one.blocks + 1)


def _span(article: Article, blocks: range) -> Span:
    return Span(article.blocks[blocks[0]].start, article.blocks[blocks[-1]].end)


def _start(change: Change, right: bool) -> int:
    span = change.right if right else change.left
    return -1 if span is None else span.start


def _holder(blocks: Sequence[Block], offset: int, among: range) -> int:
    """The block, of a range of indices, in which or before which an offset lies."""
    return max(among[0], bisect_right(blocks, offset, among[0], among[-1] + 1, key=_begin) - 1)


def _begin(block: Block) -> int:
    return block.start
