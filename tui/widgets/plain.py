"""Widgets so plain that they are drawn past Textual's content: a line of text, and a ground."""

from __future__ import annotations

from rich.segment import Segment
from rich.text import Text
from textual.containers import Horizontal
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class TextLine(Widget):
    """Draws its text on its first line.

    Textual would make content of its own kind of it first, and strips of that: three times the work
    in what changes with nearly every key.
    """

    def render(self) -> Text:
        """The line, as long as the widget is wide or shorter."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        width, style = self.size.width, self.visual_style.rich_style
        if y:
            return Strip.blank(width, style)
        text = self.render()
        text.end = ""
        segments = Segment.apply_style(text.render(self.app.console), style)
        return Strip(segments).adjust_cell_length(width, style)


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
