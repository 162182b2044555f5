"""All changes of a pair of articles, row by row; a row is compared when it is first asked for."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import accumulate

from annotations.alignment.diff.change_kinds import ChangeKind
from annotations.alignment.diff.common_ground import CommonGround, ground_of
from annotations.alignment.diff.filters import (
    EVERYTHING,
    Change,
    ChangeClass,
    ChangeCounts,
    ChangeFilter,
    ChangeType,
)
from annotations.alignment.diff.ignore import NOTHING, Ignore
from annotations.alignment.diff.word_diff import WordEdit, word_diff
from annotations.alignment.link import Alignment
from annotations.alignment.rows.moves import Move, moves
from annotations.alignment.rows.row_status import BlockGroup, BlockStatus, groups, row_statuses
from annotations.alignment.rows.rows import Row, rows
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
    """The changes of two articles, row by row; the rows compared last are cached.

    Iterating goes through all of them in order, comparing as it goes. Every method that compares
    raises `PatternError` where a pattern of `ignore` takes too long.
    """

    left: Article
    right: Article
    alignment: Alignment
    rows: tuple[Row, ...]
    ignore: Ignore = NOTHING
    _sorts: dict[int, tuple[ChangeClass, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )
    _sort: dict[ChangeClass, ChangeClass] = field(default_factory=dict, repr=False, compare=False)
    _sums: dict[ChangeFilter, list[int]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        return moves(self.alignment, self.rows)

    @cached_property
    def statuses(self) -> tuple[BlockStatus, ...]:
        """The status of each row, in order."""
        return row_statuses(self.left, self.right, self.alignment, self.rows, self.moves)

    def group(self, row: int) -> BlockGroup | None:
        """The blocks that the block or blocks of a row are compared with, and they themselves."""
        shown = self.rows[row]
        if shown.left is not None:
            return self._groups[0].get(shown.left)
        return self._groups[1].get(shown.right) if shown.right is not None else None

    def twin(self, row: int) -> int | None:
        """The row of the other half of a moved block."""
        group = self.group(row)
        if group is None or self.statuses[row] is not BlockStatus.MOVED:
            return None
        if self.rows[row].left is not None:
            return self._rows_right[group.right.start]
        return self._rows_left[group.left.start]

    def edits(self, row: int) -> tuple[WordEdit, ...]:
        """The edit script that covers the blocks of a row; empty where they face no block.

        The script covers all blocks of the row's group, the space between them included; in the
        two rows of a moved block it is the same.
        """
        group = self.group(row)
        return self._compared(group) if group is not None else ()

    def ground(self, row: int) -> CommonGround | None:
        """What the blocks of a row have in common, where that is too little for an edit script.

        None where the script of `edits` can be read, and where a row faces nothing.
        """
        group = self.group(row)
        return self._grounds(group) if group is not None else None

    def at(self, row: int) -> tuple[Change, ...]:
        """The changes that are shown in a row; of blocks told in other words, differing facts."""
        return self._found(row)

    def known(self, row: int) -> tuple[ChangeClass, ...] | None:
        """The classes of a row's changes if the row has been compared before, else None."""
        return self._sorts.get(row)

    def sorts(self, row: int) -> tuple[ChangeClass, ...]:
        """The classes of the changes that are shown in a row; compares it if need be."""
        found = self._sorts.get(row)
        if found is None:
            self.at(row)
            found = self._sorts[row]
        return found

    def __iter__(self) -> Iterator[Change]:
        for row in range(len(self.rows)):
            yield from self.at(row)

    def after(
        self, row: int, offset: int, *, right: bool = False, wanted: ChangeFilter = EVERYTHING
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
        self, row: int, offset: int, *, right: bool = False, wanted: ChangeFilter = EVERYTHING
    ) -> Change | None:
        """The last wanted change that starts before an offset, as for `after`."""
        for at in range(row, -1, -1):
            for change in reversed(self._wanted_at(at, wanted)):
                if at < row or _start(change, right) < offset:
                    return change
        return None

    def following(self, change: Change, wanted: ChangeFilter = EVERYTHING) -> Change | None:
        """The next wanted change after one of these."""
        here = self.at(change.row)
        beyond = here[here.index(change) + 1 :]
        if found := next((other for other in beyond if other.wanted(wanted)), None):
            return found
        for row in range(change.row + 1, len(self.rows)):
            if there := self._wanted_at(row, wanted):
                return there[0]
        return None

    def preceding(self, change: Change, wanted: ChangeFilter = EVERYTHING) -> Change | None:
        """The last wanted change before one of these."""
        here = self.at(change.row)
        before = reversed(here[: here.index(change)])
        if found := next((other for other in before if other.wanted(wanted)), None):
            return found
        for row in range(change.row - 1, -1, -1):
            if there := self._wanted_at(row, wanted):
                return there[-1]
        return None

    def survey(self, step: int = 50) -> Iterator[ChangeCounts]:
        """Compare all rows, in a worker thread: the counts so far after each `step` rows and at the end.

        The tallies are values of their own; the last one is complete.
        """
        total = ChangeCounts(0, len(self.rows), Counter(), Counter(), Counter(), 0)
        for start in range(0, len(self.rows), step):
            total = self._counted(total, range(start, min(start + step, len(self.rows))))
            yield total
        if not self.rows:
            yield total

    def tally(self) -> ChangeCounts:
        """The counts of all rows; compares those that have not been compared."""
        *_, total = self.survey(max(1, len(self.rows)))
        return total

    def ordinal(self, change: Change, wanted: ChangeFilter = EVERYTHING) -> tuple[int, int] | None:
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
        if self.statuses[row] is BlockStatus.BOILERPLATE:
            return True
        return self.group(row) is not None and not self.sorts(row)

    def fold(self, row: int) -> range:
        """The run of unchanged rows around a row, compared as far as it reaches; empty if none.

        It neither starts nor ends with boilerplate.
        """
        return self._without_boilerplate(self._unchanged_around(row))

    def folds(self, least: int = 2) -> Iterator[range]:
        """All runs of at least so many unchanged rows, in order, comparing as it goes."""
        row = 0
        while row < len(self.rows):
            around = self._unchanged_around(row)
            run = self._without_boilerplate(around)
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

    def _without_boilerplate(self, run: range) -> range:
        while run and self.statuses[run[0]] is BlockStatus.BOILERPLATE:
            run = run[1:]
        while run and self.statuses[run[-1]] is BlockStatus.BOILERPLATE:
            run = run[:-1]
        return run

    def _counted(self, total: ChangeCounts, part: range) -> ChangeCounts:
        changed = total.changes.copy()
        kinds, status = total.kinds.copy(), total.statuses.copy()
        same = total.same
        for row in part:
            found = self.sorts(row)
            changed.update(sort.what for sort in found)
            kinds.update(kind for sort in found for kind in sort.kinds)
            status[self.statuses[row]] += 1
            same += self.statuses[row] is BlockStatus.LEVEL and not found
        return ChangeCounts(part.stop, total.of, changed, kinds, status, same)

    def _wanted_at(self, row: int, wanted: ChangeFilter) -> list[Change]:
        """The wanted changes of a row."""
        if not any(sort.wanted(wanted) for sort in self.sorts(row)):
            return []
        return [change for change in self.at(row) if change.wanted(wanted)]

    @cached_property
    def _compared(self) -> Callable[[BlockGroup], tuple[WordEdit, ...]]:
        @lru_cache(maxsize=RECENT)
        def compared(group: BlockGroup) -> tuple[WordEdit, ...]:
            ours, theirs = _span(self.left, group.left), _span(self.right, group.right)
            return word_diff(self.left, ours, self.right, theirs, ignore=self.ignore)

        return compared

    @cached_property
    def _grounds(self) -> Callable[[BlockGroup], CommonGround | None]:
        @lru_cache(maxsize=RECENT)
        def ground(group: BlockGroup) -> CommonGround | None:
            ours, theirs = _span(self.left, group.left), _span(self.right, group.right)
            return ground_of(self._compared(group), self.left, ours, self.right, theirs)

        return ground

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
            yield Change(ChangeType.MOVED, row, ours, theirs, blocks=len(move.links))
        group = self.group(row)
        if group is not None:
            for what, ours, theirs, kinds in self._edited(group):
                if self._home(ours, theirs, group) == row:
                    yield Change(what, row, ours, theirs, kinds)

    def _edited(
        self, group: BlockGroup
    ) -> Iterator[tuple[ChangeType, Span, Span, frozenset[ChangeKind]]]:
        """What has changed inside a group."""
        ground = self._grounds(group)
        if ground is None:
            for edit in self._compared(group):
                if edit.changed:
                    yield ChangeType.EDITED, edit.left, edit.right, edit.kinds
            return
        ours, theirs = _span(self.left, group.left), _span(self.right, group.right)
        yield ChangeType.RETOLD, ours, theirs, frozenset()
        for fact in ground.differing:
            yield ChangeType.EDITED, fact.left, fact.right, frozenset({fact.kind})

    def _home(self, left: Span, right: Span, group: BlockGroup) -> int:
        """The row a change is shown in: that of the first block it touches, the left side first."""
        if left.start < left.end or len(group.right) == 1:
            return self._rows_left[_holder(self.left.blocks, left.start, group.left)]
        return self._rows_right[_holder(self.right.blocks, right.start, group.right)]

    @cached_property
    def _groups(self) -> tuple[dict[int, BlockGroup], dict[int, BlockGroup]]:
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
        for at, (row, status) in enumerate(zip(self.rows, self.statuses, strict=True)):
            if status is BlockStatus.BOILERPLATE:
                continue
            change = self._alone(at, row) if status is BlockStatus.ONLY else None
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
            return Change(ChangeType.ONLY_LEFT, at, self.left.blocks[row.left].span, None, blocks=1)
        assert row.right is not None
        return Change(ChangeType.ONLY_RIGHT, at, None, self.right.blocks[row.right].span, blocks=1)


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
