"""Which links a person should look at."""

from __future__ import annotations

import pytest

from annotations.alignment.doubt import MARGIN, SAFE, doubtful
from annotations.alignment.link import Alignment, Link, Origin

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
