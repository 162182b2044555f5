"""The native format: one self-contained JSON object a line, lossless, streamed.

The first line is the header with the version of the schema; then come labels, articles, events,
pairs, links, annotations, relations and rejected suggestions. `crossread.schema.json` in the folder above describes each line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import orjson

from annotations.alignment import Link, Origin
from annotations.articles import Article, Block, Kind
from annotations.articles.article import METADATA
from annotations.articles.text.json_text import json_bytes
from annotations.errors import CodebookError, ExchangeError, StoreError
from annotations.exchange.bundle import Bundle
from annotations.exchange.format import Format
from annotations.exchange.json_lines import BROKEN
from annotations.exchange.reports import LossCounts
from annotations.exchange.view import View
from annotations.marks.annotation import Annotation
from annotations.marks.codebook import from_dict, to_dict
from annotations.store import Pair
from annotations.store.rules import wrong_blocks
from annotations.store.serialization import (
    annotation_from_document,
    event_from_document,
    event_to_document,
    rejection_from_document,
    rejection_to_document,
    relation_from_document,
    relation_to_document,
)

SCHEMA = "crossread"
VERSION = 2
"""Of the files that are written; 1 had no events, and is read too."""

Record = dict[str, Any]


def write(view: View, tally: LossCounts) -> Iterator[bytes]:
    """The lines of all that is meant, one at a time; the memory needed is that of one article."""
    for record in records(view):
        if record["type"] != "header":
            tally.wrote(f"{record['type']}s")
        yield json_bytes(record, line=True)


def records(view: View) -> Iterator[Record]:
    """Each line as a mapping, in the order of the file."""
    yield {"type": "header", "schema": SCHEMA, "version": VERSION}
    for label in view.codebook:
        yield {"type": "label", **to_dict(label)}
    for article_id, article in view.articles():
        yield article_record(article_id, article)
    for event in view.events:
        yield {"type": "event", **event_to_document(event)}
    for pair in view.pairs:
        yield {
            "type": "pair",
            "id": pair.id,
            "left": pair.left,
            "right": pair.right,
            "title": pair.title,
            "created": pair.created,
        }
        alignment = view.alignment(pair)
        for link in sorted(
            (*alignment.links, *alignment.rejected), key=lambda link: (link.left, link.right)
        ):
            yield link_record(pair, link)
    for document in view.documents():
        yield {"type": "annotation", **document}
    for relation in view.relations():
        yield {"type": "relation", **relation_to_document(relation)}
    for rejection in view.rejections():
        yield {"type": "rejection", **rejection_to_document(rejection)}


def article_record(article_id: str, article: Article) -> Record:
    return {
        "type": "article",
        "id": article_id,
        "sha256": article.sha256,
        **{name: getattr(article, name) for name in METADATA},
        "warnings": list(article.warnings),
        "text": article.text,
        "blocks": [
            {
                "index": block.index,
                "kind": block.kind.value,
                "start": block.start,
                "end": block.end,
                "level": block.level,
            }
            for block in article.blocks
        ],
    }


def link_record(pair: Pair, link: Link) -> Record:
    return {
        "type": "link",
        "pair": pair.id,
        "left": link.left,
        "right": link.right,
        "score": link.score,
        "origin": link.origin.value,
    }


def read(path: Path) -> Bundle:
    """A native file as a bundle; a line that is not as it should be is left out and counted."""
    bundle = Bundle(path.name, native=True)
    again = path.is_file()  # a pipe can be read but once
    for number, where, record in _records(path, bundle):
        if number == 1:
            _check_header(record, where)
        elif again and record.get("type") == "annotation":
            bundle.stream = bundle.stream or partial(_annotations, path, bundle)
        else:
            _take(bundle, record, where)
    return bundle


def _annotations(path: Path, bundle: Bundle) -> Iterator[Annotation]:
    """The annotations of a file, one at a time, so that they are never all in memory."""
    one = Bundle(path.name, native=True, lost=bundle.lost)
    for number, where, record in _records(path, Bundle(path.name)):
        if number > 1 and record.get("type") == "annotation":
            _take(one, record, where)
            yield from one.annotations
            one.annotations.clear()
    bundle.broken = bundle.broken or one.broken


def _records(path: Path, bundle: Bundle) -> Iterator[tuple[int, str, Record]]:
    """Each record of a file with the number of its line and the words that name its place."""
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            where = f"{path}: line {number}"
            try:
                record = orjson.loads(line)
            except orjson.JSONDecodeError as error:
                bundle.skip(BROKEN, where, f"is not JSON: {error}")
                continue
            if isinstance(record, dict):
                yield number, where, record
            else:
                bundle.skip(BROKEN, where, "is not a JSON object")


def _check_header(record: Record, where: str) -> None:
    if record.get("type") != "header" or record.get("schema") != SCHEMA:
        raise ExchangeError(f"{where}: is not the header of a crossread file")
    version = record.get("version")
    if version not in range(1, VERSION + 1):
        raise ExchangeError(
            f"{where}: version {version} of the schema; this crossread reads up to {VERSION},"
            " a newer one may read it"
        )


def _take(bundle: Bundle, record: Record, where: str) -> None:
    kind = record.get("type")
    taker = _TAKERS.get(kind) if isinstance(kind, str) else None
    if taker is None:
        bundle.lose("lines of a type that is not known", f"{where}: {str(kind)[:40]!r}")
        return
    try:
        taker(bundle, record)
    except (KeyError, TypeError, ValueError, StoreError, CodebookError) as error:
        what = f"{error.args[0]!r} is missing" if isinstance(error, KeyError) else str(error)
        bundle.skip(f"{kind}s that are not as they should be", where, f"{kind}: {what}")


def _take_label(bundle: Bundle, record: Record) -> None:
    bundle.labels.append(from_dict(record))


def article_from_record(record: Record) -> Article:
    """The article of a record that `article_record` made; KeyError, TypeError or ValueError."""
    text = _text(record, "text")
    if "\r" in text or text.startswith("\ufeff"):
        raise ValueError("the text has other line ends than newlines, or a byte order mark")
    blocks = tuple(
        Block(index, Kind(each["kind"]), int(each["start"]), int(each["end"]), int(each["level"]))
        for index, each in enumerate(record["blocks"])
    )
    about: dict[str, Any] = {name: _text(record, name) for name in METADATA}
    article = Article(text, blocks, **about, warnings=tuple(map(str, record["warnings"])))
    if article.sha256 != record["sha256"]:
        raise ValueError("the text is not the one that sha256 was taken of")
    if what := wrong_blocks(article):
        raise ValueError(what)
    return article


def _take_article(bundle: Bundle, record: Record) -> None:
    bundle.articles[_text(record, "id")] = article_from_record(record)


def _take_event(bundle: Bundle, record: Record) -> None:
    bundle.events.append(event_from_document(record))


def _take_pair(bundle: Bundle, record: Record) -> None:
    names = ("id", "left", "right", "created", "title")
    bundle.pairs.append(Pair(**{name: _text(record, name) for name in names}))


def _take_link(bundle: Bundle, record: Record) -> None:
    link = Link(
        int(record["left"]),
        int(record["right"]),
        float(record["score"]),
        Origin(record["origin"]),
    )
    bundle.links.setdefault(_text(record, "pair"), []).append(link)


def _take_annotation(bundle: Bundle, record: Record) -> None:
    bundle.annotations.append(annotation_from_document(record))


def _take_relation(bundle: Bundle, record: Record) -> None:
    bundle.relations.append(relation_from_document(record))


def _take_rejection(bundle: Bundle, record: Record) -> None:
    bundle.rejections.append(rejection_from_document(record))


def _text(record: Record, name: str) -> str:
    value = record[name]
    if not isinstance(value, str):
        raise TypeError(f"{name} is not text")
    return value


_TAKERS: Mapping[str, Callable[[Bundle, Record], None]] = {
    "label": _take_label,
    "article": _take_article,
    "event": _take_event,
    "pair": _take_pair,
    "link": _take_link,
    "annotation": _take_annotation,
    "relation": _take_relation,
    "rejection": _take_rejection,
}

FORMAT = Format(
    "jsonl",
    "crossread's own: everything, one JSON object a line",
    (".jsonl",),
    write=write,
    read=read,
    suggestions=True,
    rejections=True,
)
