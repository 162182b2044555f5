"""Rows, folds and columns: everything is somewhere, once, and inside the width."""

from __future__ import annotations

import gc
from weakref import ref

import pytest

from annotations.alignment import Alignment, rows
from annotations.articles import article_from_text
from tests.tui.page.pairs import alignment, articles, layout
from tui.page.caret import Side
from tui.page.drawing import LineLook, Page
from tui.page.layout import SURE, Columns, PairLayout, display_text
from tui.page.shown_rows import Unit, shown_rows
from tui.page.style_runs import Layer, runs


def page_of(found: PairLayout) -> Page:
    return Page((found, found), alignment())


@pytest.mark.parametrize("total", [70, 80, 120, 200, 300])
@pytest.mark.parametrize("blocks", [3, 99, 100, 5000])
def test_columns_fit_and_sides_do_not_overlap(total: int, blocks: int) -> None:
    columns = Columns.fit(total, blocks, (Side.LEFT, Side.RIGHT))
    assert columns.text_x(Side.LEFT) + columns.text < columns.text_x(Side.RIGHT) - columns.gutter
    assert columns.text_x(Side.RIGHT) + columns.text + 1 <= total
    assert columns.side_at(columns.text_x(Side.RIGHT)) is Side.RIGHT
    assert columns.side_at(columns.text_x(Side.LEFT)) is Side.LEFT


def test_every_line_of_the_page_is_as_wide_as_its_columns() -> None:
    from rich.cells import cell_len

    page = page_of(layout())
    columns = page.columns
    used = columns.margin + 2 * (columns.gutter + columns.text + 1) + columns.channel
    for y in range(page.layouts[0].height):
        pieces = page.pieces((y, y), LineLook())
        assert sum(cell_len(piece.text) for piece in pieces) == used


def test_boilerplate_is_folded_to_one_row_and_unfolds() -> None:
    folded, unfolded = layout(), layout(folded=False)
    assert [row.left.folded for row in folded.rows if row.left and row.left.folded] == [2]
    assert not [row for row in unfolded.rows if row.left and row.left.folded]
    shown = "".join(
        piece.text
        for y in range(unfolded.height)
        for piece in page_of(unfolded).pieces((y, y), LineLook())
    )
    assert "Leave a Comment" in shown


def test_a_crossing_link_shows_its_partners_number_on_both_sides() -> None:
    page = page_of(layout())
    text = "\n".join(
        "".join(piece.text for piece in page.pieces((y, y), LineLook()))
        for y in range(page.layouts[0].height)
    )
    assert "⇄2" in text  # left 3 is linked to right 2
    assert "⇄3" in text
    assert "─┼─" in text


def test_one_side_alone_shows_all_its_blocks() -> None:
    alone = layout(sides=(Side.RIGHT,))
    assert [row.block(Side.RIGHT) for row in alone.rows] == [0, 1, 2]
    assert alone.columns.channel == 0


def test_place_and_y_agree() -> None:
    page = layout()
    for side in Side:
        for block, row in page.row_of[side].items():
            start = page.articles[side].blocks[block].start
            assert page.place(page.y_of(side, start)).row == row


def test_runs_cover_a_line_and_stack_layers_in_order() -> None:
    found = runs(0, 10, [Layer(2, 8, "a"), Layer(4, 12, "b"), Layer(20, 30, "c")])
    assert [(run.start, run.end, run.styles) for run in found] == [
        (0, 2, ()),
        (2, 4, ("a",)),
        (4, 8, ("a", "b")),
        (8, 10, ("b",)),
    ]


def test_unlinked_blocks_face_an_empty_cell_and_take_turns() -> None:
    alone = layout(links=Alignment())
    assert not any(row.left and row.right for row in alone.rows)
    sides = [Side.LEFT if row.left else Side.RIGHT for row in alone.rows]
    assert sides[:4] == [Side.LEFT, Side.RIGHT, Side.LEFT, Side.RIGHT]


def test_packed_unlinked_blocks_stand_side_by_side_without_being_level() -> None:
    pair = articles()
    found = shown_rows(rows(*pair, Alignment()), pair, packed=True)
    assert found[0].left and found[0].right and not found[0].level
    assert [row.unit(Side.LEFT) for row in found][:3] == [Unit(0), Unit(1), Unit(2)]


def test_a_table_is_drawn_with_lines_character_for_character() -> None:
    text = "A heading here\n\nName | Age\n---|---\nAnna | 41\nPiet | 39\n"
    article = article_from_text(text)
    drawn = display_text(article)
    assert len(drawn) == len(article.text)
    assert "Name │ Age" in drawn
    assert "───┼───" in drawn
    assert "Anna │ 41" in drawn


def test_a_pipe_outside_a_table_stays_a_pipe() -> None:
    article = article_from_text("He typed a | b and went on with it, they say.\n")
    assert "a | b" in display_text(article)


def test_around_the_first_block_a_layout_is_sure_and_elsewhere_about_right() -> None:
    told = "The ferry sailed at nine, and nobody saw it come back to the harbour that day. "
    text = "\n\n".join(told * (1 + number % 5) for number in range(400))
    pair = article_from_text(text), article_from_text(text)
    shown = shown_rows(rows(*pair, Alignment()), pair)
    display = display_text(pair[0]), display_text(pair[1])
    columns = Columns.fit(120, 400, (Side.LEFT, Side.RIGHT))
    whole = PairLayout(pair, display, shown, columns)
    for block in (0, 200, 399):
        first = PairLayout(pair, display, shown, columns, first=(Side.RIGHT, block))
        assert first.row_of == whole.row_of
        row = whole.row_of[Side.RIGHT][block]
        for at in range(max(0, row - SURE), min(row + SURE, len(shown))):
            height = first.tops[at + 1] - first.tops[at]
            assert height == whole.tops[at + 1] - whole.tops[at]
        assert first.height == pytest.approx(whole.height, rel=0.2)
        assert first.height != whole.height


def test_a_layout_that_nobody_needs_any_more_is_gone_at_once() -> None:
    found = layout()
    found.lines(Side.LEFT, found.rows[0].block(Side.LEFT) or 0)
    gone = ref(found)
    gc.disable()
    try:
        del found
        assert gone() is None
    finally:
        gc.enable()
