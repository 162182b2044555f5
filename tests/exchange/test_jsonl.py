"""The native format loses nothing, and a file that is not right is refused by its line."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator
from msgspec.structs import replace

from annotations.errors import ExchangeError
from annotations.exchange import Filters, export, import_file
from annotations.store import Store, commands
from tests.exchange.schema_from_types import SCHEMA, up_to_date
from tests.exchange.stores import SAMPLE, Plan, empty, passed_over, plans, stored

few = settings(
    max_examples=25, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


def exported(store: Store, filters: Filters | None = None) -> bytes:
    out = io.BytesIO()
    export(store, out=out, filters=filters)
    return out.getvalue()


def records(data: bytes) -> list[dict[str, object]]:
    return [json.loads(line) for line in data.splitlines()]


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(json.loads(SCHEMA.read_text()))


def test_the_schema_has_the_fields_that_the_classes_have() -> None:
    new = json.dumps(
        up_to_date(json.loads(SCHEMA.read_text("utf-8"))), indent=2, ensure_ascii=False
    )
    assert SCHEMA.read_text("utf-8") == new + "\n", "python -m tests.exchange.schema_from_types"


@few
@given(plans())
def test_every_line_is_as_the_schema_says(plan: Plan) -> None:
    validator = Draft202012Validator(json.loads(SCHEMA.read_text()))
    with stored(plan) as store:
        for record in records(exported(store)):
            errors = [error.message for error in validator.iter_errors(record)]
            assert not errors, record


@few
@given(plans())
def test_out_and_in_again_gives_the_same_bytes_and_a_second_time_adds_nothing(plan: Plan) -> None:
    with stored(plan) as store, empty() as other:
        data = exported(store)
        path = other.path.with_name("export.jsonl")
        path.write_bytes(data)
        first = import_file(other, path, as_is=True)
        assert exported(other) == data
        assert not first.problems and first.suggestions == 0
        again = import_file(other, path)
        assert sum(again.added.values()) == 0
        assert again.known.get("annotations", 0) == len(plan.marks)
        assert sum(import_file(store, path).added.values()) == 0


def test_annotations_and_relations_of_the_sample_are_there_word_for_word() -> None:
    with stored(SAMPLE) as store:
        lines = records(exported(store))
        texts = {line["id"]: line["text"] for line in lines if line["type"] == "article"}
        marks = [line for line in lines if line["type"] == "annotation"]
        assert len(marks) == len(SAMPLE.marks)
        for mark in marks:
            assert texts[mark["article"]][mark["start"] : mark["end"]] == mark["quote"]  # type: ignore[index,misc]
        assert [line["kind"] for line in lines if line["type"] == "relation"] == [
            "attributed_to", "contradicts", "updates",
        ]  # fmt: skip
        assert {line["origin"] for line in lines if line["type"] == "link"} == {
            "auto", "confirmed", "rejected",
        }  # fmt: skip


def test_links_are_written_in_the_order_of_the_blocks_whatever_was_decided() -> None:
    with stored(SAMPLE) as store:
        lines = [line for line in records(exported(store)) if line["type"] == "link"]
    places = [(line["left"], line["right"]) for line in lines]
    assert len(places) == 3 and places == sorted(places)  # type: ignore[type-var]


def test_a_dry_run_says_what_would_come_and_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    with stored(SAMPLE) as store:
        export(store, out=path)
    with empty() as other:
        report = import_file(other, path, dry_run=True)
        assert report.added["annotations"] == 6 and report.dry_run
        assert "would be added" in report.lines()[0]
        assert other.articles() == () and other.annotations() == ()


def test_an_import_is_one_command_and_one_undo(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    with stored(SAMPLE) as store:
        export(store, out=path)
    with empty() as other:
        import_file(other, path)
        (pair,) = other.pairs()
        other.undo(pair.id)
        assert other.annotations() == () and other.relations() == ()


def test_a_correction_made_here_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    with stored(SAMPLE) as store:
        export(store, out=path)
        mark = store.annotations()[0]
        store.do(commands.change(mark, replace(mark, note="mended")))
        report = import_file(store, path)
        assert store.annotation(mark.id).note == "mended"  # type: ignore[union-attr]
        assert any(mark.id in problem for problem in report.problems)


def test_filters_narrow_annotations_and_the_relations_between_them() -> None:
    with stored(SAMPLE) as store:

        def kept(**filters: object) -> tuple[int, int]:
            lines = records(exported(store, Filters(**filters)))  # type: ignore[arg-type]
            kinds = [line["type"] for line in lines]
            return kinds.count("annotation"), kinds.count("relation")

        (pair,) = store.pairs()
        assert kept() == (6, 3)
        assert kept(labels=("claim",)) == (3, 2)
        assert kept(labels=("theme",)) == (1, 0)
        assert kept(annotators=("bob",)) == (2, 0)
        assert kept(text="FERRY will") == (1, 0)
        assert kept(text="the date") == (1, 0)
        assert kept(since="2026-03-01T10:00:04") == (2, 0)
        assert kept(until="2026-02-28") == (0, 0)
        assert kept(until="2026-03-01") == (6, 3)
        assert kept(pairs=(pair.id,)) == (6, 3)
        with pytest.raises(ExchangeError, match="no pair 'x'"):
            kept(pairs=("x",))


HEADER = '{"type":"header","schema":"crossread","version":2}\n'
ARTICLE = (
    '{"type":"article","id":"a","sha256":"%s","text":"one","title":"","byline":"","outlet":"",'
    '"published":"","url":"","source":"","encoding":"utf-8","warnings":[],"blocks":[]}\n'
)
DIGEST = "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "format cannot be told"),
        ("[1]\n", "format cannot be told"),
        (HEADER.replace("2}", "3}"), "line 1: version 3"),
        (HEADER.replace("2}", "0}"), "line 1: version 0"),
        (
            HEADER + '{"type":"event","id":"e","articles":"a b"}\n',
            "line 2: event: .*articles is 'a b'",
        ),
        (HEADER + "{\n", "line 2: is not JSON"),
        (HEADER + '{"type":"article","score":NaN}\n', "line 2: is not JSON"),
        (HEADER + "3\n", "line 2: is not a JSON object"),
        (HEADER + '{"type":"pair","id":"p"}\n', "line 2: pair: 'left' is missing"),
        (HEADER + ARTICLE % ("0" * 64), "line 2: article: the text is not the one"),
        (
            HEADER + (ARTICLE % DIGEST).replace('"one"', '"one\\r\\n"'),
            "line 2: article: .*line ends",
        ),
        (HEADER + '{"type":"annotation","id":"x"}\n', "line 2: annotation"),
        (HEADER + '{"type":"label","id":3}\n', "line 2: label"),
        (
            HEADER + '{"type":"link","pair":"p","left":0,"right":0,"score":1,"origin":"x"}\n',
            "line 2: link",
        ),
    ],
)
def test_a_broken_file_is_refused_in_one_line_that_names_it(
    tmp_path: Path, content: str, words: str
) -> None:
    path = tmp_path / "broken.jsonl"
    path.write_text(content)
    with empty() as store:
        with pytest.raises(ExchangeError, match=words) as caught:
            import_file(store, path)
        message = str(caught.value)
        assert "broken.jsonl" in message and "\n" not in message
        assert store.articles() == ()


def test_what_does_not_fit_is_left_out_and_said(tmp_path: Path) -> None:
    mark = (
        '{"type":"annotation","id":"m","article":"%s","start":0,"end":3,"quote":"%s","prefix":"",'
        '"suffix":"","label":"claim","annotator":"x","created":"2026-01-01T00:00:00Z",'
        '"updated":"2026-01-01T00:00:00Z","note":"","attributes":{},"state":"exact","score":1}\n'
    )
    path = tmp_path / "odd.jsonl"
    path.write_text(
        HEADER
        + ARTICLE % DIGEST
        + mark % ("a", "two")
        + mark % ("b", "one")
        + '{"type":"news"}\n'
        + '{"type":"relation","id":"r","kind":"agrees","source":"m","target":"n","annotator":"",'
        '"created":"2026-01-01T00:00:00Z","note":""}\n'
    )
    with empty() as store:
        report = import_file(store, path)
        assert store.annotations() == () and store.relations() == ()
        assert passed_over(report) == 4


@pytest.mark.skipif(shutil.which("jq") is None, reason="jq is not installed")
def test_jq_reads_it() -> None:
    with stored(SAMPLE) as store:
        data = exported(store)
        done = subprocess.run(
            ["jq", "-r", 'select(.type=="annotation") | .label'],
            input=data, capture_output=True, check=True,
        )  # fmt: skip
    assert done.stdout.decode().split() == [
        line["label"] for line in records(data) if line["type"] == "annotation"
    ]  # fmt: skip
