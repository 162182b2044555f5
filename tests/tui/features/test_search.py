"""Searching both articles as one types."""

from __future__ import annotations

from pathlib import Path

from tests.tui.driving import reading
from tui.page.caret import Side


async def test_hits_are_found_while_typing_and_stepped_through_both_articles(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("/")
        await desk.type("repair")
        await desk.shows("2 hits")
        assert desk.here.startswith("repair will cost 2")
        await desk.press("enter")
        assert desk.reader.view.has_focus
        assert "hit 1 of 2 for ‘repair’" in desk.status
        await desk.press("n")
        assert desk.caret.side is Side.RIGHT and desk.here.startswith("repair will cost 3")
        assert "hit 2 of 2" in desk.status
        await desk.press("n")
        assert desk.caret.side is Side.LEFT
        await desk.press("N")
        assert desk.caret.side is Side.RIGHT
        now, other = desk.style("repair", Side.RIGHT), desk.style("repair", Side.LEFT)
        await desk.press("escape")
        assert desk.style("repair", Side.LEFT) != other
        assert now != other
        await desk.press("n")
        assert "/ searches" in desk.status


async def test_a_capital_minds_the_case_and_slashes_make_a_regular_expression(
    path: Path,
) -> None:
    async with reading(path) as desk:
        for query, hits in (
            ("crack", 5),
            ("Crack", 1),
            ("the  tarn", 2),
            ("/[23] million/", 2),
            ("nowhere at all", 0),
            ("[red]", 0),
        ):
            await desk.press("/")
            await desk.type(query)
            await desk.shows(f" {hits} hit")
            await desk.press("enter")


async def test_what_is_no_regular_expression_is_told(path: Path) -> None:
    async with reading(path, size=(120, 30)) as desk:
        await desk.press("/")
        await desk.type("/(crack/")
        await desk.shows("no regular expression: missing )")
        await desk.press("enter")
        assert "no regular expression" in desk.status
        await desk.press("/")
        await desk.type("zebra")
        await desk.shows(" 0 hits")
        await desk.press("enter")
        assert "‘zebra’ is nowhere in the two articles" in desk.status


async def test_notes_are_searched_too(path: Path) -> None:
    async with reading(path, size=(120, 30)) as desk:
        await desk.place("The repair will", Side.LEFT)
        await desk.press("c", "i")
        await desk.type("ask the mayor")
        await desk.press("escape")
        await desk.saved()
        await desk.press("g", "/")
        await desk.type("mayor")
        await desk.shows(" 1 hit")
        assert desk.here.startswith("The repair will cost")
        await desk.press("enter")
        assert "in the note here" in desk.status
        await desk.press("n")
        assert "hit 1 of 1" in desk.status


async def test_leaving_a_search_puts_the_caret_back(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("}", "w", "ctrl+f")
        await desk.type("council")
        assert desk.here.startswith("council votes")
        await desk.press("down")
        assert (desk.here.startswith("council denies") and desk.caret.side is Side.RIGHT) or (
            desk.here.startswith("council")
        )
        await desk.press("escape")
        assert desk.here.startswith("Tarn bridge")
        assert desk.reader.view.has_focus


async def test_what_is_nowhere_is_said(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("/")
        await desk.type("zeppelin")
        await desk.press("enter", "n")
        assert "‘zeppelin’ is nowhere in the two articles" in desk.status


async def test_letters_typed_into_the_search_are_no_commands(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("/")
        await desk.type("cstq")
        await desk.press("escape")
        assert desk.tags() == [] and not desk.app._exit


async def test_a_search_is_a_jump_to_come_back_from(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("}", "/")
        await desk.type("school")
        await desk.press("enter", ",")
        assert desk.here.startswith("The Tarn bridge")


async def test_keys_typed_ahead_over_a_slow_line_go_where_the_first_one_leads(path: Path) -> None:
    async with reading(path) as desk:
        await desk.at_once("slash", *"crack")
        await desk.shows(" 5 hits")
        assert desk.tags() == [] and not desk.asked
        await desk.press("escape")
        await desk.at_once("J", "c", "tab", "c", "r", "tab", "r", "x")
        await desk.saved()
        assert [found.kind for found in desk.relations()] == ["contradicts"]
        await desk.at_once("m", "a", "G", "t", *"road", "enter")
        await desk.until(lambda: "tag theme/road" in desk.status)
        await desk.at_once("apostrophe", "a")
        await desk.until(lambda: desk.here.startswith("The Tarn bridge"))
        await desk.saved()
        assert [label for label, _ in desk.tags()].count("theme/road") == 1
        await desk.at_once("i", *"scq")
        await desk.shows("scq")
        await desk.press("escape")
        await desk.saved()
        assert [tag.note for tag in desk.annotations() if tag.note] == ["scq"]
