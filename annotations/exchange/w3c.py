"""Web Annotation (W3C Recommendation, 2017) in JSON-LD: one collection of annotations.

An annotation has a TextQuoteSelector, whose context is lengthened until it is the only match, and
a TextPositionSelector. A relation is an annotation with two targets and the motivation `linking`;
the standard gives targets no order, here the first is the relation's source. What the standard
has no words for stands under `crossread:`, the texts of the articles among it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote
from uuid import UUID

import orjson

from annotations.alignment import Link, Origin
from annotations.articles import Article, Span
from annotations.errors import ExchangeError
from annotations.exchange.bundle import Bundle, Loose, derived
from annotations.exchange.common import lose_codebook, placed
from annotations.exchange.format import Format
from annotations.exchange.jsonl import article_from_record, article_record
from annotations.exchange.reports import Tally
from annotations.exchange.view import View
from annotations.marks.annotation import (
    CONTEXT,
    AnchorState,
    Annotation,
    Relation,
    RelationKind,
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


def write(view: View, tally: Tally) -> Iterator[bytes]:
    """One collection with one page, streamed."""
    lose_codebook(view, tally)
    head: Json = {
        "@context": CONTEXTS,
        "id": "urn:crossread:collection",
        "type": "AnnotationCollection",
        "label": "crossread annotations",
    }
    yield orjson.dumps(head)[:-1] + b',\n"crossread:articles":['
    for number, (article_id, article) in enumerate(view.articles()):
        tally.wrote("articles")
        yield (b",\n" if number else b"\n") + orjson.dumps(article_record(article_id, article))
    yield b'],\n"crossread:pairs":'
    yield orjson.dumps([_pair(pair) for pair in view.pairs])
    yield b',\n"first":{"id":"urn:crossread:page:1","type":"AnnotationPage","startIndex":0,"items":['
    total = 0
    for item in _items(view, tally):
        yield (b",\n" if total else b"\n") + orjson.dumps(item)
        total += 1
    yield b']},\n"total":%d}\n' % total


def _items(view: View, tally: Tally) -> Iterator[Json]:
    for article_id, article in view.articles():
        for each in placed(view, article_id, tally):
            yield annotation_to_json(each, article)
    for relation in view.relations():
        tally.wrote("relations")
        yield _relation(relation)
    for pair in view.pairs:
        left, right = view.article(pair.left), view.article(pair.right)
        alignment = view.alignment(pair)
        for link in (*alignment.links, *alignment.rejected):
            if link.left < len(left.blocks) and link.right < len(right.blocks):
                tally.wrote("links")
                yield _link(pair, link, left, right)


def annotation_to_json(each: Annotation, article: Article) -> Json:
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
        "target": _target(each, article),
    }
    if each.attributes:
        json["crossread:attributes"] = dict(each.attributes)
    if each.state is not AnchorState.EXACT:
        json["crossread:state"] = each.state.value
        json["crossread:score"] = each.score
    return json


def _target(each: Annotation, article: Article) -> Json:
    prefix, suffix = _telling(article.text, each.span)
    return {
        **_source(each.article, article),
        "state": {"type": "TimeState", "sourceDate": each.updated},
        "selector": [
            {"type": "TextQuoteSelector", "exact": each.quote, "prefix": prefix, "suffix": suffix},
            {"type": "TextPositionSelector", "start": each.start, "end": each.end},
        ],
    }


def _source(article_id: str, article: Article) -> Json:
    url = article.url if article.url.startswith(("http://", "https://")) else ""
    return {
        "type": "SpecificResource",
        "source": quote(url, safe=":/?#[]@!$&'()*+,;=%~") or _urn(_ARTICLE, article_id),
        "crossread:article": article_id,
        "crossread:sha256": article.sha256,
    }


def _telling(text: str, span: Span) -> tuple[str, str]:
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


def _link(pair: Pair, link: Link, left: Article, right: Article) -> Json:
    def side(article_id: str, article: Article, index: int) -> Json:
        block = article.blocks[index]
        selector = {"type": "TextPositionSelector", "start": block.start, "end": block.end}
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


def _key(identity: str) -> str:
    """The id behind an IRI that this module made; any other IRI stands for itself."""
    if identity.startswith("urn:uuid:"):
        return identity.removeprefix("urn:uuid:")
    parts = identity.split(":", 3)
    return unquote(parts[3]) if parts[:2] == ["urn", "crossread"] and len(parts) == 4 else identity


def read(path: Path) -> Bundle:
    """A collection, a page, a list, one annotation, or one a line."""
    data = path.read_bytes()
    try:
        documents = [orjson.loads(data)]
    except orjson.JSONDecodeError:
        documents = [_line(line, number, path) for number, line in enumerate(data.splitlines(), 1)]
    bundle = Bundle(path.name)
    items: list[Json] = []
    for document in documents:
        _gather(document, items, bundle, path)
    for number, item in enumerate(items, 1):
        _take(bundle, item, f"annotation {item.get('id') or number}")
    return bundle


def _line(line: bytes, number: int, path: Path) -> Any:
    try:
        return orjson.loads(line) if line.strip() else []
    except orjson.JSONDecodeError as error:
        raise ExchangeError(f"{path}: line {number}: is not JSON: {error}") from error


def _gather(document: Any, items: list[Json], bundle: Bundle, path: Path) -> None:
    if isinstance(document, list):
        for each in document:
            _gather(each, items, bundle, path)
        return
    if not isinstance(document, dict):
        raise ExchangeError(f"{path}: holds no annotations: {str(document)[:40]!r}")
    kinds = _many(document.get("type"))
    try:
        for record in document.get("crossread:articles", ()):
            bundle.articles[str(record["id"])] = article_from_record(record)
        for record in document.get("crossread:pairs", ()):
            names = ("id", "left", "right", "created", "title")
            bundle.pairs.append(Pair(*(str(record[name]) for name in names)))
    except (KeyError, TypeError, ValueError) as error:
        raise ExchangeError(
            f"{path}: what crossread wrote of articles was changed: {error}"
        ) from error
    if "AnnotationCollection" in kinds:
        _gather(document.get("first", []), items, bundle, path)
    elif "AnnotationPage" in kinds:
        _gather(document.get("items", []), items, bundle, path)
        if isinstance(document.get("next"), str):
            bundle.problems.append("the next page of the collection is not in the file")
    elif "Annotation" in kinds:
        items.append(document)
    else:
        raise ExchangeError(f"{path}: {str(document.get('type'))[:40]!r} is no Web Annotation")


def _many(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _bodies(item: Json, *purposes: str) -> list[str]:
    """The texts of an item's bodies with one of the purposes."""
    found = []
    for body in _many(item.get("body")):
        if isinstance(body, dict) and isinstance(body.get("value"), str):
            purpose = body.get("purpose") or item.get("motivation")
            if any(each in purposes for each in _many(purpose)):
                found.append(body["value"])
    if not found and "commenting" in purposes and isinstance(item.get("bodyValue"), str):
        found.append(item["bodyValue"])
    return found


