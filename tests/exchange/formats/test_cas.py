"""UIMA CAS: our own work goes to INCEpTION's layers and comes back, and INCEpTION's own comes in."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from lxml import etree
from msgspec.structs import replace

from annotations.articles import article_from_text
from annotations.errors import CrossreadError
from annotations.exchange import detect, export, import_file
from annotations.exchange.formats.corpora import cas_reader
from annotations.exchange.xml_text import held
from annotations.extras import install_command
from annotations.marks import suggestion
from annotations.marks.annotation import RelationStatus
from annotations.store import Command, Store
from annotations.store.commands import annotation_edit, relation_edit
from tests.exchange.stores import SAMPLE, Plan, empty, passed_over, plans, said, stored, ties

few = settings(
    max_examples=12, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
SEGMENTATION = "http:///de/tudarmstadt/ukp/dkpro/core/api/segmentation/type.ecore"
TEXT = "👍 Ana met Bob. Ana left."


def exported(store: Store, **options: bool) -> tuple[dict[str, bytes], Any]:
    """The files of an export by their names, and its report."""
    pytest.importorskip("cassis")
    out = io.BytesIO()
    report = export(store, format="cas-xmi", out=out, **options)
    archive = zipfile.ZipFile(out)
    return {name: archive.read(name) for name in archive.namelist()}, report


def covered(data: bytes, tag: str) -> list[tuple[int, int, str]]:
    """Where the elements of a name stand in UTF-16 units, and what they cover, counted apart from us."""
    root = etree.fromstring(data)
    units = root.find(".//{*}Sofa").get("sofaString").encode("utf-16-le", "surrogatepass")
    found = []
    for each in root.iter(f"{{*}}{tag}"):
        start, end = int(each.get("begin")), int(each.get("end"))
        found.append((start, end, units[2 * start : 2 * end].decode("utf-16-le", "surrogatepass")))
    return found


def without_signs(text: str) -> str:
    """The text without space, and without the signs that stand for what XML cannot hold."""
    return "".join(char for char in text if not char.isspace() and not "\u2400" <= char <= "\u2424")


# -- out, and back ------------------------------------------------------------------------------------


@few
@given(plan=plans())
def test_what_comes_back_is_what_went_out_but_for_the_losses(plan: Plan) -> None:
    assume(plan.texts[0] != plan.texts[1])  # one article, where two marks may say the same
    pytest.importorskip("cassis")
    names = ("id", "annotator", "note", "created")
    with stored(plan) as store, empty() as other:
        path = store.path.with_name("out.zip")
        report = export(store, format="cas-xmi", out=path)
        came = import_file(other, path, as_is=True)
        assert passed_over(came) == 0
        shown = [(held(str(row[0])), *row[1:]) for row in said(store, *names)]
        assert said(other, *names) == sorted(shown)
        across = sum(loss.count for loss in report.losses if "relations across" in loss.what)
        assert len(ties(other)) == len(ties(store)) - across == report.written.get("relations", 0)
        assert sum(import_file(other, path, as_is=True).added.values()) == 0


@few
@given(plan=plans())
def test_offsets_are_utf_16_units_and_words_stand_in_sentences(plan: Plan) -> None:
    with stored(plan) as store:
        files, _ = exported(store)
        quotes = sorted(held(each.quote) for each in store.annotations())
    found, words = [], []
    for data in (data for name, data in files.items() if name.endswith(".xmi")):
        found += [quote for _, _, quote in covered(data, "CrossreadAnnotation")]
        sentences, tokens = covered(data, "Sentence"), covered(data, "Token")
        assert all(
            any(s <= start and end <= e for s, e, _ in sentences) for start, end, _ in tokens
        )
        text = etree.fromstring(data).find(".//{*}Sofa").get("sofaString")
        words.append((without_signs(text), without_signs("".join(word for *_, word in tokens))))
    assert sorted(found) == quotes and all(text == word for text, word in words)


def test_the_library_finds_nothing_wrong_with_the_types(tmp_path: Path) -> None:
    cassis = pytest.importorskip("cassis")
    with stored(SAMPLE) as store:
        export(store, format="cas-xmi", out=tmp_path / "folder")
        wanted = sorted((each.quote, each.label) for each in store.annotations())
    assert detect(tmp_path / "folder") == "cas-xmi"
    types = cassis.load_typesystem(tmp_path / "folder" / "TypeSystem.xml")
    found = []
    for path in (tmp_path / "folder").glob("*.xmi"):
        cas = cassis.load_cas_from_xmi(path, typesystem=types)
        assert cas.typecheck() == []
        marks = cas.select("webanno.custom.CrossreadAnnotation")
        found += [(each.get_covered_text(), each.label) for each in marks]
        for tie in cas.select("webanno.custom.CrossreadRelation"):
            assert tie.begin == tie.Dependent.begin and tie.label == "attributed_to"
    assert sorted(found) == wanted


def test_text_that_is_in_no_block_is_in_sentences_too() -> None:
    whole = article_from_text("Title\n\nAna met Bob.\n\nAna left.\nBob did too.\n")
    with empty() as store:
        store.add_pair(replace(whole, blocks=whole.blocks[1:2]), article_from_text("Other."))
        files, _ = exported(store)
    sentences = [
        words
        for data in files.values()
        if b"Ana met" in data
        for *_, words in covered(data, "Sentence")
    ]
    assert sentences == ["Title", "Ana met Bob.", "Ana left.", "Bob did too."]


def test_suggestions_are_left_out_unless_asked_for_and_come_back_as_such(tmp_path: Path) -> None:
    with stored(SAMPLE) as store, empty() as other:
        first = store.annotations()[0]
        store.do(Command("x", (annotation_edit(first, suggestion(first, "model 7")),)))
        files, report = exported(store)
        assert report.written["annotations"] == 5
        assert "  1 suggestion left out (--suggestions takes them along, marked)" in report.lines()
        assert not any(b"model 7" in data for data in files.values())
        tie = next(each for each in store.relations() if each.source == first.id)
        proposed = replace(tie, status=RelationStatus.SUGGESTED)
        store.do(Command("x", (relation_edit(tie, proposed),)))
        export(store, format="cas-xmi", out=tmp_path / "x.zip", suggestions=True)
        import_file(other, tmp_path / "x.zip", as_is=True)
        assert [each.suggested for each in other.relations()] == [True]
        assert [each.quote for each in other.annotations() if each.suggested] == [first.quote]


def test_an_archive_of_several_files_is_not_called_as_one_of_them(tmp_path: Path) -> None:
    with stored(SAMPLE) as store, pytest.raises(CrossreadError, match="name a folder"):
        export(store, format="cas-xmi", out=tmp_path / "x.xmi")
    assert not list(tmp_path.iterdir())


def test_without_the_library_the_way_to_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cassis", None)
    with stored(SAMPLE) as store, pytest.raises(CrossreadError) as caught:
        export(store, format="cas-xmi", out=io.BytesIO())
    assert install_command("cas") in str(caught.value)


# -- in -----------------------------------------------------------------------------------------------

SPAN = '<custom:{0} xmi:id="{1}" sofa="1" begin="{2}" end="{3}" {4}/>'
ANA = SPAN.format("Person", 10, 3, 6, 'value="hero" comment="who?" born="1990"')
BOB = SPAN.format("Person", 11, 11, 14, "")
TYPES = """<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier"><types><typeDescription>
<name>webanno.custom.Person</name><supertypeName>uima.tcas.Annotation</supertypeName><features>
<featureDescription><name>born</name><rangeTypeName>uima.cas.Integer</rangeTypeName></featureDescription>
</features></typeDescription></types></typeSystemDescription>"""


def xmi(*elements: str, members: str = "", text: str = TEXT) -> str:
    """An XMI document as INCEpTION writes it."""
    body = "".join(elements)
    listed = members or " ".join(part.partition('"')[0] for part in body.split('xmi:id="')[1:])
    return (
        '<?xml version="1.0" encoding="UTF-8"?><xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmi:version="2.0"'
        ' xmlns:cas="http:///uima/cas.ecore" xmlns:custom="http:///webanno/custom.ecore"'
        f' xmlns:seg="{SEGMENTATION}"><cas:NULL xmi:id="0"/><seg:Token xmi:id="90" sofa="1" begin="3" end="6"/>'
        f'{body}<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" sofaString="{text}"/>'
        f'<cas:View sofa="1" members="{listed}"/></xmi:XMI>'
    )


def taken(store: Store, path: Path) -> tuple[list[tuple[str, str, str, dict[str, str]]], Any]:
    report = import_file(store, path, as_is=True)
    marks = sorted(store.annotations(), key=lambda each: (each.start, each.label))
    return [(m.label, m.quote, m.note, dict(m.attributes)) for m in marks], report


def test_spans_of_any_layer_come_in_with_what_their_features_say(tmp_path: Path) -> None:
    path = tmp_path / "a.xmi"
    tie = '<custom:Knows xmi:id="12" sofa="1" begin="3" end="6" Governor="10" Dependent="11" value="met" note="once"/>'
    link = '<custom:RoleLink xmi:id="13" role="agent" target="10"/>'
    event = SPAN.format("Event", 14, 7, 10, 'who="13" value="meet"')
    path.write_text(xmi(ANA, BOB, tie, link, event))
    with empty() as store:
        assert detect(path) == "cas-xmi"
        marks, report = taken(store, path)
        assert marks == [
            ("Person/hero", "Ana", "who?", {"born": "1990"}),
            ("Event/meet", "met", "", {}),
            ("Person", "Bob", "", {}),
        ]
        assert [(kind, one[3], two[3]) for kind, one, two in ties(store)] == [  # type: ignore[index]
            ("agent", "Event/meet", "Person/hero"),
            ("met", "Person/hero", "Person"),
        ]
        assert not report.losses and not report.problems
        assert store.relations()[0].note in ("", "once")


def test_a_number_that_could_be_a_reference_is_what_the_type_system_says(tmp_path: Path) -> None:
    path = tmp_path / "a.xmi"
    path.write_text(xmi(ANA.replace("1990", "11"), BOB))
    with empty() as store:
        marks, _ = taken(store, path)
        assert marks[0][3] == {} and [tie[0] for tie in ties(store)] == ["born"]
    (tmp_path / "TypeSystem.xml").write_text(TYPES)
    with empty() as store:
        marks, _ = taken(store, path)
        assert marks[0][3] == {"born": "11"} and not ties(store)


def test_what_is_not_taken_is_counted_by_its_reason(tmp_path: Path) -> None:
    path = tmp_path / "a.xmi"
    word = '<custom:Dep xmi:id="12" sofa="1" begin="3" end="6" Governor="90" Dependent="90" value="nsubj"/>'
    loose = '<custom:Knows xmi:id="13" sofa="1" begin="3" end="6" Governor="10" Dependent="77"/>'
    lemma = '<seg:Lemma xmi:id="14" sofa="1" begin="3" end="6" value="Ana"/>'
    whole = '<custom:Mood xmi:id="15" sofa="1" value="calm"/>'
    empty_span = SPAN.format("Person", 16, 4, 4, "")
    deleted = SPAN.format("Person", 17, 11, 14, "")
    outside = SPAN.format("Person", 18, 11, 400, "")
    path.write_text(
        xmi(ANA, word, loose, lemma, whole, empty_span, deleted, outside, members="10 12 13 14 15 16 18 90")
    )  # fmt: skip
    with empty() as store:
        marks, report = taken(store, path)
        assert [mark[0] for mark in marks] == ["Person/hero"]
        assert {loss.what: loss.count for loss in report.losses} == {
            "lemmas, stems and other divisions of a text": 1,
            "annotations of whole documents": 1,
            "annotations of no length": 1,
            "annotations that are deleted, but still in the file": 1,
            "relations between words": 1,
            "relations of which an end is not there": 1,
        }
        assert len(report.problems) == 1 and "400" not in str(store.annotations())


def test_an_address_is_no_label(tmp_path: Path) -> None:
    path = tmp_path / "a.xmi"
    path.write_text(
        xmi(SPAN.format("Person", 10, 3, 6, 'value="http://example.org/Q42" kind="PER"'))
    )
    with empty() as store:
        marks, _ = taken(store, path)
        assert marks == [("Person/PER", "Ana", "", {"value": "http://example.org/Q42"})]


def test_a_chain_comes_in_as_its_links(tmp_path: Path) -> None:
    path = tmp_path / "a.xmi"
    first = SPAN.format("CorefLink", 10, 3, 6, 'referenceType="name" next="11"')
    second = SPAN.format("CorefLink", 11, 16, 19, 'referenceType="name"')
    path.write_text(xmi(first, second, '<custom:CorefChain xmi:id="12" sofa="1" first="10"/>'))
    with empty() as store:
        marks, report = taken(store, path)
        assert [mark[:2] for mark in marks] == [("CorefLink/name", "Ana")] * 2
        assert [tie[0] for tie in ties(store)] == ["next"] and not report.losses


def test_the_same_comes_in_from_json(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    name = "webanno.custom."
    records = [
        {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaID": "_InitialView", "sofaString": TEXT},
        {"%ID": 10, "%TYPE": f"{name}Person", "@sofa": 1, "begin": 3, "end": 6, "value": "hero", "born": 11},
        {"%ID": 11, "%TYPE": f"{name}Person", "@sofa": 1, "begin": 11, "end": 14},
        {"%ID": 12, "%TYPE": f"{name}Knows", "@sofa": 1, "begin": 3, "end": 6, "@Governor": 10, "@Dependent": 11},
        {"%ID": 13, "%TYPE": f"{name}Event", "@sofa": 1, "begin": 7, "end": 10, "@who": 14},
        {"%ID": 14, "%TYPE": f"{name}RoleLink[]", "%ELEMENTS": [15]},
        {"%ID": 15, "%TYPE": f"{name}RoleLink", "role": "agent", "@target": 10},
    ]  # fmt: skip
    view = {"%SOFA": 1, "%MEMBERS": [10, 11, 12, 13]}
    path.write_text(
        json.dumps({"%TYPES": {}, "%FEATURE_STRUCTURES": records, "%VIEWS": {"_InitialView": view}})
    )
    with empty() as store:
        assert detect(path) == "cas-xmi"
        marks, report = taken(store, path)
        assert [mark[0] for mark in marks] == ["Person/hero", "Event", "Person"]
        assert marks[0][3] == {"born": "11"} and not report.losses
        assert sorted(str(tie[0]) for tie in ties(store)) == ["Knows", "agent"]


def zipped(files: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_a_project_has_everybodys_work_by_its_annotator(tmp_path: Path) -> None:
    path = tmp_path / "project.zip"
    work = {name: zipped({f"{name}.xmi": xmi(mark), "TypeSystem.xml": TYPES}) for name, mark in
            (("ada", ANA), ("bob", BOB), ("INITIAL_CAS", ANA))}  # fmt: skip
    alone = zipped({"INITIAL_CAS.xmi": xmi(text="Nobody read this."), "TypeSystem.xml": TYPES})
    path.write_bytes(
        zipped(
            {f"annotation/a.txt/{name}.zip": data for name, data in work.items()}
            | {"annotation/b.txt/INITIAL_CAS.zip": alone, "exportedproject.json": "{}",
               "curation/a.txt/CURATION_USER.zip": zipped({"x.xmi": xmi(BOB)}),
               "source/a.txt": "x", "annotation_ser/a.txt/ada.ser": b"\xac\xed", "log/x.json": "["}
        )
    )  # fmt: skip
    with empty() as store:
        assert detect(path) == "cas-xmi"
        report = import_file(store, path, as_is=True)
        assert not report.losses and len(store.articles()) == 2
        found = sorted((each.annotator, each.quote) for each in store.annotations())
        assert found == [("CURATION_USER", "Bob"), ("ada", "Ana"), ("bob", "Bob")]


@pytest.mark.parametrize(
    "content",
    ['<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "<xmi", "<x/>", "<a>" * 500, xmi(text=" ")],
    ids=range(5),
)
def test_what_cannot_be_read_is_refused_in_one_line(tmp_path: Path, content: str) -> None:
    for name, data in (("bad.xmi", content.encode()), ("bad.zip", zipped({"a/b.xmi": content}))):
        (tmp_path / name).write_bytes(data)
        with empty() as store, pytest.raises(CrossreadError, match="bad") as caught:
            import_file(store, tmp_path / name, format="cas-xmi")
        assert "\n" not in str(caught.value)


def test_one_bad_document_of_an_archive_is_counted_and_the_others_come_in(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(
        zipped({"a.xmi": "<xmi", "b.xmi": xmi(ANA), "c.json": "{", "TypeSystem.xml": "<"})
    )
    with empty() as store:
        marks, report = taken(store, path)
        assert [mark[0] for mark in marks] == ["Person/hero"]
        assert {loss.what: loss.count for loss in report.losses} == {
            "documents that cannot be read": 2,
            "type systems that cannot be read": 2,
        }


def test_archives_in_an_archive_share_one_bound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.zip"
    inner = zipped({"a.xmi": xmi(ANA, text="Ana met Bob. " + " " * 3000)})
    path.write_bytes(zipped({f"{name}.zip": inner for name in "abc"}))
    monkeypatch.setattr(cas_reader, "MOST", 10_000)
    with empty() as store, pytest.raises(CrossreadError, match="unpacks to more than"):
        import_file(store, path)
    monkeypatch.setattr(cas_reader, "MOST", 40_000)
    with empty() as store:
        assert import_file(store, path).added["articles"] == 1
