"""What the bars say of saving, and what leaving waits for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from rich.text import Text

from annotations.errors import CrossreadError
from tui.keeping import Keeper, NotSaved
from tui.keymap import Keymap

if TYPE_CHECKING:
    from tui.screens.bars import Bars


class Saving:
    """Tells how far saving is; `say` writes to the status line and brings the hints up to date."""

    def __init__(
        self, keeper: Keeper, bars: Bars, keymap: Keymap, say: Callable[..., None]
    ) -> None:
        self._keeper = keeper
        self._bars = bars
        self._key = keymap.key
        self._say = say
        self._warned: tuple[str, int] | None = None

    def begun(self) -> None:
        """Something is shown that is not durable yet."""
        self._show("saving…")

    def done(self) -> None:
        """Something is durable."""
        if not self._keeper.saving:
            self._show(f"saved {datetime.now():%H:%M:%S}")

    def failed(self, event: NotSaved) -> None:
        """Say what is not saved, and what helps; raises an error that is the program's own."""
        if not isinstance(event.error, CrossreadError | OSError):
            raise event.error
        if event.waiting:
            self._show(f"NOT SAVED: {event.waiting}", "bold reverse")
            leave = f"{self._key('app.quit')} again leaves without it"
            then = leave if self._warned else "kept in memory"
            self._say(f"{then}, {self._key('app.save')} tries again · {event.error}", warn=True)
        else:
            self._say(str(event.error), warn=True)
            if not self._keeper.saving:
                self._show("all else is saved")

    def retry(self) -> None:
        """Save now."""
        self._keeper.retry()
        if not self._keeper.waiting:
            self._say("everything is saved already, at every key")

    def may_leave(self) -> bool:
        """Whether nothing is begun or unsaved that the reader has not been warned of."""
        open_ends = (self._bars.pending, self._keeper.waiting if self._keeper.stuck else 0)
        if not any(open_ends) or open_ends == self._warned:
            return True
        self._warned = open_ends
        what = "something is begun" if open_ends[0] else "something is not saved yet"
        self._say(f"{what}; {self._key('app.quit')} again leaves", warn=True)
        self._keeper.retry()
        return False

    def _show(self, words: str, style: str = "dim") -> None:
        self._bars.status.show(saved=Text(words, style))
