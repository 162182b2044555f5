"""The first line of home: how much there is, and in which order it is shown."""

from __future__ import annotations

from rich.text import Text


def standing(count: int, away: int, marked: int, *, shown: bool, read_only: bool) -> str:
    """How many events there are; how many are archived (and `shown` or not), and marked."""
    parts = [f"{count:,} event{'s' * (count != 1)}"]
    if away:
        parts.append(f"{away:,} archived {'shown' if shown else 'hidden'}")
    if marked:
        parts.append(f"{marked} marked")
    if read_only:
        parts.append("reading only")
    return " · ".join(parts)


def top_line(words: str, order: str, width: int) -> Text:
    """The line in so many cells, the order at its right end."""
    line = Text(" ").append("crossread", "bold").append(f"  {words}")
    return line.append(f"  {order} ".rjust(width - line.cell_len), "dim")
