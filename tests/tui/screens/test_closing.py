"""What stands over the page closes once, and is drawn for itself alone where it is opaque."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tui.driving import Reading, reading
from tui.page.caret import Caret, Side
from tui.reader.tour import Tour
from tui.screens.articles import ArticlesScreen
from tui.screens.claims import ClaimsScreen
from tui.screens.overview import OverviewScreen
from tui.screens.prompt import Prompt
from tui.screens.sheet import Sheet

Fills = ArticlesScreen | ClaimsScreen | OverviewScreen


async def opened(desk: Reading, opener: str) -> Fills:
    """Open a screen by the id of an action."""
    desk.reader.keys.perform(opener)
    await desk.until(lambda: isinstance(desk.app.screen, Fills), "it is open")
    assert isinstance(desk.app.screen, Fills)
    return desk.app.screen


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


async def test_what_a_closed_screen_meant_to_do_after_a_refresh_is_left_out(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(path) as desk:
        done: list[str] = []
        held: list[Callable[[], object]] = []
        sheet = Sheet("Gone soon", "…")
        await desk.app.push_screen(sheet)
        monkeypatch.setattr(sheet, "_invoke_later", lambda callback, sender: held.append(callback))
        sheet.call_after_refresh(done.append, "done")
        await desk.until(lambda: held, "it waits for the refresh")
        held[0]()
        assert done == ["done"], "while the screen is there"
        await desk.press("escape")
        await desk.until(lambda: desk.app.screen is desk.reader, "it is closed")
        held[0]()
        assert done == ["done"], "and not after it"


@pytest.mark.parametrize("opener", ["event.choose", "link.claims", "diff.map"])
async def test_what_becomes_known_while_a_screen_closes_finds_nothing_to_fill(
    path: Path, opener: str
) -> None:
    """Its widgets go before it does."""
    async with reading(path) as desk:
        screen = await opened(desk, opener)
        screen.fill()
        screen.dismiss()
        await screen.query("*").remove()
        screen.fill()
        await desk.until(lambda: desk.app.screen is desk.reader, "it is closed")
        screen.fill()
        assert desk.app.crash is None


@pytest.mark.parametrize("opener", ["event.choose", "link.claims", "diff.map"])
async def test_what_becomes_known_while_the_app_ends_finds_nothing_to_fill(
    path: Path, opener: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its screens stay on the stack until all are closed; Textual takes them off display at once."""
    async with reading(path) as desk:
        screen = await opened(desk, opener)
        await screen.query("Static").remove()  # the order in which they go is Textual's
        monkeypatch.setattr(type(screen), "display", False)
        screen.fill()
        assert desk.app.crash is None


@pytest.mark.parametrize(("background", "drawn"), [("black", False), ("black 50%", True)])
async def test_what_changes_behind_an_opaque_screen_is_drawn_when_it_is_seen_again(
    path: Path, background: str, drawn: bool
) -> None:
    async with reading(path) as desk:
        sheet = Sheet("On top", "…")
        await desk.app.push_screen(sheet)
        sheet.styles.background = background
        await desk.pilot.pause()
        assert desk.reader.is_current is drawn, "whether Textual draws what changes there"
        desk.reader.view.caret = Caret(Side.LEFT, 30)
        desk.reader.view.repaint()
        await desk.press("escape")
        await desk.until(lambda: desk.app.screen is desk.reader, "back")
        await desk.until(lambda: "Tarn" in desk.page, "the page, as it is now")
