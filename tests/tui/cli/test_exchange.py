"""`crossread export` and `crossread import`: what is said, written, refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotations.articles import Span, read_article
from annotations.store import Store
from annotations.store.commands import tag
from tests.tui.cli.command import Run
from tui.sample import sample_paths


@pytest.fixture
def annotated(store_path: Path) -> Path:
    """A store with the sample pair and one claim of each article."""
    left, right = map(read_article, sample_paths())
    with Store.open(store_path, annotator="ada") as store:
        pair = store.add_pair(left, right)
        for key, article, words in (
            (pair.left, left, "87 people aboard"),
            (pair.right, right, "93 people on board"),
        ):
            at = article.text.index(words)
            span = Span(at, at + len(words))
            store.do(tag(key, article, span, "claim", "ada", pair=pair.id))
    return store_path


def test_export_to_stdout_is_json_lines(run: Run, annotated: Path) -> None:
    done = run("export")
    assert done.status == 0
    records = [json.loads(line) for line in done.out.splitlines()]
    texts = {record["id"]: record["text"] for record in records if record["type"] == "article"}
    claims = [record for record in records if record["type"] == "annotation"]
    assert {claim["quote"] for claim in claims} == {"87 people aboard", "93 people on board"}
    for claim in claims:
        assert texts[claim["article"]][claim["start"] : claim["end"]] == claim["quote"]
        assert claim["annotator"] == "ada"
    assert "2 annotations" in done.err


def test_export_to_a_file_replaces_nothing_without_force(
    run: Run, annotated: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.jsonl"
    assert run("export", "-o", str(out)).status == 0
    written = out.read_bytes()
    assert written == run("export").out.encode()
    out.write_text("mine", encoding="utf-8")
    done = run("export", "-o", str(out))
    assert done.status == 2
    assert "--force" in done.one_line()
    assert out.read_text(encoding="utf-8") == "mine"
    assert run("export", "-o", str(out), "--force").status == 0
    assert out.read_bytes() == written


def test_filters_narrow_the_export(run: Run, annotated: Path) -> None:
    for words, count in (
        (["--text", "ABOARD"], 1),
        (["--label", "claim"], 2),
        (["--label", "source"], 0),
        (["--by", "bob"], 0),
        (["--since", "2999-01-01"], 0),
        (["--until", "2999-01-01"], 2),
    ):
        out = run("export", *words).out
        assert out.count('"type":"annotation"') == count, words


def test_a_loss_report_is_written(run: Run, annotated: Path, tmp_path: Path) -> None:
    report = tmp_path / "losses.json"
    assert run("export", "--loss-report", str(report)).status == 0
    written = json.loads(report.read_text(encoding="utf-8"))
    assert written["format"] == "jsonl"
    assert written["written"]["annotations"] == 2
    assert written["losses"] == []


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["export", "--format", "betamax"], "'betamax'"),
        (["export", "--since", "yesterday"], "'yesterday'"),
        (["export", "--pair", "0000"], "'0000'"),
        (["export", "-o", "no/such/folder/out.jsonl"], "no/such/folder"),
        (["import", "no-such-file.jsonl"], "no-such-file.jsonl"),
        (["import", "--format", "betamax", "x.jsonl"], "'betamax'"),
    ],
    ids=" ".join,
)
def test_a_mistake_is_one_line_and_changes_nothing(
    run: Run, annotated: Path, words: list[str], named: str
) -> None:
    before = annotated.read_bytes()
    done = run(*words)
    assert done.status == 2
    assert done.out == ""
    assert named in done.one_line()
    assert annotated.read_bytes() == before


def test_an_export_of_no_store_makes_none(run: Run, store_path: Path) -> None:
    done = run("export")
    assert done.status == 2
    assert str(store_path) in done.one_line()
    assert not store_path.exists()


def test_what_was_exported_is_imported_once(run: Run, annotated: Path, tmp_path: Path) -> None:
    out, other = tmp_path / "out.jsonl", str(tmp_path / "other.json")
    run("export", "-o", str(out))
    dry = run("--store", other, "import", "--as-is", "--dry-run", str(out))
    assert dry.status == 0
    assert "would be added" in dry.err
    moved = run("--store", other, "import", "--as-is", str(out))
    assert moved.status == 0 and "taken as is" in moved.err
    assert run("--store", other, "export").out == out.read_text(encoding="utf-8")
    again = run("--store", other, "import", "--as-is", str(out))
    assert again.status == 0
    assert "nothing new" in again.err
    assert run("--store", other, "export").out == out.read_text(encoding="utf-8")


def test_annotations_stand_under_their_block_in_plain(run: Run, annotated: Path) -> None:
    done = run("read", "--plain")
    assert done.status == 0
    lines = done.out.splitlines()
    claim = lines.index("  claim by ada: “87 people aboard”")
    assert lines[claim - 1].startswith("Left 4, paragraph, linked to right 5")
