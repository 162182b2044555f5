"""Wrap a block into lines of a width in cells; lines are offsets, never copies of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct
from rich.cells import cell_len, get_character_cell_size

BESIDE = 12
"""Cells that are left of a line beside its indent, or half of a shorter one."""


class Inlay(Struct, frozen=True):
    """Words shown in the text that are none of it: they stand before the character at `offset`.

    Offsets of the text do not count them, and no caret stands in them. Without a style they are
    drawn as what stands before them.
    """

    offset: int
    text: str
    style: str


class WrappedLine(Struct, frozen=True):
    """Half-open offsets of one shown line, and the cells it is indented by.

    White space at which a line broke belongs to the line, so lines cover a block without holes.
    `inlays` are those that the line shows, in order.
    """

    start: int
    end: int
    indent: int = 0
    inlays: tuple[Inlay, ...] = ()

    def inlaid(self, offset: int) -> int:
        """Cells of the inlays that stand before the character at an offset."""
        return sum(cell_len(each.text) for each in self.inlays if each.offset <= offset)


_NOT_PLAIN = re.compile(
    "[^\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0377\u037a-\u0482\u048a-\u052f\u2010-\u2027"
    "\u2030-\u205e\u20a0-\u20bf\u2100-\u214f\u2190-\u21ff\u2200-\u22ff\u2400-\u2426\u2500-\u25fc"
    "\ufffd\n]"
)
"""Anything that may be wider or narrower than one cell; a plain text is as many cells as characters."""


def is_plain(text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether every character of a stretch surely takes exactly one cell."""
    end = len(text) if end is None else end
    part = text[start:end]
    return (part.isascii() and part.isprintable()) or not _NOT_PLAIN.search(text, start, end)


def width(text: str, start: int, end: int) -> int:
    """Cells that a stretch of text takes."""
    return end - start if is_plain(text, start, end) else cell_len(text[start:end])


@lru_cache(maxsize=64)
def _line(cells: int) -> re.Pattern[str]:
    """One line: as much as fits up to white space, else a word cut at the edge."""
    return re.compile(rf".{{1,{cells}}}(?:\s+|\Z)|.{{1,{cells}}}", re.DOTALL)


def wrap(text: str, start: int, end: int, cells: int, *, hang: int = 0) -> list[WrappedLine]:
    """Wrap `text[start:end]` to `cells`; lines after the first are indented by `hang` cells.

    Returns at least one line; together they cover `[start, end)`.
    """
    cells = max(2, cells)
    hang = min(hang, max(cells // 2, cells - BESIDE))
    if start >= end:
        return [WrappedLine(start, end)]
    if is_plain(text, start, end):
        return _wrap_plain(text, start, end, cells, hang)
    return _wrap_wide(text, start, end, cells, hang)


def height(text: str, start: int, end: int, cells: int, *, hang: int = 0) -> int:
    """How many lines `wrap` gives, without making them: a book is laid out at every resize."""
    cells = max(2, cells)
    hang = min(hang, max(cells // 2, cells - BESIDE))
    if start >= end:
        return 1
    if not is_plain(text, start, end):
        return len(_wrap_wide(text, start, end, cells, hang))
    if not hang:
        return len(_line(cells).findall(text, start, end))
    first = _line(cells).match(text, start, end)
    assert first is not None
    return 1 + len(_line(cells - hang).findall(text, first.end(), end))


def wrap_around(
    text: str, start: int, end: int, cells: int, inlays: Sequence[Inlay], *, hang: int = 0
) -> list[WrappedLine]:
    """As `wrap`, with room for inlays, in order of their offsets; none is parted from what it follows."""
    pieces: list[str] = []
    places: list[int] = []
    done = start
    for each in inlays:
        pieces.append(text[done : each.offset])
        done = each.offset
        places.append(done - start + sum(_cells(before) for before in inlays[: len(places)]))
        pieces.append("x" * _cells(each))
    pieces.append(text[done:end])
    wrapped = wrap("".join(pieces), 0, sum(map(len, pieces)), cells, hang=hang)

    def offset(at: int) -> int:
        """The offset in the text of a place among text and inlays."""
        before = sum(
            min(_cells(each), max(0, at - place))
            for each, place in zip(inlays, places, strict=True)
        )
        return start + at - before

    return [
        WrappedLine(
            offset(line.start),
            offset(line.end),
            line.indent,
            tuple(
                each
                for each, place in zip(inlays, places, strict=True)
                if line.start <= place < line.end
            ),
        )
        for line in wrapped
    ]


def _cells(inlay: Inlay) -> int:
    return cell_len(inlay.text)


def guess(start: int, end: int, cells: int) -> int:
    """About how many lines a stretch of text takes, which nobody has looked at."""
    return max(1, -((start - end) * 21 // (20 * max(2, cells))))


def _wrap_plain(text: str, start: int, end: int, cells: int, hang: int) -> list[WrappedLine]:
    first = _line(cells).match(text, start, end)
    assert first is not None
    lines = [WrappedLine(start, first.end())]
    lines += [
        WrappedLine(found.start(), found.end(), hang)
        for found in _line(cells - hang).finditer(text, first.end(), end)
    ]
    return lines


def _wrap_wide(text: str, start: int, end: int, cells: int, hang: int) -> list[WrappedLine]:
    """Wrap cell by cell; a line may break after white space and beside wide characters."""
    lines: list[WrappedLine] = []
    begin, used, indent = start, 0, 0
    chance = start  # the last place this line may break
    before = 1  # cells of the character before
    for at in range(start, end):
        size = get_character_cell_size(text[at])
        joined = size == 0 or (at > start and text[at - 1] == "\u200d")
        if not joined and at > begin and (text[at - 1].isspace() or 2 in (size, before)):
            chance = at
        if used + size > cells - indent and not joined and not text[at].isspace() and at > begin:
            cut = chance if chance > begin else at
            lines.append(WrappedLine(begin, cut, indent))
            begin, indent = cut, hang
            used = cell_len(text[begin:at])
        used += size
        before = size or before
    lines.append(WrappedLine(begin, end, indent))
    return lines
