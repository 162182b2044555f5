"""What is drawn line by line where events are found: the list, one of them in full, the progress."""

from __future__ import annotations

from textual.message import Message

from tui.widgets.drawn_lines import DrawnLines
from tui.widgets.styles import Looks


class FoundLines(DrawnLines):
    """Lines about found events."""

    class Fitted(Message):
        """There is another room for lines."""

    DEFAULT_CSS = "FoundLines { color: $foreground 92%; }"
    LOOKS = Looks(
        {
            "here": "on foreground 14% bold",
            "kept": "foreground 55%",
            "heading": "foreground 60% underline",
            "title": "bold",
            "told": "foreground 60%",
            "why": "foreground 80%",
            "first": "text-primary bold",
            "outlet": "bold",
            "headline": "foreground 90%",
            "said": "foreground 60%",
            "bar": "primary",
            "rest": "foreground 25%",
        },
        {
            "here": "on background reverse bold",
        },
        {
            "here": "on ansi_default bold underline",
            "said": "ansi_default dim",
            "kept": "ansi_default dim",
        },
    )

    def on_resize(self) -> None:
        self.post_message(self.Fitted())


class Listing(FoundLines):
    """The events, one a line."""


class InFull(FoundLines):
    """The event at the cursor: why its articles belong together, and how each begins."""
