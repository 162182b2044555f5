"""Show a passage in few cells."""

from __future__ import annotations


def short(text: str, most: int = 40) -> str:
    """A passage on one line, of at most `most` characters; what is cut is told by an ellipsis."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
