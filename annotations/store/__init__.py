"""The store: what people said about articles, kept so that nothing is lost.

The names here are loaded when they are first used, so that importing the store costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from annotations.store.check import Problem
    from annotations.store.documents import Pair, Progress
    from annotations.store.edits import Command, Document, Edit
    from annotations.store.retext import Retext
    from annotations.store.store import Store
    from annotations.store.table import JournalDB

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

_HOMES = {
    "Command": "edits",
    "Document": "edits",
    "Edit": "edits",
    "JournalDB": "table",
    "Pair": "documents",
    "Problem": "check",
    "Progress": "documents",
    "Retext": "retext",
    "Store": "store",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"annotations.store.{_HOMES[name]}"), name)
