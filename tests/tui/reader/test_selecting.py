"""Selecting by keys: what is selected is what a tag will take."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.tui.driving import articles, reading
from tui.page.caret import Side

SENTENCE = "The Tarn bridge was closed on Monday after a crack was found."


async def test_growing_goes_word_sentence_paragraph_and_shrinking_comes_back(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("}", "w", "w")
        seen = []
        for key in "xxxXXX":
            await desk.press(key)
            seen.append(desk.selected.strip())
        assert seen[0] == "bridge"
        assert seen[1] == SENTENCE
        assert seen[2].startswith(SENTENCE) and seen[2].endswith("Moll saw it first.")
        assert seen[3] == SENTENCE
        assert seen[4:] == ["The", ""]


async def test_a_selection_begun_follows_every_motion_and_swaps_its_ends(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("}", "w", "v", "w", "w", "w")
        assert desk.selected == "Tarn bridge was"
        await desk.press("b")
        assert desk.selected == "Tarn bridge"
        await desk.press("o")
        assert desk.here.startswith("Tarn bridge was")
        await desk.press("b")
        assert desk.selected == "The Tarn bridge"
        await desk.press("escape")
        assert desk.selected == ""
        assert desk.here.startswith("The Tarn bridge")
        await desk.press("v", "l", "v")
        assert desk.selected == ""


async def test_shifted_arrows_select_as_everywhere_else(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("}", "shift+right", "shift+right")
        assert desk.selected == "The"
        await desk.press("shift+left")
        assert desk.selected == "Th"
        await desk.press("ctrl+shift+right", "ctrl+shift+right")
        assert desk.selected == "The Tarn"
        await desk.press("ctrl+shift+left")
        assert desk.selected == "The"
        await desk.press("ctrl+shift+left")
        assert desk.selected == "T"
        await desk.press("shift+down")
        assert len(desk.selected) > 20 and "\n" not in desk.selected
        await desk.press("shift+up")
        assert desk.selected == "T"


async def test_a_selection_over_two_paragraphs_is_kept_while_it_grows(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("}", "v", "}", "w")
        assert desk.selected.endswith("first.\n\n“The")
        await desk.press("tab")
        assert desk.caret.side is Side.RIGHT and desk.selected == ""


async def test_clusters_are_never_split(path: Path) -> None:
    family = "👩‍👩‍👧"
    pair = articles(
        left=f"A day at the fair\n\nWe saw {family} and cafe\u0301s, 漢字 too, all day long.\n"
    )
    async with reading(path, pair=pair) as desk:
        await desk.place(family)
        await desk.press("v")
        assert desk.selected == family
        await desk.press("l", "l")
        assert desk.selected == f"{family} a"
        await desk.press("escape")
        await desk.place("e\u0301")
        await desk.press("v")
        assert desk.selected == "e\u0301"
        await desk.press("l", "escape", "v", "c")
        await desk.saved()
        assert desk.tags() == [("claim", "s")]


async def test_copying_sends_the_quote_with_where_it_stands(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("}", "x", "Y")
        assert desk.app.clipboard == "The"
        await desk.press("y")
        assert desk.app.clipboard.startswith("“The” (")
        assert "Bridge Closed" in desk.app.clipboard
        assert "clipboard" in desk.status
        await desk.press("escape", "ctrl+c")
        assert desk.app.clipboard.startswith(f"“{SENTENCE}” (")


@pytest.mark.parametrize("name", ["outlet", "title"])
async def test_what_is_copied_acts_on_no_terminal_that_it_is_pasted_into(
    path: Path, name: str
) -> None:
    acts = "\x1b[201~\nrm\x07\x9b\u202e"
    left, right = articles()
    about = {
        "title": "",
        name: f"Gazette{acts}",
        "published": acts,
        "url": f"https://a.example/{acts}",
    }
    async with reading(path, pair=(replace(left, **about), right)) as desk:
        await desk.press("y")
        assert desk.app.clipboard.startswith("“Bridge Closed After Crack Found” (Gazette")
        assert desk.app.clipboard.isprintable(), ascii(desk.app.clipboard)
