"""What marks show beside the text, as letters in the gutter, and in it, as words that are none of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from msgspec import Struct

from tui.page.caret import Side
from tui.page.wrap import Inlay

Inlays = Mapping[tuple[Side, int], Sequence[Inlay]]
"""What is shown in the text of blocks and is none of it, by side and block, in order of place."""
NO_INLAYS: Inlays = MappingProxyType({})


class Marginalia(Struct, frozen=True):
    """What marks take room for: inlays in the text, and cells for their letters in the gutter."""

    inlays: Inlays = NO_INLAYS
    letters: int = 2


NO_MARGINALIA = Marginalia()


class Glyph(Struct, frozen=True):
    """What stands in the gutter beside the line on which a mark starts, a character a cell.

    That is its letter, with a mark of whose it is, or the sign of its relation.
    """

    offset: int
    letter: str
    style: str
    sign: bool = False


def fitted(glyphs: Sequence[Glyph], room: int) -> list[Glyph]:
    """What of the letters and signs of a line is shown in a few cells.

    The first sign takes the last cell; where a letter finds no room, a `+` says so if there is some.
    """
    signs = [glyph for glyph in glyphs if glyph.sign][:1]
    letters = [glyph for glyph in glyphs if not glyph.sign]
    room -= len(signs)
    shown: list[Glyph] = []
    for glyph in letters:
        if sum(len(each.letter) for each in (*shown, glyph)) > room:
            break
        shown.append(glyph)
    if len(shown) < len(letters) and room > 1:
        while sum(len(each.letter) for each in shown) >= room:
            shown.pop()
        shown.append(Glyph(letters[0].offset, "+", "number-lit"))
    return [*shown, *signs]
