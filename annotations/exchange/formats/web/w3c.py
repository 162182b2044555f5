"""Web Annotation (W3C Recommendation, 2017) in JSON-LD: one collection of annotations.

An annotation has a TextQuoteSelector, whose context is lengthened until it is the only match, and after
it a TextPositionSelector. That counts code points, as the Recommendation has it, or UTF-16 units where
they are asked for, as clients in JavaScript count; `crossread:unit` beside it says which. A relation is an annotation with two targets and the motivation `linking`;
the standard gives targets no order, here the first is the relation's source. What the standard
has no words for stands under `crossread:`, the texts of the articles among it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote
from uuid import UUID

from annotations.alignment import Link
from annotations.articles import Article, Span
from annotations.articles.text.json_text import json_bytes
from annotations.exchange.common import lose_codebook, lose_events, lose_status, placed
from annotations.exchange.format import Format
from annotations.exchange.formats.jsonl import article_record
from annotations.exchange.formats.web.w3c_reader import UNIT, read
from annotations.exchange.reports import LossCounts
from annotations.exchange.units import Unit, unit_of
from annotations.exchange.view import View
from annotations.marks.annotation import (
    CONTEXT,
    AnchorState,
    Annotation,
    Relation,
)
from annotations.store import Pair

Json = dict[str, Any]

ANNO = "http://www.w3.org/ns/anno.jsonld"
OWN = "urn:crossread:terms:"
CONTEXTS: list[Any] = [
    ANNO,
    {
        "@version": 1.1,
        "crossread": OWN,
        "crossread:articles": {"@type": "@json"},
        "crossread:pairs": {"@type": "@json"},
        "crossread:attributes": {"@type": "@json"},
    },
]
_MARK, _ARTICLE, _RELATION = "annotation", "article", "relation"


def write(view: View, tally: LossCounts) -> Iterator[bytes]:
    """One collection with one page, streamed."""
    lose_codebook(view, tally)
    lose_events(view, tally)
    head: Json = {
        "@context": CONTEXTS,
        "id": "urn:crossread:collection",
        "type": "AnnotationCollection",
        "label": "crossread annotations",
    }
    yield json_bytes(head)[:-1] + b',\n"crossread:articles":['
    for number, (article_id, article) in enumerate(view.articles()):
        tally.wrote("articles")
        yield (b",\n" if number else b"\n") + json_bytes(article_record(article_id, article))
    yield b'],\n"crossread:pairs":'
    yield json_bytes([_pair(pair) for pair in view.pairs])
    yield b',\n"first":{"id":"urn:crossread:page:1","type":"AnnotationPage","startIndex":0,"items":['
    total = 0
    for item in _items(view, tally):
        yield (b",\n" if total else b"\n") + json_bytes(item)
        total += 1
    yield b']},\n"total":%d}\n' % total


def _items(view: View, tally: LossCounts) -> Iterator[Json]:
    for article_id, article in view.articles():
        unit = unit_of(article.text, utf16=view.utf16)
        for each in placed(view, article_id, tally):
            yield annotation_to_json(each, article, unit)
    for relation in view.relations():
        tally.wrote("relations")
        lose_status(relation, tally)
        yield _relation(relation)
    for pair in view.pairs:
        left, right = view.article(pair.left), view.article(pair.right)
        alignment = view.alignment(pair)
        for link in (*alignment.links, *alignment.rejected):
            if link.left < len(left.blocks) and link.right < len(right.blocks):
                tally.wrote("links")
                yield _link(pair, link, left, right, utf16=view.utf16)


def annotation_to_json(each: Annotation, article: Article, unit: Unit) -> Json:
    """One annotation; its position counts in the unit."""
    bodies: list[Json] = [{"type": "TextualBody", "purpose": "classifying", "value": each.label}]
    if each.note:
        bodies.append({"type": "TextualBody", "purpose": "commenting", "value": each.note})
    json: Json = {
        "id": _urn(_MARK, each.id),
        "type": "Annotation",
        "motivation": "classifying",
        "created": each.created,
        "modified": each.updated,
        "creator": {"type": "Person", "name": each.annotator},
        "body": bodies,
        "target": _target(each, article, unit),
    }
    if each.attributes:
        json["crossread:attributes"] = dict(each.attributes)
    if each.state is not AnchorState.EXACT:
        json["crossread:state"] = each.state.value
        json["crossread:score"] = each.score
    return json


def _target(each: Annotation, article: Article, unit: Unit) -> Json:
    prefix, suffix = _unique_context(article.text, each.span)
    return {
        **_source(each.article, article),
        "state": {"type": "TimeState", "sourceDate": each.updated},
        "selector": [
            {"type": "TextQuoteSelector", "exact": each.quote, "prefix": prefix, "suffix": suffix},
            _position(each.span, unit),
        ],
    }


def _position(span: Span, unit: Unit) -> Json:
    start, end = unit.out(span.start), unit.out(span.end)
    return {"type": "TextPositionSelector", "start": start, "end": end, UNIT: unit.name}


def _source(article_id: str, article: Article) -> Json:
    url = article.url if article.url.startswith(("http://", "https://")) else ""
    return {
        "type": "SpecificResource",
        "source": quote(url, safe=":/?#[]@!$&'()*+,;=%~") or _urn(_ARTICLE, article_id),
        "crossread:article": article_id,
        "crossread:sha256": article.sha256,
    }


def _unique_context(text: str, span: Span) -> tuple[str, str]:
    """Context that, with its quote, is found once in the text, or all of the text."""
    width = CONTEXT
    while True:
        low, high = max(0, span.start - width), min(len(text), span.end + width)
        whole = text[low:high]
        if (low, high) == (0, len(text)) or text.find(whole, text.find(whole) + 1) < 0:
            return text[low : span.start], text[span.end : high]
        width *= 4


def _relation(relation: Relation) -> Json:
    bodies: list[Json] = [
        {"type": "TextualBody", "purpose": "tagging", "value": relation.kind.value}
    ]
    if relation.note:
        bodies.append({"type": "TextualBody", "purpose": "commenting", "value": relation.note})
    return {
        "id": _urn(_RELATION, relation.id),
        "type": "Annotation",
        "motivation": "linking",
        "created": relation.created,
        "creator": {"type": "Person", "name": relation.annotator},
        "body": bodies,
        "target": [{"id": _urn(_MARK, relation.source)}, {"id": _urn(_MARK, relation.target)}],
    }


def _link(pair: Pair, link: Link, left: Article, right: Article, *, utf16: bool) -> Json:
    def side(article_id: str, article: Article, index: int) -> Json:
        unit = unit_of(article.text, utf16=utf16)
        selector = _position(article.blocks[index].span, unit)
        return {**_source(article_id, article), "selector": selector}

    return {
        "id": _urn("link", f"{pair.id}/{link.left}/{link.right}"),
        "type": "Annotation",
        "motivation": "linking",
        "body": {"type": "TextualBody", "purpose": "tagging", "value": "aligned"},
        "crossread:pair": pair.id,
        "crossread:origin": link.origin.value,
        "crossread:score": link.score,
        "target": [side(pair.left, left, link.left), side(pair.right, right, link.right)],
    }


def _pair(pair: Pair) -> Json:
    names = ("id", "left", "right", "created", "title")
    return {name: getattr(pair, name) for name in names}


def _urn(kind: str, key: str) -> str:
    try:
        if str(UUID(key)) == key:
            return f"urn:uuid:{key}"
    except ValueError:
        pass
    return f"urn:crossread:{kind}:{quote(key, safe='')}"


FORMAT = Format(
    "w3c",
    "W3C Web Annotation, one JSON-LD collection",
    (".jsonld", ".json"),
    write=write,
    read=read,
    suggestions=True,
    utf16=True,
)
