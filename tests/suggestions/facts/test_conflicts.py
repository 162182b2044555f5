"""Facts that two texts tell differently for the same thing, and what only looks like it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.suggestions.facts import Conflict, ConflictClass, ConflictKind, conflicts
from tests.suggestions.conflict_cases import cases, score

FLOOD = "The flood in Marrow killed 12 people on Monday, police said."


def told(left: str, right: str) -> list[tuple[str, str, str]]:
    return [
        (each.kind.value, left[slice(*each.left)], right[slice(*each.right)])
        for each in conflicts(left, right)
    ]


def test_two_counts_of_the_dead_conflict() -> None:
    right = "In Marrow the flood killed 17 people, the police said."
    assert told(FLOOD, right) == [("number", "12", "17")]


@pytest.mark.parametrize(
    "right",
    [
        "In Marrow the flood killed 12 people and injured 40, the police said.",
        "The flood in Marrow killed about 12 people, police said.",
        "The flood in Marrow killed seven women and five men, police said.",
        "The flood in Marrow injured 40 people, police said.",
        "The flood of 1954 in Marrow killed a farmer, aged 40, police said.",
        "On Line 4 in Marrow the flood killed the driver of a tram, police said.",
    ],
)
def test_what_only_looks_like_another_count_is_none(right: str) -> None:
    assert told(FLOOD, right) == []


@pytest.mark.parametrize(
    ("right", "sort"),
    [
        ("Police in Marrow put the people that the flood killed at 17, up from 12.", None),
        ("Police estimate that the flood in Marrow killed at least 30 people.", "ESTIMATE"),
        (
            "The flood in Marrow killed 17 people, police said, who had earlier said less.",
            "REVISED",
        ),
    ],
)
def test_the_class_says_how_the_difference_came_about(right: str, sort: str | None) -> None:
    found = conflicts(FLOOD, right)
    assert [each.sort for each in found] == ([ConflictClass[sort]] if sort else [])


def test_units_are_reckoned_with() -> None:
    left = "The oil slick off Brell is 3 km long and drifts east."
    assert told(left, "The oil slick off Brell is 1.9 miles long and drifts east.") == []
    assert told(left, "The oil slick off Brell is 9 miles long and drifts east.") != []


def test_one_quotation_of_two_speakers_conflicts() -> None:
    left = "“We will not sell a single tree,” mill owner Berta Sunn said."
    right = "“We will not sell a single tree,” said minister Odd Haver."
    assert told(left, right) == [("attribution", "owner Berta Sunn", "minister Odd Haver")]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param(
            "Harbour master Robin Tesk, 51, opened the new lock.",
            "The new lock was opened by harbour master Robyn Tesk, 51.",
            id="two spellings of a name",
        ),
        pytest.param(
            "The Harbour Department closed the east lock for repairs.",
            "The Transport Department closed the east lock for repairs.",
            id="two offices",
        ),
        pytest.param(
            "Mayor Asks Tesk To Close The East Lock",
            "Mayor Urges Tesk To Close The East Lock",
            id="capitals of a heading",
        ),
        pytest.param(
            "The lock cost 4.2 million euros to repair, the town says.",
            "The lock cost £3.6m to repair, the town says.",
            id="two currencies",
        ),
        pytest.param(
            "The lock opens for barges until 18: 30 on weekdays.",
            "The lock opens for barges until 19: 15 on weekdays, or 1815 GMT.",
            id="times with a space in them",
        ),
        pytest.param(
            "The plans had not been sent to the council by the builder.",
            "The plans hadn ’ t been sent to the council by the builder.",
            id="a sign with spaces around it",
        ),
        pytest.param(
            "Barges could not pass the lock until noon.",
            "Barges could pass the lock from noon.",
            id="not until",
        ),
        pytest.param(
            "The clerk resigned on Monday over the letter to the barge owners.",
            "The clerk apologised on Friday for the letter to the barge owners.",
            id="two days of two things",
        ),
        pytest.param(
            "The trial of Dell Tesk opens on 3 March.",
            "The trial of his brother Robin opens on 10 March.",
            id="a brother's trial",
        ),
        pytest.param(
            "“The lock will never leak again,” Robin Tesk said.",
            "“The lock will never leak again,” said Ada Moll, quoting Tesk.",
            id="who is quoted in both",
        ),
    ],
)
def test_what_only_looks_like_a_conflict_is_none(left: str, right: str) -> None:
    assert told(left, right) == []


def test_part_of_a_quotation_of_two_named_speakers_conflicts() -> None:
    left = "Lock keeper Ada Moll said after the meeting that the offer was “a gift to the barge owners”."
    right = "Robin Tesk, who heads the union, described it as “a gift to the barge owners”."
    assert told(left, right) == [
        ("attribution", "Lock keeper Ada Moll", "Robin Tesk, who heads the union")
    ]


@pytest.mark.parametrize("half", ["develop", "more"])
def test_precision_holds_on_the_cases_that_the_rules_were_written_to(half: str) -> None:
    found = score(half)
    assert found.precision >= 0.8
    assert found.recall >= 0.25
    assert found.classes >= 0.7 * found.right


def test_the_other_half_is_another() -> None:
    develop, held = ({case["left"] for case in cases(half)} for half in ("develop", "held_out"))
    assert len(develop) >= 75
    assert len(held) >= 75
    assert not develop & held


WORDS = st.lists(
    st.sampled_from(
        [
            "Anna",
            "Korda",
            "said",
            "not",
            "12",
            "1,200",
            "3.5%",
            "$4",
            "million",
            "a",
            "third",
            "of",
            "the",
            "of",
            "on",
            "5",
            "May",
            "Monday",
            "7:30",
            "p.m.",
            "no",
            "killed",
            "people",
            "“We",
            "will",
            "go”",
            ".",
            ",",
            ";",
            "-",
            "3-2",
            "won",
            "½",
            "²",
            "é",
            "\u0600",
            "10",
            "to",
            "14",
            "days",
            "km/h",
        ]
    ),
    max_size=25,
).map(" ".join)


@given(WORDS | st.text(max_size=60), WORDS | st.text(max_size=60))
@settings(max_examples=150)
def test_spans_lie_in_the_texts_and_a_text_never_conflicts_with_itself(
    left: str, right: str
) -> None:
    for conflict in conflicts(left, right):
        assert isinstance(conflict, Conflict)
        assert 0 <= conflict.left.start < conflict.left.end <= len(left)
        assert 0 <= conflict.right.start < conflict.right.end <= len(right)
    assert [each for each in conflicts(left, left) if each.kind is ConflictKind.NUMBER] == []
