"""Shows how far saving is, and holds back leaving while something is not saved."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from rich.text import Text

from annotations.errors import CrossreadError
from tui.keys.keymap import Keymap
from tui.session.keeper import Keeper, NotSaved

if TYPE_CHECKING:
    from tui.reader.status_bars import StatusBars


class SaveStatus:
    """Writes the right end of the status line, and says in its middle what helps."""

    def __init__(self, keeper: Keeper, bars: StatusBars, keymap: Keymap) -> None:
        self._keeper = keeper
        self._bars = bars
        self._key = keymap.key
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
            self._bars.show_message(
                f"{then}, {self._key('app.save')} tries again · {event.error}", warn=True
            )
        else:
            self._bars.show_message(str(event.error), warn=True)
            if not self._keeper.saving:
                self._show("all else is saved")

    def retry(self) -> None:
        """Save now."""
        self._keeper.retry()
        if not self._keeper.waiting:
            self._bars.show_message("everything is saved already, at every key")

    def may_leave(self) -> bool:
        """Whether nothing is begun or unsaved that the reader has not been warned of."""
        open_ends = (self._bars.pending, self._keeper.waiting if self._keeper.stuck else 0)
        if not any(open_ends) or open_ends == self._warned:
            return True
        self._warned = open_ends
        what = "something is begun" if open_ends[0] else "something is not saved yet"
        self._bars.show_message(f"{what}; {self._key('app.quit')} again leaves", warn=True)
        self._keeper.retry()
        return False

    def _show(self, words: str, style: str = "dim") -> None:
        self._bars.status.show(saved=Text(words, style))
