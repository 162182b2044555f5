"""Lines cover a block without holes, keep to their width, and never cut a cluster."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from annotations.articles import visible
from annotations.articles.text.graphemes import is_boundary
from tui.page.wrap import WrappedLine, height, is_plain, wrap

PIECES = st.sampled_from(
    [
        "word",
        "a",
        " ",
        "  ",
        "naïve",
        "“quoted”",
        "–",
        "漢字",
        "かな",
        "e\u0301",
        "👩‍👩‍👧",
        "🇫🇮",
        "x" * 40,
        "\u00a0",
    ]
)
TEXTS = st.lists(PIECES, min_size=1, max_size=40).map(lambda parts: visible("".join(parts)))
CELLS = st.integers(2, 40)
HANGS = st.integers(0, 4)
FAST = settings(max_examples=150, derandomize=True, deadline=None)


@FAST
@given(TEXTS, CELLS, HANGS)
def test_lines_cover_the_block_in_order_without_holes(text: str, cells: int, hang: int) -> None:
    lines = wrap(text, 0, len(text), cells, hang=hang)
    assert lines[0].start == 0
    assert lines[-1].end == len(text)
    assert all(one.end == two.start for one, two in pairwise(lines))


@FAST
@given(TEXTS, CELLS, HANGS)
def test_a_line_is_no_wider_than_its_cells_but_for_space_it_broke_at(
    text: str, cells: int, hang: int
) -> None:
    for line in wrap(text, 0, len(text), cells, hang=hang):
        shown = text[line.start : line.end].rstrip()
        if len(shown) > 8 or cell_len(shown) <= 1:  # one cluster may be wider than a tiny line
            assert cell_len(shown) <= max(cells - line.indent, 2)


@FAST
@given(TEXTS, CELLS)
def test_a_line_never_begins_inside_a_cluster(text: str, cells: int) -> None:
    for line in wrap(text, 0, len(text), cells):
        assert is_boundary(text, line.start)


@FAST
@given(TEXTS, CELLS, HANGS)
def test_the_height_is_the_number_of_lines(text: str, cells: int, hang: int) -> None:
    assert height(text, 0, len(text), cells, hang=hang) == len(
        wrap(text, 0, len(text), cells, hang=hang)
    )


def test_words_are_kept_whole_where_they_fit() -> None:
    text = "The ferry left the harbour at nine."
    lines = wrap(text, 0, len(text), 12)
    assert [text[line.start : line.end] for line in lines] == [
        "The ferry ",
        "left the ",
        "harbour at ",
        "nine.",
    ]


def test_lines_after_the_first_hang() -> None:
    lines = wrap("- one two three four", 0, 20, 10, hang=2)
    assert [line.indent for line in lines] == [0] + [2] * (len(lines) - 1)
    assert len(lines) > 1


def test_an_empty_block_is_one_empty_line() -> None:
    assert wrap("abc", 1, 1, 10) == [WrappedLine(1, 1)]


def test_curly_quotes_and_dashes_count_as_plain() -> None:
    assert is_plain("“It’s late” – she said…")
    assert not is_plain("漢")
    assert not is_plain("e\u0301")
