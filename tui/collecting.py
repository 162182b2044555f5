"""The garbage collector, kept off the keys: it looks at everything only while nobody presses one.

A full collection takes 10 ms on a pair of books with 1,000 annotations, and Python begins one in
the middle of whatever makes the next object.
"""

from __future__ import annotations

import gc
from time import process_time

SELDOM = 1000
"""Collections of what is middle-aged until all is looked at without waiting for rest."""
REST = 0.05
"""Seconds of the processor between two calls of `rest` up to which nobody was at work."""


class Collecting:
    """Looks at everything when the process rests."""

    def __init__(self) -> None:
        self._spent = process_time()

    def begin(self) -> None:
        """What is loaded now lives as long as the app: keep the collector off it."""
        gc.freeze()
        young, middle, _ = gc.get_threshold()
        gc.set_threshold(young, middle, SELDOM)
        gc.enable()

    def rest(self) -> bool:
        """Collect where little was done since the last call, and there may be something to find.

        It is called every few seconds; returns whether it collected.
        """
        before, self._spent = self._spent, process_time()
        if self._spent - before > REST or not gc.get_count()[2]:
            return False
        gc.collect()
        self._spent = process_time()
        return True
