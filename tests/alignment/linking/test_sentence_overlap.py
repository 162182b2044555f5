"""Sentences within units: how they are cut, and that what they cost is bounded."""

from __future__ import annotations

import numpy as np
import pytest

from annotations.alignment.linking import sentence_overlap as fragments
from annotations.alignment.linking.features import measure_candidates
from annotations.alignment.linking.sentence_overlap import MOST, sentence_tokens
from annotations.alignment.linking.terms import match_tokens

SAID = "The council of Hollin voted on Tuesday. It will close the bridge for 12 weeks."


def test_a_unit_is_cut_at_its_sentences_and_loses_no_word() -> None:
    assert [" ".join(token.word for token in each) for each in sentence_tokens(SAID)] == [
        "the council of hollin voted on tuesday",
        "it will close the bridge for 12 weeks",
    ]


@pytest.mark.parametrize("times", [0, 1, 99, 100, 101, 1000, 3333])
def test_however_long_a_unit_it_has_so_many_sentences_and_all_its_words(times: int) -> None:
    unit = " ".join([SAID] * times)
    cut = sentence_tokens(unit)
    assert 1 <= len(cut) <= MOST
    assert len(cut) == min(max(1, 2 * times), MOST) or times > 100
    assert [token for sentence in cut for token in sentence] == list(match_tokens(unit))


def test_measuring_pair_by_pair_gives_what_measuring_all_at_once_gives(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    left = [f"{SAID} Marsh saw {at} cracks there on day {at}." for at in range(30)]
    right = [f"On day {at}, Marsh said, {at} cracks were seen. {SAID}" for at in range(25)]
    whole = measure_candidates(left, right).measures
    monkeypatch.setattr(fragments, "AT_ONCE", 7)
    parts = measure_candidates(left, right).measures
    for name, values in whole.items():
        assert np.allclose(values, parts[name], rtol=0, atol=1e-12), name
