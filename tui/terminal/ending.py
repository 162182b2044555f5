"""End when told to, also when nobody takes what is sent to the terminal.

Textual hands what it sends to a thread. Where the other end of the terminal reads no more (a
connection that hangs, a stopped terminal), that thread stands still in a write, the app stands
still as soon as 30 more pieces wait, and so does the way out, which sends the last sequences.
"""

from __future__ import annotations

import os
import signal
import sys
from asyncio import get_running_loop
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from time import sleep
from types import FrameType

from textual.driver import Driver

PATIENCE = 1.5
"""Seconds from the signal in which the app ends by itself, where the terminal takes what it sends."""

SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)


def end_on_signals(leave: Callable[[int], object], save: Callable[[], object]) -> None:
    """Call `leave` on the event loop with the status of a signal, 128 and its number.

    Where the process is still there after `PATIENCE`, `save` is called on a thread of its own and
    the process ends with that status, whatever its other threads wait for.
    """

    def end(number: int) -> None:
        sleep(PATIENCE)
        save()
        os._exit(128 + number)

    def told(number: int, frame: FrameType | None) -> None:
        Thread(target=end, args=(number,), name="ending", daemon=True).start()

    for number in SIGNALS:
        with suppress(NotImplementedError, ValueError):  # Windows; not the main thread
            get_running_loop().add_signal_handler(number, leave, 128 + number)
            # The loop is woken by the signal whatever is called for it; this is called also while
            # the loop waits for the terminal.
            signal.signal(number, told)


def give_keyboard_back(driver: Driver | None) -> None:
    """Have the terminal treat keys as it did before; what sends nothing cannot stand still."""
    before = getattr(driver, "attrs_before", None)
    if before is not None:
        import termios

        with suppress(termios.error, OSError):
            termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, before)
