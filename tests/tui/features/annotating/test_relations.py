"""Relations between tags: begun, shown, ended, followed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.driving import Reading, reading
from tui.page.caret import Side


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
        await desk.press("r", "q")
        assert "something is begun; q again leaves" in desk.status
        assert not desk.app._exit
        await desk.press("escape")
        assert "dropped" in desk.status
        await desk.press("r", "tab", "r", "escape", "escape", "a")
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


async def test_where_a_source_stands_inside_a_claim_the_kind_says_which_is_meant(
    path: Path,
) -> None:
    async with reading(path) as desk:
        await desk.place("The repair")
        await desk.press("c")
        await desk.place("the town")
        await desk.press("v", "w", "w", "s", "r")
        assert "relate ‘The repair" in desk.status
        await desk.place("The repair", Side.RIGHT)
        await desk.press("c", "r", "x")
        await desk.place("the town")
        await desk.press("r")
        await desk.place("The repair")
        await desk.press("r", "s")
        await desk.saved()
        quotes = {tag.id: tag.quote[:8] for tag in desk.annotations()}
        found = {
            (tie.kind.value, quotes[tie.source], quotes[tie.target]) for tie in desk.relations()
        }
        assert found == {
            ("contradicts", "The repa", "The repa"),
            ("attributed_to", "The repa", "the town"),
        }


async def test_where_claims_overlap_it_is_asked_which_is_related(path: Path) -> None:
    async with reading(path) as desk:
        await two_claims(desk)
        await desk.press("x", "x", "x", "c")
        await desk.place("The Tarn")
        await desk.press("r")
        assert desk.asked == "Relate" and len(desk.offered) == 2
        await desk.press("down", "enter")
        assert "relate ‘The Tarn bridge" in desk.status
        await desk.press("tab", "r", "a")
        await desk.saved()
        (relation,) = desk.relations()
        quotes = {tag.id: tag.quote for tag in desk.annotations()}
        assert quotes[relation.source].endswith("first.")
        await desk.press("r", "tab", "r")
        assert desk.asked == "Relate it to"
        await desk.press("enter", "x")
        await desk.saved()
        contradiction = next(each for each in desk.relations() if each.kind == "contradicts")
        assert quotes[contradiction.target].endswith("was found.")
        await desk.press("r", "escape")
        assert desk.asked == "" and "relate ‘" not in desk.status, "left unasked, nothing is begun"
        await desk.press("r", "enter", "r")
        assert "relation dropped" in desk.status
