"""What programs were seen to need when exports were loaded into them."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from lxml import etree
from msgspec.structs import replace

from annotations.articles import article_from_text
from annotations.errors import ExchangeError
from annotations.exchange import export, import_file
from annotations.exchange.units import unit_of
from annotations.marks import Label
from annotations.store import Command, Store
from annotations.store.commands import annotation_edit
from tests.exchange.stores import SAMPLE, Plan, empty, said, stored, ties

NS = {"q": "urn:QDA-XML:project:1.0"}


def as_label_studio_exports(tasks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Tasks as its JSON export has them: all work by who imported it, predictions as bare ids."""
    person = {"id": 1, "email": "boss@example.org"}
    return [
        {
            **task,
            "annotations": [{**each, "completed_by": person} for each in task["annotations"]],
            "predictions": list(range(len(task["predictions"]))),
        }
        for task in tasks
    ]


def test_label_studio_names_nobody_by_number_and_gives_everybody_their_own_work_back(
    tmp_path: Path,
) -> None:
    with stored(SAMPLE) as store, empty() as other:
        mark = store.annotations()[0]
        proposed = MappingProxyType({"suggested_by": "model 7"})
        store.do(Command("x", (annotation_edit(mark, replace(mark, attributes=proposed)),)))
        export(store, format="label-studio", out=tmp_path / "out")
        text = (tmp_path / "out" / "tasks.json").read_text()
        assert "completed_by" not in text
        back = tmp_path / "project-1.json"
        back.write_text(json.dumps(as_label_studio_exports(json.loads(text))))
        report = import_file(other, back, as_is=True)
        assert not report.problems and report.suggestions == 1
        assert said(other, "id", "annotator", "note") == said(store, "id", "annotator", "note")
        again = other.annotation(mark.id)
        assert again is not None and again.attributes["suggested_by"] == "model 7"


def test_a_prediction_that_somebody_took_over_in_label_studio_is_theirs(tmp_path: Path) -> None:
    region = {"id": "r1", "type": "labels", "to_name": "text", "origin": "prediction",
              "value": {"start": 0, "end": 3, "labels": ["source"]}}  # fmt: skip
    task = {
        "data": {"text": "Ana said so.", "crossread_suggestions": [{"result": [region]}]},
        "annotations": [{"completed_by": {"email": "ada"}, "result": [region]}],
        "predictions": [4],
    }
    path = tmp_path / "t.json"
    path.write_text(json.dumps([task]))
    with empty() as store:
        report = import_file(store, path, as_is=True)
        assert [(each.annotator, each.suggested) for each in store.annotations()] == [
            ("ada", False)
        ]
        assert not report.repeated


def project(store: Store) -> Any:
    out = io.BytesIO()
    export(store, format="refi-qda", out=out)
    return etree.fromstring(zipfile.ZipFile(out).read("project.qde"))


def test_a_note_has_what_qualcoder_reads_of_it() -> None:
    with stored(SAMPLE) as store:
        root = project(store)
    for note in root.iterfind(".//q:Note", NS):
        assert note.get("creatingUser") and note.get("creationDateTime")
    noted = [each for each in root.iterfind(".//q:PlainTextSelection", NS)
             if each.find("q:NoteRef", NS) is not None]  # fmt: skip
    assert {each.findtext("q:Description", None, NS) for each in noted} == {
        "check\nthe date",
        "=2+2",
    }


def test_codes_of_one_name_in_two_branches_keep_apart_and_come_back(tmp_path: Path) -> None:
    book = Plan(SAMPLE.texts, labels=(Label("theme/cost"), Label("frame/Cost"), Label("frame/who")))
    with stored(book) as store, empty() as other:
        names = [each.get("name") for each in project(store).iterfind(".//q:Code", NS)]
        assert len({name.casefold() for name in names}) == len(names)
        assert {"theme › cost", "frame › Cost", "who"} <= set(names)
        report = export(store, format="refi-qda", out=tmp_path / "x.qdpx")
        assert (
            "  2 labels named by their whole path, for another has the same name" in report.lines()
        )
        import_file(other, tmp_path / "x.qdpx")
        labels = {document["id"] for document in other.labels()}
        assert {"theme/cost", "frame/Cost", "frame/who"} <= labels


# -- offsets -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["", "plain", "a😀b😀😀c", "😀", "é渡x🇧🇷"])
def test_an_offset_in_utf_16_units_is_what_javascript_counts(text: str) -> None:
    unit = unit_of(text, utf16=True)
    for offset in range(len(text) + 1):
        units = len(text[:offset].encode("utf-16-le")) // 2
        assert unit.out(offset) == units
        assert unit.back(units) == offset
    for units in range(len(text.encode("utf-16-le")) // 2 + 1):
        offset = unit.back(units)
        assert unit.out(offset) in (units, units - 1)


@pytest.mark.parametrize("utf16", [False, True])
def test_a_position_says_what_it_counts_and_comes_back(utf16: bool, tmp_path: Path) -> None:
    path = tmp_path / "x.jsonld"
    with stored(SAMPLE) as store, empty() as other:
        mark = max(store.annotations(), key=lambda each: each.start)
        article = article_from_text("👍👍 " + store.article(mark.article).text)
        store.add_pair(article, article_from_text("Other words."))
        key = next(k for k in store.articles() if store.article(k).text == article.text)
        moved = replace(mark, id="x", article=key, start=mark.start + 3, end=mark.end + 3)
        store.do(Command("x", (annotation_edit(None, moved),)))
        export(store, format="w3c", out=path, utf16=utf16)
        items = json.loads(path.read_bytes())["first"]["items"]
        item = next(each for each in items if each["id"] == "urn:crossread:annotation:x")
        quote, position = item["target"]["selector"]
        assert quote["type"] == "TextQuoteSelector"
        assert position["crossread:unit"] == ("utf-16" if utf16 else "code points")
        units = article.text.encode("utf-16-le") if utf16 else article.text.encode("utf-32-le")
        width = 2 if utf16 else 4
        cut = units[width * position["start"] : width * position["end"]]
        assert cut.decode("utf-16-le" if utf16 else "utf-32-le") == moved.quote
        assert not import_file(other, path, as_is=True).problems
        assert said(other, "id") == said(store, "id") and ties(other) == ties(store)


def test_utf_16_is_refused_where_a_format_cannot_say_it() -> None:
    with stored(SAMPLE) as store, pytest.raises(ExchangeError, match="code points only"):
        export(store, format="csv", out=store.path.with_name("x"), utf16=True)


def test_label_studio_says_above_each_text_which_article_it_is(tmp_path: Path) -> None:
    with stored(SAMPLE) as store:
        export(store, format="label-studio", out=tmp_path / "out")
    (task,) = json.loads((tmp_path / "out" / "tasks.json").read_text())
    config = (tmp_path / "out" / "label_config.xml").read_text()
    told = [
        (task["data"][f"name_{side}"], f'<Header value="$name_{side}"/>' in config) for side in "ab"
    ]
    assert told == [("The ferry sails again", True), ("Ferry: no date yet", True)]
