"""Two paragraphs told in other words: what both have, and the facts they tell differently."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.alignment import Alignment, Link, changes, common_ground, word_diff
from annotations.alignment.diff.common_ground import CommonGround, share_little
from annotations.alignment.diff.filters import ChangeType
from annotations.articles import Span, article_from_text

LEFT = (
    "Harbour master Ilse Roon said on Tuesday that 87 passengers were brought ashore in boats"
    " after the ferry Maren Tide struck the outer breakwater of Vellmouth."
)
RIGHT = (
    "It took three hours to empty the Maren Tide. By nightfall on Wednesday some 93 passengers"
    " sat in the school, captain Dorn told reporters: the outer breakwater had opened the hull"
    " “like a tin”."
)


def ground(left: str = LEFT, right: str = RIGHT) -> CommonGround:
    one, two = article_from_text(left), article_from_text(right)
    return common_ground(one, Span(0, len(left)), two, Span(0, len(right)))


def facts(left: str, right: str) -> list[tuple[str, str, str]]:
    return [
        (fact.kind.value, left[slice(*fact.left)], right[slice(*fact.right)])
        for fact in ground(left, right).differing
    ]


def little(left: str, right: str) -> bool:
    one, two = article_from_text(left), article_from_text(right)
    return share_little(word_diff(one, Span(0, len(left)), two, Span(0, len(right))), one, two)


def test_names_and_phrases_that_both_have_are_shared() -> None:
    shared = {(part.kind, LEFT[slice(*part.left[0])]) for part in ground().shared}
    assert ("name", "Maren Tide") in shared
    assert ("phrase", "outer breakwater") in shared


def test_another_number_of_the_same_thing_differs() -> None:
    assert facts(LEFT, RIGHT)[-1] == ("number", "87", "93")


def test_a_number_of_something_else_is_more_detail() -> None:
    assert facts("It took 4 hours to dry the floor.", "Some 93 passengers sat in school.") == []
    assert facts("Some 93 passengers sat there.", "The passengers sat there.") == []


@pytest.mark.parametrize(
    ("left", "right", "kind", "ours", "theirs"),
    [
        ("He met captain Marsh there.", "It was captain Reeve who came.", "name", "Marsh", "Reeve"),
        (
            "The vote was delayed until Friday.",
            "On Monday the vote began.",
            "date",
            "Friday",
            "Monday",
        ),
        ("Prices rose 5% there.", "They say 7% is closer.", "number", "5", "7"),
    ],
)
def test_facts_are_of_the_same_thing_by_what_stands_beside_them(
    left: str, right: str, kind: str, ours: str, theirs: str
) -> None:
    assert facts(left, right) == [(kind, ours, theirs)]


def test_sorts_of_dates_are_not_mixed() -> None:
    assert facts("The vote was on Friday.", "The vote was in 2019.") == []


def test_a_revision_is_no_other_words() -> None:
    assert not little(LEFT, LEFT.replace("87", "93").replace("struck", "hit"))
    assert not little(LEFT, LEFT + " " + RIGHT * 4)  # it stands there whole
    assert not little("Nine sheep ran.", "Two dogs sat.")  # seen at one glance
    assert little(LEFT, RIGHT)


def test_of_blocks_in_other_words_only_differing_facts_are_stops() -> None:
    one, two = article_from_text(LEFT), article_from_text(RIGHT)
    found = changes(one, two, Alignment.of([Link(0, 0, 0.9)]))
    assert [change.what for change in found][:1] == [ChangeType.RETOLD]
    edited = [change for change in found if change.what is ChangeType.EDITED]
    assert [(each.left, each.right) for each in edited] == [
        (fact.left, fact.right) for fact in ground().differing
    ]
    assert not found.unchanged(0)
    assert found.tally().different


text = st.lists(
    st.sampled_from(
        [
            "the",
            "Roon",
            "12",
            "93",
            "not",
            "said",
            "“yes”",
            "Monday",
            "2019",
            "ship",
            "captain",
            ".",
            "boats",
            "%",
        ]
    ),
    max_size=40,
).map(" ".join)


@settings(max_examples=80, derandomize=True, deadline=None)
@given(text, text)
def test_what_is_shared_stands_in_both_and_what_differs_in_one(left: str, right: str) -> None:
    found = ground(left, right)
    for part in found.shared:
        for spans, there in ((part.left, left), (part.right, right)):
            assert spans
            assert all(0 <= start < end <= len(there) for start, end in spans)
    for fact in found.differing:
        assert left[slice(*fact.left)] not in right.split()
        assert right[slice(*fact.right)] not in left.split()
    assert not ground(left, left).differing
