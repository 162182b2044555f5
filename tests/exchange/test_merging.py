"""What a file brings into a store that has some of it already, or has other things in its place."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from msgspec import structs

from annotations.alignment import Alignment, Link, Origin
from annotations.articles import article_from_text
from annotations.exchange import detect, export, import_file
from annotations.marks import AnchorState, Label
from annotations.store import Command, Pair, Store
from annotations.store.commands import annotation_edit, decide, untag
from tests.exchange.stores import LEFT, RIGHT, SAMPLE, Plan, annotation, empty, stored
from tests.exchange.test_trust import changed

OTHERS = Plan(("Another report\n\nNobody came.", "A fourth report\n\nSomebody came."))
Record = dict[str, Any]


def written(path: Path, *records: Record) -> Path:
    """A file of JSON lines."""
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return path


def bare(store: Store) -> Pair:
    """The pair of the sample, in a store that has nothing else."""
    return store.add_pair(article_from_text(LEFT), article_from_text(RIGHT))


def links(store: Store, pair: Pair) -> Alignment:
    found = store.alignment(pair.id)
    assert found is not None
    return found


def ids(path: Path, kind: str) -> list[str]:
    records = [json.loads(line) for line in path.read_text().splitlines()]
    return [record["id"] for record in records if record["type"] == kind]


def renamed(path: Path, old: str, new: str) -> None:
    """Give what has one id in a file another."""
    path.write_text(path.read_text().replace(f'"{old}"', f'"{new}"'))


# -- articles, pairs, labels -------------------------------------------------------------------------


def test_a_key_that_sets_another_label_here_stays_with_it(native: Path) -> None:
    with stored(replace(OTHERS, labels=(Label("theme/other", key="1"),))) as store:
        report = import_file(store, native)
        keys = {label["id"]: label.get("key", "") for label in store.labels()}
        assert (keys["theme/other"], keys["theme/travel"]) == ("1", "")
        assert any("its key '1' sets theme/other here" in each for each in report.problems)


def test_an_article_whose_id_another_one_has_here_gets_an_id_of_its_own(native: Path) -> None:
    with stored(OTHERS) as store:
        (pair,) = store.pairs()
        renamed(native, ids(native, "article")[0], pair.left)
        import_file(store, native)
        texts = {store.article(each).text for each in store.articles()}
        assert texts == {*OTHERS.texts, *SAMPLE.texts}
        assert store.article(pair.left).text == OTHERS.texts[0]
        assert len(store.annotations()) == len(SAMPLE.marks)


def test_a_pair_whose_id_another_one_has_here_gets_an_id_of_its_own(native: Path) -> None:
    with stored(OTHERS) as store:
        (pair,) = store.pairs()
        renamed(native, ids(native, "pair")[0], pair.id)
        import_file(store, native)
        assert len({each.id for each in store.pairs()}) == 2
        assert store.pair(pair.id) == pair
        assert list(store.check()) == []


def test_a_pair_without_one_of_its_articles_is_left_out_and_said(native: Path) -> None:
    first = ids(native, "article")[0]
    changed(native, lambda each: [] if each["type"] == "article" and each["id"] == first else each)
    with empty() as store:
        report = import_file(store, native)
        assert store.pairs() == ()
        assert any("one of its articles is not in the file" in each for each in report.problems)


# -- links -------------------------------------------------------------------------------------------


def test_links_between_blocks_that_are_cut_otherwise_here_are_left_out(native: Path) -> None:
    def joined(record: Record) -> Record:
        if record["type"] == "article" and len(record["blocks"]) > 2:
            one, two, *rest = record["blocks"]
            blocks = [{**one, "end": two["end"]}, *rest]
            return {**record, "blocks": [{**each, "index": at} for at, each in enumerate(blocks)]}
        if record["type"] == "link":
            return {**record, "left": 0, "right": 0}
        return record

    changed(native, joined)
    with empty() as store:
        pair = bare(store)
        report = import_file(store, native)
        assert store.alignment(pair.id) is None
        assert any("have other blocks here" in each for each in report.problems)


def test_where_an_alignment_is_here_already_that_of_the_file_is_not_added(native: Path) -> None:
    with empty() as store:
        pair = bare(store)
        store.save_alignment(pair.id, Alignment.of([Link(0, 0, 0.9)]))
        import_file(store, native)
        assert [each.score for each in links(store, pair) if (each.left, each.right) == (0, 0)] == [
            0.9
        ]


def test_a_decision_made_here_stands_against_one_of_a_file_taken_as_it_is(native: Path) -> None:
    with empty() as store:
        pair = bare(store)
        last = len(store.article(pair.left).blocks) - 1  # the file confirms it with the first
        store.do(decide(pair.id, Link(last, 0, 1.0, Origin.REJECTED)))
        import_file(store, native, as_is=True)
        assert (last, 0) in {(each.left, each.right) for each in links(store, pair).rejected}
        assert (last, 0) not in {(each.left, each.right) for each in links(store, pair)}


def test_a_link_that_a_file_has_twice_comes_once_and_is_said(native: Path) -> None:
    changed(
        native,
        lambda each: [each, {**each, "score": 0.25}] if each["type"] == "link" else each,
    )
    with empty() as store:
        report = import_file(store, native)
        places = [(each.left, each.right) for each in links(store, store.pairs()[0])]
        assert len(places) == len(set(places)) == 2
        assert sum("is in the file twice" in each for each in report.problems) == 3


# -- annotations -------------------------------------------------------------------------------------


def test_a_suggestion_keeps_the_name_of_who_made_it(native: Path) -> None:
    def suggested(record: Record) -> Record:
        if record["type"] == "annotation":
            return {**record, "attributes": {"suggested_by": "model-x"}}
        return record

    changed(native, suggested)
    with empty() as store:
        import_file(store, native)
        assert {each.attributes["suggested_by"] for each in store.annotations()} == {"model-x"}


def test_an_id_of_any_length_becomes_one_that_a_store_takes(native: Path) -> None:
    changed(native, lambda each: {**each, "id": each["id"] + "x" * 300}
            if each["type"] == "annotation" else each)  # fmt: skip
    with empty() as store:
        import_file(store, native)
        found = {each.id for each in store.annotations()}
        assert len(found) == len(SAMPLE.marks) and max(map(len, found)) <= 200


def test_a_rejection_that_was_undone_is_none(native: Path) -> None:
    with empty() as store:
        import_file(store, native)
        (pair,) = store.pairs()
        store.do(untag(store.annotations(label="theme")[0], pair=pair.id))
        store.undo(pair.id)
        store.undo(pair.id)
        assert store.annotations() == ()
        report = import_file(store, native)
        assert report.rejected == 0 and report.added["annotations"] == len(SAMPLE.marks)


def test_a_span_that_is_none_is_left_out_with_the_length_of_its_text(tmp_path: Path) -> None:
    marks = [[0, 99, "claim"], [2, 2, "claim"], [3, 1, "claim"], [-1, 2, "claim"], [0, 12, "claim"]]
    path = written(tmp_path / "in.jsonl", {"text": "Ana said so.", "label": marks})
    with empty() as store:
        report = import_file(store, path, format="doccano")
        assert [each.quote for each in store.annotations()] == ["Ana said so."]
        assert len(report.problems) == 4
        assert all("is no span of its text of 12 code points" in each for each in report.problems)


def test_a_span_that_cuts_a_character_is_widened_and_said(tmp_path: Path) -> None:
    text = "Ana 👩‍👩‍👧 left."
    path = written(tmp_path / "in.jsonl", {"text": text, "label": [[0, 6, "claim"]]})
    with empty() as store:
        report = import_file(store, path, format="doccano")
        assert [each.quote for each in store.annotations()] == ["Ana 👩‍👩‍👧"]
        assert any("cuts a character and was widened" in each for each in report.problems)


def test_offsets_of_a_text_with_a_byte_order_mark_count_it(tmp_path: Path) -> None:
    record = {"text": "\ufeffAna said so.", "label": [[1, 4, "source"]]}
    with empty() as store:
        import_file(store, written(tmp_path / "in.jsonl", record), format="doccano")
        assert [each.quote for each in store.annotations()] == ["Ana"]


def test_one_span_of_two_annotators_comes_as_two_marks(tmp_path: Path) -> None:
    record = {"text": "Ana said so.", "label": [[0, 3, "source"]]}
    path = written(
        tmp_path / "in.jsonl", {**record, "annotator": "bob"}, {**record, "annotator": "cleo"}
    )
    with empty() as store:
        import_file(store, path, format="doccano")
        assert [each.annotator for each in store.annotations()] == ["bob", "cleo"]


def test_a_relation_of_a_mark_that_was_left_out_is_left_out_and_said(tmp_path: Path) -> None:
    record = {
        "text": "Ana said so.",
        "entities": [{"id": 1, "label": "source", "start_offset": 0, "end_offset": 3}],
        "relations": [{"id": 1, "from_id": 1, "to_id": 2, "type": "agrees"}],
    }
    with empty() as store:
        report = import_file(store, written(tmp_path / "in.jsonl", record), format="doccano")
        assert len(store.annotations()) == 1 and store.relations() == ()
        assert [loss.what for loss in report.losses] == ["relations of which an end is not there"]


def test_a_mark_that_names_no_text_is_given_to_no_article(tmp_path: Path) -> None:
    quote = {"type": "TextQuoteSelector", "exact": "Nobody was hurt", "prefix": "", "suffix": ""}
    made = {"type": "Annotation", "id": "urn:x", "target": {"selector": [quote]}}
    with empty() as store:
        bare(store)
        report = import_file(store, written(tmp_path / "in.json", made), format="w3c")
        assert store.annotations() == () and len(report.problems) == 1


def test_of_many_problems_fifty_are_told_and_the_rest_counted(tmp_path: Path) -> None:
    record = {"text": "Ana said so.", "label": [[0, 0, "claim"]] * 62}
    with empty() as store:
        report = import_file(store, written(tmp_path / "in.jsonl", record), format="doccano")
        assert len(report.problems) == 51
        assert report.problems[-1] == "and 12 more like these"


# -- out, and what a file is -------------------------------------------------------------------------


def test_an_orphan_is_written_at_no_place_and_counted_as_lost(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    with empty() as store:
        pair = bare(store)
        made = annotation(pair.left, store.article(pair.left), 1, (0, 9, "claim", "ada", ""))
        orphan = structs.replace(made, quote="words that went", state=AnchorState.ORPHAN)
        store.do(Command("keep", (annotation_edit(None, orphan),), pair.id))
        report = export(store, format="doccano", out=path)
        assert any("orphans" in loss.what for loss in report.losses)
    assert [json.loads(line)["entities"] for line in path.read_text().splitlines()] == [[], []]


def test_a_file_with_a_byte_order_mark_is_known_by_what_follows_it(tmp_path: Path) -> None:
    path = tmp_path / "tasks.json"
    tasks = [{"data": {"text": "Ana said so."}, "annotations": []}]
    path.write_text(json.dumps(tasks), encoding="utf-8-sig")
    assert detect(path) == "label-studio"
