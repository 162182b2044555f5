"""A change to the store as a value: a command, and the edits of documents that it is made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

Document = Mapping[str, Any]


class Edit(Struct, frozen=True):
    """One document changed in one table; None before is an addition, None after a removal."""

    table: str
    key: str
    before: Document | None
    after: Document | None

    def inverse(self) -> Edit:
        """The edit that takes this one back."""
        return Edit(self.table, self.key, self.after, self.before)


class Command(Struct, frozen=True):
    """One change that a user makes, saved as one transaction and undone as one.

    `title` is what undo will name: “tag claim ‘Rates rose to 5…’”. `pair` is the history that it
    belongs to: the id of the event that is read (of an event of two, that of its pair), or "" for
    the history of the whole store.
    """

    title: str
    edits: tuple[Edit, ...]
    pair: str = ""

    def inverse(self) -> Command:
        """The command that takes this one back."""
        return Command(
            self.title, tuple(edit.inverse() for edit in reversed(self.edits)), self.pair
        )
