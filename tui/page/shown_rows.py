"""Which rows the page shows: blocks that face each other, those that stand alone, and folds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from msgspec import Struct

from annotations.alignment import Row
from annotations.articles import Article
from tui.page.caret import Side


class Unit(Struct, frozen=True):
    """What one side shows in a row: a block, or a fold that stands for `folded` blocks from it.

    `same` says that they are folded because they do not differ from those beside them.
    """

    block: int
    folded: int = 0
    same: bool = False


class ShownRow(Struct, frozen=True):
    """A row as shown. `level` says that its two blocks are linked and stand level."""

    left: Unit | None
    right: Unit | None
    level: bool = False

    def unit(self, side: Side) -> Unit | None:
        return self.right if side else self.left

    def block(self, side: Side) -> int | None:
        """The block that a side shows; None where it shows none or a fold."""
        unit = self.right if side else self.left
        return None if unit is None or unit.folded else unit.block


def shown_rows(
    rows: Sequence[Row],
    articles: tuple[Article, Article],
    *,
    sides: tuple[Side, ...] = (Side.LEFT, Side.RIGHT),
    folded: bool = True,
    packed: bool = False,
    unchanged: Sequence[range] = (),
) -> tuple[ShownRow, ...]:
    """Rows as shown: with one side, its blocks alone; runs of boilerplate folded to one line.

    So are the runs of rows in `unchanged`, where both sides are shown.

    Between two level rows the blocks that stand alone take turns, at the pace of their number, so
    that both articles go on together; each faces an empty cell. `packed` sets them side by side.
    """
    shown: list[ShownRow] = []
    alone: tuple[list[int], list[int]] = ([], [])

    def settle() -> None:
        if not alone[0] and not alone[1]:
            return
        left, right = (
            _units(articles[side], alone[side], folded) if side in sides else [] for side in Side
        )
        shown.extend(_packed(left, right) if packed else _in_turn(left, right))
        alone[0].clear()
        alone[1].clear()

    runs = {run.start: run for run in unchanged} if len(sides) == 2 else {}
    hidden = range(0)
    for at, row in enumerate(rows):
        if at in runs:
            settle()
            hidden = runs[at]
            shown.append(_same(rows[hidden.start : hidden.stop]))
        if at in hidden:
            continue
        if row.left is not None and row.right is not None and len(sides) == 2:
            settle()
            shown.append(ShownRow(Unit(row.left), Unit(row.right), level=True))
            continue
        if row.left is not None:
            alone[0].append(row.left)
        if row.right is not None:
            alone[1].append(row.right)
    settle()
    return tuple(shown)


def _same(run: Sequence[Row]) -> ShownRow:
    """One row for a run that does not differ."""
    lefts = [row.left for row in run if row.left is not None]
    rights = [row.right for row in run if row.right is not None]
    return ShownRow(
        Unit(lefts[0], len(lefts), same=True) if lefts else None,
        Unit(rights[0], len(rights), same=True) if rights else None,
    )


def _units(article: Article, blocks: Sequence[int], folded: bool) -> list[Unit]:
    """Blocks of one side, each run of boilerplate as one fold."""
    units: list[Unit] = []
    for block in blocks:
        if not folded or article.blocks[block].aligned:
            units.append(Unit(block))
        elif units and units[-1].folded:
            units[-1] = Unit(units[-1].block, units[-1].folded + 1)
        else:
            units.append(Unit(block, 1))
    return units


def _packed(left: Sequence[Unit], right: Sequence[Unit]) -> Iterator[ShownRow]:
    for one, other in zip_longest(left, right):
        yield ShownRow(one, other)


def _in_turn(left: Sequence[Unit], right: Sequence[Unit]) -> Iterator[ShownRow]:
    if not (left and right):
        yield from _packed(left, right)
        return
    done = [0, 0]
    while done[0] < len(left) or done[1] < len(right):
        behind = done[0] * len(right) <= done[1] * len(left)
        if done[0] < len(left) and (behind or done[1] == len(right)):
            yield ShownRow(left[done[0]], None)
            done[0] += 1
        else:
            yield ShownRow(None, right[done[1]])
            done[1] += 1
