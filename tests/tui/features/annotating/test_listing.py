"""The list of annotations: what it shows, and how one jumps from it."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.screen import Screen

from annotations.articles import Article
from annotations.store import Store
from annotations.store.commands import tag, together
from tests.tui.driving import Reading, articles, new_store, reading
from tui.page.caret import Side
from tui.widgets.annotation_list import AnnotationList


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
        await desk.shows("2 claims · 1 source · 1 theme", "bridges Tarn Bridge Shut")
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
        await desk.shows("2 claims · 1 source")
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


def long_pair() -> tuple[Article, Article]:
    """Two articles of 60 paragraphs each."""
    told = "\n\n".join(f"The ferry sailed at {hour} on that day." for hour in range(60))
    return articles(told, told)


def tagged_store(path: Path, tags: int) -> Store:
    """A store with the long pair, and a claim in each of its first paragraphs on the left."""
    store, pair = new_store(path, pair=long_pair())
    left = store.article(pair.left)
    made = [
        tag(pair.left, left, block.span, "claim", "ada", pair=pair.id)
        for block in left.blocks[:tags]
    ]
    store.do(together("import", made, pair.id))
    return store


async def test_a_list_that_scrolls_follows_without_a_new_layout_of_the_screen(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(path, store=tagged_store(path, 50), size=(120, 20)) as desk:
        await desk.press("F", "enter")
        await desk.shows("50 claims")
        layouts = []
        laid = Screen._refresh_layout
        monkeypatch.setattr(
            Screen, "_refresh_layout", lambda *given, **more: layouts.append(laid(*given, **more))
        )
        await desk.press("delete")
        await desk.shows("49 claims")
        await desk.press("u")
        await desk.shows("50 claims")
        assert not layouts
        listing = desk.reader.listing
        assert listing.vertical_scrollbar.window_virtual_size == 52
        await desk.press("F", "F", "G")
        await desk.shows("◀ The ferry sailed at 49")
        assert listing.scroll_offset.y == listing.max_scroll_y == 52 - listing.size.height
        await desk.press("enter", "delete")
        await desk.hides("◀ The ferry sailed at 49")
        assert listing.scroll_offset.y == listing.max_scroll_y == 51 - listing.size.height


async def test_the_list_gets_its_scroll_bar_when_it_needs_one(path: Path) -> None:
    async with reading(path, store=tagged_store(path, 5), size=(120, 20)) as desk:
        await desk.press("F", "enter")
        await desk.until(lambda: desk.app.focused is desk.reader.view, "gone to the tag")
        listing = desk.reader.listing
        assert not listing.show_vertical_scrollbar
        for _ in range(listing.size.height - 6):
            await desk.press("right_curly_bracket", "s")
        await desk.until(lambda: listing.show_vertical_scrollbar)
        await desk.press("u")
        await desk.until(lambda: not listing.show_vertical_scrollbar)


async def test_of_a_list_that_follows_only_lines_that_changed_are_drawn(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(path, store=tagged_store(path, 50), size=(120, 20)) as desk:
        await desk.press("F")
        await desk.shows("50 claims")
        await desk.press("j", "j", "enter")
        await desk.until(lambda: desk.reader.view.has_focus)
        await desk.pilot.pause()
        drawn = []
        draw = AnnotationList.render_line
        monkeypatch.setattr(
            AnnotationList, "render_line", lambda self, y: drawn.append(y) or draw(self, y)
        )
        listing = desk.reader.listing
        await desk.press("i")
        await desk.type("look")
        await desk.press("ctrl+s")
        await desk.shows("◀ ✎ The ferry")
        assert drawn == [4]
        drawn.clear()
        await desk.press("u")
        await desk.hides("◀ ✎ The ferry")
        assert drawn == [4] and listing.display


async def test_several_changes_at_once_fill_the_list_once(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(path, store=tagged_store(path, 5), size=(120, 20)) as desk:
        await desk.press("F", "enter")
        await desk.shows("5 claims")
        shown = []
        show = AnnotationList.show
        monkeypatch.setattr(
            AnnotationList, "show", lambda self, *given: shown.append(show(self, *given))
        )
        await desk.at_once("s", "g", "t")
        await desk.shows("1 source")
        assert len(shown) == 1
