"""Web Annotations carry all that is said, and come back as they went."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from annotations.articles import article_from_text
from annotations.errors import ExchangeError
from annotations.exchange import export, import_file
from annotations.store import Store
from tests.exchange.stores import (
    LEFT,
    RIGHT,
    SAMPLE,
    Plan,
    empty,
    passed_over,
    plans,
    said,
    stored,
    ties,
)

few = settings(
    max_examples=20, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
FIELDS = ("id", "annotator", "note", "created", "updated", "prefix", "suffix", "state")


def exported(store: Store) -> bytes:
    out = io.BytesIO()
    export(store, format="w3c", out=out)
    return out.getvalue()


def items(data: bytes) -> list[dict]:
    return json.loads(data)["first"]["items"]


@few
@given(plans())
def test_out_and_in_again_loses_nothing_that_was_said(plan: Plan) -> None:
    with stored(plan) as store, empty() as other:
        path = other.path.with_name("out.jsonld")
        path.write_bytes(exported(store))
        report = import_file(other, path, format="w3c", as_is=True)
        assert not report.problems and not report.suggestions
        assert said(other, *FIELDS) == said(store, *FIELDS)
        assert ties(other) == ties(store)
        (pair,), (twin,) = store.pairs(), other.pairs()
        assert other.alignment(twin.id) == store.alignment(pair.id)
        assert sum(import_file(other, path, format="w3c").added.values()) == 0


@few
@given(plans())
def test_quote_and_context_match_one_place_or_reach_the_ends(plan: Plan) -> None:
    with stored(plan) as store:
        texts = {
            each["id"]: each["text"] for each in json.loads(exported(store))["crossread:articles"]
        }
        for item in items(exported(store)):
            if item["motivation"] != "classifying":
                continue
            by_quote, by_place = item["target"]["selector"]
            text = texts[item["target"]["crossread:article"]]
            assert text[by_place["start"] : by_place["end"]] == by_quote["exact"]
            whole = by_quote["prefix"] + by_quote["exact"] + by_quote["suffix"]
            assert whole == text or (text.find(whole) == text.rfind(whole) >= 0)


def test_what_the_recommendation_asks_of_an_annotation_is_there() -> None:
    with stored(SAMPLE) as store:
        collection = json.loads(exported(store))
    assert collection["type"] == "AnnotationCollection"
    assert collection["total"] == len(collection["first"]["items"])
    for item in collection["first"]["items"]:
        assert item["type"] == "Annotation" and item["id"].startswith("urn:")
        assert item["motivation"] in ("classifying", "linking")
        assert item["target"]
        for body in item["body"] if isinstance(item["body"], list) else [item["body"]]:
            assert body["type"] == "TextualBody"
            assert body["purpose"] in ("classifying", "commenting", "tagging")


OA, DC, AS = (
    "http://www.w3.org/ns/oa#",
    "http://purl.org/dc/terms/",
    "http://www.w3.org/ns/activitystreams#",
)
XSD = "http://www.w3.org/2001/XMLSchema#"
FACTS = {
    **{name: OA + name for name in (
        "Annotation", "TextualBody", "SpecificResource", "TextQuoteSelector", "TextPositionSelector",
        "TimeState", "classifying", "commenting", "linking", "tagging", "exact", "prefix", "suffix",
    )},
    **{name: {"@type": XSD + "nonNegativeInteger", "@id": iri} for name, iri in (
        ("start", OA + "start"), ("end", OA + "end"), ("total", AS + "totalItems"),
        ("startIndex", AS + "startIndex"),
    )},
    **{name: {"@type": XSD + "dateTime", "@id": iri} for name, iri in (
        ("created", DC + "created"), ("modified", DC + "modified"), ("sourceDate", OA + "sourceDate"),
    )},
    **{name: {"@type": "@id", "@id": OA + iri} for name, iri in (
        ("body", "hasBody"), ("target", "hasTarget"), ("source", "hasSource"),
        ("selector", "hasSelector"), ("state", "hasState"),
    )},
    **{name: {"@type": "@vocab", "@id": OA + iri} for name, iri in (
        ("motivation", "motivatedBy"), ("purpose", "hasPurpose"),
    )},
    "id": "@id", "type": "@type", "Person": "http://xmlns.com/foaf/0.1/Person",
    "name": "http://xmlns.com/foaf/0.1/name",
    "creator": {"@type": "@id", "@id": DC + "creator"},
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "AnnotationCollection": AS + "OrderedCollection", "AnnotationPage": AS + "OrderedCollectionPage",
    "items": {"@type": "@id", "@id": AS + "items", "@container": "@list"},
    "first": {"@type": "@id", "@id": AS + "first"},
}  # fmt: skip
"""The terms used, with their types, as the context at www.w3.org/ns/anno.jsonld defines them; written by hand, for no package has it.

