"""Compare rows ahead of the keys, while nobody presses any, so that the next change comes at once."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from time import sleep
from typing import TYPE_CHECKING

from tui.features.comparing.diffing import PAUSE, Diffing
from tui.features.host import Host
from tui.page.caret import Caret, Side

if TYPE_CHECKING:
    from tui.features.comparing.diff_layers import DiffLayers

FAR = 200
"""Rows beyond the caret's in which the next change is looked for ahead of the key."""
AROUND = 12
"""Rows before and after a change that may be in sight once it is gone to."""


class DiffPrefetch:
    """Compares the rows in sight and those up to the next change, one by one, in a worker thread."""

    def __init__(self, host: Host, diffing: Diffing) -> None:
        self._host = host
        self._diffing = diffing
        self._comparing: DiffLayers | None = None
        self._stop: tuple[Caret, tuple[Side, int]] | None = None

    def likely(self) -> list[tuple[Side, int]]:
        """Where the next change is looked at, if that is known and the diff is drawn."""
        if self._stop is None or not self._diffing.shown:
            return []
        caret, place = self._stop
        return [place] if caret == self._host.view.caret else []

    def look(self) -> None:
        """Compare what the next key may ask for, unless that is done or being done."""
        compared, view = self._diffing.prepared, self._host.view
        if compared is None or view.page_now is None or compared is self._comparing:
            return
        rows = self._unknown(compared)
        first = next(rows, None)
        if first is None:
            self._look_on(compared)
            return
        self._comparing, manner = compared, self._diffing.manner

        def compare() -> None:
            for row in chain((first,), rows):
                if self._diffing.prepared is not compared or not view.is_running:
                    return
                compared.prepare(row, manner)
                sleep(PAUSE)

        def done(nothing: None) -> None:
            self._comparing = None
            self.look()

        self._host.threads.run(compare, done)

    def _look_on(self, compared: DiffLayers) -> None:
        """Have the next change's place painted."""
        view = self._host.view
        found = any(self._stops(compared, row) for row in self._ahead(compared))
        place = self._diffing.next_place() if found and self._diffing.shown else None
        stop = None if place is None else (view.caret, place)
        if stop is not None and stop != self._stop:
            self._stop = stop
            view.paint_ahead()

    def _unknown(self, compared: DiffLayers) -> Iterator[int]:
        """Rows not compared yet: those in sight, then on to the next change, and around that."""
        rows = {compared.row(*each) for each in self._host.view.sight.blocks()}
        in_order, ahead = sorted(row for row in rows if row is not None), self._ahead(compared)
        yield from (row for row in in_order if compared.changes.known(row) is None)
        for row in ahead:
            if compared.changes.known(row) is None:
                yield row
            if self._stops(compared, row):
                last = min(row + AROUND, len(compared.changes.rows) - 1)
                around = range(max(0, row - AROUND), last + 1)
                yield from (each for each in around if compared.changes.known(each) is None)
                return

    def _ahead(self, compared: DiffLayers) -> range:
        """The rows after the caret's in which the next change is looked for."""
        view = self._host.view
        side, offset = view.caret.side, view.caret.offset
        here = compared.row(side, view.layout_now.block_at(side, offset).index) or 0
        return range(here + 1, min(here + FAR, len(compared.changes.rows)))

    def _stops(self, compared: DiffLayers, row: int) -> bool:
        """Whether a row is known to have a change that is stopped at."""
        kinds = self._diffing.kinds
        return any(sort.wanted(kinds) for sort in compared.changes.known(row) or ())
