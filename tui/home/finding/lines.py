"""What is drawn line by line where events are found: the list, one of them in full, the progress."""

from __future__ import annotations

from typing import ClassVar

from tui.widgets.drawn_lines import DrawnLines


class FoundLines(DrawnLines):
    """Lines about found events."""

    STYLES: ClassVar[tuple[str, ...]] = (
        *("here", "kept", "heading", "title", "told", "why"),
        *("first", "outlet", "headline", "said", "bar", "rest", "wrong"),
    )
    DEFAULT_CSS = """
    FoundLines { color: $foreground 92%; }
    FoundLines {
        &> .lines--here { background: $foreground 14%; text-style: bold; }
        &> .lines--kept { color: $foreground 55%; }
        &> .lines--heading { color: $foreground 60%; text-style: underline; }
        &> .lines--title { text-style: bold; }
        &> .lines--told { color: $foreground 60%; }
        &> .lines--why { color: $foreground 80%; }
        &> .lines--first { color: $text-primary; text-style: bold; }
        &> .lines--outlet { text-style: bold; }
        &> .lines--headline { color: $foreground 90%; }
        &> .lines--said { color: $foreground 60%; }
        &> .lines--bar { color: $primary; }
        &> .lines--rest { color: $foreground 25%; }
        &> .lines--wrong { color: $text-warning; }
    }
    FoundLines:nocolor {
        &> .lines--here { background: $background; text-style: reverse bold; }
    }
    FoundLines:ansi {
        &> .lines--here { background: ansi_default; text-style: bold underline; }
        &> .lines--said { color: ansi_default; text-style: dim; }
        &> .lines--kept { color: ansi_default; text-style: dim; }
    }
    """


class Listing(FoundLines):
    """The events, one a line."""


class InFull(FoundLines):
    """The event at the cursor: why its articles belong together, and how each begins."""
