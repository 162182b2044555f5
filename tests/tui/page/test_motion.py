"""Where the caret goes: every motion stays on clusters of its own article and comes back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.articles.text.graphemes import is_boundary
from tests.tui.page.pairs import LEFT, layout
from tui.page import motion
from tui.page.caret import Caret, Side
from tui.page.motion import (
    at_y,
    by_lines,
    other_side,
    selected,
    sentence_at,
    word_at,
)
from tui.page.selection import grow, select, shrink, swap_ends

PAGE = layout()
TEXT = PAGE.articles[0].text
START = TEXT.index("The ferry")


def words(caret: Caret) -> str:
    span = selected(PAGE, caret)
    assert span is not None
    return PAGE.articles[caret.side].text[span.start : span.end]


def test_word_goes_to_the_start_of_the_next_word() -> None:
    caret = motion.word(PAGE, Caret(Side.LEFT, START), 1)
    assert TEXT[caret.offset :].startswith("ferry ran")


def test_word_back_crosses_into_the_block_before() -> None:
    caret = motion.word(PAGE, Caret(Side.LEFT, START), -1)
    assert TEXT[caret.offset :].startswith("Aground")


def test_sentence_does_not_stop_at_an_abbreviation() -> None:
    caret = Caret(Side.LEFT, START)
    stops = []
    for _ in range(3):
        caret = motion.sentence(PAGE, caret, 1)
        stops.append(TEXT[caret.offset :].split(" ")[0].strip())
    assert stops == ["Nobody", "Dr.", "Officials"]


def test_paragraph_back_goes_first_to_the_start_of_this_one() -> None:
    caret = motion.paragraph(PAGE, Caret(Side.LEFT, START + 7), -1)
    assert caret.offset == START
    assert motion.paragraph(PAGE, caret, -1).offset == 0


def test_line_keeps_its_column_over_a_short_line() -> None:
    narrow = layout(width=72)
    start = Caret(Side.LEFT, TEXT.index("Nobody") + 4)
    down = motion.line(narrow, start, 1)
    assert motion.line(narrow, down, -1).offset == start.offset


def test_row_goes_from_level_row_to_level_row() -> None:
    caret = motion.row(PAGE, Caret(Side.LEFT, 0), 1)
    row = PAGE.rows[PAGE.row_at(Side.LEFT, caret.offset) or 0]
    assert row.level
    assert (row.block(Side.LEFT), row.block(Side.RIGHT)) == (1, 2)


def test_other_side_goes_to_the_same_row() -> None:
    caret = other_side(PAGE, Caret(Side.LEFT, START))
    assert caret.side is Side.RIGHT
    assert PAGE.row_at(Side.RIGHT, caret.offset) == PAGE.row_at(Side.LEFT, START)


def test_a_folded_block_is_never_entered() -> None:
    caret = Caret(Side.LEFT, START)
    for _ in range(100):
        caret = motion.word(PAGE, caret, 1)
    assert PAGE.row_at(Side.LEFT, caret.offset) is not None
    assert caret.offset < TEXT.index("You may also like")


@pytest.mark.parametrize(
    "move",
    [
        motion.character,
        motion.edge,
        motion.line,
        motion.line_edge,
        motion.paragraph,
        motion.row,
        motion.sentence,
        motion.word,
    ],
)
@pytest.mark.parametrize("step", [1, -1])
@settings(max_examples=30, derandomize=True, deadline=None)
@given(offset=st.integers(0, len(LEFT) - 1), side=st.sampled_from(list(Side)))
def test_every_motion_ends_on_a_shown_cluster(
    move: motion.Motion, step: int, offset: int, side: Side
) -> None:
    text = PAGE.articles[side].text
    block = PAGE.block_at(side, min(offset, len(text) - 1))
    start = Caret(side, min(max(block.start, offset), block.end - 1))
    if PAGE.row_at(side, start.offset) is None:
        return
    moved = move(PAGE, start, step)
    assert moved.side is side
    assert PAGE.row_at(side, moved.offset) is not None
    here = PAGE.block_at(side, moved.offset)
    assert here.start <= moved.offset < here.end
    assert is_boundary(text, moved.offset)


def test_character_walks_over_a_family_and_an_accent_as_one() -> None:
    page = layout(left="Hi 👩‍👩‍👧 e\u0301x and so on, they said here today.\n")
    caret = Caret(Side.LEFT, 3)
    caret = motion.character(page, caret, 1)
    assert caret.offset == 3 + len("👩‍👩‍👧")
    caret = motion.character(page, motion.character(page, caret, 1), 1)
    assert page.articles[0].text[caret.offset] == "x"


def test_grow_goes_word_sentence_paragraph_and_shrink_comes_back() -> None:
    caret = Caret(Side.LEFT, TEXT.index("Nobody") + 2)
    seen = []
    for _ in range(3):
        caret = grow(PAGE, caret)
        seen.append(words(caret))
    assert seen[0] == "Nobody"
    assert seen[1].strip() == "Nobody was hurt."
    assert seen[2].startswith("The ferry") and seen[2].endswith("saw it.")
    assert words(shrink(PAGE, caret)).startswith("The ferry ran aground at nine.")
    back = shrink(PAGE, shrink(PAGE, caret))
    assert words(back) == "The"
    assert shrink(PAGE, back).anchor is None


def test_a_selection_holds_both_end_clusters() -> None:
    caret = Caret(Side.LEFT, START + 2, START)
    assert words(caret) == "The"
    assert words(swap_ends(caret)) == "The"


def test_selecting_a_span_gives_that_span_back() -> None:
    span = sentence_at(PAGE, Side.LEFT, START)
    assert selected(PAGE, select(PAGE, Caret(), span)) == span


def test_a_word_is_taken_whole() -> None:
    span = word_at(PAGE, Side.LEFT, TEXT.index("aground") + 3)
    assert TEXT[span.start : span.end] == "aground"


def test_a_click_below_a_short_block_finds_its_last_line() -> None:
    y = PAGE.y_of(Side.LEFT, START)
    assert at_y(PAGE, Side.LEFT, y, 4) == START + 4
    assert at_y(PAGE, Side.LEFT, PAGE.height + 5, 0) is None


def test_by_lines_goes_far_and_stays_inside() -> None:
    caret = by_lines(PAGE, Caret(Side.LEFT, 0), 1000)
    assert PAGE.row_at(Side.LEFT, caret.offset) is not None
    assert by_lines(PAGE, caret, -1000).offset == 0
