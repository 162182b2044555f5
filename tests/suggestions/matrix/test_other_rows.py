"""Rows of the matrix that are no claims: passages beside one article, and facts that conflict."""

from __future__ import annotations

from annotations.alignment import Alignment, Link
from annotations.articles import article_from_text
from annotations.suggestions.matrix import CellVerdict, conflict_rows, passage_rows
from annotations.suggestions.matrix.wording import wording

ONE = article_from_text(
    "Fire at the mill\n\nThree people were killed in the fire, the police said.\n\n"
    "The mill was built in 1890.\n"
)
TWO = article_from_text(
    "Mill burns\n\nFour people were killed in the fire, the police said.\n\n"
    "The mill was built in 1890.\n"
)
THREE = article_from_text("Nobody asked\n\nThe mayor opened a bridge.\n")
ARTICLES = (ONE, TWO, THREE)


def links(left: int, right: int) -> Alignment | None:
    """The first two articles are linked block by block; of the third nothing is known."""
    if 2 in (left, right):
        return None
    return Alignment.of([Link(1, 1, 0.9), Link(2, 2, 0.9)])


def test_a_synopsis_has_a_row_for_each_block_with_what_the_others_tell_of_it() -> None:
    title, killed, built = passage_rows(ARTICLES, 0, links)
    cell = title.cells[1]
    assert cell and cell.reason.startswith("nearest passage"), "no block is linked to the title"
    cell = killed.cells[1]
    assert cell and cell.verdict is CellVerdict.CONTRADICTS and cell.proposed
    assert cell.reason == "number: plain conflict"
    cell = built.cells[1]
    assert cell and cell.verdict is CellVerdict.AGREES
    assert TWO.text[slice(*cell.place.span)] == "The mill was built in 1890."
    assert built.cells[2] is None


def test_where_no_block_is_linked_a_synopsis_has_the_nearest_passage_if_it_is_likely() -> None:
    title, killed, _ = passage_rows(ARTICLES, 0, lambda left, right: Alignment())
    cell = killed.cells[1]
    assert cell and cell.verdict is CellVerdict.UNCLEAR and cell.proposed
    assert TWO.text[slice(*cell.place.span)].startswith("Four people were killed")
    assert cell.reason.startswith("nearest passage, ") and cell.reason.endswith("% likely")
    assert killed.cells[2] is None, "nothing there is near"
    assert title.cells[2] is None


def test_a_synopsis_may_start_from_any_article() -> None:
    rows = passage_rows(ARTICLES, 1, links)
    assert [row.head.column for row in rows] == [1, 1, 1]
    assert rows[1].cells[0] and rows[1].cells[0].verdict is CellVerdict.CONTRADICTS


def test_facts_that_conflict_in_linked_passages_are_rows_with_the_very_words() -> None:
    (row,) = conflict_rows(ARTICLES, links)
    said = [
        article.text[slice(*cell.place.span)] if cell else ""
        for article, cell in zip(ARTICLES, row.cells, strict=True)
    ]
    assert said == ["Three", "Four", ""]
    assert row.cells[1] and row.cells[1].reason == "number: plain conflict"
    assert row.contested == 1


def test_work_that_is_stopped_ends_with_what_it_has() -> None:
    assert passage_rows(ARTICLES, 0, links, stopped=lambda: True) == ()
    assert conflict_rows(ARTICLES, links, stopped=lambda: True) == ()


def test_links_to_blocks_that_are_not_there_are_passed_over() -> None:
    wild = Alignment.of([Link(7, 1, 0.9), Link(1, 70, 0.9)])
    assert conflict_rows(ARTICLES[:2], lambda left, right: wild) == ()
    reasons = [
        cell.reason
        for row in passage_rows(ARTICLES[:2], 0, lambda *two: wild)
        for cell in row.cells[1:]
        if cell
    ]
    assert all(reason.startswith("nearest passage") for reason in reasons)


def test_a_cell_has_its_differing_words_and_its_conflicts_with_their_class() -> None:
    found = wording("Three people were killed in the fire", "Four people were killed in the fire")
    assert found.told == "number: plain conflict"
    assert [tuple(span) for span in found.words[1]] == [(0, 4)]
    assert wording("It burned.", "It burned.").told == ""
