"""The store: what people said about articles, kept so that nothing is lost.

A store is two files. `annotations.json` is an ordinary TinyDB file with one document a line;
`annotations.json.journal` holds what was saved since, one checksummed line a transaction. A save
appends a line and returns when it is on disk; the `.json` is replaced when the store is opened or
closed. Several processes may share a store. Beside the two stand copies that were set aside: files
as they were before damage was mended (`.damaged-…`), a version migrated (`.schema-…`), or an edit
by another program written over (`.changed-…`).

From the ground up: `disk` and `lock` are the system calls, `journalfile` the journal as an open
file, `journal`, `snapshot` and `seal` the formats, `salvage` and `reconcile` what is made of
damage, `storage` and `table` TinyDB's points of extension; on these stand `documents` (values as
dicts), `edits` and `commands` (what a user does), `guard` (what must hold), `history` and `acts`
(do, undo, redo), `shelf` and `said` (what is asked), `retext`, `check`, and `Store`, their face.

The names here are loaded when they are first used, so that importing the store costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.lazily import lazily

if TYPE_CHECKING:
    from annotations.store.check import Problem
    from annotations.store.documents import Pair, Progress
    from annotations.store.edits import Command, Document, Edit
    from annotations.store.retext import Retext
    from annotations.store.store import Store
    from annotations.store.table import JournalDB
else:
    __getattr__ = lazily(
        __name__,
        {
            "check": "Problem",
            "documents": "Pair Progress",
            "edits": "Command Document Edit",
            "retext": "Retext",
            "store": "Store",
            "table": "JournalDB",
        },
    )

__all__ = [
    "Command",
    "Document",
    "Edit",
    "JournalDB",
    "Pair",
    "Problem",
    "Progress",
    "Retext",
    "Store",
]
