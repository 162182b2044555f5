"""Words on stderr while long work goes on, only where a person is there to read them."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import Timer
from typing import TypeVar

from tui.cli.output import rewrite_line

T = TypeVar("T")

PATIENCE = 0.3
"""Seconds before a person wonders."""


BAR = 24
"""Cells of a progress bar."""


def counted(
    items: Iterable[T], done: str, total: Callable[[], int | None] = lambda: None
) -> Iterator[T]:
    """Pass items on; where stderr is a terminal, show ten times a second how many are done.

    `total`, asked only there, says how many there will be; where it is known a bar shows the share.
    """
    if not sys.stderr.isatty():
        yield from items
        return
    shown, count, every = time.monotonic(), 0, total()
    try:
        for count, item in enumerate(items, start=1):
            yield item
            if time.monotonic() - shown >= 0.1:
                shown = time.monotonic()
                rewrite_line(_progress(done, count, every))
    finally:
        rewrite_line(_progress(done, count, every), end="\n")


@contextmanager
def meter(done: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
    """Give what is to be told how many are done; where stderr is a terminal, it shows that.

    As `counted`, for work that gives nothing while it goes on.
    """
    if not sys.stderr.isatty():
        yield lambda count: None
        return
    begun = shown = time.monotonic()
    last = 0

    def tell(count: int) -> None:
        nonlocal shown, last
        last = count
        if time.monotonic() - shown >= 0.1:
            shown = time.monotonic()
            rewrite_line(_progress(done, count, total))

    try:
        yield tell
    finally:
        if shown > begun:
            rewrite_line(_progress(done, last, total), end="\n")


def _progress(done: str, count: int, every: int | None) -> str:
    """The line that says how far the work is."""
    if not every:
        return f"{done} {count:,}"
    full = min(BAR, BAR * count // every)
    return f"[{'#' * full}{'.' * (BAR - full)}] {done} {count:,} of {every:,}"


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
            rewrite_line(" " * len(words), end="\r")
