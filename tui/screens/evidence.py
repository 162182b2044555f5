"""What carries a link, drawn: what both blocks share, and what each part of it weighs."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from annotations.alignment import Evidence, Origin, Piece, Sort
from annotations.articles.visible import one_line
from tui.quoting import short

MOST = 16
"""Pieces shown at most."""

LONGEST = 240
"""Characters of a quotation that are shown, over several lines."""

BAR = 12
"""Cells of a bar that is full."""


def explained(
    evidence: Evidence, columns: tuple[str, str] = ("left", "right")
) -> Iterator[RenderableType]:
    """Draw the evidence: how sure the link is, how much is shared, and the pieces of it.

    `columns` are the words for where the left and the right article stand.
    """
    link, (one, two) = evidence.link, columns
    word = {
        Origin.CONFIRMED: "confirmed by hand",
        Origin.MANUAL: "paired by hand",
    }.get(link.origin, f"{min(link.score, 0.99):.0%} sure")
    yield Text.assemble(f"{one} {link.left + 1} and {two} {link.right + 1}: ", (word, "bold"))
    if not evidence.pieces:
        yield Text("\nThey share no name, number, quotation or word.")
        return
    parts = (
        f"{evidence.left_covered:.0%} of the {one} one, {evidence.right_covered:.0%} of the {two}"
    )
    yield Text(f"They share {parts}:\n")
    table = Table.grid(padding=(0, 2))
    for justify in ("left", "left", "right", "left"):
        table.add_column(justify=justify)
    for piece in evidence.telling[:MOST]:
        bar = "▇" * max(1, round(piece.share * BAR))
        table.add_row(
            Text(piece.sort, "dim"),
            Text(said(piece), "bold"),
            Text(f"{piece.share:.0%}", "dim"),
            Text(bar, "cyan"),
        )
    yield table
    if link.origin is Origin.AUTO:
        yield Text("\nRare words weigh more. Neighbours and order had a say too.", "dim")


def said(piece: Piece) -> str:
    """A piece as the left one writes it, and as the right one does where that is another word."""
    if piece.sort is Sort.QUOTATION:
        return f"“{one_line(short(piece.left, LONGEST))}”"
    shown = piece.left if piece.same else f"{piece.left} ~ {piece.right}"
    return one_line(shown)
