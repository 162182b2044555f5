"""Links between blocks: paired by hand, confirmed, rejected, explained."""

from __future__ import annotations

import re
from pathlib import Path

from annotations.alignment import Origin
from tests.tui.driving import NAMES, reading


async def test_two_blocks_are_paired_and_unpaired_by_hand(path: Path) -> None:
    async with reading(path) as desk:
        await desk.place("Buses")
        await desk.press("p")
        assert f"pair {NAMES[0]} ¶5 with" in desk.status
        await desk.press("tab", "G")
        assert f"pair {NAMES[0]} ¶5 with" in desk.status
        await desk.press("p")
        await desk.saved()
        links = {(link.left, link.right): link for link in desk.reader.session.alignment.links}
        assert links[4, 4].origin is Origin.MANUAL
        await desk.place("Buses")
        await desk.press("L")
        assert desk.here.startswith("A school")
        await desk.press("p", "L", "p")
        await desk.saved()
        await desk.press("L")
        assert "no partner" in desk.status
        await desk.press("p", "escape")
        assert "dropped" in desk.status
    async with reading(path) as desk:
        links = {(link.left, link.right) for link in desk.reader.session.alignment.links}
        assert (4, 4) not in links and (1, 2) in links


async def test_a_link_is_confirmed_and_another_rejected(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("J", "+")
        assert "confirm" in desk.status
        await desk.press("J", "-")
        assert "reject" in desk.status
        await desk.saved()
        await desk.press("L")
        assert "no partner" in desk.status
        await desk.press("+")
        assert "no partner" in desk.status
    async with reading(path) as desk:
        links = {(link.left, link.right): link for link in desk.reader.session.alignment.links}
        assert links[1, 2].origin is Origin.CONFIRMED
        assert (2, 3) not in links
        await desk.press("u")
        await desk.until(lambda: "undid: " in desk.status, "undone")
        links = {(link.left, link.right): link for link in desk.reader.session.alignment.links}
        assert (2, 3) in links


async def test_why_two_blocks_are_linked_names_what_they_share(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("J", "W")
        await desk.until(lambda: desk.asked == "Why these two are linked")
        await desk.shows(f"{NAMES[0]} ¶2 and {NAMES[1]} ¶3", "90% sure")
        assert re.search(r"They share \d\d% of the one, \d\d% of the other:", desk.page)
        assert re.search(r"name +Tarn +\d+% +▇", desk.page)
        assert re.search(r"word +crack +\d+% +▇", desk.page)
        await desk.press("escape")
        assert desk.asked == ""
        await desk.place("Buses")
        await desk.press("W")
        assert "no partner" in desk.status


async def test_a_quotation_that_both_have_is_shown_whole(path: Path) -> None:
    async with reading(path) as desk:
        await desk.place("The crack is")
        await desk.press("+", "W")
        await desk.until(lambda: desk.asked == "Why these two are linked")
        await desk.shows("confirmed by hand")
        assert "Rare words" not in desk.page
        assert re.search(r"quotation +“The crack is 40 centimetres +\d\d% +▇", desk.page)


async def test_two_blocks_paired_by_hand_may_share_nothing(path: Path) -> None:
    async with reading(path) as desk:
        await desk.place("The ferry")
        await desk.press("p", "tab", "G", "p", "W")
        await desk.until(lambda: desk.asked == "Why these two are linked")
        await desk.shows("paired by hand")


async def test_a_link_that_crosses_shows_where_its_partner_is(path: Path) -> None:
    async with reading(path) as desk:
        line = next(line for line in desk.lines if "The repair will cost 2" in line)
        assert "⇄2" in line
        line = next(line for line in desk.lines if "The repair will cost 3" in line)
        assert "⇄7" in line
        level = next(line for line in desk.lines if "closed on Monday" in line)
        assert "closed on Tuesday" in level or "The Tarn bridge" in level[50:]
