"""A sentence model from disk, made here: five words, two meanings."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from annotations.alignment import align_units
from annotations.alignment.semantic import MOST, load_encoder, semantic_lean
from annotations.errors import CrossreadError

VECTORS = {
    "[UNK]": (0.0, 0.0),
    "ferry": (1.0, 0.1),
    "boat": (1.0, 0.0),
    "tax": (0.0, 1.0),
    "levy": (0.1, 1.0),
}


@pytest.fixture
def model(tmp_path: Path) -> Path:
    model2vec = pytest.importorskip("model2vec")
    tokenizers = pytest.importorskip("tokenizers")
    vocabulary = {word: at for at, word in enumerate(VECTORS)}
    tokenizer = tokenizers.Tokenizer(tokenizers.models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    folder = tmp_path / "tiny"
    model2vec.StaticModel(np.array(list(VECTORS.values())), tokenizer).save_pretrained(folder)
    return folder


def test_what_the_model_finds_alike_gains_and_the_rest_loses(model: Path) -> None:
    left, right = ["ferry", "tax"], ["levy", "boat"]
    rows, columns = np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])
    lean = semantic_lean(load_encoder(model), left, right, rows, columns)
    assert lean[1] > lean[0]
    assert lean[2] > lean[3]
    assert np.abs(lean).max() <= MOST


def test_the_aligner_takes_the_model_as_one_more_witness(model: Path) -> None:
    left = ["the ferry left at dawn", "a tax was announced"]
    right = ["a levy was announced too", "the boat left at dawn"]
    plain = {(link.left, link.right) for link in align_units(left, right)}
    asked = {
        (link.left, link.right) for link in align_units(left, right, encoder=load_encoder(model))
    }
    assert plain <= asked | {(0, 0), (1, 1)}
    assert {(0, 1), (1, 0)} <= asked


@pytest.mark.parametrize("content", [None, {}, {"model_type": "bert"}])
def test_a_folder_that_is_no_model_is_said_to_be_none(tmp_path: Path, content) -> None:
    if content is not None:
        (tmp_path / "config.json").write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(CrossreadError, match="neither a model2vec nor"):
        load_encoder(tmp_path)


def test_a_broken_model_and_a_missing_folder_are_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(CrossreadError, match="no such folder"):
        load_encoder(tmp_path / "nowhere")
    (tmp_path / "config.json").write_text("{", encoding="utf-8")
    with pytest.raises(CrossreadError, match="cannot be read") as caught:
        load_encoder(tmp_path)
    assert "\n" not in str(caught.value)


def test_without_a_model_nothing_of_it_is_imported() -> None:
    code = (
        "import sys; from annotations.alignment import align_units; align_units(['a b'], ['a b']);"
        "print([name for name in sys.modules if 'semantic' in name or name.startswith('model2vec')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
