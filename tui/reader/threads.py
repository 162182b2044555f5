"""Slow work of the reader, off the screen's thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from annotations.errors import CrossreadError

if TYPE_CHECKING:
    from textual.screen import Screen

    from tui.features.host import Bars

Result = TypeVar("Result")


class Threads:
    """Runs work in worker threads of a screen; nothing comes of it once the screen is gone."""

    def __init__(self, screen: Screen[int], bars: Bars) -> None:
        """`bars` tell of what went wrong."""
        self._screen = screen
        self._bars = bars

    def run(self, work: Callable[[], Result], then: Callable[[Result], object]) -> None:
        """Run `work`; `then` takes what it returns, on the screen's thread.

        A `CrossreadError` is told in the status line instead; any other error ends the program.
        """

        def run() -> None:
            try:
                result = work()
            except CrossreadError as error:
                trouble = str(error)
                self._on_screen(lambda: self._bars.show_message(trouble, warn=True))
            else:
                self._on_screen(lambda: then(result))

        self._screen.run_worker(run, thread=True, group="later")

    def _on_screen(self, call: Callable[[], object]) -> None:
        """From a worker thread: call something between two messages of the screen."""
        if self._screen.is_attached:
            self._screen.call_later(call)
