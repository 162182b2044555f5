"""What a user's act changes: edits of documents, gathered in one command."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Edit:
    """One document changed in one table; None before is an addition, None after a removal."""

    table: str
    key: str
    before: Document | None
    after: Document | None

    def inverse(self) -> Edit:
        return Edit(self.table, self.key, self.after, self.before)


@dataclass(frozen=True, slots=True)
class Command:
    """One act of the user, saved as one transaction; it knows how to do and to undo itself.

    `title` is what undo will name: “tag claim ‘Rates rose to 5…’”. `pair` is the history that it
    belongs to.
    """

    title: str
    edits: tuple[Edit, ...]
    pair: str = ""

    def inverse(self) -> Command:
        """The command that takes this one back."""
        return Command(
            self.title, tuple(edit.inverse() for edit in reversed(self.edits)), self.pair
        )
