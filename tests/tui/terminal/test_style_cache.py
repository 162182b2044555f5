"""What a closed screen has drawn does not stay in memory."""

from __future__ import annotations

import gc
from pathlib import Path

from textual._styles_cache import StylesCache
from textual.color import Color

from tests.tui.driving import Reading, reading
from tui.terminal.style_cache import forget_closed_widgets

OPENED = ("?", "F", "H", "/", "percent_sign")
"""Keys that open a screen, a list or a line to type in."""
ROUND = 14
"""Widgets that draw lines of their own while these are opened and closed once, at least."""


async def drawn(desk: Reading) -> int:
    """How many widgets' drawn lines are in memory once each screen was opened and closed."""
    for key in OPENED:
        await desk.press(key)
        await desk.pilot.pause()
        await desk.press("escape", "escape")
    await desk.pilot.pause()
    gc.collect()
    return sum(isinstance(each, StylesCache) for each in gc.get_objects())


async def test_closed_screens_leave_no_lines_behind(tmp_path: Path) -> None:
    async with reading(tmp_path / "store.json") as desk:
        rounds = [await drawn(desk) for _ in range(4)]
        # Of the last two rounds some may be there still; kept, four rounds would be 4 x ROUND.
        assert rounds[-1] < 3 * ROUND, rounds


def test_styles_are_those_of_the_two_colours() -> None:
    behind, own = Color.parse("#102030"), Color.parse("#405060").with_alpha(0.5)
    forget_closed_widgets()
    forget_closed_widgets()
    inner, outer = StylesCache().get_inner_outer(behind, own)
    assert (inner.background, outer.background) == (behind + own, behind)
