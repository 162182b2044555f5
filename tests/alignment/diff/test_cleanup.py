"""A least edit made readable: no confetti, and insertions where a sentence or clause starts."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.alignment.diff.cleanup import match
from annotations.alignment.diff.lcs import FUNCTION, CommonRun, edit_cost
from annotations.alignment.diff.words import Words, split_words

prose = st.lists(
    st.sampled_from(["the", "of", ",", ".", "king", "Rome", "5", "left"]), max_size=14
).map(" ".join)
some = settings(derandomize=True, max_examples=300, deadline=None)


def sides(one: CommonRun, two: CommonRun) -> int:
    """How many sides have words between two runs."""
    return (two.left > one.left + one.size) + (two.right > one.right + one.size)


def edges(runs: list[CommonRun], left: Words, right: Words) -> list[CommonRun]:
    return [CommonRun(0, 0, 0), *runs, CommonRun(len(left), len(right), 0)]


@some
@given(prose, prose)
def test_no_lone_small_word_stands_beside_a_change_of_both_sides(before: str, after: str) -> None:
    left, right = split_words(before), split_words(after)
    runs = match(left, right)
    gaps = [sides(one, two) for one, two in pairwise(edges(runs, left, right))]
    for run, earlier, later in zip(runs, gaps[:-1], gaps[1:], strict=True):
        word = left.texts[run.left]
        if run.size == 1 and word != "." and edit_cost(word) == FUNCTION and earlier and later:
            assert max(earlier, later) == 1


@pytest.mark.parametrize(
    ("before", "after", "inserted"),
    [
        ("It rose. It fell.", "It rose. It stood. It fell.", "It stood ."),
        ("a red, blue flag", "a red, green, blue flag", "green ,"),
        ("He left. She came.", "He left. He sang. She came.", "He sang ."),
        ("It rose. Ann left.", "It rose. Ann just left.", "just"),
        ("see a), b", "see a), ), b", ") ,"),
        ("It fell., too", "It fell., ., too", ", ."),
        ("go go stop", "go go go stop", "go"),
    ],
)
def test_an_insertion_starts_where_a_sentence_or_clause_does(
    before: str, after: str, inserted: str
) -> None:
    left, right = split_words(before), split_words(after)
    runs = match(left, right)
    (gap,) = [
        right.texts[one.right + one.size : two.right]
        for one, two in pairwise(edges(runs, left, right))
        if two.right > one.right + one.size
    ]
    assert " ".join(gap) == inserted


def kept(before: str, after: str) -> list[str]:
    """What is left as it is, run by run."""
    left, right = split_words(before), split_words(after)
    runs = match(left, right)
    return [" ".join(left.texts[run.left : run.left + run.size]) for run in runs]


@some
@given(prose, prose)
def test_every_run_has_a_word_and_the_same_ones_on_both_sides(before: str, after: str) -> None:
    left, right = split_words(before), split_words(after)
    runs = match(left, right)
    assert all(run.size > 0 for run in runs)
    for run in runs:
        ours = left.keys[run.left : run.left + run.size]
        assert ours == right.keys[run.right : run.right + run.size]
    assert all(sides(one, two) for one, two in pairwise(runs))


def test_an_insertion_that_reads_the_same_in_places_as_clear_stays_where_it_was_found() -> None:
    left, right = split_words("go go stop"), split_words("go go go stop")
    assert match(left, right) == [CommonRun(0, 0, 2), CommonRun(2, 3, 1)]


def test_a_lone_small_word_between_insertions_is_left_as_it_is() -> None:
    assert kept("the king", "so the new king") == ["the", "king"]


def test_a_lone_small_word_is_judged_by_the_changes_beside_it_and_by_no_earlier_one() -> None:
    assert kept("king left of 5", "queen left new of old 5") == ["left", "of", "5"]
    assert kept("king of 5 left", "queen of Rome 7 left") == ["left"]


def test_the_end_of_a_sentence_is_left_as_it_is_between_changes_of_both_sides() -> None:
    assert kept("The king fell. Rome won", "The queen rose. Paris lost") == ["The", "."]


def test_an_insertion_is_not_moved_over_all_of_the_word_that_it_repeats() -> None:
    assert kept("go stop.", "go go stop.") == ["go", "stop ."]
