"""Relations between tags, and links between blocks: begun, shown, ended, followed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from annotations.alignment import Origin
from tests.tui.driving import Reading, reading
from tui.reading.caret import Side


async def two_claims(desk: Reading) -> None:
    """Tag the sentences of the closing, on both sides; end on the left one."""
    await desk.press("g", "J", "c", "tab", "c", "tab")
    await desk.saved()


@pytest.mark.parametrize("order", ["left first", "right first"])
async def test_two_keys_an_end_relate_two_tags(path: Path, order: str) -> None:
    async with reading(path) as desk:
        await two_claims(desk)
        if order == "right first":
            await desk.press("tab")
        for letter, kind in (
            ("a", "agrees"),
            ("x", "contradicts"),
            ("p", "partly"),
            ("u", "updates"),
        ):
            await desk.press("r")
            assert "relate ‘The Tarn bridge" in desk.status and "r on the other tag" in desk.status
            await desk.press("j", "k", "tab")
            assert "relate ‘The Tarn bridge" in desk.status, "what is pending is always shown"
            await desk.press("r")
            assert "a agrees · x contradicts · p partly · u updates" in desk.status
            await desk.press(letter)
            await desk.saved()
            assert [found.kind for found in desk.relations()][-1:] != []
            assert kind in {found.kind for found in desk.relations()}
            assert "a agrees" not in desk.status
        assert len(desk.relations()) == 4
        await desk.press("r", "tab", "r", "a")
        await desk.saved()
        assert sorted(found.kind for found in desk.relations()) == [
            "contradicts",
            "partly",
            "updates",
        ]


@pytest.mark.parametrize("begin,end", [("The repair", "town."), ("town.", "The repair")])
async def test_a_claim_is_attributed_to_its_source_from_whichever_end(
    path: Path, begin: str, end: str
) -> None:
    async with reading(path) as desk:
        await desk.place("according")
        await desk.press("c")
        await desk.place("the town")
        await desk.press("v", "w", "w", "s")
        await desk.saved()
        claim, source = desk.annotations()
        assert (claim.label, source.label, source.quote) == ("claim", "source", "the town")
        await desk.place(begin)
        await desk.press("r")
        await desk.place(end)
        await desk.press("r", "s")
        await desk.saved()
        (relation,) = desk.relations()
        assert (relation.source, relation.target) == (claim.id, source.id)


async def test_a_relation_begun_is_dropped_by_escape_and_asked_about_on_leaving(
    path: Path,
) -> None:
    async with reading(path) as desk:
        await desk.press("r")
        assert "no tag here to relate" in desk.status
        await two_claims(desk)
        await desk.press("r", "r")
        assert "not related to itself" in desk.status
        await desk.press("q")
        assert "something is begun; q again leaves" in desk.status
        assert not desk.app._exit
        await desk.press("escape")
        assert "dropped" in desk.status
        await desk.press("r", "tab", "r", "escape", "a")
        assert desk.relations() == ()
        if desk.asked:
            await desk.press("escape")
        await desk.press("q")
        await desk.until(lambda: desk.app._exit, "left")


async def test_following_goes_to_the_other_end_else_to_the_partner_block(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("L")
        assert desk.caret.side is Side.RIGHT and desk.here.startswith("Tarn Bridge Shut")
        await desk.press("L")
        assert desk.caret.side is Side.LEFT and desk.here.startswith("Bridge Closed")
        await desk.place("Buses")
        await desk.press("L")
        assert "no partner" in desk.status
        await desk.place("The repair")
        await desk.press("L")
        assert desk.here.startswith("The repair will cost 3 million")
        await desk.press(",")
        assert desk.here.startswith("The repair will cost 2 million")
        await desk.press("c")
        await desk.press("tab", "G", "c", "r")
        await desk.place("The repair")
        await desk.press("r", "x")
        await desk.press("L")
        assert desk.here.startswith("A school is closed too")
        await desk.press("L")
        assert desk.here.startswith("The repair will cost 2 million")


async def test_two_blocks_are_paired_and_unpaired_by_hand(path: Path) -> None:
    async with reading(path) as desk:
        await desk.place("Buses")
        await desk.press("p")
        assert "pair left 5 with" in desk.status
        await desk.press("tab", "G")
        assert "pair left 5 with" in desk.status
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
        assert "left 2 and right 3: 90% sure" in desk.page
        assert re.search(r"They share \d\d% of the left one, \d\d% of the right:", desk.page)
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
        assert "confirmed by hand" in desk.page and "Rare words" not in desk.page
        assert re.search(r"quotation +“The crack is 40 centimetres +\d\d% +▇", desk.page)


async def test_two_blocks_paired_by_hand_may_share_nothing(path: Path) -> None:
    async with reading(path) as desk:
        await desk.place("The ferry")
        await desk.press("p", "tab", "G", "p", "W")
        await desk.until(lambda: desk.asked == "Why these two are linked")
        assert "paired by hand" in desk.page


async def test_a_link_that_crosses_shows_where_its_partner_is(path: Path) -> None:
    async with reading(path) as desk:
        line = next(line for line in desk.lines if "The repair will cost 2" in line)
        assert "⇄2" in line
        line = next(line for line in desk.lines if "The repair will cost 3" in line)
        assert "⇄7" in line
        level = next(line for line in desk.lines if "closed on Monday" in line)
        assert "closed on Tuesday" in level or "The Tarn bridge" in level[50:]
