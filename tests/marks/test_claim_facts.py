"""The checkable parts of a statement."""

from __future__ import annotations

import pytest

from annotations.marks.claim_facts import differing, differing_words, facts


def test_the_facts_of_a_claim_are_told_apart() -> None:
    found = facts("On Monday, Ana Lopez did not pay five of the 1,200 miners of Vale in May 2019.")
    assert found.numbers == {"5": 1, "1200": 1}
    assert found.dates == {
        "weekday": frozenset({"monday"}),
        "month": frozenset({"may"}),
        "year": frozenset({"2019"}),
    }
    assert set(found.names) == {"ana", "lopez", "vale"}
    assert found.negations == {"not": 1}
    assert set(found.words) >= {"pay", "miner", "monday", "2019"}


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("It rose by 5 points.", "It rose by four points.", ("5", "4")),
        ("1,000 came.", "1000 came.", None),
        ("Many came.", "1000 came.", None),
        ("He left on Monday.", "He left on Tuesday.", ("monday", "tuesday")),
        ("He left on Monday.", "He left in 2019.", None),
        ("He left on Monday.", "He left today.", None),
        ("He left yesterday.", "He left today.", ("yesterday", "today")),
        ("On 12 August he left.", "He left on August 16.", ("12", "16")),
        ("On 12 August he left.", "He left on August 12th.", None),
    ],
)
def test_only_what_both_sides_state_can_differ(
    left: str, right: str, expected: tuple[str, str] | None
) -> None:
    assert differing(facts(left), facts(right)) == expected


@pytest.mark.parametrize(
    ("left", "right", "ours", "theirs"),
    [
        ("It will cost 2 million.", "It will cost 3 million.", ["2"], ["3"]),
        ("Nobody was hurt.", "Two were hurt.", ["Nobody"], ["Two"]),
        ("The bridge closes on Monday.", "The bridge closed on Tuesday.", ["Monday"], ["Tuesday"]),
        ("It was shut.", "It was shut.", [], []),
        (  # told in other words: only the facts are worth a look
            "The mayor of Tarn refuses to pay the builders.",
            "Costs of 5 million are a burden, said Moll.",
            ["Tarn"],
            ["Moll"],
        ),
        (  # a heading, and a paragraph that says more: what is more does not differ
            "Tarn warned of leaking lock",
            "Ada Moll warned the council of Tarn in March that the old lock was leaking again and"
            " that no money was left for its gates, its pumps or its keepers.",
            [],
            ["no"],
        ),
        (  # two short claims, of which one has a word more
            "“Nobody was hurt,”",
            "Three people were hurt",
            ["Nobody"],
            ["Three", "people"],
        ),
        ("", "Nobody came.", [], ["Nobody"]),
    ],
)
def test_words_differ_that_the_other_text_lacks(
    left: str, right: str, ours: list[str], theirs: list[str]
) -> None:
    one, two = differing_words(left, right)
    assert [left[span.start : span.end] for span in one] == ours
    assert [right[span.start : span.end] for span in two] == theirs
