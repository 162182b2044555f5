"""How the two articles are set beside each other, and the page that comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct

from annotations.alignment import Alignment, Row
from annotations.articles import Article
from tui.page.caret import Caret, Side
from tui.page.drawing import Near, Page, nothing_near
from tui.page.layout import NO_HEIGHTS, SURE, Columns, Heights, PairLayout
from tui.page.marginalia import NO_MARGINALIA, Marginalia
from tui.page.shown_rows import shown_rows
from tui.page.tables import padding


class Flow(StrEnum):
    """How the two articles go together."""

    ROWS = "aligned rows"
    FOLLOW = "each on its own, the other follows the links"
    FREE = "each on its own"


FULL = 2 / 3
"""Share of the lines of aligned rows that hold text, from which they waste no screen."""


class Arrangement(Struct, frozen=True):
    """The sides shown, in the order of their columns, how they go together, and what is folded.

    Where `flow` is None they go together in rows if these are `FULL`, else as columns that follow.
    `unchanged` are runs of aligned rows that are folded to one line each; `least` is the number of
    blocks for whose numbers there is room at least.
    """

    sides: tuple[Side, ...] = (Side.LEFT, Side.RIGHT)
    flow: Flow | None = Flow.ROWS
    folded: bool = True
    packed: bool = False
    unchanged: tuple[range, ...] = ()
    least: int = 0


def arrange(
    articles: tuple[Article, Article],
    display: tuple[str, str],
    rows: Sequence[Row],
    alignment: Alignment,
    width: int,
    wanted: Arrangement,
    first: tuple[Side, int] | None = None,
    near: Near = nothing_near,
    marginalia: Marginalia = NO_MARGINALIA,
    heights: Heights = NO_HEIGHTS,
) -> Page:
    """The page of two articles at a width in cells; `display` are their texts as drawn.

    With `first` it is laid out around that block of a side and what stands beside it, and elsewhere
    only about right: that is enough for the first screenful of a book. `near` says where a block
    without a link has its nearest passage, `marginalia` what marks take room for, `heights` how many
    lines blocks take, where that is known at this width.
    """
    blocks = max(wanted.least, *(len(article.blocks) for article in articles))
    columns = Columns.fit(width, blocks, wanted.sides, marginalia.letters)
    linked = frozenset(alignment.by_left), frozenset(alignment.by_right)
    padded = padding(articles, display, columns.text, marginalia.inlays)

    def lay_out(sides: tuple[Side, ...], around: tuple[Side, int] | None) -> PairLayout:
        shown = shown_rows(
            rows,
            articles,
            sides=sides,
            folded=wanted.folded,
            packed=wanted.packed,
            unchanged=wanted.unchanged,
        )
        return PairLayout(
            *(articles, display, shown, columns),
            sides=sides,
            linked=linked,
            first=around,
            inlays=padded.inlays,
            hangs=padded.hangs,
            heights=heights,
        )

    if wanted.flow in (None, Flow.ROWS) or len(wanted.sides) == 1:
        both = lay_out(wanted.sides, first)
        if wanted.flow or len(wanted.sides) == 1 or both.fill >= FULL:
            return Page((both, both), alignment, near)
    left, right = _firsts(first, alignment, follows=wanted.flow is not Flow.FREE)
    return Page((lay_out((Side.LEFT,), left), lay_out((Side.RIGHT,), right)), alignment, near)


def _firsts(
    first: tuple[Side, int] | None, alignment: Alignment, *, follows: bool
) -> tuple[tuple[Side, int] | None, tuple[Side, int] | None]:
    """The blocks around which two columns are laid out at first; None where it has to be all.

    A block's best partner is level with it where the other column `follows`. Else both columns stand
    as they begin, and what is beside a block far down is known only once all is laid out.
    """
    if first is None:
        return None, None
    side, block = first
    links = (alignment.by_right if side else alignment.by_left).get(block) if follows else None
    if not links and block >= SURE:
        return None, None
    there = block if not links else links[0].left if side else links[0].right
    other = side.other, there
    return (other, first) if side else (first, other)


def beside(side: Side, y: int, shift: int) -> tuple[int, int]:
    """The lines of both layouts that stand at line `y` of a side's layout.

    `shift` is how much further the left layout's lines are than the right's beside them.
    """
    return (y + shift, y) if side else (y, y - shift)


def level_shift(page: Page, caret: Caret) -> int | None:
    """The shift at which the caret's block stands level with what the other article has for it.

    That is its partner, else its nearest passage; None without either.
    """
    side = caret.side
    own, theirs = page.layouts[side], page.layouts[side.other]
    block = own.block_at(side, caret.offset).index
    partner = page.companion(side, block)
    here = own.row_of[side].get(block)
    there = None if partner is None else theirs.row_of[side.other].get(partner)
    if here is None or there is None:
        return None
    tops = own.tops[here], theirs.tops[there]
    return tops[1] - tops[0] if side else tops[0] - tops[1]


def filling_shift(page: Page, side: Side, shift: int, top: int, height: int) -> int:
    """The shift nearest to another at which the other side's column fills the view.

    The view shows `height` lines of a side's layout from `top` on. An article shorter than the view
    is shown whole; what was in sight of the other one stays in sight.
    """
    first = beside(side, top, shift)[side.other]
    spare = page.layouts[side.other].height - height
    kept = min(max(first, min(0, spare)), max(0, spare))
    return kept - top if side else top - kept


def followed_shift(page: Page, caret: Caret, shift: int, top: int, height: int) -> int:
    """The shift that brings what the caret's block is about level, as far as columns stay full.

    `shift` is the one so far, which stays where there is nothing to bring; the view is as above.
    """
    level = level_shift(page, caret)
    return filling_shift(page, caret.side, shift if level is None else level, top, height)


def column_fill(page: Page, side: Side, shift: int, top: int, height: int) -> tuple[float, float]:
    """The share of the view's lines that hold text, in the left article's column and in the right's.

    The view is as in `filling_shift`; lines below the end of both articles do not count.
    """
    lines = [beside(side, y, shift) for y in range(top, top + height)]
    inside = [ys for ys in lines if any(0 <= ys[each] < page.layouts[each].height for each in Side)]
    left, right = (sum(page.holds(each, ys[each]) for ys in inside) for each in Side)
    return left / max(1, len(inside)), right / max(1, len(inside))
