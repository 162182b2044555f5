"""Changes as the keys step through them, filters on them, and their counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from annotations.alignment.diff.change_kinds import ChangeKind
from annotations.alignment.rows.row_status import BlockStatus
from annotations.articles import Span
from annotations.errors import CrossreadError


class ChangeType(StrEnum):
    """What a change is: words edited, blocks moved, blocks on one side only.

    `retold` are blocks that tell it in other words; a fact they give differently is `edited`.
    """

    EDITED = "edited"
    RETOLD = "retold"
    MOVED = "moved"
    ONLY_LEFT = "only-left"
    ONLY_RIGHT = "only-right"


ChangeFilter = Collection[ChangeKind | ChangeType]
"""Kinds of change a reader asks for: a change is wanted if it is, or touches, one of them."""

EVERYTHING: ChangeFilter = frozenset(ChangeType)
IMPORTANT: ChangeFilter = frozenset(kind for kind in ChangeKind if kind.important)


class ChangeClass(NamedTuple):
    """What filters and counts look at in a change: its type and its kinds."""

    what: ChangeType
    kinds: frozenset[ChangeKind]

    def wanted(self, wanted: ChangeFilter) -> bool:
        return self.what in wanted or any(kind in wanted for kind in self.kinds)


@dataclass(frozen=True, slots=True)
class Change:
    """One stop of "next change".

    `row` is the row it is shown in: the first of a run of blocks, for a move that of its left
    block. `left` and `right` are offsets into the articles, None where that side has no part in
    it. `kinds` are those of an edit; `blocks` is how many blocks a move or a run has, else 0.
    """

    what: ChangeType
    row: int
    left: Span | None
    right: Span | None
    kinds: frozenset[ChangeKind] = frozenset()
    blocks: int = 0

    @property
    def sort(self) -> ChangeClass:
        return ChangeClass(self.what, self.kinds)

    def wanted(self, wanted: ChangeFilter) -> bool:
        return self.sort.wanted(wanted)


@dataclass(frozen=True, slots=True)
class ChangeCounts:
    """What has been counted in the first `rows` of `of` rows.

    `changes` counts stops by what they are, `kinds` edits by every kind they touch, `statuses`
    rows by how they stand; `same` are the level rows without a change.
    """

    rows: int
    of: int
    changes: Counter[ChangeType]
    kinds: Counter[ChangeKind]
    statuses: Counter[BlockStatus]
    same: int

    @property
    def complete(self) -> bool:
        return self.rows == self.of

    @property
    def different(self) -> bool:
        """Whether anything counted is a change."""
        return self.changes.total() > 0


_WORDS: dict[str, ChangeFilter] = {
    **{kind.value: (kind,) for kind in ChangeKind},
    **{what.value: (what,) for what in ChangeType},
    "all": EVERYTHING,
    "important": IMPORTANT,
    "only": (ChangeType.ONLY_LEFT, ChangeType.ONLY_RIGHT),
    "quote": (ChangeKind.QUOTATION,),
}


def wanted(names: str) -> ChangeFilter:
    """The kinds that a list of names with commas asks for: `numbers,names,quotes`, `all`.

    Singular and plural are the same. Raises `CrossreadError` for a name that is none.
    """
    found: set[ChangeKind | ChangeType] = set()
    for name in names.lower().replace(",", " ").split():
        kinds = _WORDS.get(name) or _WORDS.get(name.removesuffix("s"))
        if kinds is None:
            raise CrossreadError(f"no kind of change is called {name!r}; use {', '.join(_WORDS)}")
        found.update(kinds)
    return frozenset(found)
