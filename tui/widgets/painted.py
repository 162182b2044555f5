"""Lines of a page that are painted already, wherever the page is scrolled to."""

from __future__ import annotations

from collections.abc import Iterable

from textual.strip import Strip

from tui.reading.page import Sign

PLAIN = Sign()
"""The sign of a line that shows nothing of the caret."""


class Painted:
    """Strips by line: one as it is without the caret, one with what it last showed of it."""

    def __init__(self) -> None:
        self._plain: dict[int, Strip] = {}
        self._signed: dict[int, tuple[Sign, Strip]] = {}

    def find(self, y: int, sign: Sign = PLAIN) -> Strip | None:
        if sign is PLAIN:
            return self._plain.get(y)
        found = self._signed.get(y)
        return found[1] if found is not None and found[0] == sign else None

    def keep(self, y: int, sign: Sign, strip: Strip) -> None:
        if sign is PLAIN:
            self._plain[y] = strip
        else:
            self._signed[y] = sign, strip

    def missing(self, lines: Iterable[int]) -> Iterable[int]:
        """Those of the lines that are not painted without the caret."""
        return (y for y in lines if y not in self._plain)

    def discard(self, lines: range) -> None:
        """Forget lines whose text or marks changed."""
        for y in lines:
            self._plain.pop(y, None)
            self._signed.pop(y, None)

    def clear(self) -> None:
        self._plain.clear()
        self._signed.clear()

    def keep_near(self, lines: range, most: int) -> None:
        """Forget what is outside some lines, where more than `most` are kept."""
        if len(self._plain) > most:
            self._plain = {y: strip for y, strip in self._plain.items() if y in lines}
        if len(self._signed) > most:
            self._signed = {y: each for y, each in self._signed.items() if y in lines}
