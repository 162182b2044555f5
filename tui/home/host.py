"""What the parts of home may ask of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from textual.app import App

    from annotations.store import Command
    from annotations.store.events.overview import EventSummary
    from tui.home.event_list import EventList
    from tui.home.library import Library
    from tui.keys.keymap import Keymap
    from tui.screens.dialogs import Dialogs


class HomeHost(Protocol):
    """Home as its parts see it."""

    library: Library
    keymap: Keymap
    listing: EventList
    dialogs: Dialogs

    @property
    def app(self) -> App[Any]: ...

    @property
    def chosen(self) -> list[EventSummary]:
        """The events that are marked, in the order shown; else the one at the cursor."""

    def say(self, words: str, *, warn: bool = False) -> None:
        """Say something in the status line."""

    def do(self, command: Command) -> None:
        """Do a command; what came of it is said when it is on disk."""

    def fill(self) -> None:
        """Show what is found, or all; the cursor stays on its event."""

    def beside(self, work: Callable[[], None], group: str) -> None:
        """Do some work on a thread of its own."""
