"""Labels laid over painted lines: what is under them is covered, not moved."""

from __future__ import annotations

from collections.abc import Mapping

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

Labels = Mapping[int, Mapping[int, str]]
"""Labels by the line of the page and the cell that they begin at."""


def overlaid(strip: Strip, labels: Mapping[int, str], style: Style, first: int = 0) -> Strip:
    """A painted line with labels over it; `first` is the cell of the page that it begins at."""
    parts, done, width = [], 0, strip.cell_length
    for x, label in sorted(labels.items()):
        at = x - first
        if done <= at and at + len(label) <= width:
            parts += [strip.crop(done, at), Strip([Segment(label, style)], len(label))]
            done = at + len(label)
    return Strip.join([*parts, strip.crop(done, width)])
