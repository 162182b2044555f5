"""Counts of all tags of the store, by outlet, event, annotator, month and label."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.widgets import Static

from annotations.store.events.count_table import DIMENSIONS, count_table
from annotations.store.events.counts import LabelCount
from annotations.store.events.overview import EventSummary
from tui.page.events.count_lines import count_lines
from tui.page.events.event_words import event_title
from tui.screens.modal import Modal
from tui.widgets.box import Box

MOST = 500
"""Lines that are shown; `crossread counts --csv` has them all."""


class Counts(Modal[None]):
    """A table with bars, by one thing after another."""

    CONTEXT = "counts"
    DEFAULT_CSS = """
    Counts { align: center middle; background: $background 60%; }
    Counts > Box { width: 96%; max-width: 140; height: 92%; }
    Counts Static { height: auto; }
    """

    def __init__(self, counts: Sequence[LabelCount], summaries: Mapping[str, EventSummary]) -> None:
        super().__init__()
        self._counts = counts
        self._names = {key: event_title(each) for key, each in summaries.items()}
        self._at = 0

    def compose(self) -> ComposeResult:
        with Box("Counts", self.keymap.line("counts.turn", "counts.close")):
            yield Static("", markup=False)

    def on_resize(self) -> None:
        self.call_after_refresh(self._fill)

    def _fill(self) -> None:
        box, by = self.query_one(Box), DIMENSIONS[self._at]
        names = self._names if by == "event" else {}
        table = count_table(self._counts, by, names)
        box.border_title = Text(f"{table.total:,} tags by {by}")
        lines = count_lines(table, max(30, box.content_size.width - 1))
        text = Text(lines[0], "bold" if table.total else "", no_wrap=True)
        text.append("\n" + "\n".join(lines[1 : MOST + 1]), "not bold")
        if len(lines) > MOST + 1:
            text.append(f"\nand {len(lines) - MOST - 1:,} more: crossread counts --by {by} --csv")
        self.query_one(Static).update(text)
        box.scroll_home(animate=False)

    def turn(self, step: int) -> None:
        """Count by something else."""
        self._at = (self._at + step) % len(DIMENSIONS)
        self._fill()

    def scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one(Box).scroll_relative(y=lines, animate=False)
