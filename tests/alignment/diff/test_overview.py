"""The map of a pair: every block in one bin, every link in one cell."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.alignment.diff.changes import Changes, changes
from annotations.alignment.diff.overview import overview
from annotations.alignment.link import Alignment, Link, Origin
from annotations.articles import Article, Block, Kind, Span


def article(blocks: int) -> Article:
    """Paragraphs of three letters, one space between two; the last one is boilerplate."""
    kinds = [Kind.PARAGRAPH] * (blocks - 1) + [Kind.BOILERPLATE]
    return Article(
        "abc " * blocks,
        tuple(Block(at, kinds[at], at * 4, at * 4 + 3) for at in range(blocks)),
    )


def pair(lefts: int, rights: int, *links: Link) -> Changes:
    return changes(article(lefts), article(rights), Alignment.of(links))


@settings(derandomize=True, max_examples=150, deadline=None)
@given(
    st.integers(0, 12),
    st.integers(0, 12),
    st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), unique=True),
    st.integers(1, 15),
    st.integers(1, 15),
)
def test_every_block_has_one_bin_and_every_link_one_cell(
    lefts: int, rights: int, places: list[tuple[int, int]], width: int, height: int
) -> None:
    links = [Link(i, j, 0.5) for i, j in places if i < lefts and j < rights]
    found = overview(pair(lefts, rights, *links), width, height)
    for bins, blocks, most in ((found.columns, lefts, width), (found.lines, rights, height)):
        assert [index for one in bins for index in one.blocks] == list(range(blocks))
        assert len(bins) == min(blocks, most)
        assert all(one.blocks for one in bins)
    assert sum(cell.count for cell in found.cells.values()) == len(links)
    for link in links:
        x, y = found.place(link.left, link.right)
        assert link.left in found.columns[x].blocks
        assert link.right in found.lines[y].blocks
        assert (x, y) in found.cells


def test_a_cell_goes_to_its_strongest_link_and_a_persons_first() -> None:
    links = [Link(0, 0, 0.9), Link(1, 1, 0.5, Origin.MANUAL), Link(3, 3, 0.6), Link(2, 3, 0.8)]
    found = overview(pair(4, 4, *links), 2, 2)
    assert found.cells[0, 0].link == links[1]
    assert found.cells[1, 1].link == links[3]
    assert {place: cell.count for place, cell in found.cells.items()} == {(0, 0): 2, (1, 1): 2}


def test_bins_count_links_marks_and_boilerplate() -> None:
    found = overview(
        pair(4, 2, Link(0, 0, 0.9)),
        2,
        1,
        left_marks=[Span(1, 6), Span(2, 3), Span(3, 4)],
        right_marks=[Span(7, 8)],
    )
    assert [(one.linked, one.marked, one.boilerplate) for one in found.columns] == [
        (1, 2, 0),
        (0, 0, 1),
    ]
    assert [(one.linked, one.marked, one.boilerplate) for one in found.lines] == [(1, 0, 1)]


def test_only_rows_compared_before_can_show_as_changed() -> None:
    left = Article("abc", (Block(0, Kind.PARAGRAPH, 0, 3),))
    right = Article("abd", (Block(0, Kind.PARAGRAPH, 0, 3),))
    found = changes(left, right, Alignment.of([Link(0, 0, 0.9)]))
    assert not overview(found, 5, 5).cells[0, 0].changed
    found.tally()
    cell = overview(found, 5, 5).cells[0, 0]
    assert cell.changed
    assert cell.level


def test_a_map_without_a_cell_is_refused() -> None:
    with pytest.raises(ValueError, match="0 x 3"):
        overview(pair(1, 1), 0, 3)


def test_a_cell_is_level_if_one_of_its_links_is() -> None:
    found = overview(pair(2, 1, Link(0, 0, 0.9), Link(1, 0, 0.5)), 1, 1)
    assert found.cells[0, 0].level and found.cells[0, 0].count == 2
