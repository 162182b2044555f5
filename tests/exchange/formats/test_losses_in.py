"""What a file has and a store does not is kept where it can be, and counted where not."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from msgspec.structs import replace

from annotations.articles import article_from_text
from annotations.errors import ExchangeError
from annotations.exchange import export, import_file
from annotations.marks import RelationKind
from tests.exchange.stores import empty, said

TEXT = "Ana met Bob in Porto, and did not stay."
BRAT = """T1\tPerson 0 3\tAna
T2\tPerson 8 11\tBob
T3\tMeeting 4 7\tmet
T4\tPlace 15 20\tPorto
E1\tMeeting:T3 Who:T1 Who2:T2
A1\tNegation E1
A2\tSure T4 high
M1\tSpeculation T1
R1\tborn_in Arg1:T1 Arg2:T4
#1\tAnnotatorNotes R1\tsays the mayor
#2\tAnnotatorNotes T4\tthe city
#3\tAnnotatorNotes E1\twhen?
N1\tReference T4 Wikipedia:1234\tPorto
*\tEquiv T1 T2
nonsense
"""


def test_all_that_brat_has_is_kept_or_counted(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "a.ann").write_text(BRAT)
    with empty() as store:
        report = import_file(store, tmp_path / "a.ann", as_is=True)
        marks = {each.quote: each for each in store.annotations()}
        assert dict(marks["Porto"].attributes) == {"Sure": "high", "reference": "Wikipedia:1234"}
        assert dict(marks["Ana"].attributes) == {"Speculation": "yes"}
        assert marks["Porto"].note == "the city"
        quotes = {each.id: each.quote for each in marks.values()}
        assert {
            (each.kind.value, quotes[each.source], quotes[each.target], each.note)
            for each in store.relations()
        } == {
            ("born_in", "Ana", "Porto", "says the mayor"),
            ("Who", "met", "Ana", "when?"),
            ("Who2", "met", "Bob", ""),
        }
        assert {loss.what: loss.count for loss in report.losses} == {
            "equivalences": 1,
            "lines that are no annotation of brat": 1,
            "notes and attributes on events": 1,
        }
        line = next(
            each for each in report.lines() if "equivalences" in each or "equivalence" in each
        )
        assert line.startswith("  not taken: 1 equivalence (") and line.endswith("line 14)")


@pytest.mark.parametrize("format", ["jsonl", "w3c", "brat", "doccano", "prodigy", "label-studio"])
def test_a_kind_of_relation_that_a_file_brought_goes_out_and_comes_back(
    format: str, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "a.ann").write_text(BRAT)
    with empty() as store, empty() as other:
        import_file(store, tmp_path / "a.ann", as_is=True)
        other.add_pair(*(store.article(store.articles()[0]),) * 2)
        store.add_pair(*(store.article(store.articles()[0]),) * 2)
        out = tmp_path / f"out{format}"
        export(store, format=format, out=out)
        import_file(other, out, format=format, as_is=True)
        assert {each.kind for each in other.relations()} == {"born_in", "Who", "Who2"}


def test_a_kind_is_a_few_plain_words_whatever_a_file_calls_it(tmp_path: Path) -> None:
    spans = [{"id": 1, "label": "a", "start_offset": 0, "end_offset": 3},
             {"id": 2, "label": "b", "start_offset": 4, "end_offset": 7}]  # fmt: skip
    kinds = ["\x1b[31mred\u202e", "[b]bold[/b]", "x" * 500, "…", 3, "né à"]
    ties = [{"from_id": 1, "to_id": 2, "type": kind} for kind in kinds]
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": TEXT, "entities": spans, "relations": ties}))
    with empty() as store:
        report = import_file(store, path, format="doccano")
        assert {each.kind.value for each in store.relations()} == {
            "31mred", "b bold b", "x" * 60, "né à",
        }  # fmt: skip
        assert [(loss.what, loss.count) for loss in report.losses] == [
            ("relations without a kind", 2)
        ]


def test_only_our_own_kinds_say_how_claims_relate() -> None:
    born = RelationKind("born in")
    assert born.foreign and born.directed and not born.between_claims
    assert born not in list(RelationKind) and len(list(RelationKind)) == 5
    assert RelationKind.UPDATES.between_claims and not RelationKind.ATTRIBUTED_TO.between_claims
    assert not RelationKind("agrees").directed and RelationKind("agrees") is RelationKind.AGREES
    for wrong in ("", "\x1b", "a\nb", " a", "x" * 61, "[a]"):
        with pytest.raises(ValueError):
            RelationKind(wrong)


# -- one bad line ------------------------------------------------------------------------------------


def test_one_bad_line_rejects_no_file_and_is_counted(tmp_path: Path, native: Path) -> None:
    lines = native.read_bytes().splitlines(keepends=True)
    bad = tmp_path / "bad.jsonl"
    bad.write_bytes(b"".join([*lines[:3], b"{torn\n", b'{"type":"pair","id":"p"}\n', *lines[3:]]))
    good = {"text": TEXT, "label": [[0, 3, "source"]]}
    doccano = tmp_path / "d.jsonl"
    doccano.write_text(f'{json.dumps(good)}\n{{torn\n3\n{{"id": 2}}\n')
    prodigy = tmp_path / "p.jsonl"
    prodigy.write_text(f"{json.dumps({'text': TEXT, 'spans': []})}\nno\n")
    book = tmp_path / "book.csv"
    book.write_text("path,colour\na,#112233\n,#112233\nc,\n")
    with empty() as store, empty() as whole:
        import_file(whole, native, as_is=True)
        report = import_file(store, bad, as_is=True)
        assert said(store, "id", "note") == said(whole, "id", "note")
        assert {loss.what: loss.count for loss in report.losses} == {
            "lines that are no record": 1, "pairs that are not as they should be": 1,
        }  # fmt: skip
        assert any("bad.jsonl: line 4: is not JSON" in line for line in report.lines())
        assert {loss.what: loss.count for loss in import_file(store, doccano).losses} == {
            "lines that are no record": 2, "records without a text": 1,
        }  # fmt: skip
        assert [loss.count for loss in import_file(store, prodigy).losses] == [1]
        report = import_file(store, book)
        assert report.added["labels"] == 2 and "row 3" in report.losses[0].cases[0]


def test_what_doccano_downloads_comes_in_as_it_is(tmp_path: Path) -> None:
    mine = {"text": TEXT, "label": [[0, 3, "source"]], "Comments": []}
    theirs = {
        "text": TEXT,
        "entities": [{"id": 7, "label": "x", "start_offset": 8, "end_offset": 11}],
    }
    with zipfile.ZipFile(tmp_path / "download.zip", "w") as made:
        made.writestr("ada.jsonl", json.dumps(mine))
        made.writestr("all.jsonl", json.dumps(theirs))
        made.writestr("../../x.txt", "no")
    (tmp_path / "array.json").write_text(json.dumps([mine, theirs, 3], indent=1))
    with empty() as store, empty() as other:
        import_file(store, tmp_path / "download.zip", as_is=True, annotator="me")
        assert {each.quote: each.annotator for each in store.annotations()} == {
            "Ana": "ada", "Bob": "me",
        }  # fmt: skip
        report = import_file(other, tmp_path / "array.json")
        assert len(other.annotations()) == 2 and [loss.count for loss in report.losses] == [1]


def test_json_min_of_label_studio_is_refused_with_the_mend(tmp_path: Path) -> None:
    path = tmp_path / "min.json"
    path.write_text(json.dumps([{"text": TEXT, "id": 1, "label": [], "annotation_id": 3}]))
    with empty() as store, pytest.raises(ExchangeError, match="export from Label Studio as JSON"):
        import_file(store, path)


# -- Hypothesis --------------------------------------------------------------------------------------


def hypothesis_row(exact: str, **fields: object) -> dict[str, object]:
    selector = [
        {"type": "RangeSelector", "startOffset": 1},
        {"type": "TextQuoteSelector", "exact": exact, "prefix": "", "suffix": ""},
        {"type": "TextPositionSelector", "start": 900, "end": 910},
    ]
    return {
        "id": f"id {exact}", "user": "acct:ada@hypothes.is", "uri": "https://example.org/a", "text": "",
        "created": "2026-03-01T10:00:00.123456+00:00", "tags": [], "references": [],
        "target": [{"source": "https://example.org/a", "selector": selector}], **fields,
    }  # fmt: skip


def test_rows_of_hypothesis_find_their_words_in_the_article_of_their_address(
    tmp_path: Path,
) -> None:
    rows = [
        hypothesis_row("Bob", tags=["source", "theme/people"], text="who?"),
        hypothesis_row("in Porto"),
        hypothesis_row("nowhere to be found at all"),
        hypothesis_row("stay", references=["id Bob"]),
        {**hypothesis_row("x"), "target": [{"source": "https://example.org/a"}]},
        4,
    ]
    path = tmp_path / "h.json"
    path.write_text(json.dumps({"total": 6, "rows": rows}))
    with empty() as store:
        article = replace(article_from_text(TEXT), url="https://example.org/a")
        store.add_pair(article, article_from_text("Other."))
        report = import_file(store, path, as_is=True)
        assert {(each.quote, each.label, each.annotator, each.note) for each in store.annotations()} == {
            ("Bob", "source", "ada", "who?"), ("Bob", "theme/people", "ada", "who?"),
            ("in Porto", "highlight", "ada", ""),
        }  # fmt: skip
        assert {loss.what: loss.count for loss in report.losses} == {
            "notes on whole pages": 1, "replies": 1, "rows that are no annotation": 1,
        }  # fmt: skip
        assert len(report.problems) == 1
        with pytest.raises(ExchangeError, match="can be imported, not exported"):
            export(store, format="hypothesis", out=tmp_path / "x")
