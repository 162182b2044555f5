"""Alignment mode: links are checked one after another, and nothing is tagged by mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations.alignment import Alignment, Link, Origin, rows
from annotations.articles import article_from_text
from annotations.store import Store
from tests.tui.driving import NAMES, Reading, reading
from tui.page.caret import Side
from tui.page.link_navigation import after, glued, next_link, uneven

FOUR = "One.\n\nTwo.\n\nThree.\n\nFour."


def kept(desk: Reading) -> dict[tuple[int, int], Origin]:
    """Links as another process reads them from the disk, those rejected too."""
    with Store.open(desk.store.path, annotator="eve", read_only=True) as other:
        alignment = other.alignment(desk.pair.id)
    assert alignment is not None
    return {(each.left, each.right): each.origin for each in (*alignment, *alignment.rejected)}


# Pure


def test_links_come_in_the_order_of_the_side_and_around_the_end() -> None:
    one, two, three = Link(0, 3, 0.5), Link(1, 0, 0.5), Link(1, 2, 0.5)
    links = [three, one, two]
    assert next_link(links, Side.LEFT, 0, 1) == one, "the block's own link is still ahead"
    assert next_link(links, Side.LEFT, 0, 1, one) == two
    assert next_link(links, Side.LEFT, 1, 1, two) == three
    assert next_link(links, Side.LEFT, 1, 1, three) == one
    assert next_link(links, Side.LEFT, 1, -1, two) == one
    assert next_link(links, Side.LEFT, 0, -1) == three
    assert next_link(links, Side.RIGHT, 0, 1, two) == three
    assert next_link([one], Side.LEFT, 0, 1, one) is None
    assert next_link([], Side.LEFT, 0, 1) is None


def test_blocks_without_a_link_or_with_several_are_uneven() -> None:
    both = article_from_text(FOUR), article_from_text(FOUR)
    alignment = Alignment.of([Link(0, 0, 0.9), Link(1, 1, 0.9), Link(1, 2, 0.9)])
    found = list(uneven(both, alignment, rows(*both, alignment)))
    assert found == [
        (Side.LEFT, 1),
        (Side.LEFT, 2),
        (Side.LEFT, 3),
        (Side.RIGHT, 3),
    ]


def test_neighbours_with_one_partner_are_a_run() -> None:
    article = article_from_text(FOUR)
    alignment = Alignment.of([Link(1, 5, 0.9), Link(2, 5, 0.9), Link(0, 4, 0.9)])
    assert glued(article, alignment, Side.LEFT, 2, 5) == (1, 2)
    assert glued(article, alignment, Side.LEFT, 0, 4) == (0,)
    assert (after(article, 1), after(article, 3)) == (2, None)


# In the reader


async def test_the_mode_is_shown_and_its_letters_do_not_tag(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("P")
        assert desk.status.startswith("ALIGN") and "confirm" in desk.page
        for letter in "cteai.*":
            await desk.press(letter)
            assert desk.asked == "" and desk.reader.session.annotations() == ()
            assert "no letter tags in alignment mode; esc leaves it" in desk.status
        await desk.press("j", "s")
        assert "nothing is glued here" in desk.status and desk.tags() == []
        await desk.press("escape")
        assert "ALIGN" not in desk.status
        await desk.press("c")
        await desk.saved()
        assert [label for label, _ in desk.tags()] == ["claim"]


@pytest.mark.parametrize("colours", ["", "1"])
async def test_doubtful_links_have_a_sign_on_the_page_in_the_mode(
    path: Path, monkeypatch: pytest.MonkeyPatch, colours: str
) -> None:
    if colours:
        monkeypatch.setenv("NO_COLOR", colours)
    async with reading(path) as desk:
        signs = "\n".join(desk.lines[1:-2]).count("?")
        await desk.press("P")
        await desk.until(lambda: "\n".join(desk.lines[1:-2]).count("?") == signs + 2, "both ends")
        await desk.press("enter")
        await desk.until(lambda: "\n".join(desk.lines[1:-2]).count("?") == signs, "confirmed")
        await desk.press("u")
        await desk.until(lambda: "\n".join(desk.lines[1:-2]).count("?") == signs + 2, "undone")
        await desk.press("escape")
        await desk.until(lambda: "\n".join(desk.lines[1:-2]).count("?") == signs, "left")


async def test_the_mode_ends_with_its_own_key_as_well(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("P", "P")
        assert "ALIGN" not in desk.status and "left" in desk.status


async def test_from_doubtful_link_to_doubtful_link_until_none_is_left(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("P")
        assert "1 ⇄ 1: 60% sure, doubtful · 1 doubtful left" in desk.status
        await desk.press("G", "n")
        assert desk.here.startswith("Bridge Closed"), "the one doubtful link, from anywhere"
        await desk.press("enter")
        await desk.saved()
        assert "confirmed 1–1 · none doubtful, 3 unconfirmed · u undoes" in desk.status
        assert kept(desk)[0, 0] is Origin.CONFIRMED
        await desk.press("enter")
        assert "said so already" in desk.status
        stops = []
        for key in ("n", "n", "n", "N"):
            await desk.press(key)
            stops.append(desk.here[:8])
        assert stops == ["The Tarn", "“The cra", "The repa", "“The cra"]
        await desk.press("N", "x")
        await desk.saved()
        assert kept(desk)[1, 2] is Origin.REJECTED
        await desk.press("u")
        await desk.until(lambda: kept(desk)[1, 2] is Origin.AUTO, "undone")
        assert desk.status.startswith("ALIGN")


async def test_links_of_one_block_are_looked_at_one_by_one(path: Path) -> None:
    links = Alignment.of([Link(1, 1, 0.5), Link(1, 2, 0.6), Link(2, 3, 0.9)])
    async with reading(path, links=links) as desk:
        await desk.press("P", "n")
        assert "2 ⇄ 2: 50% sure, doubtful · 1 more here · 2 doubtful left" in desk.status
        await desk.press("x")
        await desk.saved()
        assert kept(desk)[1, 1] is Origin.REJECTED and kept(desk)[1, 2] is Origin.AUTO
        await desk.press("n", "+")
        await desk.saved()
        assert kept(desk)[1, 2] is Origin.CONFIRMED


async def test_enter_confirms_the_best_guess_first(path: Path) -> None:
    links = Alignment.of([Link(1, 1, 0.5), Link(1, 2, 0.6)])
    async with reading(path, links=links) as desk:
        await desk.press("P")
        await desk.place("The Tarn")
        await desk.press("enter", "enter")
        await desk.saved()
        assert set(kept(desk).values()) == {Origin.CONFIRMED}
        await desk.press("u")
        await desk.until(lambda: kept(desk)[1, 1] is Origin.AUTO, "the second came last")


async def test_blocks_without_a_link_are_stopped_at(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("P")
        stops = []
        for key in "oooO":
            await desk.press(key)
            stops.append(desk.here[:9])
        assert stops == ["What Happ", "- Buses r", "- The fer", "- Buses r"]
        assert "no link · 1 doubtful left" in desk.status
        await desk.press("O", "O")
        assert desk.here == "A school is closed too.", "around the end, to the other article"


async def test_gluing_gives_the_next_block_the_same_partner_and_splitting_takes_it(
    path: Path,
) -> None:
    async with reading(path) as desk:
        await desk.press("P")
        await desk.place("“The crack")
        await desk.press("g")
        await desk.saved()
        assert f"glued {NAMES[0]} ¶3 and 4" in desk.status
        assert kept(desk)[2, 3] is Origin.CONFIRMED and kept(desk)[3, 3] is Origin.MANUAL
        await desk.press("g")
        await desk.saved()
        assert kept(desk)[4, 3] is Origin.MANUAL, "the run grows"
        await desk.press("s")
        await desk.saved()
        assert kept(desk)[4, 3] is Origin.REJECTED and kept(desk)[3, 3] is Origin.MANUAL
        await desk.place("“The crack", Side.RIGHT)
        await desk.press("s")
        await desk.saved()
        assert kept(desk)[3, 3] is Origin.REJECTED, "from the partner's side as well"
        await desk.press("s")
        assert "nothing is glued" in desk.status
        for _ in range(4):
            await desk.press("u")
        await desk.until(lambda: kept(desk).get((2, 3)) is Origin.AUTO, "all undone")
        assert (3, 3) not in kept(desk) and (4, 3) not in kept(desk)


async def test_a_linked_block_that_is_taken_for_boilerplate_can_be_glued_and_split(
    path: Path,
) -> None:
    async with reading(path) as desk:
        await desk.press("P")
        await desk.place("“The crack")
        await desk.press("g")
        await desk.saved()
        await desk.press("escape")
        await desk.place("“The crack")
        await desk.press("_", "P", "g")
        await desk.saved()
        assert kept(desk)[4, 3] is Origin.MANUAL, "the run that begins with it grows"
        await desk.press("s")
        await desk.saved()
        assert kept(desk)[4, 3] is Origin.REJECTED


async def test_gluing_is_one_act(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("P")
        await desk.place("“The crack")
        await desk.press("g")
        await desk.saved()
        await desk.press("u")
        await desk.until(lambda: (3, 3) not in kept(desk), "undone")
        assert kept(desk)[2, 3] is Origin.AUTO


async def test_breaking_takes_all_links_of_a_block_at_once(path: Path) -> None:
    links = Alignment.of([Link(1, 1, 0.5), Link(1, 2, 0.6), Link(2, 3, 0.9)])
    async with reading(path, links=links) as desk:
        await desk.press("P")
        await desk.place("The Tarn")
        await desk.press("b")
        await desk.saved()
        assert kept(desk) == {
            (1, 1): Origin.REJECTED,
            (1, 2): Origin.REJECTED,
            (2, 3): Origin.AUTO,
        }
        await desk.press("b")
        assert "no link; p here and p there pairs" in desk.status
        await desk.press("u")
        await desk.until(lambda: kept(desk)[1, 2] is Origin.AUTO, "undone")
        assert kept(desk)[1, 1] is Origin.AUTO


async def test_two_blocks_are_paired_inside_the_mode(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("P")
        await desk.place("Buses")
        await desk.press("p", "tab", "G")
        await desk.place("A school", Side.RIGHT)
        await desk.press("p")
        await desk.saved()
        assert kept(desk)[4, 4] is Origin.MANUAL
        await desk.press("p", "escape")
        assert desk.status.startswith("ALIGN"), "escape drops what is begun first"


async def test_aligning_anew_keeps_what_people_decided(path: Path) -> None:
    wrong = Alignment.of([Link(1, 1, 0.9), Link(6, 2, 0.9), Link(2, 3, 0.9)])
    async with reading(path, links=wrong) as desk:
        await desk.press("P")
        await desk.place("The Tarn")
        await desk.press("x")
        await desk.place("“The crack")
        await desk.press("enter", "A")
        await desk.until(lambda: (1, 2) in kept(desk), "aligned anew and saved")
        assert kept(desk)[1, 1] is Origin.REJECTED and kept(desk)[2, 3] is Origin.CONFIRMED
        assert kept(desk)[6, 1] is Origin.AUTO, "the repair goes to the repair"
        await desk.press("u")
        await desk.until(lambda: kept(desk)[2, 3] is Origin.AUTO, "the guess behind it is not lost")
    async with reading(path, store=Store.open(path, annotator="ada")) as desk:
        assert desk.reader.session.link(2, 3) == Link(2, 3, 0.9)


@pytest.mark.parametrize("key", ["enter", "x", "g", "b", "s"])
async def test_nothing_changes_in_a_store_opened_for_reading(path: Path, key: str) -> None:
    async with reading(path):
        pass
    store = Store.open(path, annotator="ada", read_only=True)
    async with reading(path, store=store) as desk:
        await desk.press("P")
        await desk.place("The Tarn")
        await desk.press(key)
        assert desk.reader.session.decided == ()
        assert "reading only" in desk.status or "nothing is glued" in desk.status
