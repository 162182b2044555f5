"""REFI-QDA projects hold to the standard; codebooks come back from every form they go out in."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from annotations.errors import CrossreadError, ExchangeError
from annotations.exchange import detect, export, import_file
from annotations.marks import Label
from annotations.store import Store
from tests.exchange.stores import SAMPLE, Plan, empty, plans, stored

few = settings(
    max_examples=15, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
NS = {"q": "urn:QDA-XML:project:1.0"}
SCHEMA = etree.XMLSchema(etree.parse(str(Path(__file__).with_name("refi.xsd"))))
BOOK = Plan(
    SAMPLE.texts,
    labels=(
        Label("theme/travel", "Getting\nabout.", "It moves.", "It rests.", "ferry", "#56B4E9"),
        Label("theme/travel/by sea", "Ships & <boats>", colour="#009E73"),
        Label("odd", '"quoted" =formula \u200e', glyph="O", key="o"),
    ),
)


def archive(store: Store) -> zipfile.ZipFile:
    out = io.BytesIO()
    export(store, format="refi-qda", out=out)
    return zipfile.ZipFile(out)


@few
@given(plans())
def test_a_project_is_as_the_standard_orders_it(plan: Plan) -> None:
    with stored(plan) as store, archive(store) as qdpx:
        root = etree.fromstring(qdpx.read("project.qde"))
        SCHEMA.assertValid(root)
        guids = root.xpath("//@guid")
        assert len(guids) == len(set(guids))
        targets = root.xpath(
            "//@targetGUID | //@originGUID | //@creatingUser | //@creatingUserGUID"
        )
        assert set(targets) <= set(guids)
        marks = {each.id: each for each in store.annotations()}
        assert len(root.findall(".//q:PlainTextSelection", NS)) == len(marks)
        names = set(qdpx.namelist()) - {"project.qde"}
        for source in root.iterfind(".//q:TextSource", NS):
            name = source.get("plainTextPath").replace("internal://", "sources/")
            names.remove(name)
            data = qdpx.read(name)
            assert not data.startswith(b"\xef\xbb\xbf")
            text = data.decode()
            for each in source:
                mark = marks[each.get("guid")]
                start, end = int(each.get("startPosition")), int(each.get("endPosition"))
                assert text[start:end] == mark.quote
        assert not names


def test_notes_relations_and_the_pair_are_in_the_project() -> None:
    with stored(SAMPLE) as store, archive(store) as qdpx:
        root = etree.fromstring(qdpx.read("project.qde"))
    assert {each.text for each in root.iterfind(".//q:PlainTextContent", NS)} == {
        "check\nthe date", "=2+2",
    }  # fmt: skip
    assert [(each.get("name"), each.get("direction")) for each in root.iterfind(".//q:Link", NS)] == [
        ("attributed_to", "OneWay"), ("contradicts", "Bidirectional"), ("updates", "OneWay"),
    ]  # fmt: skip
    assert len(root.findall(".//q:MemberSource", NS)) == 2
    theme = root.find(".//q:Code[@name='theme']", NS)
    assert [each.get("name") for each in theme.iterfind("q:Code", NS)] == ["travel"]


@pytest.mark.parametrize(("format", "name"), [("codebook", "book.toml"), ("qdc", "book.qdc")])
def test_a_codebook_comes_back(tmp_path: Path, format: str, name: str) -> None:
    path = tmp_path / name
    with stored(BOOK) as store:
        report = export(store, format=format, out=path)
        assert detect(path) == format
        kept = {document["id"]: document for document in store.labels()}
    with empty() as other:
        came = import_file(other, path)
        back = {document["id"]: document for document in other.labels()}
        assert came.added["labels"] == 3 and not came.problems
        assert sum(import_file(other, path).added.values()) == 0
    if format == "qdc":
        assert {loss.what for loss in report.losses} == {"labels without their glyph and key"}
        kept = {key: {**each} for key, each in kept.items()}
        for each in kept.values():
            each.pop("glyph", None), each.pop("key", None)
        kept["odd"]["colour"] = back["odd"]["colour"]  # what was inherited is now said
    assert back == kept


def test_the_codebook_of_a_project_and_one_of_csv_come_in(tmp_path: Path) -> None:
    with stored(BOOK) as store:
        export(store, format="refi-qda", out=tmp_path / "all.qdpx")
        export(store, format="csv", out=tmp_path / "set")
    for path in (tmp_path / "all.qdpx", tmp_path / "set" / "codebook.csv"):
        with empty() as other:
            assert import_file(other, path).added["labels"] == 3
            labels = {document["id"]: document for document in other.labels()}
            assert labels["theme/travel/by sea"]["definition"] == "Ships & <boats>"
            assert labels["theme/travel/by sea"]["colour"] == "#009E73"


def test_a_code_of_another_program_comes_in(tmp_path: Path) -> None:
    path = tmp_path / "other.qdc"
    path.write_text(
        '<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes><Code guid="x" name="and/or" color="255,0,16"'
        ' isCodable="true"><Code name=" "/><Code name="below"/></Code></Codes></CodeBook>'
    )
    with empty() as store:
        report = import_file(store, path)
        assert [(each["id"], each.get("colour")) for each in store.labels()] == [
            ("and∕or", "#FF0010"), ("and∕or/below", None),
        ]  # fmt: skip
        assert [loss.count for loss in report.losses] == [1]


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><CodeBook><Codes>&b;</Codes></CodeBook>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><CodeBook>&a;</CodeBook>'


def test_the_tags_of_taguette_are_paths_for_it_nests_no_codes(tmp_path: Path) -> None:
    path = tmp_path / "tags.qdc"
    codes = "".join(
        f'<Code guid="{at}" name="{name}" isCodable="true"/>'
        for at, name in enumerate(("frame", "frame/cost"))
    )
    path.write_text(
        f'<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Taguette 1.5.2"><Codes>{codes}</Codes><Sets/></CodeBook>'
    )
    with empty() as store:
        import_file(store, path)
        assert {document["id"] for document in store.labels()} == {"frame", "frame/cost"}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bomb.qdc", BOMB), ("bomb.qdc", BOMB.encode("utf-16")), ("outside.qdc", OUTSIDE),
        ("no.qdc", "<CodeBook>"), ("other.qdc", "<html/>"), ("empty.qdc", ""),
        ("bad.toml", "x ="), ("bad.toml", "label = 3"), ("bad.toml", "[[label]]\nid = 3"),
        ("two.csv", "tag,path\na,b\n"), ("none.csv", "x\n1\n"), ("colour.toml", "\udcff"),
        ("torn.qdpx", b"PK\x03\x04 and no more"),
    ],
)  # fmt: skip
def test_a_broken_or_hostile_codebook_is_refused_in_one_line(
    tmp_path: Path, name: str, content: str | bytes
) -> None:
    path = tmp_path / name
    data = content if isinstance(content, bytes) else content.encode("utf-8", "surrogateescape")
    path.write_bytes(data)
    with empty() as store, pytest.raises(ExchangeError, match=name) as caught:
        import_file(store, path)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("content", [BOMB, BOMB.encode("utf-16"), OUTSIDE])
def test_no_entity_is_expanded_and_none_is_fetched(tmp_path: Path, content: str | bytes) -> None:
    path = tmp_path / "bomb.qdc"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with empty() as store, pytest.raises(ExchangeError, match="declares a document type"):
        import_file(store, path)


def test_a_bomb_of_an_archive_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.qdpx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("project.qde", b" " * (65 << 20))
        made.writestr("../../escape.txt", b"out")
    with empty() as store, pytest.raises(CrossreadError, match="unpacks to more than"):
        import_file(store, path)
    assert not (tmp_path.parent.parent / "escape.txt").exists()


@pytest.mark.parametrize(
    ("name", "content", "format"),
    [
        ("a.json", b'[{"data": {"text": "x"}}]', "label-studio"),
        (
            "a.json",
            b'{"@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation"}',
            "w3c",
        ),
        ("a.jsonl", b'{"text": "x", "spans": []}', "prodigy"),
        ("a.jsonl", b'\xef\xbb\xbf{"text": "x", "label": []}', "doccano"),
    ],
)
def test_a_file_says_by_itself_what_it_is(
    tmp_path: Path, name: str, content: bytes, format: str
) -> None:
    (tmp_path / name).write_bytes(content)
    assert detect(tmp_path / name) == format
