"""A line-API app whose keys do next to nothing: what every key of the reader is compared with.

Any key moves a caret by one cell and repaints its line; `j` and `k` scroll by one line, space by
a page, `g` and `G` to the ends.
"""

from __future__ import annotations

import gc
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Size
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.strip import Strip

LINES = 60_000
TEXT = "The harbour master of Vellmouth said that nobody had seen the ferry come in. " * 3
CARET = Style(reverse=True)


class Lines(ScrollView, can_focus=True):
    """Two columns of the same words, and a caret."""

    caret: var[int] = var(0, init=False)

    def on_mount(self) -> None:
        self.virtual_size = Size(80, LINES)

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        line = TEXT[:width]
        if y != 3:
            return Strip([Segment(line)], len(line))
        at = self.caret % width
        cut = (Segment(line[:at]), Segment(line[at], CARET), Segment(line[at + 1 :]))
        return Strip(cut, len(line))

    def watch_caret(self) -> None:
        self.refresh_line(self.scroll_offset.y + 3)

    def on_key(self, event: events.Key) -> None:
        page = self.scrollable_content_region.height
        moves = {"j": 1, "k": -1, "space": page, "g": -LINES, "G": LINES}
        if event.key in moves:
            self.scroll_relative(y=moves[event.key], animate=False)
        else:
            self.caret += 1


class Floor(App[None]):
    """Nothing but the lines."""

    ENABLE_COMMAND_PALETTE: ClassVar[bool] = False

    def compose(self) -> ComposeResult:
        yield Lines()

    def on_ready(self) -> None:
        self.query_one(Lines).focus()
        gc.collect()
        gc.freeze()


if __name__ == "__main__":
    Floor().run()
