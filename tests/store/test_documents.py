"""Values go to documents and come back the same; documents that are none are refused in a line."""

from __future__ import annotations

from types import MappingProxyType

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.alignment.link import Link, Origin
from annotations.errors import StoreError
from annotations.marks.annotation import AnchorState, Annotation, Relation, RelationKind
from annotations.store import Pair, Progress, documents
from annotations.store.encoding import decode, encode, reader
from tests.store.support import LEFT, article

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
fraction = st.floats(0, 1)
offset = st.integers(0, 2**53)
attributes = st.dictionaries(text, text, max_size=3).map(MappingProxyType)
annotations = st.builds(
    Annotation,
    *(text, text, offset, offset),
    *(text for _ in range(8)),
    attributes=attributes,
    state=st.sampled_from(AnchorState),
    score=fraction,
)
relations = st.builds(Relation, text, st.sampled_from(RelationKind), *(text for _ in range(5)))
links = st.builds(Link, st.integers(0, 9), st.integers(0, 9), fraction, st.sampled_from(Origin))
progress = st.builds(Progress, text, text, text, offset, text, view=attributes)


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
    pair = Pair("p", "a", "b", "2026-01-01T00:00:00.000Z", "title")
    assert documents.pair_from_document(documents.pair_to_document(pair)) == pair


@settings(max_examples=60, derandomize=True)
@given(text, text, st.dictionaries(text, text, max_size=2))
def test_leading_fields_are_read_without_a_parse_as_a_parse_would(
    key: str, value: str, rest: dict[str, str]
) -> None:
    document = {**rest, "article": value, "id": key}
    raw = encode("annotations", document)
    assert decode(raw) == document
    assert reader("annotations")(raw) == (key.encode(), value.encode())
    assert reader("annotations")(orjson.dumps({**rest, "id": key, "article": value})) == (
        key.encode(),
        value.encode(),
    )


@given(st.sampled_from(sorted(documents._NAMES)), st.sampled_from([None, 5.5, [], {"a": 1}, True]))
@settings(max_examples=80, derandomize=True)
def test_an_annotation_with_a_wrong_field_is_refused_in_a_line(name: str, value: object) -> None:
    sound = Annotation("i", "a", 0, 1, "q", "p", "s", "claim", "ann", "c", "u")
    document = {**documents.annotation_to_document(sound), name: value}
    if name == "score" and value == 5.5:
        return  # a number: for `check` to say
    with pytest.raises(StoreError) as caught:
        documents.annotation_from_document(document)
    assert "\n" not in str(caught.value)


def test_what_may_be_missing_has_its_default() -> None:
    sound = Annotation("i", "a", 0, 1, "q", "p", "s", "claim", "ann", "c", "u")
    document = documents.annotation_to_document(sound)
    for name in ("note", "attributes", "state", "score"):
        del document[name]
    assert documents.annotation_from_document(document) == sound
    del document["quote"]
    with pytest.raises(StoreError, match="quote"):
        documents.annotation_from_document(document)
