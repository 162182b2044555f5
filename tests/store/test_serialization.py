"""Values go to documents and come back the same; documents that are none are refused in a line."""

from __future__ import annotations

from hashlib import sha256
from types import MappingProxyType
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.alignment.link import Link, Origin
from annotations.articles.article import Article
from annotations.errors import StoreError
from annotations.marks.annotation import (
    AnchorState,
    Annotation,
    Relation,
    RelationKind,
    RelationStatus,
)
from annotations.store import Pair, Progress
from annotations.store import serialization as documents
from annotations.store.engine.encoding import decode
from annotations.store.schema import encode, key_reader
from tests.store.support import LEFT, article

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
fraction = st.floats(0, 1)
offset = st.integers(0, 2**53)
attributes = st.dictionaries(text, text, max_size=3).map(MappingProxyType)
BY_TYPE = {
    "str": text,
    "int": offset,
    "float": fraction,
    "Mapping[str, str]": attributes,
    "Mapping[str, Any]": attributes,
    "Mapping[str, float]": st.dictionaries(text, fraction, max_size=3).map(MappingProxyType),
    "tuple[str, ...]": st.lists(text, max_size=4).map(tuple),
    "bool": st.booleans(),
    "AnchorState": st.sampled_from(AnchorState),
    "RelationKind": st.sampled_from(RelationKind),
    "RelationStatus": st.sampled_from(RelationStatus),
}


def any_of(kind: type[Any]) -> st.SearchStrategy[Any]:
    """Values of a class with every field drawn, so that none is left at its default."""
    return st.builds(kind, **{name: BY_TYPE[each] for name, each in kind.__annotations__.items()})


annotations, relations, progress = any_of(Annotation), any_of(Relation), any_of(Progress)
links = st.builds(Link, st.integers(0, 9), st.integers(0, 9), fraction, st.sampled_from(Origin))


SOUND = Annotation(
    id="i",
    article="a",
    start=0,
    end=1,
    quote="q",
    prefix="p",
    suffix="s",
    label="claim",
    annotator="ann",
    created="c",
    updated="u",
)


def there_and_back(table: str, document: dict[str, object]) -> dict[str, object]:
    return decode(encode(table, document))


@settings(max_examples=60, derandomize=True)
@given(annotations, relations, links, progress)
def test_values_come_back_as_they_went(
    annotation: Annotation, relation: Relation, link: Link, stopped: Progress
) -> None:
    document = there_and_back("annotations", documents.annotation_to_document(annotation))
    assert documents.annotation_from_document(document) == annotation
    document = there_and_back("relations", documents.relation_to_document(relation))
    assert documents.relation_from_document(document) == relation
    document = there_and_back("links", documents.link_to_document("p", link))
    assert documents.link_from_document(document) == link
    document = there_and_back("progress", documents.progress_to_document(stopped))
    assert documents.progress_from_document(document) == stopped


def test_articles_and_pairs_come_back_as_they_went() -> None:
    one = article(LEFT, title="T", byline="B", outlet="O", published="P", url="U", source="S")
    document = there_and_back("articles", documents.article_to_document("a", one))
    assert documents.article_from_document(document, one.text) == one
    pair = Pair(id="p", left="a", right="b", created="2026-01-01T00:00:00.000Z", title="title")
    assert documents.pair_from_document(documents.pair_to_document(pair)) == pair


def test_what_tells_where_a_reader_stopped_in_a_store_of_schema_1_is_read() -> None:
    old = {"id": "p ada", "pair": "p", "annotator": "ada", "side": "right", "offset": 7}
    found = documents.progress_from_document(old)
    assert (found.key, found.event, dict(found.read)) == ("p ada", "", {})


def test_a_document_is_looked_up_by_each_text_of_a_list() -> None:
    raw = encode("events", {"title": "", "articles": ["a", "b"], "id": "e"})
    assert raw.startswith(b'{"id":"e","articles":["a","b"]')
    assert key_reader("events")(raw) == (b"e", b"a", b"b")


