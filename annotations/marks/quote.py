"""A quote as titles, lists and messages show it."""

from __future__ import annotations


def shorten(text: str, most: int = 40) -> str:
    """The text on one line, of at most `most` code points; an ellipsis stands for what is cut."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
