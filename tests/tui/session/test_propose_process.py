"""Claims compared in a process of its own, with a sentence model where one is installed."""

from __future__ import annotations

import sys
from itertools import combinations
from pathlib import Path

import pytest

from annotations.suggestions.judging import meaning, models
from annotations.suggestions.judging.coefficients import BY_MINILM
from annotations.suggestions.judging.meaning import Meaning
from tests.suggestions.matrix.five_reports import reports
from tests.suggestions.matrix.test_claim_rows import Hauling, of
from tui.session import propose_process
from tui.session.propose_process import Pair, propose_in_process


@pytest.fixture
def pairs() -> list[Pair]:
    told = reports().articles
    return [
        Pair(told[one], tuple(of(one)), told[other], tuple(of(other)), None)
        for one, other in combinations(told, 2)
    ]


def test_a_process_finds_what_is_found_without_one(
    pairs: list[Pair], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = propose_in_process(pairs, tmp_path / "store")
    assert here.proposals
    assert here.models == frozenset()
    monkeypatch.setattr(propose_process, "LARGE", 1)
    assert propose_in_process(pairs, tmp_path / "store") == here


def test_the_process_says_which_model_had_a_say_and_keeps_its_vectors(
    pairs: list[Pair], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(meaning, "_minilm", lambda: Meaning("hauling", Hauling(), BY_MINILM))
    question = [propose_process._plain(pair) for pair in pairs]
    _, used = propose_process._answered((question, tmp_path / "store"))
    assert used == {"hauling"}
    assert len(list(tmp_path.glob("store.vectors-*"))) == 1
    monkeypatch.setattr(meaning, "installed", lambda *_: None)
    assert propose_process._answered((question, tmp_path / "store"))[1] == frozenset()


def test_a_model_is_asked_in_a_process_however_few_claims_there_are(
    pairs: list[Pair], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(models, "PACKAGES", (next(iter(sys.builtin_module_names)),))
    monkeypatch.setattr(
        propose_process,
        "ask_process",
        lambda _, question, __: asked.append(question) or ((), ("m",)),
    )
    found = propose_in_process(pairs[:1], tmp_path / "store")
    assert found.models == ("m",)
    assert asked == [([propose_process._plain(pairs[0])], tmp_path / "store")]
