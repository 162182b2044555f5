"""The search line: what is typed is found at once, and leaving it keeps or drops the hits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.features.desk import Desk
from tui.features.finding import Finding, Travelling
from tui.reading.caret import Caret

if TYPE_CHECKING:
    from tui.widgets.bars import SearchBar


class Searching:
    """Puts the caret on the first hit while one types, and back where it came from on Escape."""

    def __init__(
        self, desk: Desk, finding: Finding, travelling: Travelling, bar: SearchBar
    ) -> None:
        self._desk = desk
        self._finding = finding
        self._travelling = travelling
        self._bar = bar
        self._before = Caret()

    def open(self) -> None:
        self._before = self._desk.view.caret
        self._travelling.remember()
        self._bar.open()

    def typed(self, query: str) -> None:
        count = self._finding.search(query)
        hits = f"{count} hit" + ("" if count == 1 else "s") if query else ""
        self._bar.count(self._finding.trouble or hits)
        if not count:
            self._desk.say("")
        self._desk.view.caret = self._before
        self._finding.first()

    def leave(self, *, kept: bool) -> None:
        view = self._desk.view
        self._bar.close()
        view.focus()
        if not kept:
            self._finding.clear()
            view.caret = self._before
        if not kept or not self._finding.query:
            self._desk.say("")
        elif not self._finding.found:
            self._finding.hit(1)
