"""What a search found is selected: it is tagged, copied and grown, and a motion leaves it behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.driving import Reading, reading
from tui.page.caret import Side


async def find(desk: Reading, words: str) -> None:
    await desk.press("/")
    await desk.type(words)
    await desk.press("enter")


@pytest.mark.parametrize("key,label", [("c", "claim"), ("s", "source"), ("e", "cue")])
async def test_a_tag_takes_the_hit_and_not_its_sentence(path: Path, key: str, label: str) -> None:
    async with reading(path) as desk:
        await find(desk, "dr. moll")
        assert desk.selected == "Dr. Moll"
        await desk.press(key)
        await desk.saved()
        assert desk.tags() == [(label, "Dr. Moll")]
        assert desk.selected == ""


async def test_the_next_hit_is_selected_and_a_theme_takes_it(path: Path) -> None:
    async with reading(path) as desk:
        await find(desk, "million crowns")
        await desk.press("n")
        assert desk.caret.side is Side.RIGHT and desk.selected == "million crowns"
        await desk.press("t")
        await desk.until(lambda: desk.asked)
        await desk.type("cost")
        await desk.press("enter")
        await desk.saved()
        assert desk.tags() == [("theme/cost", "million crowns")]
        await desk.press("N")
        assert desk.caret.side is Side.LEFT and desk.selected == "million crowns"


@pytest.mark.parametrize("key", ["w", "j", "l", ")", "}", "J", "tab", "space"])
async def test_a_motion_leaves_the_hit_behind(path: Path, key: str) -> None:
    async with reading(path) as desk:
        await find(desk, "closed")
        await desk.press(key)
        assert desk.selected == ""


async def test_a_hit_is_grown_and_extended_like_any_selection(path: Path) -> None:
    async with reading(path) as desk:
        await find(desk, "tarn")
        await desk.press("shift+right", "shift+right")
        assert desk.selected == "Tarn b"
        await find(desk, "tarn bridge was closed on monday")
        await desk.press("v", "w")
        assert desk.selected == "Tarn bridge was closed on Monday after"
        await find(desk, "on monday")
        await desk.press("x")
        assert desk.selected == "The Tarn bridge was closed on Monday after a crack was found."


async def test_a_hit_in_a_note_selects_nothing(path: Path) -> None:
    async with reading(path) as desk:
        await desk.place("Nobody was hurt")
        await desk.press("c", "i")
        await desk.until(lambda: desk.asked)
        await desk.type("ask the hospital")
        await desk.press("escape")
        await desk.saved()
        await find(desk, "hospital")
        assert desk.here.startswith("Nobody was hurt") and desk.selected == ""


async def test_escape_peels_off_one_layer_at_a_time_and_says_which(path: Path) -> None:
    async with reading(path, size=(120, 30)) as desk:
        await desk.place("The Tarn bridge")
        await desk.press("c", "r")
        await desk.saved()
        await find(desk, "school")
        peeled = []
        for words in ("search marks dropped", "selection dropped"):
            await desk.press("escape")
            assert words in desk.status and "relate ‘The Tarn bridge" in desk.status
            peeled.append((desk.reader.features.search.query, desk.selected))
        assert peeled == [("", "school"), ("", "")]
        await desk.press("escape")
        assert "relation dropped" in desk.status and "relate ‘" not in desk.status


async def test_the_hints_say_what_escape_drops_next(path: Path) -> None:
    async with reading(path, size=(160, 30)) as desk:
        await find(desk, "school")
        assert "esc drop search marks" in desk.lines[-1]
        await desk.press("escape")
        assert "esc drop selection" in desk.lines[-1]


async def test_escape_at_the_kinds_keeps_the_relation_that_is_begun(path: Path) -> None:
    async with reading(path, size=(120, 30)) as desk:
        await desk.press("g", "J", "c", "r", "tab", "c", "r")
        assert "a agrees" in desk.status
        await desk.press("escape")
        assert "the other end dropped · relate ‘The Tarn" in desk.status
        await desk.press("r", "x")
        await desk.saved()
        assert [found.kind for found in desk.relations()] == ["contradicts"]


async def test_the_key_that_begins_a_relation_drops_it_at_the_same_tag(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("g", "J", "c", "r", "r")
        assert "relation dropped" in desk.status
        await desk.press("tab", "c", "r")
        assert "on the other tag" in desk.status, "this one begins another"
