"""Words on stderr while long work goes on, only where a person is there to read them."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from threading import Timer
from typing import TypeVar

T = TypeVar("T")

PATIENCE = 0.3
"""Seconds before a person wonders."""


def counted(items: Iterable[T], done: str) -> Iterator[T]:
    """Pass items on; where stderr is a terminal, say ten times a second how many are done."""
    if not sys.stderr.isatty():
        yield from items
        return
    shown = time.monotonic()
    count = 0
    try:
        for count, item in enumerate(items, start=1):
            yield item
            if time.monotonic() - shown >= 0.1:
                shown = time.monotonic()
                print(f"\r{done} {count:,}", end="", file=sys.stderr, flush=True)
    finally:
        print(f"\r{done} {count:,}", file=sys.stderr)


@contextmanager
def busy(doing: str) -> Iterator[None]:
    """Say what takes so long, where it does and stderr is a terminal; take it back afterwards."""
    if not sys.stderr.isatty():
        yield
        return

    said = []

    def say() -> None:
        said.append(f"{doing} …")
        print(said[0], end="", file=sys.stderr, flush=True)

    timer = Timer(PATIENCE, say)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        for words in said:
            print(f"\r{' ' * len(words)}\r", end="", file=sys.stderr, flush=True)
