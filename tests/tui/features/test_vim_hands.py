"""Counts, and keys that hands know from vi."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations.alignment import Alignment
from tests.tui.driving import articles, reading
from tui.config.settings import Settings

LONG = "\n\n".join(f"Paragraph {number} has a few words in it." for number in range(1, 61))
VIM, CODER = Settings(preset="vim", flow="rows"), Settings(preset="coder", flow="rows")


async def test_a_count_makes_a_motion_as_often_and_tags_nothing(path: Path) -> None:
    async with reading(path, pair=articles(LONG, LONG), links=Alignment.of([])) as desk:
        await desk.shows("links between paragraphs")  # else it comes after what the count says
        await desk.press("3")
        assert "3… a motion goes 3 times · G to block 3 · a tags with label 3" in desk.status
        await desk.press("}")
        assert desk.here.startswith("Paragraph 4 ")
        await desk.press("1", "0", "}")
        assert desk.here.startswith("Paragraph 14 ")
        await desk.press("2", "w")
        assert desk.here.startswith("has a few")
        await desk.press("2", "escape", "w")
        assert desk.here.startswith("a few"), "escape drops the count"
        await desk.press("9", "9", "9", "9", "j")
        assert desk.here.startswith("60 ") or "Paragraph 60" in desk.text(desk.caret.side)
        assert desk.tags() == []


async def test_a_count_repeats_hits_and_undo_and_extends_a_selection(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("J", "c", ")", "c", ")", "c")
        await desk.press("2", "u")
        await desk.until(lambda: len(desk.tags()) == 1, "two are taken back")
        await desk.press("2", "ctrl+r")
        await desk.until(lambda: len(desk.tags()) == 3, "and done again")
        await desk.press("g", "}", "v", "3", "w")
        assert desk.selected == "The Tarn bridge"
        await desk.press("escape", "/", *"crack", "enter", "2", "n")
        assert "hit 4 of 5" in desk.status


@pytest.mark.parametrize("keys", [("1", "2", "G"), ("1", "2", "g"), (":", "1", "2", "enter")])
async def test_a_number_leads_to_its_block(path: Path, keys: tuple[str, ...]) -> None:
    async with reading(path, pair=articles(LONG, LONG), links=Alignment.of([])) as desk:
        await desk.press(*keys)
        await desk.until(lambda: desk.here.startswith("Paragraph 12 "), "gone there")
        await desk.press(",")
        assert desk.here.startswith("Paragraph 1 ")


async def test_a_block_that_is_not_there_is_told(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("9", "9", "G")
        assert "there is no block 99: the last one is 9" in desk.status


async def test_ends_of_lines_and_of_the_article_are_where_hands_look_for_them(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("}", "w", "w", "0")
        assert desk.here.startswith("The Tarn")
        await desk.press("$")
        end = desk.caret
        await desk.press("^")
        assert desk.here.startswith("The Tarn")
        await desk.press("end")
        assert desk.caret == end
        await desk.press("G", "g", "g")
        assert desk.here.startswith("Bridge Closed")


async def test_the_key_for_one_article_pressed_twice_centres_the_line(path: Path) -> None:
    async with reading(path, pair=articles(LONG, LONG), links=Alignment.of([])) as desk:
        await desk.press("3", "0", "G")
        view = desk.reader.view
        await desk.press("z", "z")

        def from_the_middle() -> int:
            y = view.layout_now.y_of(desk.caret.side, desk.caret.offset) - view.scroll_offset.y
            return abs(y - view.size.height // 2)

        await desk.until(lambda: not view.zoomed and from_the_middle() <= 1, "in the middle")


async def test_in_the_preset_for_them_h_m_and_l_go_about_the_screen(path: Path) -> None:
    async with reading(
        path, pair=articles(LONG, LONG), links=Alignment.of([]), settings=VIM
    ) as desk:
        await desk.press("3", "0", "G")
        seen = []
        for key in "HML":
            await desk.press(key)
            seen.append(int(desk.here.split()[1]) if desk.here.startswith("Par") else desk.here)
        top = desk.reader.view.scroll_offset.y
        offsets = [desk.text(desk.caret.side).index(f"Paragraph {each} ") for each in seen]
        assert offsets == sorted(offsets) and len(set(seen)) == 3
        await desk.press("H")
        assert desk.reader.view.scroll_offset.y == top, "nothing scrolls"


async def test_in_the_preset_of_coders_digits_tag_at_once(path: Path) -> None:
    async with reading(path, settings=CODER) as desk:
        await desk.press("J", "2")
        await desk.saved()
        assert [label for label, _ in desk.tags()] == ["source"]


@pytest.mark.parametrize("preset", ["reader", "plain", "vim", "coder"])
async def test_enter_opens_what_can_be_done_here_in_every_preset(path: Path, preset: str) -> None:
    async with reading(path, settings=Settings(preset=preset, flow="rows")) as desk:
        await desk.until(lambda: "enter menu" in desk.lines[-1], "the hints say so")
        await desk.press("down", "down", "enter")
        assert desk.asked == "On this sentence" and "Tag as claim" in desk.offered[0]
        await desk.press("enter")
        await desk.saved()
        await desk.press("enter")
        assert desk.asked == "On this tag" and "claim" in desk.offered[0]