def test_an_accepted_relation_is_kept_as_before_there_was_a_status() -> None:
    relation = Relation(
        id="r", source="a", target="b", kind=RelationKind.AGREES, annotator="ada", created=""
    )
    names = ["id", "source", "target", "kind", "annotator", "created", "note"]
    assert list(documents.relation_to_document(relation)) == names
    with pytest.raises(StoreError, match="maybe"):
        documents.relation_from_document(
            {**documents.relation_to_document(relation), "status": "maybe"}
        )


@settings(max_examples=60, derandomize=True)
@given(text, text, st.dictionaries(text, text, max_size=2))
def test_leading_fields_are_read_without_a_parse_as_a_parse_would(
    key: str, value: str, rest: dict[str, str]
) -> None:
    document = {**rest, "article": value, "id": key}
    raw = encode("annotations", document)
    assert decode(raw) == document
    assert key_reader("annotations")(raw) == (key.encode(), value.encode())
    assert key_reader("annotations")(orjson.dumps({**rest, "id": key, "article": value})) == (
        key.encode(),
        value.encode(),
    )


@given(
    st.sampled_from(Annotation.__struct_fields__),
    st.sampled_from([None, 5.5, [], {"a": 1}, True]),
)
@settings(max_examples=80, derandomize=True)
def test_an_annotation_with_a_wrong_field_is_refused_in_a_line(name: str, value: object) -> None:
    document = {**documents.annotation_to_document(SOUND), name: value}
    if name == "score" and value == 5.5:
        return  # a number: for `check` to say
    with pytest.raises(StoreError) as caught:
        documents.annotation_from_document(document)
    assert "\n" not in str(caught.value)


ON_DISK = {
    "annotations": b'{"id":"i","article":"a","start":0,"end":1,"quote":"q","prefix":"p","suffix":"s",'
    b'"label":"claim","annotator":"ann","created":"c","updated":"u","note":"","attributes":{"k":"v"},'
    b'"state":"fuzzy","score":0.5}',
    "relations": b'{"id":"r","source":"a","target":"b","kind":"agrees","annotator":"ada",'
    b'"created":"c","note":"n","status":"suggested"}',
    "links": b'{"id":"p 3 4","pair":"p","left":3,"right":4,"score":1.0,"origin":"manual"}',
    "alignments": b'{"id":"p","made":"now","texts":["x","y"],"links":[[0,1,0.5]]}',
    "pairs": b'{"id":"p","left":"a","right":"b","created":"c","title":"t"}',
    "progress": b'{"id":"e ada","pair":"p","event":"e","annotator":"ada","side":"right",'
    b'"offset":7,"updated":"u","view":{"fold":[1]},"read":{"a":0.5}}',
    "events": b'{"id":"e","articles":["a","b","c"],"created":"c","title":"t","pinned":true,'
    b'"archived":false}',
    "articles": b'{"id":"a","sha256":"%s","title":"T","byline":"","outlet":"","published":"",'
    b'"url":"","source":"","encoding":"utf-8","warnings":["w"],"blocks":[["paragraph",0,2,0]]}'
    % sha256(b"ok").hexdigest().encode(),
    "texts": b'{"id":"%s","text":"ok"}' % sha256(b"ok").hexdigest().encode(),
}
"""A document of each table as stores have it."""


def written_again(table: str, document: dict[str, Any]) -> dict[str, Any]:
    if table == "annotations":
        return documents.annotation_to_document(documents.annotation_from_document(document))
    if table == "relations":
        return documents.relation_to_document(documents.relation_from_document(document))
    if table == "links":
        return documents.link_to_document("p", documents.link_from_document(document))
    if table == "alignments":
        links = documents.links_from_document(document)
        return documents.links_to_document("p", links, "now", ("x", "y"))
    if table == "pairs":
        return documents.pair_to_document(documents.pair_from_document(document))
    if table == "events":
        return documents.event_to_document(documents.event_from_document(document))
    if table == "progress":
        return documents.progress_to_document(documents.progress_from_document(document))
    if table == "articles":
        return documents.article_to_document("a", documents.article_from_document(document, "ok"))
    text = documents.text_from_document(document)
    return documents.text_to_document(Article(text, ()))


@pytest.mark.parametrize("table", ON_DISK)
def test_a_document_is_read_and_written_again_byte_for_byte(table: str) -> None:
    assert encode(table, written_again(table, decode(ON_DISK[table]))) == ON_DISK[table]


