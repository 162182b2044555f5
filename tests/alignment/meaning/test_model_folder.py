"""Sentence models from disk, made on the spot: five words, two meanings."""

from __future__ import annotations

import json
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Sequence
from importlib import util
from pathlib import Path

import numpy as np
import pytest

from annotations.alignment import align_units
from annotations.alignment.meaning import model_folder as semantic
from annotations.alignment.meaning.encoder import load_encoder
from annotations.alignment.meaning.unfitted import MOST, leaning, likeness
from annotations.errors import CrossreadError
from annotations.extras import install_command
from tests.alignment.meaning.models import static_model, transformer_model


@pytest.fixture(scope="module", params=[static_model, transformer_model])
def model(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return request.param(tmp_path_factory.mktemp("tiny"))


class Sayer:
    """An encoder that says what it is told to."""

    fitted, name = False, "sayer"

    def __init__(self, *vectors: tuple[float, ...]) -> None:
        self.vectors = np.array(vectors)

    def encode(self, texts: object) -> np.ndarray:
        return self.vectors


def test_what_the_model_finds_alike_is_likest(model: Path) -> None:
    rows, columns = (each.ravel() for each in np.indices((2, 2)))
    alike = likeness(load_encoder(str(model)), ["ferry", "tax"], ["levy", "boat"], rows, columns)
    assert min(alike[1], alike[2]) > 0 > max(alike[0], alike[3])


def test_the_aligner_takes_the_model_as_one_more_witness(model: Path) -> None:
    left = ["the ferry left at dawn", "a tax was announced"]
    right = ["a levy was announced too", "the boat left at dawn"]
    plain = {(link.left, link.right) for link in align_units(left, right)}
    asked = {
        (link.left, link.right)
        for link in align_units(left, right, encoder=load_encoder(str(model)))
    }
    assert plain <= asked | {(0, 0), (1, 1)}
    assert {(0, 1), (1, 0)} <= asked


def test_nobody_is_called_while_a_model_is_read(
    model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*anything: object, **else_: object) -> None:
        raise AssertionError("a model on disk needs no network")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    assert len(load_encoder(str(model)).encode(["ferry", "", "tax"])) == 3


def test_reading_a_model_draws_no_bar(model: Path, capfd: pytest.CaptureFixture[str]) -> None:
    load_encoder(str(model)).encode(["ferry"])
    assert capfd.readouterr() == ("", "")


def test_a_damaged_model_is_one_clear_line(model: Path, tmp_path: Path) -> None:
    damaged = shutil.copytree(model, tmp_path / "damaged")
    weights = next(damaged.rglob("*.safetensors"))
    weights.write_bytes(weights.read_bytes()[:-1])
    with pytest.raises(CrossreadError, match="damaged: the model cannot be read") as caught:
        load_encoder(str(damaged))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("content", [None, {}, {"model_type": "bert"}])
def test_a_folder_that_is_no_model_is_said_to_be_none(tmp_path: Path, content) -> None:
    if content is not None:
        (tmp_path / "config.json").write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(CrossreadError, match="neither a model2vec nor"):
        load_encoder(str(tmp_path))


def test_a_folder_with_broken_settings_and_a_missing_one_are_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(CrossreadError, match="no such folder"):
        load_encoder(tmp_path / "nowhere")
    for name, content in (("config.json", "{"), ("modules.json", '{"a": 1}')):
        (tmp_path / name).write_text(content, encoding="utf-8")
        with pytest.raises(CrossreadError, match="cannot be read") as caught:
            load_encoder(str(tmp_path))
        assert "\n" not in str(caught.value)
        (tmp_path / name).unlink()


@pytest.mark.parametrize(
    "kind,install",
    [
        ("StaticEmbedding", install_command("semantic")),
        ("Transformer", "pip install sen"),
    ],
)
def test_what_is_missing_is_named_with_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, install: str
) -> None:
    (tmp_path / "modules.json").write_text(json.dumps([{"type": kind}]), encoding="utf-8")
    monkeypatch.setattr(semantic, "find_spec", lambda name: None)
    with pytest.raises(CrossreadError, match=re.escape(f"is missing: {install}")):
        load_encoder(str(tmp_path))


