"""A row for everything that the reports of an event claim of one thing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from annotations.alignment import Alignment, Link
from annotations.articles import article_from_text
from annotations.events import echoes
from annotations.marks import Annotation, Relation, RelationKind, RelationStatus
from annotations.suggestions.judging.coefficients import BY_MINILM
from annotations.suggestions.judging.meaning import Meaning
from annotations.suggestions.matrix import (
    CellVerdict,
    Filter,
    LiveClaims,
    Order,
    Proposal,
    Row,
    arranged,
    claim_rows,
    propose,
)
from tests.suggestions.matrix.five_reports import mark, reports, tie

LAMP, RADIO, SHORE, LEDGER, COURANT = range(5)

TEXT = "\n\n".join(f"They said that number {each} is so, and no other." for each in range(6))
NAMES = ("a", "b", "c", "d")
ARTICLES = {name: article_from_text(TEXT, source=name) for name in NAMES}
CLAIMS = {
    f"{name}{each}": mark(ARTICLES, name, f"number {each} is so", "claim", f"{name}{each}")
    for name in NAMES
    for each in range(4)
}


def row_with(rows: tuple[Row, ...], claim: str) -> Row:
    (found,) = (row for row in rows if claim in row.keys)
    return found


def verdicts(row: Row) -> list[str]:
    return [cell.verdict.value if cell else "" for cell in row.cells]


def event_rows(proposals: tuple[Proposal, ...] = ()) -> tuple[Row, ...]:
    told = reports()
    voices = echoes(list(told.articles.values()))
    return claim_rows(list(told.articles), told.marks, told.relations, proposals, echoes=voices)


def test_what_relations_tie_is_one_row_with_a_cell_an_outlet() -> None:
    row = row_with(event_rows(), "c13")
    assert [cell and cell.place.key for cell in row.cells] == ["c14", "c15", None, None, "c13"]
    assert verdicts(row) == ["head", "contradicts", "", "", "contradicts"]
    assert row.outlets == row.voices == 3
    assert not any(cell.proposed for cell in row.cells if cell)


def test_forty_claims_are_in_thirteen_rows_each_in_exactly_one() -> None:
    rows = event_rows()
    assert len(rows) == 13
    assert sorted(key for row in rows for key in row.keys) == sorted(reports().claims)


def test_which_cells_agree_with_each_other_is_told_by_their_version() -> None:
    row = row_with(event_rows(), "c18")
    said = {place.key: cell.version for cell in row.cells if cell for place in cell.places[:1]}
    assert said["c19"] == said["c20"] != said["c16"]


def test_a_wire_story_in_two_papers_is_one_voice_and_its_second_cell_an_echo() -> None:
    row = row_with(event_rows(), "c09")
    shore, courant = row.cells[SHORE], row.cells[COURANT]
    assert shore and courant
    assert (shore.echo, courant.echo) == (False, True)
    assert (row.outlets, row.voices) == (4, 3)


def test_two_contradictions_in_a_row_are_no_agreement() -> None:
    row = row_with(event_rows(), "c22")
    cell = row.cells[LEDGER]
    assert cell and cell.place.key == "c24"
    assert (cell.verdict, cell.proposed, cell.tie) == (CellVerdict.UNCLEAR, False, None)


@pytest.mark.parametrize(
    ("kinds", "verdict"),
    [
        (("agrees", "agrees"), CellVerdict.AGREES),
        (("agrees", "contradicts"), CellVerdict.CONTRADICTS),
        (("contradicts", "agrees"), CellVerdict.CONTRADICTS),
        (("partly", "partly"), CellVerdict.PARTLY),
        (("updates", "agrees"), CellVerdict.UPDATED),
        (("contradicts", "updates"), CellVerdict.UNCLEAR),
    ],
)
def test_what_is_told_of_a_third_is_passed_on(kinds: tuple[str, str], verdict: CellVerdict) -> None:
    a, b, c = (CLAIMS[f"{name}0"] for name in "abc")
    (row,) = claim_rows(NAMES, [a, b, c], [tie(kinds[0], a, b), tie(kinds[1], b, c)])
    assert row.cells[2] and row.cells[2].verdict is verdict


def test_what_updates_the_head_and_what_it_updates_are_told_apart() -> None:
    a, b, c = (CLAIMS[f"{name}0"] for name in "abc")
    (row,) = claim_rows(NAMES, [a, b, c], [tie("updates", b, a), tie("updates", a, c)])
    assert verdicts(row)[:3] == ["head", "updates", "updated"]


def test_a_guess_puts_no_second_claim_of_an_outlet_into_a_row_but_a_person_may() -> None:
    a, b, other = CLAIMS["a0"], CLAIMS["b0"], CLAIMS["b1"]
    guesses = [
        Proposal("a0", "b0", RelationKind.AGREES, 0.9),
        Proposal("a0", "b1", RelationKind.AGREES, 0.8),
    ]
    rows = claim_rows(NAMES, [a, b, other], (), guesses)
    assert sorted(sorted(row.keys) for row in rows) == [["a0", "b0"], ["b1"]]
    rows = claim_rows(NAMES, [a, b, other], [tie("partly", a, other)], guesses)
    assert sorted(sorted(row.keys) for row in rows) == [["a0", "b1"], ["b0"]]
    rows = claim_rows(NAMES, [a, b, other], [tie("partly", a, other), tie("agrees", a, b)], guesses)
    assert rows[0].cells[1] and [place.key for place in rows[0].cells[1].places] == ["b1", "b0"]


def test_a_proposal_is_one_until_somebody_decides() -> None:
    a, b = CLAIMS["a0"], CLAIMS["b0"]
    guess = Proposal("a0", "b0", RelationKind.AGREES, 0.9, "the same words")
    (row,) = claim_rows(NAMES, [a, b], (), [guess])
    cell = row.cells[1]
    assert cell and cell.proposed and cell.reason == "the same words"
    (row,) = claim_rows(NAMES, [a, b], [tie("contradicts", a, b)], [guess])
    cell = row.cells[1]
    assert cell and not cell.proposed and cell.verdict is CellVerdict.CONTRADICTS
    assert cell.version != row.cells[0].version if row.cells[0] else False


def test_what_was_dismissed_stays_away() -> None:
    a, b = CLAIMS["a0"], CLAIMS["b0"]
    guess = Proposal("a0", "b0", RelationKind.AGREES, 0.9)
    dismissed = {frozenset(("a0", "b0"))}
    assert len(claim_rows(NAMES, [a, b], (), [guess], dismissed=dismissed)) == 2


def test_a_suggested_relation_is_a_proposal() -> None:
    a, b = CLAIMS["a0"], CLAIMS["b0"]
    suggested = replace(tie("contradicts", a, b), status=RelationStatus.SUGGESTED)
    (row,) = claim_rows(NAMES, [a, b], [suggested])
    assert row.cells[1] and row.cells[1].proposed
    assert row.contested == 1


def test_the_same_words_marked_by_two_people_are_one_claim() -> None:
    mine, theirs = CLAIMS["a0"], replace(CLAIMS["a0"], id="eve", annotator="eve")
    (row,) = claim_rows(NAMES, [mine, theirs], ())
    assert row.cells[0] and len(row.cells[0].places) == 2


def test_rows_are_sorted_by_contradiction_and_then_by_outlets() -> None:
    rows = arranged(event_rows())
    weights = [(-row.contested, -row.outlets) for row in rows]
    assert weights == sorted(weights)
    places = [(row.head.column, row.head.span) for row in arranged(rows, Order.PLACE)]
    assert places == sorted(places)


def test_rows_are_filtered_by_verdict_outlet_theme_and_source() -> None:
    told = reports()
    theme = mark(told.articles, "evening_lamp", "60 kilometres an hour", "theme/speed", "t")
    rows = claim_rows(list(told.articles), [*told.marks, theme], told.relations)

    def found(wanted: Filter) -> set[str]:
        return {row.key for row in arranged(rows, wanted=wanted)}

    fast = row_with(rows, "c36").key
    assert found(Filter(theme="theme")) == found(Filter(theme="theme/speed")) == {fast}
    assert found(Filter(source="Lennart Voss")) == {row_with(rows, "c18").key}
    assert all(row.cells[LAMP] for row in arranged(rows, wanted=Filter(outlet=LAMP)))
    assert not any(row.cells[LAMP] for row in arranged(rows, wanted=Filter(silent=LAMP)))
    partly = arranged(rows, wanted=Filter(verdict=CellVerdict.PARTLY))
    assert partly and all(CellVerdict.PARTLY in row.verdicts for row in partly)
    assert not arranged(rows, wanted=Filter(proposed=True))


def of(article: str) -> list[Annotation]:
    return [each for each in reports().claims.values() if each.article == article]


def proposals(links: Alignment | None = None) -> tuple[Proposal, ...]:
    told = reports().articles
    return tuple(
        each
        for one, other in combinations(told, 2)
        for each in propose(told[one], of(one), told[other], of(other), links)
    )


def test_proposals_on_the_five_reports_are_right() -> None:
    """Right is what the invented event has in one row: silence comes before a guess."""
    home = {key: row.key for row in event_rows() for key in row.keys}
    found = proposals()
    assert len(found) >= 8
    assert sum(home[each.one] == home[each.other] for each in found) >= 0.8 * len(found)


def test_claims_in_linked_paragraphs_that_may_agree_stand_together_without_a_verdict() -> None:
    told = reports().articles
    shore, courant = told["sound_and_shore"], told["vennery_courant"]
    blocks = [
        article.block_at(reports().claims[key].start)
        for article, key in ((shore, "c18"), (courant, "c16"))
    ]
    assert blocks[0] and blocks[1]
    links = Alignment.of([Link(blocks[0].index, blocks[1].index, 0.9)])
    found = propose(shore, of("sound_and_shore"), courant, of("vennery_courant"), links)
    (pair,) = (each for each in found if (each.one, each.other) == ("c18", "c16"))
    assert pair.kind is None
    (row,) = (row for row in claim_rows(list(told), reports().marks, (), [pair]) if row.outlets > 1)
    assert row.verdicts == {CellVerdict.HEAD, CellVerdict.UNCLEAR}


class Hauling:
    """Claims of hauling have one direction, all others another."""

    fitted = False
    name = "hauling"

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        return np.array([[1.0, 0.0] if "haul" in text else [0.0, 1.0] for text in texts])


def test_claims_that_a_model_holds_near_are_judged_and_stand_together_without_a_verdict() -> None:
    shared = (
        mark(ARTICLES, "a", "They said", "claim", "one"),
        mark(ARTICLES, "b", "no other", "claim", "two"),
    )
    one, other = (replace(each, quote=words) for each, words in zip(
        shared, ("the haulage rope gave way", "a hauling line parted"), strict=True
    ))  # fmt: skip
    third = replace(CLAIMS["b1"], quote="a fine of 90 crowns")
    meaning = Meaning("hauling", Hauling(), BY_MINILM)
    ends = ARTICLES["a"], [one], ARTICLES["b"], [third, other]
    assert propose(*ends) == ()
    (pair,) = propose(*ends, meaning=meaning)
    assert (pair.one, pair.other, pair.kind) == ("one", "two", None)
    assert pair.reason.endswith("alike in meaning")
    assert propose(ends[0], [], ends[2], [third], meaning=meaning) == ()


# What holds whatever is related to what

kinds = st.sampled_from(
    [kind.value for kind in RelationKind if kind is not RelationKind.ATTRIBUTED_TO]
)
ends = st.tuples(st.sampled_from(sorted(CLAIMS)), st.sampled_from(sorted(CLAIMS))).filter(
    lambda two: two[0] != two[1]
)
relations = st.lists(
    st.builds(lambda kind, two: tie(kind, CLAIMS[two[0]], CLAIMS[two[1]]), kinds, ends), max_size=8
)
guesses = st.lists(
    st.builds(
        lambda two, kind, sure: Proposal(*two, None if kind is None else RelationKind(kind), sure),
        ends,
        st.none() | kinds,
        st.floats(0, 1),
    ),
    max_size=12,
)


@settings(max_examples=30)
@given(relations, guesses)
def test_every_claim_is_in_exactly_one_row(made: list[Relation], guessed: list[Proposal]) -> None:
    rows = claim_rows(NAMES, CLAIMS.values(), made, guessed)
    assert sorted(key for row in rows for key in row.keys) == sorted(CLAIMS)
    for row in rows:
        assert sum(cell.verdict is CellVerdict.HEAD for cell in row.cells if cell) == 1
        assert 1 <= row.voices <= row.outlets


@settings(max_examples=30)
@given(relations, guesses)
def test_what_a_person_says_of_the_head_shows_whatever_is_guessed(
    made: list[Relation], guessed: list[Proposal]
) -> None:
    one, other = CLAIMS["a0"], CLAIMS["b0"]
    alone = [each for each in made if not {each.source, each.target} & {"b0", "a0"}]
    (row,) = (
        row
        for row in claim_rows(
            NAMES, CLAIMS.values(), [*alone, tie("contradicts", one, other)], guessed
        )
        if row.key == "a0"
    )
    cell = row.cells[1]
    assert cell and cell.place.key == "b0"
    assert (cell.verdict, cell.proposed) == (CellVerdict.CONTRADICTS, False)


@settings(max_examples=30)
@given(relations)
def test_rows_kept_up_are_those_worked_out_anew(made: list[Relation]) -> None:
    live = LiveClaims(NAMES)
    for each in CLAIMS.values():
        live.put(each)
    live.take(live.anew()())
    for each in made:
        live.tie(each)
        assert row_keys(live.rows)
    for each in made[::2]:
        live.untie(each.id)
    live.lift("a1")
    marks = [each for key, each in CLAIMS.items() if key != "a1"]
    left = [each for each in made[1::2] if "a1" not in (each.source, each.target)]
    assert row_keys(live.rows) == row_keys(claim_rows(NAMES, marks, left))


def row_keys(rows: tuple[Row, ...]) -> list[list[str]]:
    return sorted(sorted(row.keys) for row in rows)


def test_what_changed_while_rows_were_worked_out_is_laid_over_them() -> None:
    live = LiveClaims(NAMES)
    for each in CLAIMS.values():
        live.put(each)
    work = live.anew()
    live.tie(tie("agrees", CLAIMS["a0"], CLAIMS["b0"]))
    live.take(work())
    row = live.row("b0")
    assert row and row.keys == {"a0", "b0"}


def test_a_dismissed_proposal_comes_back_when_it_is_no_longer_dismissed() -> None:
    live = LiveClaims(NAMES)
    for key in ("a0", "b0"):
        live.put(CLAIMS[key])
    live.propose([Proposal("a0", "b0", RelationKind.AGREES, 0.9)])
    live.take(live.anew()())
    assert len(live.rows) == 1
    live.dismiss([frozenset(("a0", "b0"))])
    assert len(live.rows) == 2
    live.dismiss([])
    assert len(live.rows) == 1


def test_a_claim_that_is_taken_away_takes_what_was_proposed_for_it_along() -> None:
    live = LiveClaims(NAMES)
    for key in ("a0", "b0"):
        live.put(CLAIMS[key])
    live.propose([Proposal("a0", "b0", RelationKind.AGREES, 0.9)])
    live.take(live.anew()())
    live.lift("a0")  # as undoing its tag does
    live.withdraw("a0")
    assert [row.keys for row in live.rows] == [{"b0"}]
    live.put(CLAIMS["a0"])
    assert sorted(row.key for row in live.rows) == ["a0", "b0"], "it is proposed no more"


def test_who_says_it_is_the_source_it_is_attributed_to() -> None:
    told = reports()
    live = LiveClaims(list(told.articles))
    for each in told.marks:
        live.put(each)
    for relation in told.relations:
        live.tie(relation)
    said = live.speaker("c16")
    assert said and said.quote == "fire chief Dorrit Hale"
    assert live.speaker("c09") is None


def test_an_event_of_sixty_and_an_article_twice_are_calm() -> None:
    articles = [f"x{each}" for each in range(58)] + ["a", "a"]
    rows = claim_rows(articles, [CLAIMS["a0"], CLAIMS["b0"]], ())
    (row,) = rows
    assert len(row.cells) == 60
    assert [column for column, cell in enumerate(row.cells) if cell] == [58]
