"""Events go out in the native format and come back; a file of before has an event for each pair."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from annotations.errors import ExchangeError
from annotations.exchange import Filters, export, import_file
from annotations.store import Store
from annotations.store.events import commands
from tests.exchange.test_jsonl import exported, records
from tests.store.events import store_of
from tests.store.old_stores import FILES, old_store
from tests.store.test_event_overview import claim

OLD = FILES / "schema-1.jsonl"
"""The store of schema 1 as the code of commit 327eeb5 exported it."""


def written(path: Path, *lines: dict[str, Any]) -> Path:
    path.write_bytes(b"".join(json.dumps(line).encode() + b"\n" for line in lines))
    return path


def other_store(directory: Path) -> Store:
    directory.mkdir(exist_ok=True)
    return Store.open(directory / "annotations.json", annotator="bea")


def test_events_come_back_as_they_went_byte_for_byte(tmp_path: Path) -> None:
    store, (one, two) = store_of(tmp_path, 4, 2)
    with store, other_store(tmp_path / "other") as other:
        store.pair_of(one.articles[0], one.articles[2])
        for at in (0, 1, 3):
            claim(store, one, at)
        store.do(commands.pin(one))
        store.do(commands.archive(two))
        store.do(commands.add(commands.new_event((one.articles[3], two.articles[0]), "Both")))
        data = exported(store)
        (tmp_path / "out.jsonl").write_bytes(data)
        report = import_file(other, tmp_path / "out.jsonl", as_is=True)
        assert report.added["events"] == 3
        assert exported(other) == data
        assert other.events() == store.events()
        assert not import_file(other, tmp_path / "out.jsonl", as_is=True).added
        assert list(other.check()) == []
        other.undo("")


def test_a_file_of_before_brings_an_event_for_each_pair(tmp_path: Path) -> None:
    with other_store(tmp_path / "other") as other, Store.open(old_store(tmp_path / "old")) as old:
        report = import_file(other, OLD, as_is=True)
        assert (report.added["pairs"], report.added["events"]) == (2, 2)
        assert [(each.id, each.articles) for each in other.events()] == [
            (each.id, each.articles) for each in old.events()
        ]
        before = [line for line in records(OLD.read_bytes()) if line["type"] != "header"]
        for store in (other, old):
            lines = records(exported(store))
            assert lines[0]["version"] == 2
            assert [each for each in lines[1:] if each["type"] != "event"] == before


def test_an_event_is_exported_with_its_articles_and_pairs_alone(tmp_path: Path) -> None:
    store, (one, two) = store_of(tmp_path, 3, 2)
    with store:
        inside = store.pair_of(*one.articles[:2])
        store.pair_of(*two.articles)
        claim(store, one, 2)
        claim(store, two, 0)
        lines = records(exported(store, Filters(events=(one.id,))))

        def ids(kind: str) -> list[object]:
            return [line["id"] for line in lines if line["type"] == kind]

        assert ids("event") == [one.id]
        assert ids("article") == list(one.articles)
        assert ids("pair") == [inside.id]
        assert len(ids("annotation")) == 1
        with pytest.raises(ExchangeError, match="no event 'x'"):
            exported(store, Filters(events=("x",)))


def test_a_pair_alone_is_exported_without_the_event_that_has_more(tmp_path: Path) -> None:
    store, (one,) = store_of(tmp_path, 3)
    with store, other_store(tmp_path / "other") as other:
        pair = store.pair_of(*one.articles[:2])
        export(store, out=tmp_path / "pair.jsonl", filters=Filters(pairs=(pair.id,)))
        import_file(other, tmp_path / "pair.jsonl")
        (event,) = other.events()
        assert event.articles == (pair.left, pair.right)


def test_what_a_foreign_file_says_of_events_is_checked(tmp_path: Path) -> None:
    store, (one,) = store_of(tmp_path, 3)
    with store, other_store(tmp_path / "other") as other:
        lines = records(exported(store))
        at = next(number for number, line in enumerate(lines) if line["type"] == "event")
        sound = lines[at]
        wrong = [
            {**sound, "id": "gone", "articles": [one.articles[0], "nowhere"]},
            {**sound, "id": "lonely", "articles": [one.articles[0]]},
            {**sound, "id": "twice", "articles": [*one.articles, one.articles[0]]},
            {**sound, "id": "x" * 999, "title": "A\x1b[31m\u202etitle", "pinned": True,
             "articles": list(one.articles[:2])},
        ]  # fmt: skip
        path = written(tmp_path / "in.jsonl", *lines[:at], sound, *wrong, *lines[at + 1 :])
        report = import_file(other, path)
        assert report.added["events"] == 2
        assert report.repeated["events"] == 1
        assert any("'nowhere' is not in the file" in each for each in report.problems)
        assert any("lonely is left out: it has fewer" in each for each in report.problems)
        found = other.events()[-1]
        assert found.title == "A [31m title"
        assert not found.pinned
        assert len(found.id) < 99
        assert list(other.check()) == []


def test_an_event_changed_here_is_not_overwritten(tmp_path: Path) -> None:
    store, (one,) = store_of(tmp_path, 3)
    with store:
        export(store, out=tmp_path / "out.jsonl")
        mended = commands.take_article(one, one.articles[2])
        store.do(mended)
        report = import_file(store, tmp_path / "out.jsonl")
        assert store.event(one.id).articles == one.articles[:2]
        assert any("stays as it is here" in each for each in report.problems)


def test_an_import_into_an_event_is_undone_in_its_history(tmp_path: Path) -> None:
    store, (one,) = store_of(tmp_path, 3)
    with store, other_store(tmp_path / "other") as other:
        store.pair_of(*one.articles[:2])
        claim(store, one, 0)
        export(store, out=tmp_path / "out.jsonl")
        import_file(other, tmp_path / "out.jsonl")
        assert other.next_undo(one.id) == "import out.jsonl"


@pytest.mark.parametrize("format", ["markdown", "html"])
def test_a_report_of_a_pair_names_its_event(tmp_path: Path, format: str) -> None:
    store, (one, two) = store_of(tmp_path, 3, 2)
    with store:
        store.pair_of(*one.articles[:2])
        store.pair_of(*two.articles)
        store.do(commands.rename(two, ""))
        store.do(commands.rename(one, "The <b>*bridge*</b>\u202e"))
        export(store, format=format, out=tmp_path / "report.x")
        text = (tmp_path / "report.x").read_text("utf-8")
        if format == "markdown":
            assert all(f"\n| Outlet {number} |" in text for number in range(5))
        else:
            assert all(f">Outlet {number}</th>" in text for number in range(5))
        assert "<b>*" not in text


def test_the_tables_have_a_row_for_each_article_of_an_event(tmp_path: Path) -> None:
    store, (one, two) = store_of(tmp_path, 3, 2)
    with store:
        export(store, format="csv", out=tmp_path / "tables")
        with (tmp_path / "tables" / "events.csv").open(encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        assert [(row["event_id"], row["place"], row["doc_id"]) for row in rows] == [
            (event.id, str(place), article)
            for event in (one, two)
            for place, article in enumerate(event.articles, 1)
        ]
        assert rows[0]["outlet"] == "Outlet 0"


@pytest.mark.parametrize("format", ["w3c", "doccano"])
def test_a_format_without_events_says_what_it_leaves_out(tmp_path: Path, format: str) -> None:
    store, (_, two) = store_of(tmp_path, 3, 2)
    with store:
        store.do(commands.rename(two, ""))
        report = export(store, format=format, out=tmp_path / "out")
        assert "1 event" in [str(each) for each in report.losses]


@pytest.mark.parametrize("format", ["html", "markdown", "docx"])
def test_a_report_has_what_was_tagged_in_an_event_of_which_no_two_were_read_together(
    tmp_path: Path, format: str
) -> None:
    store, (event,) = store_of(tmp_path, 3)
    with store:
        claim(store, event, 2)
        assert store.pairs() == ()
        out = io.BytesIO()
        report = export(store, format=format, out=out)
        assert report.written["annotations"] == 1 and not report.written["pairs"]
        assert "in no pair" not in str(report)
        if format != "docx":
            tagged = store.article(event.articles[2]).text[:8]
            assert tagged in out.getvalue().decode()
