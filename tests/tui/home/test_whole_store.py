"""Counts of the whole store, and tags found in it and retagged in one step."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from annotations.store import Store
from tests.tui.home.at_home import at_home, small_store


def labels(path: Path) -> list[str]:
    with Store.open(path, annotator="eve", read_only=True) as other:
        return sorted(each.label for each in other.annotations())


async def test_counts_are_shown_by_one_thing_after_another(path: Path) -> None:
    small_store(path)
    async with at_home(path) as desk:
        await desk.press("c")
        await desk.shows("2 tags by outlet", "Tarn Courier", "Valley Post", "people", "█")
        await desk.press("tab")
        await desk.shows("2 tags by event", "Dam breach")
        await desk.press("tab")
        await desk.shows("2 tags by annotator", "bea")
        await desk.press("escape")
        await desk.until(lambda: desk.app.screen.id == "home")


async def test_counts_do_not_open_over_what_was_opened_while_they_were_made(path: Path) -> None:
    small_store(path)
    async with at_home(path) as desk:
        home = desk.home
        opened: list[str] = []
        push = desk.app.push_screen

        def pushing(screen: Any, *rest: Any, **more: Any) -> Any:
            opened.append(type(screen).__name__)
            return push(screen, *rest, **more)

        desk.app.push_screen = pushing  # type: ignore[method-assign]
        home.counts()
        home.retag()
        home.library.ask(lambda store: None, lambda _: opened.append("answered"))
        await desk.until(lambda: "answered" in opened)
        assert opened == ["Retag", "answered"]


async def test_found_tags_get_another_label_after_a_preview_and_undo_brings_the_old_one_back(
    path: Path,
) -> None:
    small_store(path)
    async with at_home(path) as desk:
        await desk.press("t")
        await desk.shows("2 tags in 2 articles by 2 annotators")
        await desk.type("label:theme people by:bea")
        await desk.shows("1 tag in 1 article by 1 annotator", "‘Two people’")
        await desk.press("enter")
        await desk.shows("Retag 1 tag to")
        await desk.type("theme/victims")
        await desk.until(lambda: "a new label" in desk.offered[-1])
        await desk.press("up", "enter")
        await desk.shows("To theme/victims: 1 theme/people", "1 of them by others")
        await desk.press("down", "enter")
        await desk.shows("retag an annotation to theme/victims · saved")
        assert labels(path) == ["claim", "theme/victims"]
        await desk.press("u")
        await desk.shows("undid: retag")
        assert labels(path) == ["claim", "theme/people"]


async def test_a_field_that_there_is_not_is_told(path: Path) -> None:
    small_store(path)
    async with at_home(path) as desk:
        await desk.press("t")
        await desk.shows("2 tags")
        await desk.type("colour:red")
        await desk.shows("nothing is called colour: here; there are label:, text:, note:, by:")


async def test_the_reader_leads_to_the_counts(path: Path) -> None:
    small_store(path)
    async with at_home(path) as desk:
        await desk.press("enter")
        await desk.until(lambda: desk.app._reader and desk.app.screen is desk.app._reader)
        await desk.until(lambda: desk.reader.view.page_now)
        await desk.press(":")
        await desk.until(lambda: desk.app.screen is not desk.reader)
        await desk.type("counts of all")
        await desk.press("enter")
        await desk.shows("2 tags by outlet")
