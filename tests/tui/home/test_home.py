"""Home shows all events, finds them, and leads to each and back."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations.store import Store
from tests.tui.home.at_home import DAM, at_home, small_store
from tui.config.settings import PRESETS, Settings
from tui.features.messages import EventChosen
from tui.screens.help import HelpScreen
from tui.screens.sheet import Sheet


async def test_events_stand_with_what_is_left_to_do_first(path: Path) -> None:
    small_store(path)
    async with at_home(path) as desk:
        assert desk.titles == ["Dam breach", "Ferry stays in port", "Bridge vote"]
        await desk.shows("Tarn Courier", "2026-05-01", "1 alone", "new", "4 articles")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("zebr", ["Ferry stays in port"]),
        ("valley", ["Dam breach", "Bridge vote"]),
        ("warden", ["Dam breach"]),
        ("theme people", ["Dam breach"]),
        ("bridge ledger", []),
        ("dam ledger minister", ["Dam breach"]),
    ],
)
async def test_typing_finds_events_by_all_that_the_store_has_of_them(
    path: Path, typed: str, found: list[str]
) -> None:
    small_store(path)
    async with at_home(path) as desk:
        await desk.press("slash")
        await desk.type(typed)
        await desk.until(lambda: desk.titles == found)
        await desk.press("escape")
        await desk.until(lambda: len(desk.titles) == 3)


async def test_what_is_found_is_opened_and_the_reader_keeps_its_place(path: Path) -> None:
    _, bridge, _ = small_store(path)
    async with at_home(path) as desk:
        await desk.press("slash", *"council", "enter")
        await desk.until(lambda: desk.titles == ["Bridge vote"])
        await desk.press("enter")
        await desk.until(lambda: desk.app._reader and desk.app.screen is desk.app._reader)
        await desk.until(lambda: desk.reader.view.page_now)
        assert desk.reader.session.event.id == bridge.id
        reader = desk.reader
        await desk.press("J", "w")
        place = reader.view.caret
        await desk.press("backspace")
        await desk.until(lambda: desk.app.screen.id == "home")
        here = desk.home.listing
        await desk.until(lambda: here.here and here.here.event.id == bridge.id)
        await desk.press("escape")
        await desk.until(lambda: desk.app.screen is reader)
        assert reader.view.caret == place
        await desk.press("backspace")
        await desk.until(lambda: desk.app.screen.id == "home")
        again = desk.home.listing
        await desk.until(lambda: again.here and again.here.event.id == bridge.id)
        await desk.until(lambda: "Dam breach" in desk.titles)
        again.at = desk.titles.index("Dam breach")  # what was read, once kept, stands before it
        await desk.press("enter")
        await desk.until(lambda: desk.reader.session.event.title == "Dam breach")
        assert reader not in desk.app.screen_stack


async def test_an_event_that_is_chosen_twice_is_opened_once(path: Path) -> None:
    small_store(path)
    async with at_home(path) as desk:
        await desk.press("enter")
        await desk.until(lambda: desk.app._reader and desk.app.screen is desk.app._reader)
        await desk.press("backspace")
        await desk.until(lambda: desk.app.screen.id == "home")
        here = desk.home.listing
        await desk.until(lambda: here.here)
        assert here.here is not None
        for _ in range(2):
            desk.app.post_message(EventChosen(here.here.event.id))
        await desk.until(lambda: desk.app.screen is desk.app._reader, "back in the reader")
        await desk.pilot.pause()
        assert desk.app.crash is None and desk.app.screen is desk.app._reader


async def test_help_that_comes_when_something_else_was_opened_is_left_out(path: Path) -> None:
    small_store(path)
    async with at_home(path) as desk:
        await desk.until(lambda: desk.titles, "events")
        await desk.app.push_screen(Sheet("Something else", "…"))
        desk.home.show_help()
        await desk.pilot.pause()
        assert isinstance(desk.app.screen, Sheet)
        await desk.press("escape", "question_mark")
        await desk.until(lambda: isinstance(desk.app.screen, HelpScreen), "help, as ever")


async def test_one_key_goes_to_the_next_event_that_is_unfinished(path: Path) -> None:
    small_store(path)
    with Store.open(path, annotator="ada") as store:
        from annotations.store.serialization import Progress

        ferry = store.events()[2]
        pair = store.pair_of(*ferry.articles)
        read = dict.fromkeys(ferry.articles, 1.0)
        store.save_progress(Progress(pair=pair.id, event=ferry.id, annotator="ada", read=read))
    async with at_home(path) as desk:
        assert desk.titles == ["Dam breach", "Bridge vote", "Ferry stays in port"]
        await desk.shows("done")
        listing = desk.home.listing
        for expected in (1, 0, 1):
            await desk.press("n")
            assert listing.at == expected


async def test_events_are_put_in_another_order(path: Path) -> None:
    small_store(path)
    async with at_home(path) as desk:
        await desk.press("o", *"title", "enter")
        await desk.until(
            lambda: desk.titles == ["Bridge vote", "Dam breach", "Ferry stays in port"]
        )
        await desk.shows("order: title")


async def test_a_home_without_events_says_what_to_press(path: Path) -> None:
    with Store.open(path, annotator="ada"):
        pass
    async with at_home(path, size=(80, 24)) as desk:
        await desk.shows("No events yet", "a  adds files", "v  adds a text", "?  says what else")


async def test_what_another_process_adds_appears(path: Path) -> None:
    small_store(path)
    async with at_home(path) as desk:
        with Store.open(path, annotator="bea") as other:
            other.add_event(DAM[:2], "Another one")
        desk.home.library.refresh()
        await desk.until(lambda: "Another one" in desk.titles)


@pytest.mark.parametrize("preset", PRESETS)
async def test_help_and_palette_list_the_keys_in_every_preset(path: Path, preset: str) -> None:
    small_store(path)
    async with at_home(path, settings=Settings(preset=preset)) as desk:
        await desk.press("f1")
        await desk.shows("Next event that is unread or unfinished")
        await desk.press("escape")
        await desk.until(lambda: desk.app.screen.id == "home")
        await desk.press("ctrl+p")
        await desk.until(lambda: desk.app.screen.id != "home")
        assert any("Add files, a folder" in each for each in desk.offered)
        await desk.type("rename")
        await desk.until(lambda: "Rename" in desk.offered[0])
        await desk.press("enter")
        await desk.shows("Title of the event")


async def test_a_hostile_title_does_nothing_at_home(path: Path) -> None:
    with Store.open(path, annotator="ada") as store:
        event = store.add_event(DAM, "x")
        raw = {**store.document("events", event.id), "title": "\x1b[2J[bold]up\u202e"}  # type: ignore[dict-item]
        from annotations.store import Command, Edit

        store.do(Command("x", (Edit("events", event.id, store.document("events", event.id), raw),)))
        store.add_event(DAM[:2])
    async with at_home(path) as desk:
        assert "\x1b" not in desk.page and "\u202e" not in desk.page
        await desk.shows("[bold]up")
