"""Relations on the page: a sign in the gutter and behind the span, the partner's words, there and back."""

from __future__ import annotations

from pathlib import Path

from tests.tui.driving import Reading, reading
from tui.page.caret import Side

CLOSED = "The Tarn bridge was closed on "


async def contradicting(desk: Reading) -> None:
    """Tag the sentences of the closing, on both sides, and relate them; end on the right one."""
    await desk.press("g", "J", "c", "r", "tab", "c", "r", "x")
    await desk.saved()


async def test_a_related_span_carries_its_sign_and_the_place_of_its_partner(path: Path) -> None:
    async with reading(path, size=(120, 30)) as desk:
        await contradicting(desk)
        lines = [line for line in desk.lines if "≠" in line]
        assert any(line.startswith("C≠") for line in lines), "in the gutter"
        assert "found. ≠ ¶3 Nobody was hurt" in desk.page, "on the left, where the right one is"
        assert "found. ≠ ¶2 Two" in desk.page, "on the right, where the left one is"
        await desk.press("u")
        await desk.hides("≠ ¶3", "≠ ¶2")
        await desk.press("U")
        await desk.shows("≠ ¶3", "≠ ¶2")
        await desk.press("delete")
        await desk.hides("≠ ¶3", "≠ ¶2")


async def test_each_end_of_a_directed_relation_has_its_own_sign(path: Path) -> None:
    async with reading(path, size=(120, 30)) as desk:
        await desk.press("g", "J", "c", "r", "tab", "c", "r", "u")
        await desk.saved()
        assert "found. ↑ ¶3 Nobody" in desk.page and "found. ↓ ¶2 Two" in desk.page


async def test_signs_in_the_text_take_no_part_in_its_offsets(path: Path) -> None:
    async with reading(path, size=(120, 30)) as desk:
        await contradicting(desk)
        await desk.place("found.")
        await desk.press(*["right"] * 7)
        assert desk.here.startswith("Nobody was hurt"), "no caret stands in a sign"
        row = next(y for y, line in enumerate(desk.lines) if "found. ≠ ¶3" in line)
        column = desk.lines[row].index("hurt")
        await desk.pilot.click("#page", offset=(column, row - desk.reader.view.region.y))
        assert desk.here.startswith("hurt"), "a click finds the letter that is shown there"
        sign = desk.lines[row].index("≠ ¶3")
        await desk.pilot.click("#page", offset=(sign, row - desk.reader.view.region.y))
        assert desk.here.startswith(". Nobody"), "a click on a sign finds the span before it"
        await desk.place("Nobody")
        await desk.press("c")
        await desk.saved()
        assert ("claim", "Nobody was hurt.") in desk.tags()


async def test_up_and_down_keep_to_the_cell_beside_a_sign(path: Path) -> None:
    async with reading(path, size=(120, 30)) as desk:
        await contradicting(desk)
        await desk.place("Nobody")
        row = next(y for y, line in enumerate(desk.lines) if "≠ ¶3 Nobody" in line)
        above = desk.lines[row - 1][desk.lines[row].index("Nobody") :]
        await desk.press("up")
        assert desk.here.startswith(above.split("  ")[0].strip()[:3])
        await desk.press("down")
        assert desk.here.startswith("Nobody")


async def test_at_the_caret_the_partners_words_are_shown(path: Path) -> None:
    async with reading(path, size=(120, 30)) as desk:
        await contradicting(desk)
        await desk.press("j", "k")
        assert f"≠ ¶2 ‘{CLOSED}Monday" in desk.status
        assert f"≠ ¶2 ‘{CLOSED}Monday" in desk.lines[-2], "in the line above the hints"
        await desk.press("tab")
        assert f"≠ ¶3 ‘{CLOSED}Tuesday" in desk.status


async def test_one_key_goes_to_the_partner_and_back_to_where_it_was_pressed(path: Path) -> None:
    async with reading(path, size=(120, 30)) as desk:
        await contradicting(desk)
        await desk.place("closed on Monday")
        before = desk.caret
        await desk.press("L")
        assert desk.here.startswith(f"{CLOSED}Tuesday") and "L back" in desk.status
        await desk.press("L")
        assert desk.caret == before
        await desk.press("L")
        assert desk.here.startswith(f"{CLOSED}Tuesday")


async def test_of_several_relations_each_is_followed_in_turn_and_come_back_from(
    path: Path,
) -> None:
    async with reading(path, size=(120, 30)) as desk:
        await contradicting(desk)
        await desk.place("Nobody denies", Side.RIGHT)
        await desk.press("c", "r")
        await desk.place(CLOSED)
        await desk.press("r", "a")
        await desk.saved()
        assert "≠ ¶3 = ¶2" in desk.page
        seen = []
        for _ in range(2):
            await desk.press("L")
            seen.append(desk.here[:6])
            await desk.press("L")
            assert desk.here.startswith(CLOSED)
        assert sorted(seen) == ["Nobody", "The Ta"]


async def test_a_sign_stands_close_to_the_comma_that_follows(path: Path) -> None:
    async with reading(path, size=(120, 30)) as desk:
        await desk.place("million crowns")
        await desk.press("v", "w", "w", "c", "r")
        await desk.place("The Tarn bridge", Side.RIGHT)
        await desk.press("c", "r", "a")
        await desk.saved()
        assert "crowns = ¶3," in desk.page


async def test_a_narrow_terminal_shows_the_sign_too(path: Path) -> None:
    async with reading(path, size=(50, 20)) as desk:
        await contradicting(desk)
        assert "≠ ¶2" in desk.page
        await desk.press("tab")
        assert "≠ ¶3" in desk.page


async def test_a_sign_where_no_space_follows_is_set_off_from_the_next_word(path: Path) -> None:
    async with reading(path, size=(120, 30)) as desk:
        await desk.place("The crack is 40")
        await desk.press("v", *["w"] * 4, "c", "r")
        await desk.place("closed on Tuesday", Side.RIGHT)
        await desk.press("c", "r", "a")
        await desk.saved()
        assert "40 = ¶3 centimetres" in desk.page or "centimetres = ¶3 long" in desk.page
