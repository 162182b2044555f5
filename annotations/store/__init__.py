"""The store: articles, events and annotations, kept on disk so that nothing saved is lost.

A store is two files. `annotations.json` is an ordinary TinyDB file with one document a line;
`annotations.json.journal` holds what was saved since, one checksummed line a transaction. A save
appends a line and returns when it is on disk; the `.json` is replaced when the store is opened or
closed. Several processes may share a store. Backup copies may stand beside the two: of files as
they were before damage was mended (`.damaged-…`), before a migration (`.schema-…`), or before an
edit by another program was written over (`.changed-…`). `docs/store.md` has the format.

`Store` is what callers use. The modules beside it:

- `engine/`: durable tables of JSON documents, put under TinyDB; it knows nothing of annotations.
- `schema`: the tables, their version and migrations, handed to the engine.
- `serialization`: articles, annotations, relations, links and the rest, to documents and back.
- `command`, `commands`, `codebook_changes`, `reanchoring`: changes as values (`Command` of `Edit`s).
- `rules`, `validation`: what must hold before a command is saved; `check` finds it in a whole store.
- `transactions`, `history`: do, undo and redo a command, in one transaction with its history.
- `events/`: sets of articles that report the same: kept, changed, counted.
- `search/`: words in the whole store; annotations found, and retagged at once.
- `reading`: what `Store` gives back; `pairs`, `queries`: how it is found.

The names here are loaded when they are first used, so that importing the store costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.lazily import lazily

if TYPE_CHECKING:
    from annotations.store.check import Problem
    from annotations.store.command import Command, Document, Edit
    from annotations.store.engine.tinydb_tables import JournalDB
    from annotations.store.reanchoring import TextUpdate
    from annotations.store.serialization import Event, Pair, Progress
    from annotations.store.store import Store
else:
    __getattr__ = lazily(
        __name__,
        {
            "check": "Problem",
            "serialization": "Event Pair Progress",
            "command": "Command Document Edit",
            "reanchoring": "TextUpdate",
            "store": "Store",
            "engine.tinydb_tables": "JournalDB",
        },
    )

__all__ = [
    "Command",
    "Document",
    "Edit",
    "Event",
    "JournalDB",
    "Pair",
    "Problem",
    "Progress",
    "Store",
    "TextUpdate",
]
