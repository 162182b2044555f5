"""`crossread counts` prints a table with bars, or CSV that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from msgspec.structs import replace

from annotations.articles import Span
from annotations.store import Store, commands
from tests.store.events import report
from tui.cli.main import main


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "store.json"
    with Store.open(path, annotator="ada") as opened:
        articles = [replace(report(0), outlet="=cmd()"), replace(report(1), outlet="Post\x1b[2J")]
        event = opened.add_event(articles, "Flood")
        for at, label in ((0, "claim"), (0, "theme/a,b"), (1, "claim")):
            article, key = opened.article(event.articles[at]), event.articles[at]
            opened.do(commands.tag(key, article, Span(0, 6), label, "ada", pair=event.id))
    return path


def test_the_table_has_a_bar_for_each_line(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["counts", "--store", str(store)]) == 0
    head, first, second = capsys.readouterr().out.splitlines()
    assert head.split() == ["outlet", "claim", "a,b", "all"]
    assert first.split()[:4] == ["=cmd()", "1", "1", "2"] and first.endswith("█" * 10)
    assert "\x1b" not in second and len(second) < len(first)


@pytest.mark.parametrize("by", ["outlet", "event", "annotator", "month", "label"])
def test_csv_has_every_figure_and_no_formula(
    store: Path, capsys: pytest.CaptureFixture[str], by: str
) -> None:
    assert main(["counts", "--store", str(store), "--by", by, "--csv"]) == 0
    head, *rows = csv.reader(io.StringIO(capsys.readouterr().out))
    assert head[0] == by and head[-1] == "count"
    assert sum(int(row[-1]) for row in rows) == 3
    assert not [cell for row in rows for cell in row if cell.startswith("=")]
    if by == "event":
        assert {row[0] for row in rows} == {"Flood"}


def test_a_store_without_tags_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["counts", "--store", str(tmp_path / "none.json")]) == 0
    found = capsys.readouterr()
    assert not found.out and "nothing is tagged yet" in found.err
    assert main(["counts", "--store", str(tmp_path / "none.json"), "--by", "colour"]) == 2
