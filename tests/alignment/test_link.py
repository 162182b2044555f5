"""Which links a person should look at."""

from __future__ import annotations

import pytest

from annotations.alignment.link import MARGIN, SAFE, Alignment, Link, Origin, doubtful

SURE = Link(0, 0, 0.95)


@pytest.mark.parametrize(
    ("links", "places"),
    [
        ([SURE], []),
        ([Link(0, 0, SAFE - 0.01)], [(0, 0)]),
        ([Link(0, 0, 0.1, Origin.CONFIRMED), Link(1, 1, 1.0, Origin.MANUAL)], []),
        ([SURE, Link(0, 1, 0.95 - MARGIN / 2)], [(0, 0), (0, 1)]),
        ([SURE, Link(1, 0, 0.9)], [(0, 0), (1, 0)]),
        ([Link(0, 0, 1.0), Link(0, 1, 1.0, Origin.CONFIRMED)], []),
        ([Link(0, 0, 1.0), Link(0, 1, 0.82)], [(0, 1)]),
        ([SURE, Link(0, 1, 0.95, Origin.REJECTED)], []),
    ],
)
def test_weak_links_and_close_choices_are_doubtful(
    links: list[Link], places: list[tuple[int, int]]
) -> None:
    found = doubtful(Alignment.of(links))
    assert [(link.left, link.right) for link in found] == places


def test_a_score_of_just_safe_needs_no_look() -> None:
    assert doubtful(Alignment.of([Link(0, 0, SAFE)])) == ()


def test_links_come_in_the_order_of_the_blocks_and_rejected_ones_apart() -> None:
    gone = Link(0, 3, 0.5, Origin.REJECTED)
    found = Alignment.of([Link(1, 0, 0.5), gone, Link(0, 2, 0.5), Link(0, 1, 0.5)])
    assert [(link.left, link.right) for link in found] == [(0, 1), (0, 2), (1, 0)]
    assert found.rejected == (gone,)


def test_the_links_of_a_block_come_best_first() -> None:
    found = Alignment.of([Link(0, 0, 0.4), Link(0, 1, 0.9), Link(1, 1, 0.95)])
    assert [link.right for link in found.by_left[0]] == [1, 0]
    assert [link.left for link in found.by_right[1]] == [1, 0]
