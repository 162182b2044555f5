"""A line of text that is painted as it is."""

from __future__ import annotations

from rich.segment import Segment
from rich.text import Text
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
