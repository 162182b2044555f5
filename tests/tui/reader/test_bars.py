"""What stands around the page: titles, status, hints; help, palette, leaving; any size."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.driving import BRIEF, articles, reading
from tui.features.actions import ACTIONS
from tui.page.caret import Side


async def test_the_bars_say_where_what_and_what_next(path: Path) -> None:
    async with reading(path) as desk:
        await desk.shows("c claim", "¶1/9")
        assert "monday.txt" in desk.lines[0] and "tuesday.txt" in desk.lines[0]
        assert desk.status.startswith(f"{BRIEF[0]} ¶1/9")
        await desk.press("}", "}")
        assert desk.status.startswith(f"{BRIEF[0]} ¶3/9")
        for hint in ("c claim", "s source", "t theme", "? help", "q quit"):
            assert hint in desk.lines[-1]
        await desk.press("x")
        await desk.until(lambda: "X shrink" in desk.lines[-1])
        await desk.press("escape", "c", "r")
        await desk.until(lambda: "r relate" in desk.lines[-1])


async def test_help_says_what_can_be_done_here_and_every_key(path: Path) -> None:
    async with reading(path, size=(170, 80)) as desk:
        for key in ("?", "f1"):
            await desk.press(key)
            await desk.until(lambda: desk.asked == "Help")
            await desk.press("escape")
            await desk.until(lambda: not desk.asked)
        await desk.press("c", "?")
        await desk.shows("On this tag")
        missing = [
            command.title
            for command in ACTIONS
            if command.help_keys != "-" and command.title[:11] not in desk.page
        ]
        assert not missing
        await desk.press("?")
        await desk.until(lambda: not desk.asked)


async def test_help_is_scrolled_where_it_does_not_fit(path: Path) -> None:
    async with reading(path, size=(60, 20)) as desk:
        await desk.press("?")
        await desk.shows("esc closes")
        first = desk.page
        await desk.press("pagedown")
        await desk.until(lambda: desk.page != first)
        await desk.press("end")
        await desk.shows("Back to the page")


async def test_the_palette_finds_a_command_and_shows_its_key(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press(":")
        await desk.until(lambda: desk.asked == "All commands")
        await desk.shows("c  Tag as claim")
        await desk.type("tag as claim")
        await desk.shows("Tag as claim")
        await desk.press("enter")
        await desk.saved()
        assert [label for label, _ in desk.tags()] == ["claim"]
        await desk.press("ctrl+p")
        await desk.until(lambda: desk.asked == "All commands")
        await desk.press("escape")


async def test_below_seventy_columns_one_article_is_shown_and_tab_turns_it_over(
    path: Path,
) -> None:
    async with reading(path, size=(66, 24)) as desk:
        await desk.shows("closed on Monday")
        await desk.hides("closed on Tuesday")
        await desk.press("J", "c", "tab")
        await desk.shows("closed on Tuesday")
        await desk.hides("closed on Monday")
        assert desk.here.startswith("The Tarn bridge was closed on Tuesday")
        await desk.press("c", "L")
        assert desk.here.startswith("The Tarn bridge was closed on Monday")
        await desk.pilot.resize_terminal(100, 24)
        await desk.shows("closed on Monday", "closed on Tuesday")
        assert desk.here.startswith("The Tarn bridge was closed on Monday")


@pytest.mark.parametrize("size", [(40, 10), (20, 5), (200, 60)])
async def test_every_screen_stands_any_size(path: Path, size: tuple[int, int]) -> None:
    async with reading(path, size=size) as desk:
        await desk.press("J", "c", "i")
        await desk.type("ok")
        await desk.press("escape", "?", "escape", "t", "a", "enter", "F", "escape")
        await desk.press("/", "a", "enter", "W", "escape", "d", "z", "z", "tab", "G", "u")
        await desk.until(lambda: [label for label, _ in desk.tags()] == ["claim"], "undone")
        assert all(len(line) <= size[0] for line in desk.lines)
        assert len(desk.lines) == size[1]


async def test_resizing_while_something_stands_over_the_page(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("J", "c")
        for key in ("?", "t", "i", "W", "F", "/"):
            await desk.press(key)
            for size in ((20, 5), (66, 12), (140, 40), (100, 30)):
                await desk.pilot.resize_terminal(*size)
            await desk.press("escape")
            await desk.until(lambda: desk.app.screen is desk.reader)
        await desk.until(lambda: desk.reader.view.has_focus)
        assert desk.here.startswith("The Tarn bridge was closed on Monday")
        await desk.shows("closed on Monday", "closed on Tuesday")


async def test_the_caret_stays_in_sight_wherever_it_goes(path: Path) -> None:
    long = "\n\n".join(
        f"Paragraph {n} has some words and then some more of them." for n in range(60)
    )
    async with reading(path, pair=articles(left=long), size=(80, 12), links=None) as desk:
        await desk.until(lambda: desk.reader.session.alignment is not None)
        view = desk.reader.view
        for key in ("G", "g", "space", "space", "pageup", "j", "j", "}", "}", "}", "}", "}", "("):
            await desk.press(key)
            y = view.layout_now.y_of(Side.LEFT, desk.caret.offset) - view.scroll_offset.y
            assert 0 <= y < view.size.height, key


async def test_hostile_text_is_shown_and_does_nothing(path: Path) -> None:
    evil = "A \x1b[31mred\x1b[0m title\n\nIt said [red]markup[/red] and [/foo] and \u202eevil\u202c, they said.\n"
    async with reading(path, pair=articles(left=evil), size=(100, 20)) as desk:
        assert "\x1b" not in desk.page and "\u202e" not in desk.page
        assert "[red]markup[/red] and [/foo]" in desk.page
        await desk.press("}", "c", "F")
        await desk.shows("1 claim")
        await desk.press("enter", "i")
        await desk.until(lambda: desk.asked == "Note")
        assert "\x1b" not in desk.page and "\u202e" not in desk.page
        await desk.press("escape", "enter")
        await desk.until(lambda: desk.asked == "On this tag")
        assert "\x1b" not in desk.page and "\u202e" not in desk.page
        await desk.press("escape", "W", "escape", "u")
        await desk.until(lambda: "undid" in desk.status)
        assert "\x1b" not in desk.page and "\u202e" not in desk.page
        await desk.press("]", "/")
        await desk.type("[red]")
        await desk.shows(" 1 hit")


async def test_markup_in_a_quote_is_text_where_it_names_what_is_asked(path: Path) -> None:
    evil = "A title of sorts\n\nIt said [/foo] and [red]so[/red] on, they said here.\n"
    async with reading(path, pair=articles(left=evil), size=(100, 20)) as desk:
        await desk.press("}", "t")
        await desk.shows("Theme of ‘It said [/foo] and [red]so[/red] on")
        await desk.press("escape", "c", "i")
        await desk.shows("‘It said [/foo] and [red]so[/red] on")
