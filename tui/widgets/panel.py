"""A panel below the page that asks for one thing, and waits beside what one does."""

from __future__ import annotations

from rich.text import Text
from textual.widgets import Static

LOW = 16
"""Lines of the terminal below which the panel has no frame."""


class Panel(Static):
    """A title, a line or two, and a foot; the page above stays as it is and takes the keys."""

    DEFAULT_CSS = """
    Panel {
        height: auto; padding: 0 2; background: $surface; color: $foreground;
        border: round $accent 70%; border-title-color: $text-accent; border-title-style: bold;
        border-subtitle-color: $foreground 60%;
    }
    Panel.-low { border: none; }
    """

    def show(self, title: str, words: Text, foot: str) -> None:
        """Show one thing; where the terminal is low the title goes before the words."""
        low = self.app.size.height < LOW
        self.set_class(low, "-low")
        self.border_title, self.border_subtitle = title, foot
        self.update(Text(f"{title}  ", "bold") + words if low else words)