@pytest.mark.skipif(util.find_spec("model2vec") is None, reason="model2vec is not installed")
def test_a_package_that_itself_lacks_something_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "modules.json").write_text('[{"type": "StaticEmbedding"}]', encoding="utf-8")
    monkeypatch.setitem(sys.modules, "model2vec", None)
    with pytest.raises(CrossreadError, match=r"model2vec is missing: .*semantic"):
        load_encoder(str(tmp_path))


def test_a_model_that_fails_at_its_work_is_one_clear_line(tmp_path: Path) -> None:
    class Failing:
        def encode(self, texts: object, show_progress_bar: bool) -> None:
            raise RuntimeError("too long\nfor me")

    encoder = semantic._Loaded(Failing(), tmp_path)
    with pytest.raises(CrossreadError, match=r"cannot be read \(too long\)$"):
        encoder.encode(["words"])


def test_a_model_that_agrees_with_the_words_sways_what_they_leave_open() -> None:
    chance = np.array([0.9, 0.9, 0.9, 0.05, 0.05, 0.05, 0.3, 0.3])
    lean = leaning(np.array([2.0, 1.8, 2.2, -0.5, -0.4, -0.6, 2.0, -0.5]), chance)
    assert lean[6] > 0.3 > -0.3 > lean[7]
    assert np.abs(lean).max() <= MOST


def test_a_model_that_tells_nothing_apart_or_the_contrary_is_not_heard() -> None:
    chance = np.array([0.9, 0.9, 0.9, 0.1, 0.1, 0.1])
    for alike in ([1.0, 0.0, -1.0, 1.0, 0.0, -1.0], [-2.0, -2.0, -2.0, 1.0, 1.0, 1.0], [0.0] * 6):
        assert not leaning(np.array(alike), chance).any()


def test_a_model_is_heard_the_more_the_longer_its_record() -> None:
    heard = [
        leaning(np.array([1.5, -0.5] * count), np.array([0.8, 0.1] * count))[0]
        for count in (1, 3, 10)
    ]
    assert 0 < heard[0] < heard[1] < heard[2]


@pytest.mark.parametrize("chance", [[], [1.0], [0.0, 0.0], [1.0, 1.0]])
def test_where_words_see_only_links_or_none_a_model_has_no_record(chance: list[float]) -> None:
    assert not leaning(np.arange(len(chance), dtype=float), np.array(chance)).any()


def test_noise_changes_next_to_nothing_and_two_single_units_nothing() -> None:
    class Noise:
        fitted, name = False, "noise"

        def encode(self, texts: Sequence[str]) -> np.ndarray:
            return np.random.default_rng(1).normal(size=(len(texts), 32))

    left = [f"Ship {at} left harbour {at} on day {at}{at} with a cargo." for at in range(20, 40)]
    right = [text.replace("left", "sailed from") for text in reversed(left)]
    plain = {(link.left, link.right) for link in align_units(left, right)}
    asked = {(link.left, link.right) for link in align_units(left, right, encoder=Noise())}
    assert len(plain ^ asked) <= 1
    one = ["The ferry left at dawn."], ["The ferry sailed."]
    assert align_units(*one, encoder=Noise()) == align_units(*one)


def test_of_units_whose_words_it_does_not_know_a_model_says_nothing() -> None:
    unknown = (float("nan"), 0.0)
    encoder = Sayer((1.0, 0.0), (0.0, 1.0), unknown, unknown, (0.0, 1.0), (1.0, 0.0))
    rows, columns = (each.ravel() for each in np.indices((3, 3)))
    alike = likeness(encoder, list("abc"), list("def"), rows, columns).reshape(3, 3)
    assert np.isnan(alike[2]).all() and np.isnan(alike[:, 0]).all()
    assert alike[0, 2] > 0 > alike[0, 1]
    assert not leaning(alike.ravel(), np.linspace(0, 1, 9))[6:].any()
    silent = likeness(Sayer(*[unknown] * 6), list("abc"), list("def"), rows, columns)
    assert np.isnan(silent).all()


def test_without_a_model_nothing_of_it_is_imported() -> None:
    code = (
        "import sys; from annotations.alignment import align_units; align_units(['a b'], ['a b']);"
        "print([name for name in sys.modules if '.meaning' in name or name.startswith('model2vec')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
