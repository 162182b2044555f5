"""What is only suggested never leaves as a person's work: left out and counted, or marked."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import Path

import pytest
from msgspec.structs import replace

from annotations.articles import Span, article_from_text
from annotations.exchange import LossReport, export, import_file
from annotations.marks import suggestion
from annotations.marks.annotation import RelationStatus
from annotations.store import Command, Store
from annotations.store.commands import annotate, annotation_edit, relate, relation_edit
from tests.exchange.stores import SAMPLE, empty, stored

TOLD = re.compile("model 7|model%207|suggestion")
"""What a format writes where something is only suggested."""
PLAIN = ("html", "markdown", "csv", "brat", "doccano", "refi-qda")


def propose(store: Store) -> str:
    """Make the store's first annotation a suggestion of a model; its quote."""
    first = store.annotations()[0]
    store.do(Command("x", (annotation_edit(first, suggestion(first, "model 7")),)))
    return first.quote


def written(store: Store, format: str, **options: bool) -> tuple[str, LossReport]:
    """All that an export writes as one text, and its report."""
    path = store.path.with_name(f"out-{format}-{len(options)}")
    report = export(store, format=format, out=path, **options)
    if zipfile.is_zipfile(path):
        return zipfile.ZipFile(path).read("project.qde").decode(), report
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    wanted = (each for each in files if each.is_file() and each.suffix != ".txt")
    return "\n".join(each.read_bytes().decode() for each in wanted), report


@pytest.mark.parametrize("format", PLAIN)
def test_suggestions_are_left_out_and_counted_unless_they_are_asked_for(format: str) -> None:
    with stored(SAMPLE) as store:
        propose(store)
        without, report = written(store, format)
        assert report.written["annotations"] == 5
        assert "  1 suggestion left out (--suggestions takes them along, marked)" in report.lines()
        assert not TOLD.search(without)
        marked, report = written(store, format, suggestions=True)
        assert report.written["annotations"] == 6
        assert not any("left out" in loss.what for loss in report.losses)
        assert TOLD.search(marked)


@pytest.mark.parametrize("format", ["jsonl", "w3c", "prodigy", "label-studio"])
def test_formats_that_tell_a_suggestion_by_themselves_always_have_it(format: str) -> None:
    with stored(SAMPLE) as store:
        propose(store)
        text, report = written(store, format)
        assert report.written["annotations"] == 6 and "model 7" in text


@pytest.mark.parametrize("format", ["brat", "doccano"])
def test_who_proposed_it_comes_back(format: str, tmp_path: Path) -> None:
    with stored(SAMPLE) as store, empty() as other:
        quote = propose(store)
        export(store, format=format, out=tmp_path / "x", suggestions=True)
        import_file(other, tmp_path / "x", format=format, as_is=True)
        assert [(each.quote, each.attributes["suggested_by"]) for each in other.annotations() if each.suggested] == [
            (quote, "model 7")
        ]  # fmt: skip


def test_a_table_says_who_suggests_and_what_nobody_accepted() -> None:
    with stored(SAMPLE) as store:
        tie = store.relations()[-1]
        store.do(Command("x", (relation_edit(tie, replace(tie, status=RelationStatus.SUGGESTED)),)))
        propose(store)
        path = store.path.with_name("tables")
        export(store, format="csv", out=path, suggestions=True)
        rows = list(csv.DictReader(io.StringIO((path / "quotations.csv").read_text())))
        assert sorted(row["suggested_by"] for row in rows) == ["", "", "", "", "", "model 7"]
        rows = list(csv.DictReader(io.StringIO((path / "links.csv").read_text())))
        assert sorted(row["status"] for row in rows) == ["accepted", "accepted", "suggested"]


def test_nothing_trains_on_a_suggestion_in_spacy() -> None:
    spacy = pytest.importorskip("spacy")
    with stored(SAMPLE) as store:
        propose(store)
        path = store.path.with_name("x.spacy")
        export(store, format="spacy", out=path, suggestions=True)
        box = spacy.tokens.DocBin().from_disk(path)
        docs = list(box.get_docs(spacy.blank("xx").vocab))
        assert sum(len(doc.spans["sc"]) for doc in docs) == 5
        assert sum(len(doc.spans.get("suggestions", ())) for doc in docs) == 1


def test_a_relation_between_two_pairs_is_counted_as_lost_in_a_report() -> None:
    with stored(SAMPLE) as store:
        other = store.add_pair(article_from_text("Ana is here."), article_from_text("Bob is not."))
        claim = next(each for each in store.annotations() if each.root == "claim")
        mark = annotate(other.left, store.article(other.left), Span(0, 3), "claim", "ada")
        store.do(Command("x", (annotation_edit(None, mark),)))
        store.do(relate("contradicts", claim, mark, "ada", ""))
        for format in ("html", "markdown"):
            _, report = written(store, format)
            assert "  1 relation whose ends are not in one pair" in report.lines()
            assert report.written["relations"] == 3
