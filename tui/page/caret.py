"""Where the reader stands: an immutable caret in one of the two articles."""

from __future__ import annotations

from enum import IntEnum

from msgspec import Struct
from msgspec.structs import replace


class Side(IntEnum):
    """One of the two articles; the value indexes pairs such as `articles`."""

    LEFT = 0
    RIGHT = 1

    @property
    def other(self) -> Side:
        return Side(1 - self)

    @property
    def word(self) -> str:
        return self.name.lower()


STRAIGHT: tuple[Side, Side] = (Side.LEFT, Side.RIGHT)
"""The order of the columns as a pair is opened; the other way round they are swapped."""


class Caret(Struct, frozen=True):
    """A place in one article: `offset` is the first code point of a grapheme cluster of its text.

    While something is selected, `anchor` is the other end; both end clusters are selected.
    `goal` is the column, in cells, that moving up and down aims at. A selection that is `loose` was
    made by a jump: the next motion leaves it behind, where it would extend any other.
    """

    side: Side = Side.LEFT
    offset: int = 0
    anchor: int | None = None
    goal: int | None = None
    loose: bool = False

    @property
    def selecting(self) -> bool:
        return self.anchor is not None

    def to(self, offset: int, *, side: Side | None = None, extend: bool = False) -> Caret:
        """Move; a selection stays only where asked or where it was begun and the side is kept."""
        new_side = self.side if side is None else side
        anchor = self.anchor
        if extend and anchor is None:
            anchor = self.offset
        if new_side is not self.side:
            anchor = None
        return Caret(new_side, offset, anchor)

    def without_selection(self) -> Caret:
        return replace(self, anchor=None, loose=False)

    @property
    def settled(self) -> Caret:
        """The caret as motions take it: a loose selection is left behind."""
        return self.without_selection() if self.loose else self
