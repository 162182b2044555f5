"""What home does to events is saved, asked about where something would be lost, and undone."""

from __future__ import annotations

from pathlib import Path

from annotations.store import Store
from tests.tui.home.at_home import DAM, at_home, small_store


async def test_pinned_events_come_first_and_archived_ones_are_hidden(path: Path) -> None:
    small_store(path)
    async with at_home(path) as desk:
        await desk.press("G", "p")
        await desk.until(lambda: desk.titles[0] == "Bridge vote")
        await desk.press("G", "x")
        await desk.until(lambda: desk.titles == ["Bridge vote", "Dam breach"])
        await desk.shows("1 archived hidden")
        await desk.press("X")
        await desk.until(lambda: len(desk.titles) == 3)
        await desk.press("u")
        await desk.shows("undid: archive")
        await desk.press("u")
        await desk.until(lambda: desk.titles[-1] == "Bridge vote")


async def test_deleting_asks_and_is_undone_with_all_that_was_tagged(path: Path) -> None:
    dam, *_ = small_store(path)
    async with at_home(path) as desk:
        await desk.press("delete")
        await desk.shows("Delete ‘Dam breach’: 4 articles, 2 tags?", "Leave it")
        await desk.press("enter")
        await desk.until(lambda: desk.app.screen.id == "home")
        assert len(desk.titles) == 3
        await desk.press("delete", "down", "enter")
        await desk.until(lambda: "Dam breach" not in desk.titles)
        assert desk.kept() == ["", "Bridge vote"]
        await desk.press("u")
        await desk.until(lambda: "Dam breach" in desk.titles)
        with Store.open(path, annotator="eve", read_only=True) as other:
            assert len(other.annotations(event=dam.id)) == 2


async def test_two_events_become_one_and_one_becomes_two(path: Path) -> None:
    small_store(path)
    async with at_home(path) as desk:
        await desk.press("j", "space", "space", "J")
        await desk.until(lambda: len(desk.titles) == 2)
        await desk.shows("join 2 events")
        await desk.press("g", "s")
        await desk.shows("Articles of ‘Dam breach’", "Two dead below the dam")
        await desk.press("s")
        await desk.shows("both events need two articles or more")
        await desk.press("space", "space", "s")
        await desk.until(lambda: len(desk.titles) == 3)
        with Store.open(path, annotator="eve", read_only=True) as other:
            found = {each.title: len(each.articles) for each in other.events()}
        assert found["Dam breach"] == 2


async def test_articles_are_put_in_another_order_and_taken_out(path: Path) -> None:
    dam, *_ = small_store(path)
    async with at_home(path) as desk:
        await desk.press("s", "J", "enter")
        await desk.shows("reorder event ‘Dam breach’ · saved")
        await desk.press("s", "G", "down", "down", "down", "x")
        await desk.shows("take an article out of", "· saved")
        with Store.open(path, annotator="eve", read_only=True) as other:
            kept = other.event(dam.id).articles
        one, two, three, _ = dam.articles
        assert kept == (two, one, three)


async def test_an_event_gets_another_title(path: Path) -> None:
    small_store(path)
    async with at_home(path) as desk:
        await desk.press("r", *" 2026", "enter")
        await desk.until(lambda: "Dam breach 2026" in desk.titles)
        assert "Dam breach 2026" in desk.kept()


async def test_a_store_open_for_reading_is_not_changed(path: Path) -> None:
    small_store(path)
    async with at_home(path, read_only=True) as desk:
        for key in ("p", "x", "a", "v"):
            await desk.press(key)
            await desk.shows("open for reading only")
        assert desk.app.screen.id == "home"
        assert len(desk.kept()) == 3


async def test_the_event_in_the_reader_is_deleted_at_home(path: Path) -> None:
    small_store(path)
    async with at_home(path) as desk:
        await desk.press("enter")
        await desk.until(lambda: desk.app._reader and desk.app.screen is desk.app._reader)
        await desk.until(lambda: desk.reader.view.page_now)
        await desk.press("backspace")
        await desk.until(lambda: desk.app.screen.id == "home")
        await desk.press("delete", "down", "enter")
        await desk.until(lambda: "Dam breach" not in desk.titles)
        await desk.press("escape")
        await desk.until(lambda: len(desk.app._notifications), "told that it is gone")
        assert desk.app.screen.id == "home"
        await desk.press("enter")
        await desk.until(lambda: desk.app.screen.id != "home")
        assert desk.reader.session.event.title != "Dam breach"
        assert DAM[0].title not in desk.page
