"""Where the other article comes nearest: in the gutter, brought level, stepped through, linked."""

from __future__ import annotations

from pathlib import Path

from annotations.alignment import Alignment, Link, Origin
from annotations.store import Store
from tests.tui.driving import Reading, articles, reading
from tui.config.settings import Settings
from tui.page.caret import Side

FILLER = "\n\n".join(f"In {town} nothing of note was seen." for town in ("Aldmoor", "Carrick"))
LEFT = f"""The ferry Maren Tide ran onto the breakwater of Vellmouth at dawn.

{FILLER}

Harbour master Ilse Roon said the pilot had been awake for nineteen hours.

Schools in the town stay closed.
"""
RIGHT = """Bakers in Oslo sang an opera, and it was free of charge for all who came.

Buns were handed out. The pilot, awake for nineteen hours, told Roon so himself. Rain fell.

The breakwater had torn open the Maren Tide, a ferry of Vellmouth.

A pilot of another ferry saw nothing.
"""
ONE = Alignment.of([Link(0, 2, 0.9)])


def marker(desk: Reading, words: str) -> str:
    """What stands in the channel beside the line of some words of the left article."""
    line = next(line for line in desk.lines if words in line)
    return line.partition("│")[0].rpartition("  ")[2].strip() if "│" in line else "linked"


async def test_a_block_without_a_link_names_its_nearest_passage(path: Path) -> None:
    async with reading(path, pair=articles(LEFT, RIGHT), links=ONE) as desk:
        await desk.until(lambda: marker(desk, "Harbour master") == "~2")
        assert marker(desk, "The ferry Maren") == "linked"
        assert not desk.style("~2").bold


async def test_the_other_column_follows_the_passage(path: Path) -> None:
    settings = Settings(flow="follow")
    async with reading(path, pair=articles(LEFT, RIGHT), links=ONE, settings=settings) as desk:
        await desk.place("Harbour master")
        await desk.until(lambda: any("Harbour master" in x and "Buns" in x for x in desk.lines))
        await desk.press("tab")
        assert desk.caret.side is Side.RIGHT
        assert desk.here.startswith("Buns")


async def test_a_key_steps_through_the_passages_and_shows_their_sentences(path: Path) -> None:
    async with reading(path, pair=articles(LEFT, RIGHT), links=ONE, size=(140, 30)) as desk:
        await desk.place("Harbour master")
        plain = desk.style("The pilot, awake", Side.RIGHT)
        await desk.press("~")
        await desk.shows("passage 1 of")
        assert "tuesday ¶2" in desk.status
        assert "Roon" in desk.status or "nineteen" in desk.status
        assert desk.style("The pilot, awake", Side.RIGHT) != plain
        assert desk.style("Buns were", Side.RIGHT) == plain
        await desk.press("ctrl+n")
        await desk.shows("passage 2 of")
        assert "tuesday ¶2" not in desk.status
        await desk.press("L")
        assert desk.here.startswith("A pilot of another")
        await desk.place("Schools")
        await desk.until(lambda: desk.style("The pilot, awake", Side.RIGHT) == plain)


async def test_the_passage_becomes_a_link_of_the_reader_and_can_be_undone(path: Path) -> None:
    async with reading(path, pair=articles(LEFT, RIGHT), links=ONE) as desk:
        await desk.until(lambda: marker(desk, "Harbour master") == "~2")
        await desk.place("Harbour master")
        await desk.press("#")
        await desk.saved()
        with Store.open(path, annotator="eve", read_only=True) as other:
            alignment = other.alignment(desk.pair.id)
        assert alignment is not None
        assert Link(3, 1, 1.0, Origin.MANUAL) in alignment.links
        await desk.press("u")
        await desk.until(lambda: marker(desk, "Harbour master") == "~2")
        assert desk.reader.session.link(3, 1) is None


async def test_a_selection_and_a_linked_block_have_passages_of_their_own(path: Path) -> None:
    async with reading(path, pair=articles(LEFT, RIGHT), links=ONE, size=(140, 30)) as desk:
        await desk.place("The ferry Maren")
        await desk.press("~")
        await desk.shows("passage 1 of", "tuesday ¶3")
        await desk.press("O", "O", "O", "x", "x")
        assert desk.selected.startswith("Harbour")
        await desk.press("~")
        await desk.shows("passage 1 of", "tuesday ¶2")


async def test_where_nothing_is_near_that_is_said(path: Path) -> None:
    async with reading(path, pair=articles("Sheep like thyme.", "Ice melts."), links=None) as desk:
        await desk.until(lambda: desk.reader.session.aligned)
        await desk.press("~")
        await desk.shows("nothing near")
        await desk.press("#")
        await desk.shows("no passage")
