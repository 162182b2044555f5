"""The history of commands, kept in the store: undo and redo also after a restart.

A history is of one pair and one annotator (its scope). Its entries stand in the order they were
done; those at the end that are `undone` can be done again until a new command takes their place.

An entry keeps the side of each edit that is not in the store: what stood before a command that is
done, what stood after one that is undone. Of the side that is in the store it keeps a digest, for
where a document is another by now the command can no longer be taken back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import blake2b
from itertools import islice
from typing import Any

from annotations.errors import RefusedError
from annotations.store.command import Command, Document, Edit
from annotations.store.engine.encoding import decode
from annotations.store.engine.journal import Operation
from annotations.store.engine.tables import Rows
from annotations.store.schema import encode
from annotations.store.validation import Find, Outcomes

LIMIT = 500
"""Commands that a scope remembers, unless the store is opened with another limit."""

TOTAL = 10_000
"""Commands that a whole store remembers."""

TABLE = "history"


def scope(pair: str, annotator: str) -> str:
    """The history that a command of this annotator on this pair belongs to."""
    return f"{pair} {annotator}"


def next_undo(rows: Rows, scope: str) -> tuple[int, Document] | None:
    """Number and document of the last command that is not undone."""
    for number in reversed(rows.having(scope)):
        if not _undone(rows.documents[number]):
            return number, decode(rows.documents[number])
    return None


def next_redo(rows: Rows, scope: str) -> tuple[int, Document] | None:
    """Number and document of the first command that is undone."""
    found = None
    for number in reversed(rows.having(scope)):
        if not _undone(rows.documents[number]):
            break
        found = number
    return None if found is None else (found, decode(rows.documents[found]))


_FIRST = rb'\{"id":"[^"\\]*","scope":"(?:[^"\\]|\\.)*","undone":(true|false),'


def _undone(raw: bytes) -> bool:
    """Whether an entry is undone; without a parse, for an import's entry is large."""
    found = re.match(_FIRST, raw)
    return bool(decode(raw)["undone"]) if found is None else found[1] == b"true"


def digest(raw: bytes | None) -> str:
    """What tells a document from any other that may stand in its place; "" for none."""
    return "" if raw is None else blake2b(raw, digest_size=8).hexdigest()


def reversal(document: Document, stored: Find) -> Command:
    """The command that takes an entry's command back (or, of an undone one, does it again).

    Raises:
        RefusedError: a document is no longer as the command left it.
    """
    edits: list[Edit] = []
    for edit in document["edits"]:
        table, key = edit["table"], edit["key"]
        now = stored(table, key)
        if digest(now) != edit["now"]:
            raise RefusedError(f"{table[:-1]} {key} was changed since")
        edits.append(Edit(table, key, None if now is None else decode(now), edit.get("other")))
    return Command(document["title"], tuple(edits), document["pair"])


def turned(number: int, document: Document, left: Outcomes) -> Operation:
    """The entry after its reversal was done, which left `left`."""
    turned = {**document, "undone": not document["undone"], "edits": _sides(left)}
    return TABLE, number, encode(TABLE, turned)


def remember(
    rows: Rows, command: Command, left: Outcomes, annotator: str, limit: int
) -> Iterator[Operation]:
    """Put a command, which left `left`, at the end of its history.

    What was undone, and what is too old, goes.
    """
    where = scope(command.pair, annotator)
    numbers = rows.having(where)
    kept = len(numbers)
    while kept and _undone(rows.documents[numbers[kept - 1]]):
        kept -= 1
    gone = numbers[kept:] + numbers[: max(0, kept + 1 - limit)]
    spare = len(rows) - len(gone) + 1 - TOTAL
    if spare > 0:
        going = set(gone)
        gone += list(islice((each for each in rows.documents if each not in going), spare))
    for number in gone:
        yield TABLE, number, None
    if limit > 0:
        number = rows.next_number()
        document = {
            "id": str(number),
            "scope": where,
            "undone": False,
            "pair": command.pair,
            "annotator": annotator,
            "title": command.title,
            "edits": _sides(left),
        }
        yield TABLE, number, encode(TABLE, document)


def _sides(left: Outcomes) -> list[dict[str, Any]]:
    """What was just done, as an entry keeps it; in the order that takes it back."""
    sides: list[dict[str, Any]] = []
    for outcome in reversed(left.values()):
        side: dict[str, Any] = {
            "table": outcome.table,
            "key": outcome.key,
            "now": digest(outcome.after),
        }
        sides.append(side)
        if outcome.before is not None:
            side["other"] = decode(outcome.before)
    return sides
