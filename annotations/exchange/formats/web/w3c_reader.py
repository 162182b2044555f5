"""Web Annotation (W3C Recommendation, 2017) read back in: any JSON-LD that has annotations.

What crossread wrote comes back whole. Of another tool's annotation the body is the label or the
note, and its place is found by its quote; what has no place is left out, and the report says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import orjson

from annotations.alignment import Link, Origin
from annotations.articles import Span
from annotations.errors import ExchangeError
from annotations.exchange.bundle import Bundle, Loose, derived, relation_kind
from annotations.exchange.formats.jsonl import article_from_record
from annotations.exchange.json_lines import BROKEN
from annotations.exchange.units import UTF16, unit_of
from annotations.marks.annotation import AnchorState, Annotation, Relation
from annotations.store import Pair

Json = dict[str, Any]

UNIT = "crossread:unit"
"""What a position selector of ours says that it counts."""
_DEEPEST = 20
"""Lists, collections and pages inside each other."""


def _key(identity: str) -> str:
    """The id behind an IRI that this module made; any other IRI stands for itself."""
    if identity.startswith("urn:uuid:"):
        return identity.removeprefix("urn:uuid:")
    parts = identity.split(":", 3)
    return unquote(parts[3]) if parts[:2] == ["urn", "crossread"] and len(parts) == 4 else identity


def read(path: Path) -> Bundle:
    """A collection, a page, a list, one annotation, or one a line."""
    data = path.read_bytes()
    bundle = Bundle(path.name)
    try:
        documents = [orjson.loads(data)]
    except orjson.JSONDecodeError:
        lines = enumerate(data.splitlines(), 1)
        documents = [each for number, line in lines for each in _line(line, number, path, bundle)]
    items: list[Json] = []
    for document in documents:
        _gather(document, items, bundle, path)
    for number, item in enumerate(items, 1):
        _take(bundle, item, f"annotation {item.get('id') or number}")
    return bundle


def _line(line: bytes, number: int, path: Path, bundle: Bundle) -> list[Any]:
    try:
        return [orjson.loads(line)] if line.strip() else []
    except orjson.JSONDecodeError as error:
        bundle.skip(BROKEN, f"{path}: line {number}", f"is not JSON: {error}")
        return []


def _gather(document: Any, items: list[Json], bundle: Bundle, path: Path, depth: int = 0) -> None:
    if depth > _DEEPEST:
        raise ExchangeError(f"{path}: nests deeper than collections of annotations do")
    if isinstance(document, list):
        for each in document:
            _gather(each, items, bundle, path, depth + 1)
        return
    if not isinstance(document, dict):
        raise ExchangeError(f"{path}: holds no annotations: {str(document)[:40]!r}")
    kinds = _many(document.get("type"))
    try:
        for record in document.get("crossread:articles", ()):
            bundle.articles[str(record["id"])] = article_from_record(record)
        for record in document.get("crossread:pairs", ()):
            names = ("id", "left", "right", "created", "title")
            bundle.pairs.append(Pair(**{name: str(record[name]) for name in names}))
    except (KeyError, TypeError, ValueError) as error:
        raise ExchangeError(
            f"{path}: what crossread wrote of articles was changed: {error}"
        ) from error
    if "AnnotationCollection" in kinds:
        _gather(document.get("first", []), items, bundle, path, depth + 1)
    elif "AnnotationPage" in kinds:
        _gather(document.get("items", []), items, bundle, path, depth + 1)
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
        bundle.lose("annotations without one target with a selector", where)
        return
    selectors = {
        kind: each
        for each in _many(target.get("selector"))
        if isinstance(each, dict) and isinstance(kind := each.get("type"), str)
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
    inside = article if isinstance(article, str) and article in bundle.articles else None
    if inside is not None and isinstance(start, int) and isinstance(end, int):
        span = _span(position, bundle.articles[inside].text)
        mark = bundle.add_mark(inside, span, label, where=where, **fields)
        _check_quote(bundle, mark, exact.get("exact"), where)
        return
    if not isinstance(exact.get("exact"), str) or not exact["exact"]:
        bundle.lose("annotations without a quote to be found by", where)
        return
    bundle.loose.append(
        Loose(
            source=str(target.get("source") or ""),
            sha256=str(target.get("crossread:sha256") or ""),
            quote=exact["exact"],
            prefix=str(exact.get("prefix") or ""),
            suffix=str(exact.get("suffix") or ""),
            start=start if type(start) is int else 0,
            label=label,
            where=where,
            fields=fields,
        )
    )


def _span(position: Json, text: str) -> Span:
    """Where a position selector points, in code points, whatever it says it counts in."""
    unit = unit_of(text, utf16=position.get(UNIT) == UTF16)
    return Span(unit.back(position["start"]), unit.back(position["end"]))


def _state(item: Json) -> AnchorState:
    state = item.get("crossread:state")
    return next((each for each in AnchorState if each.value == state), AnchorState.EXACT)


def _check_quote(bundle: Bundle, mark: Annotation | None, exact: object, where: str) -> None:
    if mark is not None and isinstance(exact, str) and exact != mark.quote:
        bundle.annotations.remove(mark)
        bundle.lose("annotations that do not quote what stands at their place", where)


def _take_tie(bundle: Bundle, item: Json, targets: list[Any], where: str) -> None:
    (kind, *_) = _bodies(item, "tagging", "classifying") or [""]
    if kind == "aligned" and "crossread:pair" in item:
        _take_link(bundle, item, targets, where)
        return
    ends = [_identity(each) for each in targets]
    known = relation_kind(kind)
    if known is None or not all(ends):
        bundle.lose("links without a kind, or to something without an id", where)
        return
    keys = [_key(end) for end in ends]
    key = _key(str(item.get("id") or "")) or derived(kind, *keys)
    created, note = str(item.get("created") or ""), "\n".join(_bodies(item, "commenting"))
    relation = Relation(
        id=key,
        source=keys[0],
        target=keys[1],
        kind=known,
        annotator=_creator(item),
        created=created,
        note=note,
    )
    bundle.relations.append(relation)


def _identity(target: Any) -> str:
    """The IRI of a target, given as such or as an object with an id; empty for anything else."""
    found = target.get("id") if isinstance(target, dict) else target
    return found if isinstance(found, str) else ""


def _take_link(bundle: Bundle, item: Json, targets: list[Any], where: str) -> None:
    try:
        blocks = []
        for target in targets:
            article = bundle.articles[target["crossread:article"]]
            span = _span(target["selector"], article.text)
            blocks.append(next(each.index for each in article.blocks if each.span == span))
        origin, score = Origin(item["crossread:origin"]), float(item["crossread:score"])
        pair = str(item["crossread:pair"])
    except (KeyError, TypeError, ValueError, StopIteration):
        bundle.lose("links that are not between two blocks of the articles here", where)
        return
    bundle.links.setdefault(pair, []).append(Link(blocks[0], blocks[1], score, origin))
