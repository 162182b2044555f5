"""Whether two claims say the same, as far as their words tell."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.suggestions.judging import Judged, judge

CLAIM = "The bridge in Marrow was closed to lorries on Monday"


def test_the_same_in_nearly_the_same_words_agrees_and_is_shown() -> None:
    judged = judge(CLAIM, "On Monday the bridge in Marrow was closed to all lorries")
    assert judged.verdict is Judged.AGREES
    assert judged.shown


def test_another_number_for_the_same_thing_contradicts() -> None:
    judged = judge(
        "The flood in Marrow killed 12 people", "In Marrow 17 people were killed by the flood"
    )
    assert judged.verdict is Judged.CONTRADICTS
    assert judged.reason == "number: 12 against 17"
    assert judged.shown


def test_one_that_says_all_of_the_other_and_much_more_agrees_in_part() -> None:
    longer = f"{CLAIM} because divers had found cracks in two of its piers that winter"
    assert judge(CLAIM, longer).verdict is Judged.PARTLY


def test_claims_on_other_things_are_unrelated_and_not_shown() -> None:
    judged = judge(CLAIM, "The premier leads the polls by nine points")
    assert judged.verdict is Judged.UNRELATED
    assert not judged.shown


@given(st.text(max_size=80), st.text(max_size=80))
@settings(max_examples=100)
def test_the_order_does_not_matter_and_the_confidence_is_a_probability(one: str, two: str) -> None:
    judged = judge(one, two)
    assert 0 <= judged.confidence <= 1
    assert abs(judged.confidence - judge(two, one).confidence) < 1e-9
