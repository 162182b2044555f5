"""Two articles that flow on their own: what stands beside what, and partners brought level."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotations.alignment import rows
from tests.tui.pairs import alignment, articles
from tui.reading.arrangement import Arrangement, Flow, arrange, beside, level_shift
from tui.reading.caret import Caret, Side
from tui.reading.layout import display_text
from tui.reading.page import Look, Page


def page(flow: Flow) -> Page:
    pair = articles()
    links = alignment()
    display = display_text(pair[0]), display_text(pair[1])
    return arrange(pair, display, rows(*pair, links), links, 100, Arrangement(flow=flow))


def text(found: Page, side: Side, y: int, shift: int) -> str:
    return "".join(piece.text for piece in found.pieces(beside(side, y, shift), Look()))


def test_aligned_rows_have_one_layout_and_flowing_columns_have_two() -> None:
    assert not page(Flow.ROWS).flowing
    assert page(Flow.FOLLOW).flowing


def test_a_flowing_column_has_no_empty_cells() -> None:
    flowing = page(Flow.FOLLOW)
    for side in Side:
        assert all(row.unit(side) for row in flowing.layouts[side].rows)


def test_the_partner_is_brought_level_and_wired() -> None:
    flowing = page(Flow.FOLLOW)
    left = flowing.layouts[Side.LEFT]
    for block, partner in ((1, "A ferry ran aground"), (2, "The port was closed")):
        caret = Caret(Side.LEFT, left.articles[0].blocks[block].start)
        shift = level_shift(flowing, caret)
        assert shift is not None
        line = text(flowing, Side.LEFT, left.y_of(Side.LEFT, caret.offset), shift)
        assert partner in line
        assert "─┼─" in line


def test_the_same_shift_serves_from_either_side() -> None:
    flowing = page(Flow.FOLLOW)
    left, right = (flowing.layouts[side].articles[side].blocks for side in Side)
    from_left = level_shift(flowing, Caret(Side.LEFT, left[1].start))
    from_right = level_shift(flowing, Caret(Side.RIGHT, right[2].start))
    assert from_left == from_right


def test_a_block_without_a_partner_moves_nothing() -> None:
    flowing = page(Flow.FOLLOW)
    last = flowing.layouts[0].articles[0].blocks[-1]
    assert level_shift(flowing, Caret(Side.LEFT, last.start)) is None


@given(st.integers(-50, 50), st.integers(-50, 50), st.sampled_from(list(Side)))
def test_beside_is_the_same_seen_from_the_other_side(y: int, shift: int, side: Side) -> None:
    there = beside(side, y, shift)
    assert there[side] == y
    assert beside(side.other, there[side.other], shift) == there
