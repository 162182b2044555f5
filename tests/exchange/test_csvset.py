"""The CSV set opens in a spreadsheet and cannot act in it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from annotations.errors import ExchangeError
from annotations.exchange import export
from annotations.exchange.csvset import safe
from tests.exchange.stores import SAMPLE, stored


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with stored(SAMPLE) as store:
        export(store, format="csv", out=tmp_path / "out")
    return tmp_path / "out"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_it_is_the_set_of_four(folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == [
        "alignment.csv", "codebook.csv", "links.csv", "quotations.csv",
    ]  # fmt: skip


def test_a_quotation_has_its_words_its_place_and_its_theme(folder: Path) -> None:
    first, *rest = rows(folder / "quotations.csv")
    assert first["quote"] == SAMPLE.texts[0][23:94]
    assert (first["start"], first["end"], first["paragraph"]) == ("23", "94", "2")
    assert (first["side"], first["label"], first["note"]) == ("left", "claim", "check\nthe date")
    theme = next(row for row in rest if row["label"].startswith("theme"))
    assert theme["theme_path"] == "travel"


def test_ties_and_links_are_there(folder: Path) -> None:
    links = rows(folder / "links.csv")
    assert [(row["type"], row["directed"]) for row in links] == [
        ("attributed_to", "yes"), ("contradicts", "no"), ("updates", "yes"),
    ]  # fmt: skip
    ids = {row["annotation_id"] for row in rows(folder / "quotations.csv")}
    assert {row["from_id"] for row in links} | {row["to_id"] for row in links} <= ids
    assert {row["status"] for row in rows(folder / "alignment.csv")} == {
        "auto", "confirmed", "rejected",
    }  # fmt: skip


def test_the_codebook_has_one_name_column_as_taguette_wants(folder: Path) -> None:
    (header,) = csv.reader([(folder / "codebook.csv").read_text().splitlines()[0]])
    assert len({"tag", "name", "path"} & set(header)) == 1
    assert "theme/travel" in {row["path"] for row in rows(folder / "codebook.csv")}


@pytest.mark.parametrize("cell", ["=2+2", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert safe(cell) == f"'{cell}"


def test_a_number_stays_a_number(folder: Path) -> None:
    assert safe(-3) == "-3" and safe("text") == "text"
    note = next(row["note"] for row in rows(folder / "quotations.csv") if row["annotator"] == "bob")
    assert note == "'=2+2"


def test_a_set_of_files_has_no_place_on_standard_output() -> None:
    with stored(SAMPLE) as store, pytest.raises(ExchangeError, match="-o"):
        export(store, format="csv")
