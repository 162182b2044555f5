"""Scrolling just so far that a line is in sight."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.page.viewport import thumb_start, top_showing

lines = st.integers(0, 5000)


@given(y=lines, top=lines, height=st.integers(1, 80), margin=st.integers(0, 30))
def test_a_line_is_in_sight_and_off_the_edges(y: int, top: int, height: int, margin: int) -> None:
    now = top_showing(y, top, height, margin)
    kept = min(margin, (height - 1) // 2)
    assert now + kept <= y <= now + height - 1 - kept or (now == 0 and y < kept)


@given(y=lines, top=lines, height=st.integers(1, 80), margin=st.integers(0, 30))
def test_a_line_in_sight_scrolls_nothing(y: int, top: int, height: int, margin: int) -> None:
    settled = top_showing(y, top, height, margin)
    assert top_showing(y, settled, height, margin) == settled


def test_the_thumb_goes_from_one_end_of_the_bar_to_the_other() -> None:
    assert thumb_start(100, 20, 0) == 0
    assert thumb_start(100, 20, 80) == (20 - 4) * 8
    assert thumb_start(20, 20, 0) == thumb_start(100, 0, 3) == 0
