"""What "next change" stops at, and what is counted of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from annotations.alignment.kinds import ChangeKind
from annotations.alignment.standing import Standing
from annotations.articles import Span
from annotations.errors import CrossreadError


class What(StrEnum):
    """What a change is: words edited, blocks moved, blocks on one side only."""

    EDITED = "edited"
    MOVED = "moved"
    ONLY_LEFT = "only-left"
    ONLY_RIGHT = "only-right"


Wanted = Collection[ChangeKind | What]
"""Kinds of change a reader asks for: a change is wanted if it is, or touches, one of them."""

EVERYTHING: Wanted = frozenset(What)
IMPORTANT: Wanted = frozenset(kind for kind in ChangeKind if kind.important)


class Sort(NamedTuple):
    """What sort of change one is: all that stepping and counting ask of it."""

    what: What
    kinds: frozenset[ChangeKind]

    def wanted(self, wanted: Wanted) -> bool:
        return self.what in wanted or any(kind in wanted for kind in self.kinds)


@dataclass(frozen=True, slots=True)
class Change:
    """One stop of "next change".

    `row` is the row it is shown in: the first of a run of blocks, for a move that of its left
    block. `left` and `right` are offsets into the articles, None where that side has no part in
    it. `kinds` are those of an edit; `blocks` is how many blocks a move or a run has, else 0.
    """

    what: What
    row: int
    left: Span | None
    right: Span | None
    kinds: frozenset[ChangeKind] = frozenset()
    blocks: int = 0

    @property
    def sort(self) -> Sort:
        return Sort(self.what, self.kinds)

    def wanted(self, wanted: Wanted) -> bool:
        return self.sort.wanted(wanted)


@dataclass(frozen=True, slots=True)
class Tally:
    """What has been counted in the first `rows` of `of` rows.

    `changes` counts stops by what they are, `kinds` edits by every kind they touch, `standings`
    rows by how they stand; `same` are the level rows without a change.
    """

    rows: int
    of: int
    changes: Counter[What]
    kinds: Counter[ChangeKind]
    standings: Counter[Standing]
    same: int

    @property
    def complete(self) -> bool:
        return self.rows == self.of

    @property
    def different(self) -> bool:
        """Whether anything counted is a change."""
        return self.changes.total() > 0


_WORDS: dict[str, Wanted] = {
    **{kind.value: (kind,) for kind in ChangeKind},
    **{what.value: (what,) for what in What},
    "all": EVERYTHING,
    "important": IMPORTANT,
    "only": (What.ONLY_LEFT, What.ONLY_RIGHT),
    "quote": (ChangeKind.QUOTATION,),
}


def wanted(names: str) -> Wanted:
    """The kinds that a list of names with commas asks for: `numbers,names,quotes`, `all`.

    Singular and plural are the same. Raises `CrossreadError` for a name that is none.
    """
    found: set[ChangeKind | What] = set()
    for name in names.lower().replace(",", " ").split():
        kinds = _WORDS.get(name) or _WORDS.get(name.removesuffix("s"))
        if kinds is None:
            raise CrossreadError(f"no kind of change is called {name!r}; use {', '.join(_WORDS)}")
        found.update(kinds)
    return frozenset(found)
