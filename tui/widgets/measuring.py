"""Measure a book's blocks between keys, so that laying all of it out keeps no key waiting."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from time import perf_counter

from textual.widget import Widget

from tui.page.caret import Side
from tui.page.drawing import Page
from tui.page.layout import Heights

SLICE, PAUSE = 0.004, 0.001
"""Seconds of measuring, after which keys have their turn, and until it goes on."""


class Measuring:
    """Measures all blocks of a page of which only the first screenful is laid out for sure.

    `then` lays all out by the heights found, unless `stop` was called meanwhile.
    """

    def __init__(self, widget: Widget, then: Callable[[Heights], None]) -> None:
        self._widget = widget
        self._then = then
        self._page: Page | None = None
        self._left: Iterator[tuple[tuple[Side, int], int]] | None = None
        self._found: dict[tuple[Side, int], int] = {}

    def begin(self, page: Page) -> None:
        """Measure a page's blocks, from the next refresh on."""
        self._page = page
        layouts = {id(layout): layout for layout in page.layouts}.values()
        self._left = chain.from_iterable(layout.measured() for layout in layouts)
        self._found = {}
        self._widget.call_after_refresh(self._go_on, self._left)

    def stop(self) -> None:
        """Forget what was found: the page is laid out as a whole already, or is another."""
        self._page, self._left, self._found = None, None, {}

    def is_behind(self, tops: tuple[int, int], height: int) -> bool:
        """Whether rows may not be as tall as they look, in a view from `tops` of both layouts on."""
        return self._page is not None and not all(
            layout.is_sure(top, top + height)
            for layout, top in zip(self._page.layouts, tops, strict=True)
        )

    def _go_on(self, left: Iterator[tuple[tuple[Side, int], int]]) -> None:
        if left is not self._left:
            return
        until = perf_counter() + SLICE
        for place, lines in left:
            self._found[place] = lines
            if perf_counter() > until:
                # Not `call_later`: Textual takes what is called so without a turn of the loop.
                self._widget.set_timer(PAUSE, partial(self._go_on, left))
                return
        self._then(self._found)