`tests/interop/w3c_terms.py` looks them up in the vocabulary itself.
"""
LITERALS = {
    XSD + "nonNegativeInteger": re.compile(r"\d+"),
    XSD + "dateTime": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z"),
}
"""What a value of a type looks like (W3C wants times in UTC, with Z)."""


def test_a_json_ld_processor_understands_every_term() -> None:
    jsonld = pytest.importorskip("pyld.jsonld")

    def load(url: str, options: object = None) -> dict:
        assert url == "http://www.w3.org/ns/anno.jsonld"
        return {"contextUrl": None, "documentUrl": url, "document": {"@context": FACTS}}

    with stored(SAMPLE) as store:
        document = json.loads(exported(store))
    (expanded,) = jsonld.expand(document, {"documentLoader": load, "on_property_dropped": None})
    found = expanded[AS + "first"][0][AS + "items"][0]["@list"]
    assert len(found) == document["total"]

    def keys(value: object) -> set[str]:
        if isinstance(value, dict) and value.get("@type") != "@json":
            return set(value).union(*(keys(each) for each in value.values()))
        return set().union(*(keys(each) for each in value)) if isinstance(value, list) else set()

    def typed(value: object) -> list[tuple[str, str]]:
        """Each literal with the type that the context gives it."""
        if isinstance(value, list):
            return [pair for each in value for pair in typed(each)]
        if not isinstance(value, dict) or value.get("@type") == "@json":
            return []
        if "@value" in value:
            return [(value["@type"], str(value["@value"]))] if "@type" in value else []
        return typed(list(value.values()))

    assert OA + "hasTarget" in keys(found) and OA + "exact" in keys(found)
    literals = typed(expanded)
    assert {kind for kind, _ in literals} == set(LITERALS)
    assert [each for each in literals if not LITERALS[each[0]].fullmatch(each[1])] == []
    dropped: list[str] = []
    jsonld.expand(document, {"documentLoader": load, "on_property_dropped": dropped.append})
    assert dropped == []


def test_annotations_of_another_tool_find_their_article_by_its_address(tmp_path: Path) -> None:
    path = tmp_path / "hypothesis.json"
    made = {
        "@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation",
        "id": "https://hypothes.is/a/1", "creator": "acct:cleo@hypothes.is",
        "body": [{"type": "TextualBody", "value": "really?", "purpose": "commenting"},
                 {"type": "TextualBody", "value": "doubtful", "purpose": "tagging"}],
        "target": {"source": "https://example.org/a", "selector": [
            {"type": "TextQuoteSelector", "exact": "Nobody was hurt", "prefix": "Friday. “",
             "suffix": ",” said Ana"}]},
    }  # fmt: skip
    elsewhere = {
        **made,
        "id": "x:2",
        "target": {"source": "https://example.org/b", "selector": made["target"]["selector"]},
    }  # type: ignore[index]
    path.write_text(json.dumps([made, elsewhere]))
    from annotations.articles.formats.compose import About

    with empty() as store:
        about = About(url="https://example.org/a")
        store.add_pair(article_from_text(LEFT, about=about), article_from_text(RIGHT))
        report = import_file(store, path, format="w3c")
        (mark,) = store.annotations()
        assert (mark.quote, mark.label, mark.note) == ("Nobody was hurt", "doubtful", "really?")
        assert mark.suggested and mark.annotator == "acct:cleo@hypothes.is"
        assert len(report.problems) == 1 and "example.org/b" in report.problems[0]
        assert sum(import_file(store, path, format="w3c").added.values()) == 0


@pytest.mark.parametrize("content", ["3", '{"type":"Person"}', "{", '[{"type":"Annotation"},4]'])
def test_what_is_no_annotation_is_refused_in_one_line(tmp_path: Path, content: str) -> None:
    path = tmp_path / "odd.json"
    path.write_text(content)
    with empty() as store, pytest.raises(ExchangeError, match=r"odd\.json"):
        import_file(store, path, format="w3c")


@pytest.mark.parametrize(
    "change",
    [
        {"target": None}, {"target": {}}, {"target": {"selector": 3}}, {"target": ["a", "b", "c"]},
        {"motivation": "linking", "target": ["a", {}]}, {"body": 4, "target": {"selector": {"type": "X"}}},
    ],
)  # fmt: skip
def test_what_cannot_be_placed_is_left_out_and_said(tmp_path: Path, change: dict) -> None:
    path = tmp_path / "odd.json"
    path.write_text(json.dumps({"type": "Annotation", "id": "urn:x", **change}))
    with empty() as store:
        assert passed_over(import_file(store, path, format="w3c")) == 1
        assert store.annotations() == ()
