"""The report as a Word document, and the folder of linked notes."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from msgspec.structs import replace

from annotations.alignment import align
from annotations.articles import Kind, Span, article_from_text
from annotations.exchange import export
from annotations.store import Command, Store
from annotations.store.commands import annotate, annotation_edit, relation_edit
from tests.exchange.stores import SAMPLE, Plan, stored

HOSTILE = Plan(
    ("Title <b>\n\nAna [[said]] no \x1b[31m \u202eevil\u202c.\n", "Other\n\n{{template}} %% #tag"),
    ((0, 11, 14, "claim", "a]]da", "![[x]]\n---\n[x](http://evil)"),),
)


def test_the_word_document_says_what_the_page_says() -> None:
    docx = pytest.importorskip("docx")
    out = io.BytesIO()
    with stored(SAMPLE) as store:
        report = export(store, format="docx", out=out)
    made = docx.Document(out)
    heads = [each.text for each in made.paragraphs if each.style.name.startswith("Heading 1")]
    assert heads == ["Reports", "Contradictions", "Who says what", "The articles side by side"]
    bold = {run.text for each in made.paragraphs for run in each.runs if run.bold}
    assert "denied" in bold
    cells = "\n".join(
        cell.text for table in made.tables for row in table.rows for cell in row.cells
    )
    assert "said by: harbour office" in cells and "contradicts" in cells
    assert report.written["relations"] == 3


def test_a_word_document_shows_what_differs_and_no_empty_row(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    texts = (
        "The boat\n\nIt sails on Friday, said Ana.",
        "The boat\n\nIt sails on Monday, said Ana.",
    )
    articles = [article_from_text(text) for text in texts]
    first = articles[0].blocks[0]
    articles[0] = replace(
        articles[0], blocks=(replace(first, kind=Kind.BOILERPLATE), *articles[0].blocks[1:])
    )
    with Store.open(tmp_path / "store.json", annotator="ada") as store:
        pair = store.add_pair(*articles)
        store.save_alignment(pair.id, align(*articles))
        made = annotate(pair.left, articles[0], Span(22, 28), "source", "ada")
        store.do(Command("x", (annotation_edit(None, made),)))
        export(store, format="docx", out=tmp_path / "report.docx")
    made = docx.Document(tmp_path / "report.docx")
    _, table = made.tables
    assert made.core_properties.title == made.paragraphs[0].text
    bold = [[run.text for p in cell.paragraphs for run in p.runs if run.bold]
            for cell in table.rows[-1].cells]  # fmt: skip
    assert bold == [["Friday"], ["Monday"]]
    assert [[cell.text for cell in row.cells] for row in table.rows[1:]] == [
        ["", "The boat"],
        ["It sails on [1] Friday, said Ana.", "It sails on Monday, said Ana."],
    ]
    assert made.paragraphs[-1].text == "[1] source: “Friday” · ada"
    assert "w:tblHeader" in table.rows[0]._tr.xml and "w:cantSplit" in table.rows[1]._tr.xml


def test_of_more_outlets_than_fit_beside_each_other_each_claim_is_a_list(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    articles = tuple(article_from_text(f"Ferry {at}\n\nIt sails.") for at in range(5))
    with Store.open(tmp_path / "store.json", annotator="ada") as store:
        event = store.add_event(articles, title="The ferry")
        made = annotate(event.articles[3], articles[3], Span(9, 18), "claim", "ada")
        store.do(Command("x", (annotation_edit(None, made),)))
        export(store, format="docx", out=tmp_path / "report.docx")
        export(store, format="markdown", out=tmp_path / "report.md")
    paragraphs = [each.text for each in docx.Document(tmp_path / "report.docx").paragraphs]
    assert "Ferry 3: “It sails.”" in paragraphs
    assert "- Claim 1\n  - *Ferry 3*: “It sails.”\n" in (tmp_path / "report.md").read_text("utf-8")


@pytest.mark.parametrize("format", ["html", "markdown", "docx", "obsidian", "xlsx"])
def test_nothing_that_an_outlet_says_or_a_note_on_a_relation_is_missing(
    format: str, tmp_path: Path
) -> None:
    with stored(SAMPLE) as store:
        tie = next(each for each in store.relations() if each.kind == "attributed_to")
        store.do(Command("x", (relation_edit(tie, replace(tie, note="as heard")),)))
        out = tmp_path / "report"
        if format in ("docx", "xlsx"):
            pytest.importorskip({"docx": "docx", "xlsx": "xlsxwriter"}[format])
        export(store, format=format, out=out)
        if out.is_dir():
            text = "".join(each.read_text("utf-8") for each in out.rglob("*.*"))
        elif format in ("docx", "xlsx"):
            with zipfile.ZipFile(out) as archive:
                names = [each for each in archive.namelist() if each.endswith(".xml")]
                text = " ".join(archive.read(each).decode() for each in names)
        else:
            text = out.read_text("utf-8")
    # Two claims of one outlet answer the first: both are told, each with how it stands.
    assert "contradicts The ferry sails again" in text and "updates The ferry sails again" in text
    assert "as heard" in text


def test_nothing_in_a_word_document_is_a_field_or_acts() -> None:
    docx = pytest.importorskip("docx")
    out = io.BytesIO()
    with stored(HOSTILE) as store:
        export(store, format="docx", out=out)
    xml = docx.Document(out).element.xml
    assert "w:fldChar" not in xml and "w:hyperlink" not in xml
    assert "\u202e" not in xml and "\x1b" not in xml


@pytest.mark.parametrize("plan", [SAMPLE, HOSTILE], ids=["sample", "hostile"])
def test_every_link_of_a_folder_of_notes_leads_to_a_note(tmp_path: Path, plan: Plan) -> None:
    with stored(plan) as store:
        report = export(store, format="obsidian", out=tmp_path / "vault")
        marks = len(store.annotations())
    notes = {each.stem: each.read_text() for each in (tmp_path / "vault").rglob("*.md")}
    assert len(notes) == len(list((tmp_path / "vault").rglob("*.md"))) == marks + 3
    for text in notes.values():
        for link in re.findall(r"(?<!\\)\[\[(.*?)\]\]", text):
            assert link in notes
        front = text.split("---\n")[1]
        for line in front.splitlines():
            name, _, value = line.partition(": ")
            assert name.isidentifier() and isinstance(json.loads(value), str)
        assert "![[" not in text and "](http" not in text and "\x1b" not in text
    assert report.written["annotations"] == marks
    if plan is SAMPLE:
        claim = next(text for text in notes.values() if "> The owner denied" in text)
        assert "→ contradicts [[" in claim
