"""Hypothesis: what its API and its exports give (`rows` of annotations of web pages), in only.

An annotation has a page's address and a quote with context, and no text: it finds its place in the stored
article of that address. Each of its tags is a label, its text the note; without tags it is a
`comment`, without text too a `highlight`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from annotations.errors import ExchangeError
from annotations.exchange.bundle import Bundle, Loose
from annotations.exchange.format import Format
from annotations.exchange.json_lines import listed


def read(path: Path) -> Bundle:
    """The annotations of a search result, or of a list of annotations."""
    try:
        found = orjson.loads(path.read_bytes().removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise ExchangeError(f"{path}: is not JSON: {error}") from error
    rows = listed(found, "rows") or listed(found, "annotations")
    if not rows and not (isinstance(found, dict) and "rows" in found):
        raise ExchangeError(
            f"{path}: has no rows of annotations, as the API of Hypothesis gives them"
        )
    bundle = Bundle(path.name)
    for number, row in enumerate(rows, 1):
        where = f"row {number}"
        if not isinstance(row, dict):
            bundle.lose("rows that are no annotation", where)
        elif listed(row, "references"):
            bundle.lose("replies", where)
        else:
            bundle.loose.extend(_loose(bundle, row, where))
    return bundle


def _loose(bundle: Bundle, row: dict[str, Any], where: str) -> Iterator[Loose]:
    """One annotation for each tag."""
    selectors = {
        each.get("type"): each
        for target in listed(row, "target")
        for each in listed(target, "selector")
        if isinstance(each, dict) and isinstance(each.get("type"), str)
    }
    quote = selectors.get("TextQuoteSelector", {})
    if not isinstance(quote.get("exact"), str) or not quote["exact"].strip():
        bundle.lose("notes on whole pages", where)
        return
    start = selectors.get("TextPositionSelector", {}).get("start")
    text = _text(row, "text")
    tags = [tag for tag in listed(row, "tags") if isinstance(tag, str) and tag.strip()]
    for number, label in enumerate(tags or ["comment" if text else "highlight"]):
        yield Loose(
            source=_text(row, "uri"),
            sha256="",
            quote=quote["exact"],
            prefix=_text(quote, "prefix"),
            suffix=_text(quote, "suffix"),
            start=start if type(start) is int and start >= 0 else 0,
            label=label,
            where=where,
            fields={
                "key": "" if number else _text(row, "id"),
                "annotator": _person(row),
                "created": _text(row, "created"),
                "updated": _text(row, "updated"),
                "note": text,
            },
        )


def _text(record: dict[str, Any], name: str) -> str:
    value = record.get(name)
    return value if isinstance(value, str) else ""


def _person(row: dict[str, Any]) -> str:
    """The name in `acct:name@host`."""
    return _text(row, "user").removeprefix("acct:").partition("@")[0]


FORMAT = Format(
    "hypothesis",
    "Hypothesis, what its API gives; the articles are those of the store",
    (".json",),
    read=read,
)
