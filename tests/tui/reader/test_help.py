"""Help: Enter on a line carries it out where help was opened, and typing finds a line by meaning."""

from __future__ import annotations

from pathlib import Path

from tests.tui.driving import reading
from tui.page.caret import Side
from tui.screens.help import HelpScreen
from tui.widgets.key_columns import KeyColumns

FOUND = {
    "memo": "Write a note",
    "dark": "Change the colours",
    "sidebar": "List of annotations",
    "revisions": "Show what differs: words, sentences, off",
    "W": "Why these two blocks are linked, or a suggestion is made",
}
"""What is typed, and what is found first: by meaning, or by key."""


async def test_what_is_typed_finds_by_meaning_and_by_key(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("c", "?")
        await desk.until(lambda: desk.asked == "Help")
        columns = desk.app.screen.query_one(KeyColumns)
        for typed, title in FOUND.items():
            await desk.type(typed)
            await desk.until(lambda: columns.marked, typed)
            assert columns.marked and columns.marked.title == title
            await desk.press("ctrl+u")


async def test_enter_on_a_line_does_it_where_help_was_opened(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("J", "?")
        await desk.until(lambda: desk.asked == "Help")
        await desk.press("down", "enter")
        await desk.saved()
        assert [label for label, _ in desk.tags()] == ["source"], "the second thing offered here"
        await desk.press("?")
        await desk.type("the other article")
        await desk.press("enter")
        await desk.until(lambda: desk.caret.side is Side.RIGHT and not desk.asked, "the other side")


async def test_enter_in_the_help_of_the_list_acts_on_the_list(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("J", "c", "F", "?")
        await desk.until(lambda: desk.asked == "Help")
        await desk.type("show only what")
        await desk.press("enter")
        await desk.until(lambda: desk.asked and desk.asked != "Help", "the list is filtered")


async def test_enter_in_the_help_of_a_screen_acts_on_that_screen(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("H", "?")
        await desk.until(lambda: desk.asked == "In the codebook")
        await desk.type("new")
        await desk.press("enter")
        await desk.until(lambda: desk.asked == "A new label", "a form")


async def test_a_line_that_cannot_be_done_here_says_why_and_stays(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("?")
        await desk.until(lambda: desk.asked == "Help")
        await desk.type("relabel")
        await desk.shows("needs a tag at the caret")
        await desk.press("enter")
        assert isinstance(desk.app.screen, HelpScreen)


async def test_columns_are_walked_in_all_directions_and_a_click_does_a_line(path: Path) -> None:
    async with reading(path, size=(170, 40)) as desk:
        await desk.press("?")
        await desk.until(lambda: desk.asked == "Help")
        columns = desk.app.screen.query_one(KeyColumns)
        first = columns.marked
        await desk.press("right")
        second = columns.marked
        assert first and second and first != second
        await desk.press("left", "end", "home")
        assert columns.marked == first
        row = next(at for at, line in enumerate(desk.lines) if "Tag with a theme" in line)
        await desk.pilot.click(offset=(desk.lines[row].index("Tag with a theme"), row))
        await desk.until(lambda: desk.asked.startswith("Theme of"), "asked for a theme")
