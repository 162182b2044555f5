"""What a store holds, told to the engine: tables, version, and the steps from older versions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any
from uuid import uuid4

from annotations.store.engine import encoding
from annotations.store.engine.encoding import KEY_ALONE, decode
from annotations.store.engine.schema import Schema, Tables
from annotations.store.serialization import Event, event_to_document, read_back

TABLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "texts": KEY_ALONE,
        "articles": ("id", "sha256"),
        "events": ("id", "articles"),
        "pairs": ("id", "left", "right"),
        "alignments": KEY_ALONE,
        "links": ("id", "pair"),
        "annotations": ("id", "article"),
        "relations": ("id", "source", "target"),
        "rejections": ("id", "article"),
        "labels": KEY_ALONE,
        "history": ("id", "scope"),
        "progress": ("id", "pair", "event"),
    }
)
"""Each table with the fields that lead its documents: the key, then those that are looked up by."""


def _give_keys(tables: Tables) -> None:
    """From 0, a TinyDB file made by hand or by a script: documents without an `id` get one."""
    for name, rows in tables.items():
        for number, raw in list(rows.documents.items()):
            document = decode(raw)
            if not isinstance(document.get("id"), str):
                rows.put(number, encode(name, {**document, "id": str(uuid4())}))


def _make_events_of_pairs(tables: Tables) -> None:
    """From 1, which knew pairs alone: each becomes an event of two, under the id of the pair.

    The history and the progress of a pair are found by that id, and so become the event's.
    """
    events = tables.setdefault("events", SCHEMA.rows("events"))
    for raw in tables.get("pairs", ()):
        pair = decode(raw)
        ends = pair.get("left"), pair.get("right")
        if not all(isinstance(each, str) for each in (*ends, pair.get("id"))):
            continue  # edited by hand: `crossread check` tells of it
        if events.by_key(pair["id"]) is not None:
            continue  # a store of schema 2 whose word about its version is damaged
        event = Event(
            id=pair["id"],
            articles=(str(ends[0]), str(ends[1])),
            created=str(pair.get("created", "")),
            title=str(pair.get("title", "")),
        )
        events.put(events.next_number(), encode("events", event_to_document(event)))


SCHEMA = Schema(
    version=2,
    tables=TABLES,
    migrations=MappingProxyType({0: _give_keys, 1: _make_events_of_pairs}),
    check=read_back,
)
"""The schema of this version of the program."""


def encode(table: str, document: Mapping[str, Any]) -> bytes:
    """A document of a store's table as the bytes that are kept; see `Schema.encode`."""
    return SCHEMA.encode(table, document)


def key_reader(table: str) -> Callable[[bytes], tuple[bytes, ...]]:
    """What reads the leading fields off a table's encoded documents; see `encoding.key_reader`."""
    return encoding.key_reader(TABLES.get(table, KEY_ALONE))
