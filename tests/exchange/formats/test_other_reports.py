"""The report as a Word document, and the folder of linked notes."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest

from annotations.exchange import export
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
