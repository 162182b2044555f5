"""The list of annotations: what it shows, and how one jumps from it."""

from __future__ import annotations

from pathlib import Path

from tests.tui.driving import Reading, reading
from tui.reading.caret import Side


async def some_tags(desk: Reading) -> None:
    await desk.press("J", "c", ")", "s", "tab", "c", "g", "t")
    await desk.type("bridges")
    await desk.press("enter")
    await desk.saved()
    await desk.press("tab", "g")


async def test_the_list_counts_shows_and_goes_there(path: Path) -> None:
    async with reading(path) as desk:
        await some_tags(desk)
        await desk.press("F")
        await desk.shows("2 claim · 1 source · 1 theme", "bridges Tarn Bridge Shut")
        rows = [line for line in desk.lines if "◀" in line or "▶" in line]
        assert len(rows) == 4
        assert [("◀" in row) for row in rows] == [True, True, False, False]
        await desk.press("j", "enter")
        assert desk.here.startswith("Nobody was hurt") and desk.caret.side is Side.LEFT
        assert desk.reader.view.has_focus
        await desk.press(",")
        assert desk.here.startswith("Bridge Closed")


async def test_the_list_opens_at_the_tag_under_the_caret_and_follows_what_changes(
    path: Path,
) -> None:
    async with reading(path) as desk:
        await some_tags(desk)
        await desk.press("tab", "g", "F")
        assert desk.reader.listing.has_focus
        await desk.press("enter")
        assert desk.here.startswith("Tarn Bridge Shut") and desk.caret.side is Side.RIGHT
        await desk.press("delete")
        await desk.shows("2 claim · 1 source")
        await desk.hides("1 theme")
        await desk.press("F")
        await desk.until(lambda: not desk.reader.listing.display)


async def test_the_list_is_walked_by_keys_and_left_by_escape(path: Path) -> None:
    async with reading(path) as desk:
        await some_tags(desk)
        await desk.press("F", "G", "enter")
        last = (desk.caret.side, desk.caret.offset)
        assert last[0] is Side.RIGHT
        await desk.press("F", "F")
        await desk.press("g", "down", "up", "k", "enter")
        assert desk.here.startswith("The Tarn bridge was closed on Monday")
        await desk.press("escape")
        await desk.until(lambda: not desk.reader.listing.display)
        assert desk.reader.view.has_focus


async def test_an_empty_list_says_how_to_fill_it(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("F")
        await desk.shows("nothing tagged yet")
        await desk.press("enter", "j", "escape")
        await desk.hides("nothing tagged yet")


async def test_on_a_narrow_terminal_the_list_takes_the_page_s_place(path: Path) -> None:
    async with reading(path, size=(60, 20)) as desk:
        await desk.press("}", "c", "F")
        await desk.until(lambda: not desk.reader.view.display)
        await desk.press("enter")
        await desk.until(lambda: desk.reader.view.display)
        assert desk.here.startswith("The Tarn bridge")


async def test_the_titles_stand_above_their_columns_when_the_list_opens(path: Path) -> None:
    async with reading(path, size=(140, 20)) as desk:
        for _ in range(2):
            await desk.press("F")
            view = desk.reader.view
            await desk.until(
                lambda view=view: (
                    desk.lines[0].find("tuesday.txt") == view.layout_now.columns.text_x(Side.RIGHT)
                )
            )
