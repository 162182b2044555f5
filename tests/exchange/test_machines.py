"""doccano, Prodigy, Label Studio, brat and spaCy: out and in again, equal up to what they declare."""

from __future__ import annotations

import json
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings

from annotations.articles import Span
from annotations.errors import ExchangeError
from annotations.exchange import FORMATS, LossReport, export, import_file
from annotations.exchange.common import file_name, text_tokens
from annotations.exchange.formats.corpora.brat import fragments, type_of
from annotations.exchange.registry import IN_ONLY
from annotations.extras import install_command
from annotations.marks import suggestion
from annotations.store import Command, Store
from annotations.store.commands import annotation_edit
from tests.exchange.stores import (
    SAMPLE,
    Plan,
    empty,
    passed_over,
    plans,
    said,
    stored,
    ties,
    unsuggested,
)

few = settings(
    max_examples=12, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
CARRIED = {
    "doccano": ("annotator",),
    "prodigy": ("id", "annotator", "note"),
    "label-studio": ("id", "annotator", "note"),
    "brat": ("annotator",),
}


def out(store: Store, format: str) -> tuple[Path, LossReport]:
    path = store.path.with_name(f"out-{format}")
    return path, export(store, format=format, out=path)


def lost(report: LossReport, words: str) -> int:
    return sum(loss.count for loss in report.losses if words in loss.what)


@pytest.mark.parametrize("format", ["doccano", "prodigy", "label-studio"])
@few
@given(plan=plans())
def test_what_comes_back_is_what_went_out_but_for_the_losses(format: str, plan: Plan) -> None:
    with stored(plan) as store, empty() as other:
        path, report = out(store, format)
        came = import_file(other, path, format=format)
        assert not came.problems
        unsuggested(other)
        assert said(other, *CARRIED[format]) == said(store, *CARRIED[format])
        back, all_ties = ties(other), ties(store)
        assert all(tie in all_ties for tie in back)
        assert len(back) == len(all_ties) - lost(report, "relations across")
        assert report.written.get("relations", 0) == len(back)
        assert sum(import_file(other, path, format=format).added.values()) == 0
        # Its own work, brought back, is not doubled either.
        again = import_file(store, path, format=format)
        assert again.added.get("annotations", 0) == 0


@few
@given(plan=plans())
def test_brat_comes_back_without_outer_space(plan: Plan) -> None:
    with stored(plan) as store, empty() as other:
        path, _ = out(store, "brat")
        assert not import_file(other, path, format="brat").problems
        wanted = []
        for each in store.annotations():
            text = store.article(each.article).text
            pieces = fragments(text, each.span)
            if pieces:
                label = " ".join(each.label.split())
                note = " ".join(each.note.split())
                wanted.append((text, pieces[0].start, pieces[-1].end, label, each.annotator, note))
        assert ([row[1:] for row in said(other, "annotator", "note")] and True) or not wanted
        assert set(said(other, "annotator", "note")) <= set(wanted)
        assert {row[:5] for row in wanted} == {row[:5] for row in said(other, "annotator")}
        assert sum(import_file(other, path, format="brat").added.values()) == 0


def test_losses_are_counted_and_said() -> None:
    with stored(SAMPLE) as store:
        for format in CARRIED:
            _, report = out(store, format)
            assert report.written["annotations"] == 6
            assert lost(report, "links between aligned blocks") == 3
            assert lost(report, "labels without their definition") == 5
            assert lost(report, "relations across") == (2 if format != "label-studio" else 1)
            assert lost(report, "without their note") == (2 if format == "doccano" else 0)
            assert report.lines()[0].startswith(f"{format}: 6 annotations")
            assert not report.lossless


def test_a_suggestion_stays_one() -> None:
    with stored(SAMPLE) as store:
        mark = store.annotations()[0]
        store.do(Command("x", (annotation_edit(mark, suggestion(mark, "model 7")),)))
        for format in ("prodigy", "label-studio"):
            path, _ = out(store, format)
            with empty() as other:
                report = import_file(other, path, format=format, as_is=True)
                assert report.suggestions == 1
                again = other.annotation(mark.id)
                assert again is not None
                assert again.attributes["suggested_by"] == "model 7"


# -- doccano -----------------------------------------------------------------------------------------


def test_doccano_gets_what_its_importer_checks() -> None:
    with stored(SAMPLE) as store:
        path, _ = out(store, "doccano")
        for line in path.read_bytes().splitlines():
            record = json.loads(line)
            ids = [each["id"] for each in record["entities"]]
            assert all(type(each) is int for each in ids) and len(ids) == len(set(ids))
            for each in record["entities"]:
                assert 0 <= each["start_offset"] < each["end_offset"] <= len(record["text"])
                assert each["label"]
            for each in record["relations"]:
                assert {each["from_id"], each["to_id"]} <= set(ids) and each["type"]


def test_spans_of_a_doccano_sequence_project_come_in(tmp_path: Path) -> None:
    path = tmp_path / "admin.jsonl"
    path.write_text(
        json.dumps({"text": "Ana said so.\r\nBob left.", "label": [[0, 3, "source"], [14, 17, "source"]],
                    "Comments": []}) + "\n"
        + json.dumps({"text": "Cleo", "labels": [[0, 9, "x"], [0, "a", "x"], "?"]}) + "\n"
    )  # fmt: skip
    with empty() as store:
        report = import_file(store, path, format="doccano", annotator="ada")
        assert [each.quote for each in store.annotations()] == ["Ana", "Bob"]
        assert {each.annotator for each in store.annotations()} == {"ada"}
        assert {each.attributes["suggested_by"] for each in store.annotations()} == {"admin.jsonl"}
        assert report.suggestions == 2 and passed_over(report) == 3


# -- Prodigy -----------------------------------------------------------------------------------------


@few
@given(plan=plans())
def test_prodigy_tokens_make_the_text_and_hold_every_span(plan: Plan) -> None:
    with stored(plan) as store:
        path, _ = out(store, "prodigy")
        for line in path.read_bytes().splitlines():
            task = json.loads(line)
            made = "".join(each["text"] + " " * each["ws"] for each in task["tokens"])
            assert made == task["text"]
            for number, each in enumerate(task["tokens"]):
                assert each["id"] == number and each["start"] < each["end"]
                assert task["text"][each["start"] : each["end"]] == each["text"]
            for span in task["spans"]:
                assert task["tokens"][span["token_start"]]["start"] == span["start"]
                assert task["tokens"][span["token_end"]]["end"] == span["end"]
            for tie in task["relations"]:
                assert tie["head"] == tie["head_span"]["token_end"]
                assert tie["child"] == tie["child_span"]["token_end"]
            assert task["_view_id"] == ("relations" if task["relations"] else "spans_manual")


def test_a_space_that_is_marked_is_a_token_of_its_own() -> None:
    marks = [SimpleNamespace(start=1, end=4), SimpleNamespace(start=5, end=7)]
    found = list(text_tokens("a b c d", marks))  # type: ignore[arg-type]
    assert [("a b c d"[start:end], space) for start, end, space in found] == [
        ("a", False), (" ", False), ("b", False), (" ", False), ("c", False), (" ", False), ("d", False),
    ]  # fmt: skip


def test_a_rejected_task_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl"
    span = {"start": 0, "end": 3, "label": "source"}
    lines = [
        {"text": "Ana said so.", "spans": [span], "answer": answer, "_annotator_id": "ada"}
        for answer in ("accept", "reject", "ignore")
    ]
    path.write_text("\n".join(map(json.dumps, lines)))
    with empty() as store:
        report = import_file(store, path, format="prodigy")
        assert len(store.annotations()) == 1 and passed_over(report) == 2


# -- Label Studio ------------------------------------------------------------------------------------


def test_label_studio_itself_accepts_every_annotation() -> None:
    objects = pytest.importorskip("label_studio_sdk.label_interface")
    with stored(SAMPLE) as store:
        path, _ = out(store, "label-studio")
        interface = objects.LabelInterface((path / "label_config.xml").read_text())
        interface.validate()
        for task in json.loads((path / "tasks.json").read_text()):
            assert task["annotations"]
            for each in task["annotations"]:
                assert interface.validate_annotation(each)
                regions = [item for item in each["result"] if "id" in item]
                for item in each["result"]:
                    if item["type"] == "relation":
                        assert interface.validate_relation(item, regions)
                    else:
                        assert interface.validate_region(item)


def test_a_relation_across_the_articles_has_both_ends_in_its_task() -> None:
    with stored(SAMPLE) as store:
        path, _ = out(store, "label-studio")
        (task,) = json.loads((path / "tasks.json").read_text())
        result = [item for each in task["annotations"] for item in each["result"]]
        regions = {item["id"]: item for item in result if item["type"] == "labels"}
        (tie,) = [
            item
            for item in result
            if item["type"] == "relation" and item["labels"] == ["contradicts"]
        ]
        assert tie["direction"] == "bi"
        assert {regions[tie[end]]["to_name"] for end in ("from_id", "to_id")} == {
            "text_a",
            "text_b",
        }
        for item in regions.values():
            value = item["value"]
            text = task["data"][item["to_name"]]
            assert text[value["start"] : value["end"]] == value["text"]


def test_a_task_of_two_texts_comes_in_as_a_pair() -> None:
    with stored(SAMPLE) as store, empty() as other:
        path, _ = out(store, "label-studio")
        import_file(other, path)
        (pair,), (twin,) = store.pairs(), other.pairs()
        assert (twin.left, twin.right) == (pair.left, pair.right)


@pytest.mark.parametrize("content", ["{}", "[", "3"])
def test_what_is_no_label_studio_export_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "t.json"
    path.write_text(content)
    with empty() as store, pytest.raises(ExchangeError, match=r"t\.json"):
        import_file(store, path, format="label-studio")


def test_odd_tasks_are_left_out_and_said(tmp_path: Path) -> None:
    path = tmp_path / "t.json"
    region = {
        "id": "r",
        "from_name": "l",
        "to_name": "img",
        "type": "rectanglelabels",
        "value": {"x": 1},
    }
    path.write_text(
        json.dumps([3, {"data": {"text": "Ana"}, "annotations": [{"result": [region, 4]}, 5]}])
    )
    with empty() as store:
        assert passed_over(import_file(store, path, format="label-studio")) == 2


# -- brat --------------------------------------------------------------------------------------------

BOUND = re.compile(r"T\d+\t[A-Za-z0-9_-]+ \d+ \d+(;\d+ \d+)*\t.+")


@few
@given(plan=plans())
def test_brat_finds_its_rules_kept(plan: Plan) -> None:
    with stored(plan) as store:
        folder, _ = out(store, "brat")
        for file in folder.rglob("*.ann"):
            text = file.with_suffix(".txt").read_bytes().decode()
            # brat reads lines as `str.splitlines` ends them.
            for line in file.read_bytes().decode().splitlines():
                assert line[0] in "TRA#"
                if line[0] != "T":
                    continue
                assert BOUND.fullmatch(line)
                _, places, quoted = line.split("\t")
                spans = [
                    tuple(map(int, part.split())) for part in places.split(" ", 1)[1].split(";")
                ]
                pieces = [text[start:end] for start, end in spans]
                assert " ".join(pieces) == quoted
                assert all(
                    piece == piece.strip() and len(piece.splitlines()) == 1 for piece in pieces
                )
        for conf in folder.rglob("annotation.conf"):
            sections = re.findall(r"^\[(\w+)\]$", conf.read_text(), re.M)
            assert sections == ["entities", "relations", "events", "attributes"]


def test_a_name_never_becomes_a_path() -> None:
    taken: dict[str, int] = {}
    names = [file_name(name, taken) for name in ("../../etc/x", "..", "a/b", "A-b", ".hidden", "")]
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert "/" not in name and not name.startswith(".") and name
    again = [file_name(name, taken) for name in ("she", "She", "she-2", "she", "she-3")]
    assert again == ["she", "She-2", "she-2-2", "she-3", "she-3-2"]
    assert type_of("odd one") == "odd_one" and type_of("経済") == "label"


def test_fragments_are_lines_without_outer_space() -> None:
    text = "One \n\n two\u2028three"
    assert [text[start:end] for start, end in fragments(text, Span(0, len(text)))] == [
        "One", "two", "three",
    ]  # fmt: skip
    assert fragments(" \n ", Span(0, 3)) == []


def test_a_brat_folder_of_another_hand_comes_in(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"Ana said\r\nno.")
    (tmp_path / "a.ann").write_text(
        "T1\tsource 0 3\tAna\nT2\tclaim 4 8;10 13\tsaid no.\nT3\tclaim 0 3\tBob\nR1\tattributed_to Arg1:T2 Arg2:T1\n"
        "E1\tX:T1\nT9\nR2\tknows Arg1:T1 Arg2:T3\n#1\tAnnotatorNotes T1\twho?\n"
    )
    with empty() as store:
        report = import_file(store, tmp_path, format="brat")
        assert [(each.quote, each.note) for each in store.annotations()] == [
            ("Ana", "who?"), ("said\nno.", ""),
        ]  # fmt: skip
        assert [each.kind for each in store.relations()] == ["attributed_to"]
        assert not report.problems
        assert {loss.what: loss.count for loss in report.losses} == {
            "annotations that do not quote what stands at their place": 1,
            "lines that are no annotation of brat": 1,
            "relations of which an end is not there": 1,
        }


def test_brat_follows_no_link_out_of_its_folder(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.ann").write_text("T1\tclaim 0 3\tsec\n")
    (folder / "a.txt").symlink_to(secret)
    with empty() as store, pytest.raises(ExchangeError, match=r"a\.txt is not beside it"):
        import_file(store, folder, format="brat")


# -- spaCy -------------------------------------------------------------------------------------------


@few
@given(plan=plans())
def test_spacy_reads_every_span_at_its_place(plan: Plan) -> None:
    spacy = pytest.importorskip("spacy")
    with stored(plan) as store:
        path, report = out(store, "spacy")
        docs = list(
            spacy.tokens.DocBin(store_user_data=True)
            .from_disk(path)
            .get_docs(spacy.blank("xx").vocab)
        )
        assert [doc.text for doc in docs] == [store.article(key).text for key in store.articles()]
        found = {
            (doc.user_data["doc_id"], span.id_, span.start_char, span.end_char, span.label_)
            for doc in docs
            for span in doc.spans["sc"]
        }
        assert found == {
            (each.article, each.id, each.start, each.end, each.label)
            for each in store.annotations()
        }
        assert report.written.get("annotations", 0) == len(found)


def test_without_spacy_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "spacy.tokens", None)
    with (
        stored(SAMPLE) as store,
        pytest.raises(ExchangeError, match=re.escape(install_command("spacy"))),
    ):
        export(store, format="spacy", out=store.path.with_name("x"))


def test_every_format_has_a_name_a_line_about_it_and_a_way() -> None:
    assert {name for name in FORMATS if not FORMATS[name].out} == IN_ONLY
    for name, format in FORMATS.items():
        assert format.name == name and format.about and format.suffixes
        assert format.out or format.read
