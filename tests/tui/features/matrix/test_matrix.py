"""The matrix driven by keys: what each outlet says of each thing, judged without leaving the keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations.marks import RelationKind
from annotations.store import Store, commands
from tests.tui.driving import reading
from tests.tui.features.matrix.event import (
    detail,
    done,
    five_reports,
    go,
    matrix,
    row,
    table,
)
from tui.features.matrix import work
from tui.page.caret import Side
from tui.reader.reader import Reader
from tui.screens.matrix.screen import MatrixScreen
from tui.session.propose_process import Compared

KILLED = "Three people were killed"


def kinds(path: Path) -> list[str]:
    with Store.open(path, annotator="eve", read_only=True) as other:
        return sorted(
            each.kind.value
            for each in other.relations()
            if each.kind is not RelationKind.ATTRIBUTED_TO
        )


async def test_rows_have_a_sign_and_a_letter_an_outlet(path: Path) -> None:
    async with matrix(path) as desk:
        await desk.until(lambda: row(desk, "41 passengers were in the car") == "■a ≠b · ↑c ·")
        await desk.until(lambda: row(desk, "The accident happened") == "■a · =a″ ↑b ≠b")
        await desk.until(lambda: row(desk, "The haulage cable snapped") == "■a · ≠b+ ≠b ≠b")
        assert "13 rows · 10 contradicted" in desk.page
        assert table(desk)[0].startswith("≠")


async def test_the_line_above_says_which_model_had_a_say(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = Compared((), frozenset({"all-MiniLM-L6-v2"}))
    async with matrix(path) as desk:
        assert "guessed by words ·" in desk.page
    monkeypatch.setattr(work, "propose_in_process", lambda *_: found)
    async with matrix(path) as desk:
        await desk.until(lambda: "guessed by words and all-MiniLM-L6-v2 ·" in desk.page)


async def test_below_the_table_stands_who_says_what_where_and_in_how_many_voices(
    path: Path,
) -> None:
    async with matrix(path) as desk:
        assert "4 of 5 outlets, 3 independent voices · Meridian Wire, in 2 of 5 (A C)" in detail(
            desk
        )
        await desk.press("j")
        await desk.until(lambda: "A Vennery Courant ¶5  fire chief Dorrit Hale" in detail(desk))
        await desk.until(lambda: "The haulage rope did not part" in detail(desk))


async def test_one_key_accepts_a_proposal_and_one_undoes_it(path: Path) -> None:
    async with matrix(path, related=False) as desk:
        await desk.until(lambda: row(desk, KILLED) == "■a · ~≠b ~≠b ·")
        await desk.press("g", "l", "l", "+")
        await desk.until(lambda: row(desk, KILLED) == "■a · ≠b ~≠b ·")
        await desk.until(lambda: kinds(path) == ["contradicts"])
        await desk.press("ctrl+z")
        await desk.until(lambda: row(desk, KILLED) == "■a · ~≠b ~≠b ·")
        await desk.until(lambda: kinds(path) == [])


async def test_what_was_rejected_stays_away_until_it_is_undone(path: Path) -> None:
    async with matrix(path, related=False) as desk:
        await desk.press("g", "l", "l", "l", "-")
        await desk.until(lambda: row(desk, KILLED) == "■a · ~≠b · ·")
        await desk.press("escape")
        await desk.press("ctrl+g")
        await done(desk)
        await desk.until(lambda: row(desk, KILLED) == "■a · ~≠b · ·")
        await desk.press("z")
        await done(desk)
        assert kinds(path) == []
        await desk.until(lambda: "~≠b ~≠b" in row(desk, KILLED))


async def test_two_cells_of_two_rows_are_related_with_the_keys_that_relations_have(
    path: Path,
) -> None:
    async with matrix(path, related=False) as desk:
        go(desk, "17 injured", 0)
        await desk.press("r")
        await desk.shows("relate A ‘17 injured’ to the cell under the cursor")
        go(desk, "Eighteen others are being treated", 2)
        await desk.press("u")
        await desk.until(lambda: row(desk, "17 injured") == "■a · ↓b · ·")
        await desk.until(lambda: kinds(path) == ["updates"])
        await desk.press("ctrl+z")
        await desk.until(lambda: row(desk, "17 injured") == "■a · · · ·")


async def test_a_letter_alone_relates_a_cell_to_the_head_of_its_row_and_changes_what_was_said(
    path: Path,
) -> None:
    async with matrix(path) as desk:
        go(desk, "41 passengers", 1)
        await desk.press("p")
        await desk.until(lambda: row(desk, "41 passengers") == "■a ⊃b · ↑c ·")
        await desk.press("ctrl+z")
        await desk.until(lambda: row(desk, "41 passengers") == "■a ≠b · ↑c ·")
        await desk.press("h", "x")
        await desk.shows("this is the head of the row")


async def test_what_another_process_relates_is_shown(path: Path) -> None:
    async with matrix(path, related=False) as desk:
        with Store.open(path, annotator="eve") as other:
            claims = {each.id: each for each in other.annotations()}
            event = other.events()[0]
            made = commands.relate("agrees", claims["c13"], claims["c15"], "eve", event.id)
            other.do(made)
        desk.reader._look_around()
        await desk.until(lambda: row(desk, "41 passengers") == "■a · · =a ·")


async def test_enter_goes_to_the_words_and_one_key_comes_back_to_the_cell(path: Path) -> None:
    async with matrix(path) as desk:
        go(desk, "41 passengers", 1)
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, Reader))
        assert desk.caret.side is Side.RIGHT
        assert desk.here.startswith("More than 50 people")
        await desk.press("ctrl+g")
        await done(desk)
        await desk.until(lambda: "▶  ≠b  B The Evening Lamp" in detail(desk))


async def test_enter_opens_an_article_that_is_not_in_a_column(path: Path) -> None:
    async with matrix(path) as desk:
        go(desk, "41 passengers", 3)
        await desk.press("enter")
        await desk.until(
            lambda: (
                isinstance(desk.app.screen, Reader)
                and "Radio Vennery" in desk.reader.session.names
                and desk.reader.view.page_now
            )
        )
        assert desk.here.startswith("44, having gone through")
        await desk.press("ctrl+g")
        await done(desk)
        await desk.until(lambda: "▶  ↑c  D Radio Vennery" in detail(desk))


async def test_rows_are_filtered_and_sorted_by_keys(path: Path) -> None:
    async with matrix(path) as desk:
        await desk.press("slash", *"silent", "enter")
        await desk.shows("only:")
        assert len([each for each in table(desk) if each]) < 13
        await desk.press("slash", *"all", "enter")
        await desk.press("o")
        await desk.shows("most outlets first")
        await desk.press("o")
        await desk.shows("by place")


async def test_passages_of_the_others_stand_beside_the_blocks_of_one_article(path: Path) -> None:
    async with matrix(path) as desk:
        await desk.press("v")
        await done(desk)
        await desk.shows("Matrix: A Vennery Courant, paragraph by paragraph")
        await desk.until(lambda: any("Puffin covered the last" in line for line in table(desk)))
        await desk.press("l", "l", "B")
        await desk.shows("Matrix: C Sound & Shore, paragraph by paragraph")
        await desk.press("v")
        await desk.shows("Matrix: facts that are told in several ways")
        await desk.until(lambda: "number: plain conflict" in detail(desk))
        await desk.until(lambda: "Four people are now known to have died" in detail(desk))
        await desk.press("+")
        await desk.shows("this cell proposes nothing")


@pytest.mark.parametrize("size", [(80, 24), (60, 16), (200, 60)])
async def test_it_stands_in_any_size(path: Path, size: tuple[int, int]) -> None:
    async with matrix(path, size=size) as desk:
        assert any("The haulage cable snapped"[:12] in line for line in table(desk))
        assert "Vennery" in desk.page
        await desk.press("G", "g", "space", "pagedown", "tab")
        assert detail(desk)


async def test_the_page_offers_it_where_two_articles_have_claims(path: Path) -> None:
    store, _ = five_reports(path)
    async with reading(path, store=store, size=(160, 40)) as desk:
        await desk.shows("^g matrix")


async def test_without_claims_it_shows_passages(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("ctrl+g")
        await done(desk)
        await desk.shows("paragraph by paragraph", "Bridge Closed")
        await desk.press("escape")
        await desk.until(lambda: not isinstance(desk.app.screen, MatrixScreen))
