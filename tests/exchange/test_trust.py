"""A file from outside proposes, and says nothing in anybody's name; what it says is sound and clean."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotations.alignment import Origin
from annotations.articles.text.visible import HOSTILE
from annotations.exchange import FORMATS, export, import_file
from annotations.store import Store
from annotations.store.commands import decide, unrelate, untag
from tests.exchange.stores import OUT, SAMPLE, empty, stored

INTO = [
    name for name in FORMATS
    if name not in ("spacy", "codebook", "qdc", "xlsx") and FORMATS[name].read and FORMATS[name].out
]  # fmt: skip
Record = dict[str, Any]


def changed(path: Path, change: Callable[[Record], Record | list[Record]]) -> None:
    """Rewrite a native file, each record changed, or several in its place."""
    made: list[Record] = []
    for line in path.read_text().splitlines():
        found = change(json.loads(line))
        made += found if isinstance(found, list) else [found]
    path.write_text("".join(json.dumps(record) + "\n" for record in made))


def links(store: Store) -> set[tuple[int, int, str]]:
    (pair,) = store.pairs()
    found = store.alignment(pair.id)
    assert found is not None
    return {(each.left, each.right, each.origin.value) for each in (*found.links, *found.rejected)}


@pytest.mark.parametrize("format", INTO)
def test_a_file_that_names_this_annotator_makes_nothing_hers(format: str, tmp_path: Path) -> None:
    path = tmp_path / f"out{FORMATS[format].suffixes[0]}"
    with stored(SAMPLE) as store:
        export(store, format=format, out=path)
    with empty("ada") as store:
        report = import_file(store, path, format=format)
        marks = store.annotations()
        assert marks and all(mark.suggested for mark in marks)
        assert report.suggestions >= len(marks)
        assert all(mark.attributes["suggested_by"] != "ada" for mark in marks)
        assert not any(relation.annotator == "ada" for relation in store.relations())
        found = store.alignment(store.pairs()[0].id) if store.pairs() else None
        assert all(link.origin is Origin.AUTO for link in (found.links if found else ()))
        assert list(store.check()) == []
    with empty("ada") as store:
        report = import_file(store, path, format=format, as_is=True)
        assert not any(mark.suggested for mark in store.annotations())
        assert "as is" in "".join(report.lines())


def test_a_decision_in_a_file_is_proposed_and_a_rejection_is_left_out(native: Path) -> None:
    with empty() as store:
        report = import_file(store, native)
        assert {origin for *_, origin in links(store)} == {"auto"}
        assert any("rejects" in problem for problem in report.problems)
        assert sum(import_file(store, native).added.values()) == 0
    with empty() as store:
        import_file(store, native, as_is=True)
        assert {origin for *_, origin in links(store)} == {"auto", "confirmed", "rejected"}


def test_a_proposed_link_joins_the_aligners_and_no_decision_is_overruled(native: Path) -> None:
    with stored(SAMPLE) as store, empty() as other:
        import_file(other, native)
        (pair,) = other.pairs()
        confirmed = next(each for each in store.alignment(store.pairs()[0].id).links  # type: ignore[union-attr]
                         if each.origin is Origin.CONFIRMED)  # fmt: skip
        proposed = next(each for each in other.alignment(pair.id).links  # type: ignore[union-attr]
                        if (each.left, each.right) == (confirmed.left, confirmed.right))  # fmt: skip
        from msgspec.structs import replace

        other.do(decide(pair.id, replace(proposed, origin=Origin.REJECTED), proposed))
        import_file(other, native)
        assert (confirmed.left, confirmed.right, "rejected") in links(other)


def test_a_rejected_suggestion_stays_rejected(native: Path) -> None:
    with empty() as store:
        import_file(store, native)
        (pair,) = store.pairs()
        mark = store.annotations(label="theme")[0]
        store.do(untag(mark, pair=pair.id))
        report = import_file(store, native)
        assert report.rejected == 1 and store.annotation(mark.id) is None
        assert "rejected here before" in "\n".join(report.lines())
        import_file(store, native, as_is=True)
        assert store.annotation(mark.id) is not None


def test_a_relation_of_a_file_is_a_suggestion_and_leaves_as_one(
    native: Path, tmp_path: Path
) -> None:
    out = tmp_path / "again.jsonl"
    with empty() as store:
        report = import_file(store, native)
        relations = store.relations()
        assert relations and all(each.suggested for each in relations)
        assert report.suggestions >= len(relations) + len(store.annotations())
        assert all(each.suggested for each in store.relations())
        export(store, out=out)
    with empty() as store:
        import_file(store, native, as_is=True)
        assert not any(each.suggested for each in store.relations())
        import_file(store, out, as_is=True)  # what is here already stays as it is
        assert not any(each.suggested for each in store.relations())
    with empty() as store:
        import_file(store, out, as_is=True)
        assert store.relations() == relations
        out = tmp_path / "doccano.jsonl"
        losses = export(store, format="doccano", out=out, suggestions=True).losses
        assert any(each.what.startswith("relations without their mark") for each in losses)


def test_a_rejected_relation_stays_rejected(native: Path) -> None:
    with empty() as store:
        import_file(store, native)
        (pair,) = store.pairs()
        first, *rest = store.relations()
        store.do(unrelate(first, pair=pair.id))
        report = import_file(store, native)
        assert report.rejected == 1 and list(store.relations()) == rest
        import_file(store, native, as_is=True)
        assert first.id in {each.id for each in store.relations()}


def test_what_check_would_report_does_not_come_in(native: Path) -> None:
    def spoil(record: Record) -> Record | list[Record]:
        if record["type"] == "link":
            far = {**record, "left": 1001}
            return [far, {**record, "right": -1}, {**record, "score": 2.0}, record]
        if record["type"] == "annotation" and record["label"] == "cue":
            return [{**record, "id": "x", "score": -1.0}, record]
        return record

    changed(native, spoil)
    with empty() as store:
        report = import_file(store, native, as_is=True)
        assert len([each for each in report.problems if "left out" in each]) == 10
        assert list(store.check()) == []
        assert len(store.annotations()) == len(SAMPLE.marks)


def test_what_a_file_says_is_cleaned_as_what_is_typed(native: Path) -> None:
    acts = "\x1b]0;owned\x07\x9b5m\u202eevil\u200b"

    def spoil(record: Record) -> Record:
        if record["type"] == "annotation":
            said = {"label": f"theme/{acts}{record['start']}", "annotator": f"eve {acts}"}
            return {**record, **said, "note": f"n {acts}", "attributes": {acts: acts}, "id": record["id"] + acts}  # fmt: skip
        if record["type"] == "label":
            return {**record, "definition": acts}
        if record["type"] == "relation":
            return {**record, "source": record["source"] + acts, "target": record["target"] + acts,
                    "note": acts, "annotator": acts}  # fmt: skip
        return {**record, "title": acts} if record["type"] == "pair" else record

    changed(native, spoil)
    with empty() as store:
        import_file(store, native)
        assert len(store.annotations()) == len(SAMPLE.marks) and len(store.relations()) == 3
        tables = ("annotations", "relations", "labels", "pairs")
        said = json.dumps([list(store.documents(table)) for table in tables], ensure_ascii=False)
        # Of a quote and its context nothing is taken away, for they stand in the article.
        assert set(HOSTILE.findall(said)) <= {"\u200d"}
        for format in OUT:
            export(store, format=format, out=store.path.with_name(f"out-{format}"))


def test_what_is_in_a_file_twice_is_not_called_here_already(native: Path) -> None:
    changed(native, lambda record: record if record["type"] == "header" else [record, record])
    with empty() as store:
        report = import_file(store, native)
        assert set(report.known) == {"labels"}  # the built-in ones
        assert report.repeated["annotations"] == 6
        assert report.repeated["relations"] == 3 and report.repeated["pairs"] == 1
        assert (
            "more than once in the file: 1 label, 1 event, 1 pair, 6 annotations, 3 relations"
            in report.lines()[3]
        )


def test_the_aligners_links_stay_when_a_file_proposes_another(native: Path, tmp_path: Path) -> None:
    alone = tmp_path / "alone.jsonl"
    alone.write_text(native.read_text())
    changed(alone, lambda record: [] if record.get("origin") == "confirmed" else record)
    with empty() as store:
        import_file(store, alone)
        before = links(store)
        report = import_file(store, native)
        assert before and before < links(store)
        assert report.added["links"] == len(links(store)) - len(before)


def test_links_of_a_pair_that_a_file_has_twice_come_once(native: Path) -> None:
    def again(record: Record) -> Record | list[Record]:
        if record["type"] == "pair":
            return [record, {**record, "id": "again"}]
        if record["type"] == "link":
            return [record, {**record, "pair": "again", "right": 0}]
        return record

    with empty() as store:
        import_file(store, native)
        once = links(store)
    changed(native, again)
    with empty() as store:
        report = import_file(store, native)
        assert links(store) == once
        assert report.repeated["links"] > 0
