"""The explanation of a link as text: what both blocks share, and how much each part weighs."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from annotations.alignment import Evidence, EvidenceItem, EvidenceKind, Origin
from annotations.articles.text.visible import one_line
from annotations.marks.quote import shorten

MOST = 16
"""Pieces shown at most."""

LONGEST = 240
"""Characters of a quotation that are shown, over several lines."""

BAR = 12
"""Cells of a bar that is full."""


def explained(evidence: Evidence, names: tuple[str, str]) -> Iterator[RenderableType]:
    """Draw the evidence: how sure the link is, how much is shared, and the pieces of it.

    `names` are those of the left and of the right article.
    """
    link, (one, two) = evidence.link, names
    word = {
        Origin.CONFIRMED: "confirmed by hand",
        Origin.MANUAL: "paired by hand",
    }.get(link.origin, f"{min(link.score, 0.99):.0%} sure")
    yield Text.assemble(f"{one} ¶{link.left + 1} and {two} ¶{link.right + 1}\n", (word, "bold"))
    if not evidence.pieces:
        yield Text("\nThey share no name, number, quotation or word.")
        return
    parts = f"{evidence.left_covered:.0%} of the one, {evidence.right_covered:.0%} of the other"
    yield Text(f"They share {parts}:\n")
    table = Table.grid(padding=(0, 2))
    for justify in ("left", "left", "right", "left"):
        table.add_column(justify=justify)
    for piece in evidence.main_items[:MOST]:
        bar = "▇" * max(1, round(piece.share * BAR))
        table.add_row(
            Text(piece.sort, "dim"),
            Text(piece_text(piece), "bold"),
            Text(f"{piece.share:.0%}", "dim"),
            Text(bar, "cyan"),
        )
    yield table
    if link.origin is Origin.AUTO:
        yield Text("\nRare words weigh more. Neighbours and order had a say too.", "dim")


def piece_text(piece: EvidenceItem) -> str:
    """A shared piece as the left block writes it, and as the right one does where the word differs."""
    if piece.sort is EvidenceKind.QUOTATION:
        return f"“{one_line(shorten(piece.left, LONGEST))}”"
    shown = piece.left if piece.same else f"{piece.left} ~ {piece.right}"
    return one_line(shown)
