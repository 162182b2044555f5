"""A least edit made readable: no confetti, and insertions where a sentence or clause starts."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.alignment.common import FUNCTION, Run, weight
from annotations.alignment.matching import match
from annotations.alignment.words import Words, words

prose = st.lists(
    st.sampled_from(["the", "of", ",", ".", "king", "Rome", "5", "left"]), max_size=14
).map(" ".join)
some = settings(derandomize=True, max_examples=300, deadline=None)


def sides(one: Run, two: Run) -> int:
    """How many sides have words between two runs."""
    return (two.left > one.left + one.size) + (two.right > one.right + one.size)


def edges(runs: list[Run], left: Words, right: Words) -> list[Run]:
    return [Run(0, 0, 0), *runs, Run(len(left), len(right), 0)]


@some
@given(prose, prose)
def test_no_lone_small_word_stands_beside_a_change_of_both_sides(before: str, after: str) -> None:
    left, right = words(before), words(after)
    runs = match(left, right)
    gaps = [sides(one, two) for one, two in pairwise(edges(runs, left, right))]
    for run, earlier, later in zip(runs, gaps[:-1], gaps[1:], strict=True):
        word = left.texts[run.left]
        if run.size == 1 and word != "." and weight(word) == FUNCTION and earlier and later:
            assert max(earlier, later) == 1


@pytest.mark.parametrize(
    ("before", "after", "inserted"),
    [
        ("It rose. It fell.", "It rose. It stood. It fell.", "It stood ."),
        ("a red, blue flag", "a red, green, blue flag", "green ,"),
        ("He left. She came.", "He left. He sang. She came.", "He sang ."),
    ],
)
def test_an_insertion_starts_where_a_sentence_or_clause_does(
    before: str, after: str, inserted: str
) -> None:
    left, right = words(before), words(after)
    runs = match(left, right)
    (gap,) = [
        right.texts[one.right + one.size : two.right]
        for one, two in pairwise(edges(runs, left, right))
        if two.right > one.right + one.size
    ]
    assert " ".join(gap) == inserted
