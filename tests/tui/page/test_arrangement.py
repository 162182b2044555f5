"""Two articles that flow on their own: what stands beside what, and partners brought level."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotations.alignment import Alignment, rows
from tests.tui.page.pairs import alignment, articles
from tui.page.arrangement import (
    Arrangement,
    Flow,
    arrange,
    beside,
    column_fill,
    filling_shift,
    level_shift,
)
from tui.page.caret import Caret, Side
from tui.page.drawing import LineLook, NearBlock, Page
from tui.page.layout import display_text


def page(flow: Flow) -> Page:
    pair = articles()
    links = alignment()
    display = display_text(pair[0]), display_text(pair[1])
    return arrange(pair, display, rows(*pair, links), links, 100, Arrangement(flow=flow))


def text(found: Page, side: Side, y: int, shift: int) -> str:
    return "".join(piece.text for piece in found.pieces(beside(side, y, shift), LineLook()))


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


def test_rows_are_fuller_the_more_blocks_face_each_other() -> None:
    level = page(Flow.ROWS).layouts[0].fill
    pair = articles()
    display = display_text(pair[0]), display_text(pair[1])
    links = Alignment()
    alone = arrange(pair, display, rows(*pair, links), links, 100, Arrangement())
    assert alone.layouts[0].fill == 0.5 < level < 1
    assert page(Flow.FOLLOW).layouts[0].fill == 1


def test_the_fill_of_a_column_is_the_share_of_its_lines_that_hold_text() -> None:
    flowing = page(Flow.FOLLOW)
    height = max(layout.height for layout in flowing.layouts)
    for side, share in zip(Side, column_fill(flowing, Side.LEFT, 0, 0, height), strict=True):
        drawn = [text(flowing, side, y, 0) for y in range(height)]
        half = len(drawn[0]) // 2
        held = [line[half:] if side else line[:half] for line in drawn]
        lines = sum(any(letter.isalpha() for letter in line) for line in held)
        assert round(share * height) == lines


def test_an_empty_view_has_no_fill() -> None:
    assert column_fill(page(Flow.FOLLOW), Side.LEFT, 0, 900, 10) == (0, 0)


@given(st.integers(-60, 60), st.integers(0, 30), st.integers(1, 40), st.sampled_from(list(Side)))
def test_the_other_column_fills_the_view_and_keeps_its_place_in_sight(
    shift: int, top: int, height: int, side: Side
) -> None:
    flowing = page(Flow.FOLLOW)
    there = flowing.layouts[side.other].height
    before = beside(side, top, shift)[side.other]
    found = filling_shift(flowing, side, shift, top, height)
    first = beside(side, top, found)[side.other]
    shown = range(max(0, first), min(there, first + height))
    assert len(shown) == min(there, height)
    seen = set(range(before, before + height)) & set(range(there))
    assert not seen or seen & set(shown)
    if 0 <= before <= there - height:
        assert found == shift


def test_a_passage_is_brought_level_where_it_is_likely_or_looked_at() -> None:
    pair, links = articles(), alignment()
    display = display_text(pair[0]), display_text(pair[1])

    def shift(block: int, near: NearBlock) -> int | None:
        found = arrange(
            pair,
            display,
            rows(*pair, links),
            links,
            100,
            Arrangement(flow=Flow.FOLLOW, folded=False),
            near=lambda side, block: near,
        )
        return level_shift(found, Caret(Side.LEFT, pair[0].blocks[block].start))

    last = len(pair[0].blocks) - 1
    assert shift(last, NearBlock(0, likely=False)) is None
    assert shift(last, NearBlock(0)) is not None
    assert shift(1, NearBlock(0)) == shift(1, NearBlock(1))
    assert shift(1, NearBlock(0, chosen=True)) != shift(1, NearBlock(1))
