"""The CSV set opens in a spreadsheet and cannot act in it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from msgspec.structs import replace

from annotations.alignment import Alignment, Link
from annotations.articles import Span, article_from_text
from annotations.errors import ExchangeError
from annotations.exchange import export
from annotations.exchange.formats.tables.csv_files import safe
from annotations.store import Command, Store
from annotations.store.commands import annotate, annotation_edit
from tests.exchange.stores import SAMPLE, Plan, stored


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
        "alignment.csv", "codebook.csv", "events.csv", "links.csv", "quotations.csv",
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


def test_a_quotation_stands_in_the_paragraph_that_it_starts_in_or_before(tmp_path: Path) -> None:
    first, second = (0, 0, 9, "claim", "ada", ""), (0, 21, 94, "claim", "ada", "")
    with stored(Plan(SAMPLE.texts, (first, second))) as store:
        export(store, format="csv", out=tmp_path / "out")
    found = rows(tmp_path / "out" / "quotations.csv")
    assert [(row["start"], row["paragraph"]) for row in found] == [("0", "1"), ("21", "2")]


def test_each_quotation_says_on_which_side_it_is(folder: Path) -> None:
    found = rows(folder / "quotations.csv")
    assert [row["side"] for row in found] == ["left"] * 4 + ["right"] * 2


def test_an_article_of_several_pairs_has_a_side_in_each_and_its_facts(tmp_path: Path) -> None:
    texts = ("One\n\nIt sails.", "Two\n\nIt sails not.", "Three\n\nNobody knows.")
    articles = [replace(article_from_text(text), outlet=f"Outlet {text[:3]}") for text in texts]
    with Store.open(tmp_path / "store.json", annotator="ada") as store:
        one, two = store.add_pair(*articles[:2]), store.add_pair(*articles[1:])
        made = annotate(one.right, articles[1], Span(5, 14), "claim", "ada")
        store.do(Command("x", (annotation_edit(None, made),)))
        export(store, format="csv", out=tmp_path / "out")
    (row,) = rows(tmp_path / "out" / "quotations.csv")
    assert row["pair_id"] == f"{one.id};{two.id}" and row["side"] == "right;left"
    assert (row["title"], row["outlet"]) == ("Two", "Outlet Two")


def test_only_a_link_that_crosses_another_is_moved(tmp_path: Path) -> None:
    with stored(Plan(SAMPLE.texts)) as store:
        (pair,) = store.pairs()
        places = [(0, 1), (1, 0), (1, 1)]
        store.save_alignment(pair.id, Alignment.of(Link(*place, 0.5) for place in places))
        export(store, format="csv", out=tmp_path / "out")
    found = rows(tmp_path / "out" / "alignment.csv")
    auto = [list(row.values()) for row in found if row["status"] == "auto"]
    assert [(row[1], row[2], row[-1]) for row in auto] == [
        ("1", "2", "no"), ("2", "1", "yes"), ("2", "2", "no"),
    ]  # fmt: skip