def _creator(item: Json) -> str:
    for creator in _many(item.get("creator")):
        if isinstance(creator, str):
            return creator
        if isinstance(creator, dict):
            for name in ("name", "nickname", "account", "id"):
                if isinstance(creator.get(name), str):
                    return str(creator[name])
    return ""


def _take(bundle: Bundle, item: Json, where: str) -> None:
    targets = _many(item.get("target"))
    if "linking" in _many(item.get("motivation")) and len(targets) == 2:
        _take_tie(bundle, item, targets, where)
        return
    target = targets[0] if len(targets) == 1 else None
    if not isinstance(target, dict):
        bundle.problems.append(f"{where}: does not have one target with a selector")
        return
    selectors = {
        each.get("type"): each for each in _many(target.get("selector")) if isinstance(each, dict)
    }
    label = next(iter(_bodies(item, "classifying", "tagging")), "claim")
    attributes = item.get("crossread:attributes")
    fields: dict[str, Any] = {
        "key": _key(str(item.get("id") or "")),
        "annotator": _creator(item),
        "created": str(item.get("created") or ""),
        "updated": str(item.get("modified") or ""),
        "note": "\n".join(_bodies(item, "commenting", "describing")),
        "attributes": {str(k): str(v) for k, v in attributes.items()}
        if isinstance(attributes, Mapping)
        else {},
        "state": _state(item),
    }
    position = selectors.get("TextPositionSelector", {})
    start, end = position.get("start"), position.get("end")
    exact = selectors.get("TextQuoteSelector", {})
    article = target.get("crossread:article")
    if article in bundle.articles and isinstance(start, int) and isinstance(end, int):
        mark = bundle.add_mark(article, Span(start, end), label, where=where, **fields)
        _check_quote(bundle, mark, exact.get("exact"), where)
        return
    if not isinstance(exact.get("exact"), str) or not exact["exact"]:
        bundle.problems.append(f"{where}: has no quote to be found by")
        return
    bundle.loose.append(
        Loose(
            source=str(target.get("source") or ""),
            sha256=str(target.get("crossread:sha256") or ""),
            quote=exact["exact"],
            prefix=str(exact.get("prefix") or ""),
            suffix=str(exact.get("suffix") or ""),
            start=start if isinstance(start, int) else 0,
            label=label,
            where=where,
            fields=fields,
        )
    )


