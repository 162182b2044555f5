"""A sentence model named on the command line: who is asked, and what is said where it cannot be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotations.alignment import Alignment, Link, Origin, align
from annotations.alignment.semantic import load_encoder
from annotations.articles import read_article
from annotations.errors import CrossreadError
from annotations.store import Store
from annotations.store.commands import decide
from tests.alignment.models import static_model
from tests.tui.cli.command import Run
from tui.aside import align_aside
from tui.cli.main import first_word

LEFT = [
    "The ferry left Hollin at dawn with 31 people.",
    "A school at Brae closed for 12 days.",
    "The tax was raised by 4 percent in Hollin.",
    "Nine sheep drowned near Skerrin.",
]
RIGHT = [
    "A levy of Hollin rose, it was said, by some percent.",
    "The boat from Hollin was gone at dawn, it was said.",
    "At Brae, a school was closed 12 days.",
    "Near Skerrin nine sheep had drowned.",
]


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return static_model(tmp_path / "model")


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    """Two articles, and a batch of the same."""
    for name, units in (("a", LEFT), ("b", RIGHT)):
        (tmp_path / f"{name}.txt").write_text("\n\n".join(units), encoding="utf-8")
    batch = json.dumps({"id": 1, "left": LEFT, "right": RIGHT})
    (tmp_path / "batch.jsonl").write_text(batch, encoding="utf-8")
    return str(tmp_path / "a.txt"), str(tmp_path / "b.txt")


def with_model(model: Path, files: tuple[str, str], **how: object) -> Alignment:
    left, right = map(read_article, files)
    return align(left, right, encoder=load_encoder(model), **how)  # type: ignore[arg-type]


@pytest.mark.parametrize("by", ["option", "option first", "environment"])
def test_every_command_that_aligns_asks_the_model(
    run: Run,
    model: Path,
    files: tuple[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    by: str,
) -> None:
    plain = json.loads(run("align", "--json", *files).out)["links"]
    told = ["--semantic", str(model)]
    before, after = {"option": ([], told), "option first": (told, [])}.get(by, ([], []))
    if by == "environment":
        monkeypatch.setenv("CROSSREAD_SEMANTIC", str(model))
    wanted = [
        {"left": link.left, "right": link.right, "score": link.score, "origin": "auto"}
        for link in with_model(model, files)
    ]
    assert wanted != plain
    done = run(*before, "align", "--json", *files, *after)
    assert (done.status, done.err) == (0, "")
    assert json.loads(done.out)["links"] == wanted
    batch = str(tmp_path / "batch.jsonl")
    asked = run(*before, "align", "--batch", batch, *after)
    monkeypatch.delenv("CROSSREAD_SEMANTIC", raising=False)
    assert asked.err == ""
    assert asked.out != run("align", "--batch", batch).out
    shown = run(*before, "read", "--plain", *files, "--semantic", str(model))
    assert f"\n{len(wanted)} links\n" in shown.out
    assert [f"({link['score']:.2f})" in shown.out for link in wanted] == [True] * len(wanted)
    assert run("diff", *files, "--semantic", str(model)).status == 1


def test_what_people_decided_stands_when_a_known_pair_is_printed_with_a_model(
    run: Run, model: Path, files: tuple[str, str], store_path: Path
) -> None:
    made = Link(0, 3, 1.0, Origin.MANUAL)
    with Store.open(store_path, annotator="ada") as store:
        pair = store.add_pair(*map(read_article, files))
        store.do(decide(pair.id, made))
    assert "\n1 links\n" in run("read", "--plain", *files).out
    done = run("read", "--plain", *files, "--semantic", str(model))
    assert f"\n{len(with_model(model, files, decided=[made]))} links\n" in done.out
    assert "(1.00 manual)" in done.out


@pytest.mark.parametrize(
    "words",
    [["align"], ["align", "--json"], ["diff"], ["read", "--plain"], ["read"], ["serve"], []],
    ids=" ".join,
)
def test_a_model_that_is_not_there_is_one_line(
    run: Run, files: tuple[str, str], words: list[str]
) -> None:
    done = run(*words, *files, "--semantic", "nowhere/minilm")
    assert (done.status, done.out) == (2, "")
    assert done.one_line().startswith("crossread: nowhere/minilm: no such folder; name the folder")


def test_a_batch_says_so_before_it_answers_anything(
    run: Run, files: tuple[str, str], tmp_path: Path
) -> None:
    batch = str(tmp_path / "batch.jsonl")
    done = run("align", "--batch", batch, "--semantic", str(tmp_path))
    assert (done.status, done.out) == (2, "")
    assert "neither a model2vec nor a sentence-transformers folder" in done.one_line()


@pytest.mark.parametrize("words", [["export"], ["check"], ["import", "x.jsonl"]], ids=" ".join)
def test_commands_that_align_nothing_take_no_model(run: Run, words: list[str]) -> None:
    assert "--semantic" in run(*words, "--semantic", "x").one_line()


def test_the_option_may_stand_before_the_command() -> None:
    assert first_word(["--semantic", "align", "diff"]) == 2


def test_beside_the_reader_the_model_is_asked_in_another_process(
    model: Path, files: tuple[str, str]
) -> None:
    left, right = map(read_article, files)
    made = Link(0, 3, 1.0, Origin.MANUAL)
    found = align_aside((left, right), [made], model)
    assert found == with_model(model, files, decided=[made])


def test_what_is_wrong_with_a_model_comes_back_from_there(
    model: Path, files: tuple[str, str]
) -> None:
    left, right = map(read_article, files)
    (model / "tokenizer.json").write_text("{", encoding="utf-8")
    with pytest.raises(CrossreadError, match="model: the model cannot be read"):
        align_aside((left, right), (), model)
