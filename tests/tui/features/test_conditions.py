"""The hints, the menu, the palette and help do not offer what cannot be done where the reader is."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations.store import Store
from tests.tui.driving import Reading, new_store, reading
from tui.features.actions import DEFAULT_KEYMAP
from tui.features.conditions import NEEDS, PLACES


def test_every_condition_is_that_of_an_action() -> None:
    assert set(NEEDS) <= {action.id for action in DEFAULT_KEYMAP.all}
    assert set(PLACES) <= set(DEFAULT_KEYMAP.contexts)


async def palette(desk: Reading) -> str:
    """All that the palette offers, and it is left again."""
    await desk.press(":")
    await desk.until(lambda: desk.asked == "All commands")
    found = "\n".join(desk.offered)
    await desk.press("escape")
    await desk.until(lambda: not desk.asked)
    return found


async def test_what_is_offered_follows_what_there_is(path: Path) -> None:
    steps = {
        "diff.next": ("d", "d", "d"),
        "tag.relabel": ("J", "c", "G"),
        "link.relate": ("g", "J", "g"),
        "select.swap": ("v", "v"),
        "find.next": (),
        "read.to_mark": ("m", "a"),
        "read.back": (),
    }
    title = {action.id: action.title for action in DEFAULT_KEYMAP.all}
    async with reading(path, size=(120, 40)) as desk:
        first = await palette(desk)
        assert not [id for id in steps if title[id] in first]
        assert title["tag.claim"] in first and title["diff.toggle"] in first
        await desk.press("d")
        assert title["diff.next"] in await palette(desk)
        await desk.press("J", "c")
        now = await palette(desk)
        assert title["tag.relabel"] in now and title["link.relate"] in now
        await desk.press("v")
        assert title["select.swap"] in await palette(desk)
        await desk.press("escape", "G", "d", "d")
        now = await palette(desk)
        assert title["tag.relabel"] not in now and title["diff.next"] not in now
        assert title["find.tag"] in now, "there is a tag elsewhere"


async def test_what_is_looked_for_and_cannot_be_done_is_shown_with_what_it_needs(
    path: Path,
) -> None:
    async with reading(path) as desk:
        await desk.press(":")
        await desk.until(lambda: desk.asked == "All commands")
        await desk.type("relabel")
        await desk.shows("needs a tag at the caret")
        await desk.press("enter")
        assert desk.asked == "All commands", "it cannot be chosen, nor is another one for it"


async def test_no_hint_follows_a_link_where_there_is_none(path: Path) -> None:
    async with reading(path, size=(140, 30)) as desk:
        await desk.until(lambda: "L follow link" in desk.lines[-1])
        await desk.place("Buses")
        await desk.until(lambda: "L follow link" not in desk.lines[-1])


@pytest.mark.parametrize("writable", [True, False])
async def test_a_store_for_reading_only_offers_no_tag(path: Path, writable: bool) -> None:
    store, _ = new_store(path)
    store.close()
    with Store.open(path, annotator="eve", read_only=not writable) as other:
        async with reading(path, store=other) as desk:
            found = await palette(desk)
            assert ("Tag as claim" in found, "Search both" in found) == (writable, True)
