"""What an offset counts: code points, as everything here does, or UTF-16 units, as JavaScript does.

They differ after a character outside the Basic Multilingual Plane (most emoji), which is one code
point and two units.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

CODE_POINTS = "code points"
UTF16 = "utf-16"
_WIDE = re.compile("[\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Unit:
    """Offsets of one text in one unit. `wide` are the offsets, in code points, of what is two units."""

    name: str
    wide: Sequence[int] = ()

    def out(self, offset: int) -> int:
        """An offset in code points, in this unit."""
        return offset + bisect_left(self.wide, offset)

    def back(self, offset: int) -> int:
        """An offset in this unit, in code points; one inside a character is the character's start."""
        low = bisect_right(range(len(self.wide)), offset, key=lambda at: self.wide[at] + at + 1)
        return offset - low


def unit_of(text: str, *, utf16: bool) -> Unit:
    """The unit for the offsets of a text."""
    if not utf16:
        return Unit(CODE_POINTS)
    wide = [] if text.isascii() else [match.start() for match in _WIDE.finditer(text)]
    return Unit(UTF16, wide)
