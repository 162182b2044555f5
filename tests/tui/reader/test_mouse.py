"""The mouse does what it does everywhere: click, drag, two and three clicks, wheel."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import OptionList

from tests.tui.driving import Reading, reading
from tui.page.caret import Side
from tui.screens.finder import Finder


def cell(desk: Reading, words: str, side: Side = Side.LEFT) -> tuple[int, int]:
    """Where some words are on the page, in cells of the view."""
    view = desk.reader.view
    middle = view.size.width // 2
    for y, line in enumerate(desk.lines[view.region.y : view.region.bottom]):
        x = line.find(words, *((middle, None) if side else (0, middle)))
        if x >= 0:
            return x, y
    raise AssertionError(f"{words!r} is not on the page\n{desk.page}")


async def test_a_click_puts_the_caret_on_either_side(path: Path) -> None:
    async with reading(path) as desk:
        await desk.pilot.click("#page", offset=cell(desk, "bridge was"))
        assert desk.here.startswith("bridge was closed on Monday")
        await desk.pilot.click("#page", offset=cell(desk, "people", Side.RIGHT))
        assert desk.caret.side is Side.RIGHT and desk.here.startswith("people were hurt")


async def test_dragging_selects_and_a_key_tags_it(path: Path) -> None:
    async with reading(path) as desk:
        x, y = cell(desk, "Tarn bridge")
        await desk.pilot.mouse_down("#page", offset=(x, y))
        await desk.pilot.hover("#page", offset=(x + 3, y))
        await desk.pilot.hover("#page", offset=(x + 10, y))
        await desk.pilot.mouse_up("#page", offset=(x + 10, y))
        assert desk.selected == "Tarn bridge"
        await desk.press("s")
        await desk.saved()
        assert desk.tags() == [("source", "Tarn bridge")]


async def test_two_clicks_take_the_word_and_three_the_sentence(path: Path) -> None:
    async with reading(path) as desk:
        await desk.pilot.double_click("#page", offset=cell(desk, "bridge was"))
        assert desk.selected == "bridge"
        await desk.pilot.click("#page", offset=(20, cell(desk, "What Happens")[1]))
        assert desk.selected == ""
        await desk.pilot.triple_click("#page", offset=cell(desk, "bridge was"))
        assert desk.selected == "The Tarn bridge was closed on Monday after a crack was found."


async def test_a_hint_is_a_button(path: Path) -> None:
    async with reading(path) as desk:
        await desk.shows("c claim")
        x = desk.lines[-1].index("c claim")
        await desk.pilot.click("#hints", offset=(x + 2, 0))
        await desk.saved()
        assert desk.tags() == [("claim", "Bridge Closed After Crack Found")]
        await desk.pilot.click("#hints", offset=(desk.lines[-1].index("? help"), 0))
        await desk.until(lambda: desk.asked == "Help")


async def test_an_entry_of_the_list_is_gone_to_by_a_click(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("J", "J", "c", "g", "F")
        await desk.shows("1 claim")
        await desk.pilot.click("#list", offset=(5, 2))
        assert desk.here.startswith("“The crack is 40")


async def test_a_click_on_a_list_that_typing_has_changed_takes_nothing(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press(":")
        await desk.until(lambda: isinstance(desk.app.screen, Finder))
        listing = desk.app.screen.query_one(OptionList)
        last = listing.option_count - 1
        gone = listing.get_option_at_index(last)
        await desk.type("undo")
        listing.post_message(OptionList.OptionSelected(listing, gone, last))
        await desk.pilot.pause()
        assert isinstance(desk.app.screen, Finder)
        first = listing.get_option_at_index(0)
        listing.post_message(OptionList.OptionSelected(listing, first, 0))
        await desk.until(lambda: desk.app.screen is desk.reader)