def _state(item: Json) -> AnchorState:
    state = item.get("crossread:state")
    return next((each for each in AnchorState if each.value == state), AnchorState.EXACT)


def _check_quote(bundle: Bundle, mark: Annotation | None, exact: object, where: str) -> None:
    if mark is not None and isinstance(exact, str) and exact != mark.quote:
        bundle.annotations.remove(mark)
        bundle.problems.append(f"{where}: its quote does not stand at its position")


def _take_tie(bundle: Bundle, item: Json, targets: list[Any], where: str) -> None:
    (kind, *_) = _bodies(item, "tagging", "classifying") or [""]
    if kind == "aligned" and "crossread:pair" in item:
        _take_link(bundle, item, targets, where)
        return
    ends = [each if isinstance(each, str) else str((each or {}).get("id", "")) for each in targets]
    if kind not in [each.value for each in RelationKind] or not all(ends):
        bundle.problems.append(f"{where}: {kind!r} is no relation that crossread has")
        return
    keys = [_key(end) for end in ends]
    key = _key(str(item.get("id") or "")) or derived(kind, *keys)
    created, note = str(item.get("created") or ""), "\n".join(_bodies(item, "commenting"))
    relation = Relation(key, RelationKind(kind), keys[0], keys[1], _creator(item), created, note)
    bundle.relations.append(relation)


def _take_link(bundle: Bundle, item: Json, targets: list[Any], where: str) -> None:
    try:
        blocks = []
        for target in targets:
            span = Span(target["selector"]["start"], target["selector"]["end"])
            article = bundle.articles[target["crossread:article"]]
            blocks.append(next(each.index for each in article.blocks if each.span == span))
        origin, score = Origin(item["crossread:origin"]), float(item["crossread:score"])
        pair = str(item["crossread:pair"])
    except (KeyError, TypeError, ValueError, StopIteration):
        bundle.problems.append(f"{where}: is no link between two blocks of the articles here")
        return
    bundle.links.setdefault(pair, []).append(Link(blocks[0], blocks[1], score, origin))


FORMAT = Format(
    "w3c",
    "W3C Web Annotation, one JSON-LD collection",
    (".jsonld", ".json"),
    write=write,
    read=read,
)