@pytest.mark.parametrize("table", ON_DISK)
def test_what_a_newer_version_adds_to_a_document_is_passed_over(table: str) -> None:
    document = decode(ON_DISK[table])
    newer = {**document, "mood": {"of": ["tomorrow"]}}
    documents.read_back(table, newer)
    assert written_again(table, newer) == written_again(table, document)


@pytest.mark.parametrize(
    ("table", "change", "words"),
    [
        ("annotations", {"start": "0"}, "annotation 'i' .*start is '0': expected int, got str"),
        ("annotations", {"score": True}, "annotation 'i' .*score is True: expected float, got bool"),
        ("annotations", {"state": "lost\n"}, r"state is .*: invalid enum value 'lost\\n'"),
        ("annotations", {"attributes": {"k": 1}}, "annotation 'i' .*attributes.*expected str"),
        ("annotations", {"quote": "x" * 9999, "id": 3}, "annotation '3' .*id is 3: expected str"),
        ("relations", {"status": "maybe"}, "relation 'r' .*status is 'maybe'"),
        ("links", {"origin": "aligner"}, "link 'p 3 4' .*origin is 'aligner'"),
        ("links", {"left": 1.5}, "link 'p 3 4' .*left is 1.5: expected int, got float"),
        ("alignments", {"links": [[0, 1]]}, "alignment 'p' .*array of length 3"),
        ("pairs", {"left": None}, "pair 'p' .*left is None: expected str, got null"),
        ("events", {"articles": "a b"}, "event 'e' .*articles is 'a b': expected array, got str"),
        ("events", {"articles": [1, 2]}, "event 'e' .*expected str, got int"),
        ("progress", {"view": []}, r"progress 'e ada' .*view is \[\]: expected object, got array"),
        ("articles", {"blocks": [["poem", 0, 2, 0]]}, "article 'a' .*blocks.*invalid enum value 'poem'"),
        ("texts", {"text": "other"}, "text '.*its SHA-256 is another"),
        ("texts", {"text": "\ud800"}, "text '.*its SHA-256 is another"),
    ],
)  # fmt: skip
def test_a_wrong_document_is_named_with_its_field_in_a_line(
    table: str, change: dict[str, Any], words: str
) -> None:
    with pytest.raises(StoreError, match=words) as caught:
        documents.read_back(table, {**decode(ON_DISK[table]), **change})
    message = str(caught.value)
    assert "\n" not in message and len(message) < 250


def test_a_link_that_a_person_decided_says_how() -> None:
    document = decode(ON_DISK["links"])
    del document["origin"]
    with pytest.raises(StoreError, match="origin"):
        documents.link_from_document(document)


@settings(max_examples=40, derandomize=True)
@given(annotations, relations)
def test_kept_bytes_are_read_as_their_document_is(
    annotation: Annotation, relation: Relation
) -> None:
    raw = encode("annotations", documents.annotation_to_document(annotation))
    assert documents.annotation_from_json(raw) == annotation
    raw = encode("relations", documents.relation_to_document(relation))
    assert documents.relation_from_json(raw) == relation


def test_kept_bytes_that_are_wrong_are_refused_as_their_document_is() -> None:
    wrong = {**decode(ON_DISK["annotations"]), "end": "far"}
    words = r"annotation 'i' .*end is 'far': expected int"
    with pytest.raises(StoreError, match=words):
        documents.annotation_from_json(orjson.dumps(wrong))
    with pytest.raises(StoreError, match=words):
        documents.annotation_from_document(wrong)


def test_a_value_that_was_read_cannot_be_changed() -> None:
    annotation = documents.annotation_from_json(ON_DISK["annotations"])
    stopped = documents.progress_from_document(decode(ON_DISK["progress"]))
    for mapping in (annotation.attributes, stopped.view):
        with pytest.raises(TypeError):
            mapping["k"] = "w"  # type: ignore[index]


def test_what_may_be_missing_has_its_default() -> None:
    document = documents.annotation_to_document(SOUND)
    for name in ("note", "attributes", "state", "score"):
        del document[name]
    assert documents.annotation_from_document(document) == SOUND
    del document["quote"]
    with pytest.raises(StoreError, match="quote"):
        documents.annotation_from_document(document)
