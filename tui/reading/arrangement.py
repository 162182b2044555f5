"""How the two articles are set beside each other, and the page that comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from annotations.alignment import Alignment, Row
from annotations.articles import Article
from tui.reading.caret import Caret, Side
from tui.reading.layout import Columns, PairLayout, shown_rows
from tui.reading.page import Page


class Flow(StrEnum):
    """How the two articles go together."""

    ROWS = "aligned rows"
    FOLLOW = "each on its own, the other follows the links"
    FREE = "each on its own"


class Arrangement(NamedTuple):
    """The sides shown, in the order of their columns, how they go together, and what is folded.

    `unchanged` are runs of aligned rows that are folded to one line each.
    """

    sides: tuple[Side, ...] = (Side.LEFT, Side.RIGHT)
    flow: Flow = Flow.ROWS
    folded: bool = True
    packed: bool = False
    unchanged: tuple[range, ...] = ()


def arrange(
    articles: tuple[Article, Article],
    display: tuple[str, str],
    rows: Sequence[Row],
    alignment: Alignment,
    width: int,
    wanted: Arrangement,
    first: tuple[Side, int] | None = None,
) -> Page:
    """The page of two articles at a width in cells; `display` are their texts as drawn.

    With `first` it is laid out around that block of a side, and elsewhere only about right, where
    the two have rows in common: that is enough for the first screenful of a book.
    """
    blocks = max(len(article.blocks) for article in articles)
    columns = Columns.fit(width, blocks, wanted.sides)
    linked = frozenset(alignment.by_left), frozenset(alignment.by_right)

    def lay_out(sides: tuple[Side, ...]) -> PairLayout:
        shown = shown_rows(
            rows,
            articles,
            sides=sides,
            folded=wanted.folded,
            packed=wanted.packed,
            unchanged=wanted.unchanged,
        )
        near = first if len(sides) == len(wanted.sides) else None
        return PairLayout(articles, display, shown, columns, sides=sides, linked=linked, first=near)

    if wanted.flow is Flow.ROWS or len(wanted.sides) == 1:
        both = lay_out(wanted.sides)
        return Page((both, both), alignment)
    return Page((lay_out((Side.LEFT,)), lay_out((Side.RIGHT,))), alignment)


def beside(side: Side, y: int, shift: int) -> tuple[int, int]:
    """The lines of both layouts that stand at line `y` of a side's layout.

    `shift` is how much further the left layout's lines are than the right's beside them.
    """
    return (y + shift, y) if side else (y, y - shift)


def level_shift(page: Page, caret: Caret) -> int | None:
    """The shift at which the caret's block stands level with its partner; None without one."""
    side = caret.side
    own, theirs = page.layouts[side], page.layouts[side.other]
    block = own.block_at(side, caret.offset).index
    partner = page.beside(side, block)
    here = own.row_of[side].get(block)
    there = None if partner is None else theirs.row_of[side.other].get(partner)
    if here is None or there is None:
        return None
    tops = own.tops[here], theirs.tops[there]
    return tops[1] - tops[0] if side else tops[0] - tops[1]
