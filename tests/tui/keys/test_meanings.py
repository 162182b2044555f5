"""Actions are found by what people call them, not by their titles alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.driving import reading
from tui.features.actions import DEFAULT_KEYMAP
from tui.keys.meanings import MEANINGS
from tui.screens.fuzzy import rank


def test_every_word_belongs_to_an_action_and_is_found_as_it_is_typed() -> None:
    known = {action.id for action in DEFAULT_KEYMAP.all}
    assert set(MEANINGS) <= known
    assert all(
        words == words.lower() and words.replace(" ", "").isalpha() for words in MEANINGS.values()
    )


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("contradict", "Relate two tags"),
        ("opposite", "Claims of both side by side"),
        ("colour", "Change the colours"),
        ("dark", "Change the colours"),
        ("theme", "Change the colours"),
        ("compare", "Show what differs"),
        ("report", "Export the annotations"),
        ("export", "Export the annotations"),
        ("messages", "Messages: all that was said"),
    ],
)
async def test_the_palette_finds_by_meaning(path: Path, typed: str, title: str) -> None:
    async with reading(path) as desk:
        await desk.press(":")
        await desk.until(lambda: desk.asked == "All commands")
        await desk.type(typed)
        await desk.until(lambda: any(title in line for line in desk.offered[:6]), title)


def test_a_title_goes_before_a_meaning_and_a_meaning_before_a_slip() -> None:
    assert rank("dark", ["Bark", "Colours", "Darken"], ["", "dark", ""]) == [2, 1, 0]
    assert rank("x", ["Colours"], ["xylophone"]) == [], "a letter says nothing yet"
