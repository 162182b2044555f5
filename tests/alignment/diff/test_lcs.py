"""The heaviest common subsequence: exact on what fits, sensible on what does not."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.alignment.diff import lcs as common
from annotations.alignment.diff.lcs import CommonRun, edit_cost, heaviest

keys = st.lists(st.sampled_from(["the", "of", ",", "king", "Rome", "5"]), max_size=12)
some = settings(derandomize=True, max_examples=300, deadline=None)


def best(before: list[str], after: list[str]) -> int:
    """Weight of the heaviest common subsequence, by the textbook table."""
    table = [[0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for i, one in enumerate(before):
        for j, two in enumerate(after):
            taken = table[i][j] + edit_cost(one) if one == two else 0
            table[i + 1][j + 1] = max(table[i][j + 1], table[i + 1][j], taken)
    return table[-1][-1]


def weighed(runs: list[CommonRun], before: list[str]) -> int:
    return sum(edit_cost(word) for run in runs for word in before[run.left : run.left + run.size])


def assert_common(runs: list[CommonRun], before: list[str], after: list[str]) -> None:
    for left, right, size in runs:
        assert size > 0
        assert before[left : left + size] == after[right : right + size]
    for one, two in pairwise(runs):
        gaps = two.left - one.left - one.size, two.right - one.right - one.size
        assert min(gaps) >= 0
        assert max(gaps) > 0


@some
@given(keys, keys)
def test_no_common_subsequence_weighs_more(before: list[str], after: list[str]) -> None:
    runs = heaviest(before, after)
    assert_common(runs, before, after)
    assert weighed(runs, before) == best(before, after)


@some
@given(st.data())
def test_beyond_the_limit_runs_are_still_common(data: st.DataObject) -> None:
    word = st.sampled_from([*"abcdefgh", "the", ","])
    before = data.draw(st.lists(word, max_size=30))
    after = data.draw(st.lists(word, max_size=30))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(common, "LARGEST", 40)
        assert_common(heaviest(before, after), before, after)


def test_beyond_the_limit_phrases_of_their_own_hold_the_texts_together() -> None:
    before = [f"w{n}" for n in range(3000)]
    after = [word for word in before if word not in ("w7", "w1500", "w2990")]
    runs = heaviest(before, after)
    assert_common(runs, before, after)
    assert sum(run.size for run in runs) == 2997


def test_long_texts_without_a_common_phrase_keep_their_ends() -> None:
    before, after = ["a", *["b", "c"] * 2000, "z"], ["a", *["d", "e"] * 2000, "z"]
    assert heaviest(before, after) == [CommonRun(0, 0, 1), CommonRun(4001, 4001, 1)]


def test_a_word_outweighs_two_stop_words() -> None:
    assert heaviest(["the", "of", "king"], ["king", "the", "of"]) == [CommonRun(2, 0, 1)]
