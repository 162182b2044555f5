"""What stands over the page closes once, whatever was typed before it was gone."""

from __future__ import annotations

from pathlib import Path

from tests.tui.driving import reading
from tui.reader.tour import Tour
from tui.screens.prompt import Prompt
from tui.screens.sheet import Sheet


async def test_a_screen_that_was_closed_does_not_close_what_was_opened_then(path: Path) -> None:
    """Textual takes off the topmost screen, whichever says that it is done."""
    async with reading(path) as desk:
        first, second = Sheet("First", "…"), Prompt("Second")
        await desk.app.push_screen(first)
        first.dismiss()
        opened = desk.app.push_screen(second)
        first.dismiss()
        await opened
        assert desk.app.screen is second
        await desk.press("a", "escape")
        await desk.until(lambda: desk.app.screen is desk.reader, "the prompt is closed")
        assert desk.app.crash is None


async def test_the_tour_is_left_once(path: Path) -> None:
    async with reading(path) as desk:
        tour = Tour(desk.reader.keymap, "ada")
        await desk.app.push_screen(tour)
        tour.leave()
        tour.leave()
        await desk.until(lambda: desk.app.screen is desk.reader, "the tour is left")
        assert desk.app.crash is None
