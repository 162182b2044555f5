"""What counts as moved: neighbours in another place, tied by links that leave little doubt."""

from __future__ import annotations

from annotations.alignment.link import Alignment, Link, Origin
from annotations.alignment.rows.moves import SURE, Move, moves
from annotations.alignment.rows.rows import rows
from tests.alignment.rows.test_rows import article

HELD = tuple(Link(at, at - 2, 1.0) for at in range(2, 6))
"""Links that hold blocks 2..5 on the left level with 0..3 on the right."""


def moved(*links: Link, lefts: int = 6, rights: int = 8) -> list[tuple[range, range]]:
    """Left and right blocks of each move, where further links join those that hold the rows."""
    alignment = Alignment.of([*HELD, *links])
    shown = rows(article(lefts), article(rights), alignment)
    return [(move.left, move.right) for move in moves(alignment, shown)]


def test_a_link_across_that_just_is_sure_makes_a_move_and_one_below_does_not() -> None:
    assert moved(Link(0, 5, SURE)) == [(range(1), range(5, 6))]
    assert moved(Link(0, 5, SURE - 0.01)) == []


def test_a_persons_link_across_makes_a_move_whatever_it_scores() -> None:
    assert moved(Link(0, 5, 0.1, Origin.MANUAL)) == [(range(1), range(5, 6))]


def test_neighbours_in_the_same_order_are_one_move_and_in_another_order_two() -> None:
    assert moved(Link(0, 5, 0.9), Link(1, 6, 0.9)) == [(range(2), range(5, 7))]
    swapped = moved(Link(0, 6, 0.9), Link(1, 5, 0.8))
    assert swapped == [(range(1), range(6, 7)), (range(1, 2), range(5, 6))]


def test_a_block_that_stands_level_is_not_moved_by_a_second_link() -> None:
    assert moved(Link(3, 6, 0.9)) == []
    assert moved(Link(0, 2, 0.9)) == []
    weak = [Link(3, 1, 0.5) if link.left == 3 else link for link in HELD]
    alignment = Alignment.of([*weak, Link(3, 6, 0.9)])  # its best partner, but far away
    assert moves(alignment, rows(article(6), article(8), alignment)) == ()


def test_only_the_best_partner_of_both_blocks_makes_a_move() -> None:
    two_lefts = moved(Link(0, 5, 0.9), Link(1, 5, 0.7))
    assert two_lefts == [(range(1), range(5, 6))]
    two_rights = moved(Link(0, 5, 0.9), Link(0, 6, 0.7))
    assert two_rights == [(range(1), range(5, 6))]


def test_a_move_spans_its_links() -> None:
    move = Move((Link(4, 1, 0.9), Link(5, 2, 0.9)))
    assert (move.left, move.right) == (range(4, 6), range(1, 3))
