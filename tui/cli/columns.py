"""Two texts in two columns of a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from tui.cli.steps import Piece
from tui.reading.wrap import width, wrap

GUTTER = " │ "


def beside(left: Iterable[Piece], right: Iterable[Piece], cells: int) -> Iterator[str]:
    """Lines of at most `cells` cells with the one text to the left of the other."""
    each = max(2, (cells - len(GUTTER)) // 2)
    for one, other in zip_longest(column(left, each), column(right, each), fillvalue=" " * each):
        yield f"{one}{GUTTER}{other}"


def column(pieces: Iterable[Piece], cells: int) -> Iterator[str]:
    """The pieces wrapped to lines, each filled up to `cells` cells."""
    shown = [with_signs(piece) for piece in pieces]
    text = "".join(piece.text for piece in shown)
    for line in wrap(text, 0, len(text), cells):
        end = line.start + len(text[line.start : line.end].rstrip())
        drawn, at = "", 0
        for piece in shown:
            start, stop = max(line.start, at), min(end, at + len(piece.text))
            if start < stop:
                drawn += str(Piece(text[start:stop], piece.marks))
            at += len(piece.text)
        yield drawn + " " * (cells - width(text, line.start, end))


def with_signs(piece: Piece) -> Piece:
    """The same with signs as a part of its text: unlike colours, they take cells."""
    return piece if piece.marks[0].startswith("\x1b") else Piece(str(piece))
