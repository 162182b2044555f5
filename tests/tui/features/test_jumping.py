"""Jumping: what is in sight gets labels, and the letters of one lead there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.driving import Reading, articles, reading
from tui.page.caret import Side
from tui.page.jump_labels import LETTERS, labels

LONG = "\n\n".join(f"Paragraph {number} is here. It says so." for number in range(1, 80))


def label_of(desk: Reading, words: str, side: Side = Side.LEFT) -> str:
    """The label of a place of an article, as the jump has it."""
    offset = desk.text(side).index(words)
    spots = desk.reader.features.jumping.spots()
    return next(
        label for label, spot in spots.items() if (spot.side, spot.offset) == (side, offset)
    )


async def jump(desk: Reading, words: str, side: Side = Side.LEFT) -> int:
    """Jump to the start of some words; the number of keys that it took."""
    label = label_of(desk, words, side)
    await desk.press("f", *label)
    return 1 + len(label)


async def test_the_label_of_a_sentence_leads_there_and_back_is_a_jump(path: Path) -> None:
    async with reading(path) as desk:
        assert await jump(desk, "Nobody was hurt") == 2
        assert desk.here.startswith("Nobody was hurt")
        assert await jump(desk, "Nobody denies", Side.RIGHT) == 2
        assert desk.caret.side is Side.RIGHT and desk.here.startswith("Nobody denies")
        await desk.press(",")
        assert desk.here.startswith("Nobody was hurt")
        assert await jump(desk, "The council votes") == 2
        await desk.press("c")
        await desk.saved()
        assert desk.tags() == [("claim", "The council votes on Friday.")]


async def test_labels_stand_where_they_lead_and_go_when_one_is_chosen(path: Path) -> None:
    async with reading(path) as desk:
        label = label_of(desk, "Nobody was hurt")
        await desk.press("f")
        assert f"{label}obody was" in desk.page and "jump: type the letters" in desk.status
        await desk.press(label)
        assert "Nobody was" in desk.page and "jump:" not in desk.status


@pytest.mark.parametrize("key", ["escape", "down"])
async def test_any_other_key_takes_the_labels_away(path: Path, key: str) -> None:
    async with reading(path) as desk:
        await desk.press("f", key)
        assert "Nobody was" in desk.page and "jump:" not in desk.status
        await desk.press("f", "0")
        assert "nothing is labelled 0" in desk.status and "Nobody was" in desk.page


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_every_sentence_in_sight_is_at_most_three_keys_away(
    path: Path, size: tuple[int, int]
) -> None:
    async with reading(path, size=size, pair=articles(LONG, LONG)) as desk:
        spots = desk.reader.features.jumping.spots()
        reached = {(spot.side, spot.offset) for spot in spots.values()}
        page = desk.page
        for side in Side:
            for start in range(1, 80):
                words = f"Paragraph {start} is here."
                offset = desk.text(side).index(words)
                in_view = desk.reader.view.in_sight(
                    side, desk.reader.view.layout_now.block_at(side, offset).span
                )
                if in_view and (side, offset) != (desk.caret.side, desk.caret.offset):
                    assert (side, offset) in reached, words
        assert all(1 + len(label) <= 3 for label in spots) and len(page) > 0
        for spot in list(spots.values())[:1]:
            await desk.press(
                "f", *label_of(desk, desk.text(spot.side)[spot.offset :][:20], spot.side)
            )
            break


async def test_a_tag_inside_a_sentence_has_a_label_too(path: Path) -> None:
    async with reading(path) as desk:
        await desk.place("the town")
        await desk.press("v", "w", "s", "g")
        await desk.saved()
        await jump(desk, "the town")
        assert desk.here.startswith("the town")


async def test_a_link_out_of_sight_is_followed_by_its_label(path: Path) -> None:
    async with reading(path, size=(100, 10)) as desk:
        await desk.place("The repair")
        await desk.pilot.pause()
        await jump(desk, "The repair will cost 3", Side.RIGHT)
        assert desk.caret.side is Side.RIGHT and desk.here.startswith("The repair will cost 3")


async def test_a_selection_reaches_to_what_is_jumped_to(path: Path) -> None:
    async with reading(path) as desk:
        await desk.place("The Tarn bridge")
        await desk.press("v")
        await jump(desk, "Dr. Moll")
        assert desk.selected.startswith("The Tarn bridge") and desk.selected.endswith("hurt. D")


def test_labels_are_short_and_none_begins_another() -> None:
    for count in (0, 1, 5, 26, 27, 60, 200, 600):
        made = labels(count)
        assert len(made) == len(set(made)) == count
        assert not any(one != other and other.startswith(one) for one in made for other in made)
        assert all(len(label) <= 2 for label in made)
    assert labels(26) == list(LETTERS)
