"""The garbage collector, kept off the keys: it looks at everything while nobody presses one.

A full collection takes 10 ms on a pair of books with 1,000 annotations, and Python begins one in
the middle of whatever makes the next object. Who presses keys without a rest gets one between two
keys once there is much to find: each list that was opened and closed is garbage of some thousand
objects, and without that the memory of an hour's work would be several times that of its start.
"""

from __future__ import annotations

import gc
from time import process_time

SELDOM = 1000
"""Collections of what is middle-aged until all is looked at without waiting for rest."""
REST = 0.05
"""Seconds of the processor between two calls of `rest` up to which nobody was at work."""
MUCH = 40
"""Collections of what is middle-aged after which all is looked at without rest: some 200 keys."""


class Collecting:
    """Looks at everything when the process rests, or has worked for long."""

    def __init__(self) -> None:
        self._spent = process_time()

    def begin(self) -> None:
        """What is loaded now lives as long as the app: keep the collector off it."""
        gc.freeze()
        young, middle, _ = gc.get_threshold()
        gc.set_threshold(young, middle, SELDOM)
        gc.enable()

    def rest(self) -> bool:
        """Collect where little was done since the last call, or much has gathered meanwhile.

        It is called every few seconds; returns whether it collected.
        """
        before, self._spent = self._spent, process_time()
        waiting = gc.get_count()[2]
        if not waiting or (self._spent - before > REST and waiting < MUCH):
            return False
        gc.collect()
        self._spent = process_time()
        return True
