"""How each row stands to the other article, and which blocks are compared with which."""

from __future__ import annotations

from hypothesis import given, settings

from annotations.alignment.link import Alignment, Link
from annotations.alignment.rows.moves import moves
from annotations.alignment.rows.row_status import BlockGroup, BlockStatus, groups, row_statuses
from annotations.alignment.rows.rows import Row, rows
from annotations.articles import Article, Block, Kind
from tests.alignment.rows.test_rows import article, pairs


def statuses(left: Article, right: Article, *links: Link) -> dict[Row, BlockStatus]:
    """The status of each row of two articles."""
    alignment = Alignment.of(links)
    shown = rows(left, right, alignment)
    found = row_statuses(left, right, alignment, shown, moves(alignment, shown))
    return dict(zip(shown, found, strict=True))


def compared(lefts: int, rights: int, *links: Link) -> list[tuple[range, range]]:
    """Left and right blocks of each group."""
    alignment = Alignment.of(links)
    shown = rows(article(lefts), article(rights), alignment)
    return [(each.left, each.right) for each in groups(alignment, shown, moves(alignment, shown))]


def test_a_row_is_level_further_moved_or_alone() -> None:
    found = statuses(
        article(6), article(6), Link(0, 0, 0.9), Link(0, 1, 0.5), Link(1, 4, 0.9),
        Link(2, 2, 0.9), Link(3, 3, 0.9), Link(4, 1, 0.4),
    )  # fmt: skip
    assert found[Row(0, 0)] is found[Row(2, 2)] is found[Row(3, 3)] is BlockStatus.LEVEL
    assert found[Row(None, 1)] is found[Row(4, None)] is BlockStatus.FURTHER
    assert found[Row(1, None)] is found[Row(None, 4)] is BlockStatus.MOVED
    assert found[Row(5, None)] is found[Row(None, 5)] is BlockStatus.ONLY


def test_boilerplate_that_faces_nothing_is_told_apart_from_news() -> None:
    menu = Article("x", (Block(0, Kind.BOILERPLATE, 0, 1),))
    assert statuses(menu, article(1)) == {
        Row(0, None): BlockStatus.BOILERPLATE,
        Row(None, 0): BlockStatus.ONLY,
    }
    assert statuses(article(1), menu)[Row(None, 0)] is BlockStatus.BOILERPLATE


def test_a_level_block_is_compared_with_all_parts_that_it_was_cut_into() -> None:
    before_and_after = [Link(1, 1, 0.9), Link(1, 0, 0.5), Link(1, 2, 0.5)]
    assert compared(2, 4, *before_and_after) == [(range(1, 2), range(3))]
    turned = [Link(link.right, link.left, link.score) for link in before_and_after]
    assert compared(4, 2, *turned) == [(range(3), range(1, 2))]


def test_each_moved_block_is_compared_with_its_twin() -> None:
    held = [Link(at, at - 2, 1.0) for at in (2, 3, 4)]
    found = compared(5, 6, *held, Link(0, 4, 0.9), Link(1, 5, 0.9))
    assert found[-2:] == [(range(1), range(4, 5)), (range(1, 2), range(5, 6))]


def test_a_level_block_stays_with_its_row_though_its_best_partner_is_a_neighbours() -> None:
    links = [Link(0, 0, 0.5), Link(0, 1, 0.7), Link(1, 1, 0.8)]
    assert compared(2, 2, *links) == [(range(1), range(1)), (range(1, 2), range(1, 2))]
    turned = [Link(link.right, link.left, link.score) for link in links]
    assert compared(2, 2, *turned) == [(range(1), range(1)), (range(1, 2), range(1, 2))]


@settings(derandomize=True, max_examples=200, deadline=None)
@given(pairs())
def test_no_block_is_in_two_groups(pair: tuple[Article, Article, Alignment]) -> None:
    left, right, alignment = pair
    shown = rows(left, right, alignment)
    found: list[BlockGroup] = list(groups(alignment, shown, moves(alignment, shown)))
    for blocks in ([each.left for each in found], [each.right for each in found]):
        every = [index for each in blocks for index in each]
        assert len(every) == len(set(every))
