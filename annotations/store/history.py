"""Undo and redo for ever: the history of commands, kept in the store with the documents.

A history is of one pair and one annotator (its scope). Its entries stand in the order they were
done; those at the end that are `undone` can be done again until a new command takes their place.
"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

from annotations.store.edits import Command, Document, Edit
from annotations.store.encoding import decode, encode
from annotations.store.journal import Operation
from annotations.store.rows import Rows

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
        document = decode(rows.documents[number])
        if not document["undone"]:
            return number, document
    return None


def next_redo(rows: Rows, scope: str) -> tuple[int, Document] | None:
    """Number and document of the first command that is undone."""
    found = None
    for number in reversed(rows.having(scope)):
        document = decode(rows.documents[number])
        if not document["undone"]:
            break
        found = number, document
    return found


def command_of(document: Document) -> Command:
    """The command that a history entry remembers."""
    edits = tuple(
        Edit(edit["table"], edit["key"], edit["before"], edit["after"])
        for edit in document["edits"]
    )
    return Command(document["title"], edits, document["pair"])


def remember(rows: Rows, command: Command, annotator: str, limit: int) -> Iterator[Operation]:
    """Put a command at the end of its history; what was undone and what is too old goes."""
    scope_ = scope(command.pair, annotator)
    numbers = rows.having(scope_)
    kept: list[int] = list(numbers)
    while kept and decode(rows.documents[kept[-1]])["undone"]:
        yield TABLE, kept.pop(), None
    too_many = max(0, len(kept) + 1 - limit)
    for number in kept[:too_many]:
        yield TABLE, number, None
    spare = len(rows) - (len(numbers) - len(kept)) - too_many + 1 - TOTAL
    if spare > 0:
        gone = set(numbers)
        for number in [each for each in rows.documents if each not in gone][:spare]:
            yield TABLE, number, None
    document = {
        "id": str(uuid4()),
        "scope": scope_,
        "pair": command.pair,
        "annotator": annotator,
        "title": command.title,
        "undone": False,
        "edits": [
            {
                "table": edit.table,
                "key": edit.key,
                "before": edit.before,
                "after": edit.after,
            }
            for edit in command.edits
        ],
    }
    if limit > 0:
        yield TABLE, rows.next_number(), encode(TABLE, document)


def marked(number: int, document: Document, *, undone: bool) -> Operation:
    """The entry, undone or done again."""
    return TABLE, number, encode(TABLE, {**document, "undone": undone})
