"""What differs inside linked rows, and the way from change to change."""

from __future__ import annotations

from pathlib import Path

from tests.tui.driving import reading
from tui.reading.caret import Side


async def test_the_diff_strikes_what_is_gone_and_underlines_what_is_new(path: Path) -> None:
    async with reading(path) as desk:
        before = desk.style("Monday")
        await desk.press("d")
        assert "diff" in desk.status
        gone, new = desk.style("Monday"), desk.style("Tuesday", Side.RIGHT)
        same = desk.style("closed on", Side.RIGHT)
        assert gone.strike and not before.strike
        assert new.underline and not new.strike
        assert not same.underline and not same.strike
        await desk.press("d")
        assert "diff off" in desk.status
        assert desk.style("Monday") == before


async def test_brackets_go_from_change_to_change_and_back(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("J", "]")
        assert desk.style("Monday", Side.LEFT) is not None
        places = [desk.here.split()[0]]
        for _ in range(3):
            await desk.press("]")
            places.append((desk.caret.side, desk.here.split()[0]))
        assert places[0] == "Monday"
        await desk.press("[", "[", "[")
        assert desk.here.startswith("Monday")
        await desk.press("]", "]", ",")
        await desk.press(*"]]]]]]]]]]]]]]]")
        await desk.until(lambda: "no further change" in desk.status)


async def test_the_diff_is_drawn_under_tags_and_the_search(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("J", "c", "d", "J")
        look = desk.style("Monday")
        assert look.strike, "the claim under it does not hide that it is gone"
        assert look.bgcolor != desk.style("What Happens").bgcolor


async def test_a_pair_made_by_hand_is_compared_as_well(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("d")
        await desk.press("J", "-")
        assert not desk.style("Monday").strike
        await desk.press("u")
        await desk.until(lambda: "undid" in desk.status)
        assert desk.style("Monday").strike
