"""Where the view is scrolled to so that a line is in sight; all numbers are screen lines."""

from __future__ import annotations


def top_showing(y: int, top: int, height: int, margin: int) -> int:
    """The first line of the view so that line `y` stands at least `margin` lines off its edges.

    `top` is the first line as it is: it is returned where nothing needs to move. A view of
    `height` lines keeps less of a margin where it has no room for it.
    """
    margin = min(margin, (height - 1) // 2)
    if y < top + margin:
        return max(0, y - margin)
    if y > top + height - 1 - margin:
        return y - height + 1 + margin
    return top


def top_centring(y: int, height: int, last: int) -> int:
    """The first line of a view of `height` lines that a jump to line `y` shows, `last` at most."""
    return min(max(0, y - height // 3), last)


def thumb_start(lines: int, height: int, scrolled: float) -> int:
    """Where the thumb of a scroll bar begins, in eighths of a cell, as Textual draws it.

    Args:
        lines: how many lines there are to scroll through.
        height: how many of them the view, and so the bar, shows.
        scrolled: the first line in sight; a fraction of a line while the view glides.
    """
    if lines <= height or not height:
        return 0
    return int((height - max(1, height * height / lines)) * scrolled / (lines - height) * 8)
