"""From tag to tag, by kind: label, annotator, state, and what a claim lacks."""

from __future__ import annotations

from pathlib import Path

from tests.tui.driving import Reading, reading
from tui.page.caret import Side

CLOSED, HURT, COST = "The Tarn bridge was", "Nobody was hurt", "The repair will cost 2"
THERE = "The repair will cost 3"


async def tagged(desk: Reading) -> None:
    """Three claims on the left, with one source, and one on the right that contradicts the last."""
    for words in (CLOSED, HURT, COST):
        await desk.place(words)
        await desk.press("c")
    await desk.press("r")
    await desk.place(THERE, Side.RIGHT)
    await desk.press("c", "r", "x")
    await desk.place("Dr. Moll")
    await desk.press("v", "w", "s", "r")
    await desk.place(CLOSED)
    await desk.press("r", "s", "g")
    await desk.saved()


async def stops(desk: Reading, *keys: str) -> list[str]:
    """How the tags begin that some keys lead to."""
    found = []
    for key in keys:
        await desk.press(key)
        found.append(desk.here)
    return found


def begin(found: list[str], *wanted: str) -> bool:
    return all(each.startswith(words) for each, words in zip(found, wanted, strict=True))


async def choose(desk: Reading, words: str) -> None:
    await desk.press("Q")
    await desk.until(lambda: desk.asked == "Which tags to stop at")
    await desk.type(words)
    await desk.press("enter")
    await desk.until(lambda: not desk.asked)


async def test_next_and_previous_tag_go_through_both_articles_and_around(path: Path) -> None:
    async with reading(path, size=(120, 30)) as desk:
        await desk.press(">")
        assert "no tag here" in desk.status
        await tagged(desk)
        found = await stops(desk, *">>>>>>")
        assert begin(found, CLOSED, HURT, "Dr. Moll", COST, THERE, CLOSED)
        assert "tag 1 of 5" in desk.status and "> next" in desk.status
        assert begin(await stops(desk, "<", "<"), THERE, COST)
        await desk.press(",")
        assert desk.here.startswith(THERE), "a jump like any other"


async def test_stops_are_chosen_by_label(path: Path) -> None:
    async with reading(path, size=(120, 30)) as desk:
        await tagged(desk)
        await choose(desk, "source")
        assert desk.here.startswith("Dr. Moll")
        assert begin(await stops(desk, ">"), "Dr. Moll")
        assert "source 1 of 1" in desk.status
        await desk.press("Q")
        await desk.until(lambda: desk.asked)
        offered = [" ".join(each.split()) for each in desk.offered]
        assert offered == [
            "tag 5",
            "claim without a source 3",
            "claim without a partner 2",
            "claim 4",
            "source as now",
        ]


async def test_claims_without_a_source_and_without_a_partner_are_found(path: Path) -> None:
    async with reading(path, size=(120, 30)) as desk:
        await tagged(desk)
        await choose(desk, "without a source")
        found = [desk.here, *await stops(desk, *">>>")]
        assert begin(found, HURT, COST, THERE, HURT)
        await desk.press(":")
        await desk.until(lambda: desk.asked)
        await desk.type("claim without a partner")
        await desk.press("enter")
        await desk.until(lambda: "claim without a partner 1 of 2" in desk.status)
        assert begin([desk.here, *await stops(desk, ">")], CLOSED, HURT)


async def test_in_the_diff_the_same_key_asks_which_changes_to_stop_at(path: Path) -> None:
    async with reading(path, size=(120, 30)) as desk:
        await tagged(desk)
        await desk.press("d", "Q")
        await desk.until(lambda: desk.asked)
        assert desk.asked == "Stop at"
