"""Workbooks: no formula from outside, claims by outlet, and codebooks in; ClaimReview beside them."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
import yaml
from lxml import etree
from msgspec.structs import replace

from annotations.articles import Span
from annotations.errors import ExchangeError
from annotations.exchange import FORMATS, detect, export, import_file
from annotations.exchange.reports import LossCounts
from annotations.exchange.view import View
from annotations.marks import Annotation, suggestion
from annotations.store import Command, Store
from annotations.store.commands import annotate, annotation_edit
from tests.exchange.stores import SAMPLE, empty, stored

MAIN = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def sheets(store: Store) -> dict[str, list[list[str]]]:
    """The cells of each sheet of a workbook, and a check that none of them is a formula or a link."""
    pytest.importorskip("xlsxwriter")
    out = io.BytesIO()
    export(store, format="xlsx", out=out)
    book = zipfile.ZipFile(out)
    names = [
        each.get("name")
        for each in etree.fromstring(book.read("xl/workbook.xml")).iterfind(".//m:sheet", MAIN)
    ]
    found = {}
    for number, name in enumerate(names, 1):
        root = etree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))
        assert not root.findall(".//m:f", MAIN) and not root.findall(".//m:hyperlink", MAIN)
        found[name] = [
            ["".join(cell.itertext()) for cell in row.iterfind("m:c", MAIN)]
            for row in root.iterfind(".//m:row", MAIN)
        ]
    return found


def test_a_workbook_has_claims_by_outlet_and_no_formula() -> None:
    with stored(SAMPLE) as store:
        for mark in store.annotations():
            if mark.note == "":
                store.do(
                    Command("x", (annotation_edit(mark, replace(mark, note="=cmd|' /C calc'!A0")),))
                )
        found = sheets(store)
    assert list(found) == ["claims", "quotations", "relations", "codebook", "events", "agreement"]
    assert len(found["quotations"]) == 7 and len(found["relations"]) == 4
    assert any("=cmd" in cell for row in found["quotations"] for cell in row)
    claims = found["claims"]
    assert claims[0][1:3] == ["outlets", "independent voices"]
    row = next(each for each in claims if "harbour office said" in "".join(each))
    assert "said by: harbour office" in row[3] and "[contradicts The ferry sails again]" in row[4]


def test_a_row_of_claims_is_as_high_as_what_stands_in_it() -> None:
    with stored(SAMPLE) as store:
        out = io.BytesIO()
        export(store, format="xlsx", out=out)
    with zipfile.ZipFile(out) as archive:
        claims = etree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
        quotations = etree.fromstring(archive.read("xl/worksheets/sheet2.xml"))
    heights = [float(row.get("ht", 15)) for row in claims.iterfind(".//m:row", MAIN)]
    assert min(heights[1:]) >= 30 and max(heights) <= 409
    assert not [row for row in list(quotations.iterfind(".//m:row", MAIN))[1:] if row.get("ht")]
    assert claims.find("m:pageSetup", MAIN).get("orientation") == "landscape"


def test_a_workbook_says_how_far_two_annotators_agree() -> None:
    with stored(SAMPLE) as store:
        claim = next(each for each in store.annotations() if each.annotator == "bob")
        article = store.article(claim.article)
        marks = [annotate(claim.article, article, Span(*at), "claim", "bob")
                 for at in ((23, 94), (95, 110))]  # fmt: skip
        store.do(Command("x", tuple(annotation_edit(None, each) for each in marks)))
        header, *rows = sheets(store)["agreement"]
    assert header[:3] == ["annotator", "other annotator", "label"]
    found = {row[2]: row[3:] for row in rows if row[:2] == ["ada", "bob"]}
    assert set(found) == {"claim", "source", "cue", "theme/travel"}
    # Ada: 23–94 and, in the other article, 20–57; Bob: 23–94, 95–110, and 58–79 there.
    assert found["claim"][:7] == ["2", "2", "3", "1", "1", "0.4", "0.4"]
    assert found["source"][:4] == ["2", "1", "0", "0"] and float(found["source"][-1]) < 0
    assert "Krippendorff" in "".join(map("".join, rows[-5:]))


def test_a_codebook_comes_in_from_a_workbook(tmp_path: Path) -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("notes").write(0, 0, "nothing")
        sheet = book.add_worksheet("codes")
        rows = [
            ("Path", "Description", "Color"),
            ("theme/cost", "What it costs", "#112233"),
            (),
            ("", "x", ""),
        ]
        for at, row in enumerate([*rows, ("frame", "=1+1", "")]):
            for column, value in enumerate(row):
                sheet.write_string(at, column, value)
    with empty() as store:
        assert detect(path) == "xlsx"
        report = import_file(store, path)
        labels = {document["id"]: document for document in store.labels()}
        assert labels["theme/cost"]["definition"] == "What it costs"
        assert (
            labels["theme/cost"]["colour"] == "#112233" and labels["frame"]["definition"] == "=1+1"
        )
        assert [(loss.what, loss.count) for loss in report.losses] == [
            ("labels that are not as they should be", 1)
        ]


@pytest.mark.parametrize(
    "sheet",
    ['<!DOCTYPE x [<!ENTITY a "b">]><worksheet>&a;</worksheet>', "<worksheet", "<worksheet/>",
     '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><row><c r="ZZZ1"><v>path</v></c></row></worksheet>'],
)  # fmt: skip
def test_a_hostile_workbook_is_refused_in_one_line(tmp_path: Path, sheet: str) -> None:
    path = tmp_path / "bad.xlsx"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("xl/worksheets/sheet1.xml", sheet)
    with empty() as store, pytest.raises(ExchangeError, match=r"bad\.xlsx") as caught:
        import_file(store, path)
    assert "\n" not in str(caught.value)


def test_claims_with_a_verdict_leave_as_reviews(tmp_path: Path) -> None:
    with stored(SAMPLE) as store:
        claim = next(
            each
            for each in store.annotations()
            if each.quote.startswith("harbour") or each.root == "claim"
        )
        article = store.article(claim.article)
        verdict = annotate(
            claim.article, article, Span(claim.start, claim.end), "verdict/false", "ada", note="No."
        )
        store.do(Command("x", (annotation_edit(None, verdict),)))
        report = export(store, format="claimreview", out=tmp_path / "r.jsonld")
    made = json.loads((tmp_path / "r.jsonld").read_text())
    (review,) = made["@graph"]
    assert made["@context"] == "https://schema.org" and review["@type"] == "ClaimReview"
    assert review["reviewRating"] == {"@type": "Rating", "alternateName": "false"}
    assert review["reviewBody"] == "No." and review["claimReviewed"] == " ".join(
        claim.quote.split()
    )
    assert review["itemReviewed"]["author"] == [{"@type": "Thing", "name": "harbour office"}]
    assert report.written["reviews"] == 1
    assert "  2 claims without a verdict" in report.lines()


def test_a_review_is_by_who_gave_the_verdict_once_for_the_same_words(tmp_path: Path) -> None:
    with stored(SAMPLE) as store:
        claim = next(each for each in store.annotations() if each.root == "claim")
        article = store.article(claim.article)

        def add(label: str, annotator: str) -> Annotation:
            made = annotate(claim.article, article, claim.span, label, annotator)
            store.do(Command("x", (annotation_edit(None, made),)))
            return made

        add("claim", "bob")
        given = [add("verdict/false", "cleo"), add("verdict/half-true", "dan")]
        proposed = add("verdict/true", "ada")
        store.do(Command("x", (annotation_edit(proposed, suggestion(proposed, "model 7")),)))
        report = export(store, format="claimreview", out=tmp_path / "r", suggestions=True)
    found = json.loads((tmp_path / "r").read_text())["@graph"]
    told = {
        each["@id"]: (each["author"]["name"], each["reviewRating"]["alternateName"])
        for each in found
    }
    assert told == {
        f"urn:uuid:{each.id}": (each.annotator, each.label.partition("/")[2]) for each in given
    }
    assert len(found) == 2
    assert "  1 suggestion without a person who stands behind them" in report.lines()


def test_a_data_frame_has_a_row_for_each_annotation_with_its_article() -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    out = io.BytesIO()
    with stored(SAMPLE) as store:
        report = export(store, format="parquet", out=out)
        wanted = {each.id: (each.start, each.end, each.quote) for each in store.annotations()}
    rows = parquet.read_table(out).to_pylist()
    assert {
        row["annotation_id"]: (row["start"], row["end"], row["quote"]) for row in rows
    } == wanted
    assert all(row["title"] for row in rows) and report.written["annotations"] == 6


def test_a_dataset_has_a_card_that_names_its_data_and_counts_what_is_in_it() -> None:
    with stored(SAMPLE) as store:
        (name, card), (data, _) = FORMATS["hf"].write_files(View(store), LossCounts())  # type: ignore[misc]
    head, about = b"".join(card).decode().removeprefix("---\n").split("---\n", 1)
    values = yaml.safe_load(head)
    assert name == "README.md"
    assert values["configs"][0]["data_files"] == [{"split": "train", "path": data}]
    assert "Annotations of 2 articles, by 2 annotators, under 4 labels" in about
