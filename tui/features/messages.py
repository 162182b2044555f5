"""What the reader and its features ask of the app around them, as messages posted to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.message import Message

if TYPE_CHECKING:
    from textual.screen import Screen


class TourWanted(Message):
    """Take the tour."""


class SettingsWanted(Message):
    """Show what can be set, and in which file."""


class ThemeChosen(Message):
    """The theme in force was chosen by the user: it is to be remembered."""


class HomeWanted(Message):
    """Show all events; `then` is the id of an action of home to go on with, empty for none."""

    def __init__(self, then: str = "") -> None:
        super().__init__()
        self.then = then


class EventChosen(Message):
    """An event is to be read, by its id."""

    def __init__(self, event: str) -> None:
        super().__init__()
        self.event = event


class ReaderWanted(Message):
    """Home is to be closed, and the reader below shown again."""


class Leaving(Message):
    """Crossread is to be left."""


class HelpWanted(Message):
    """Show what the keys of a context do on the screen that asks, and do there what is taken."""

    def __init__(self, context: str, asking: Screen[Any]) -> None:
        super().__init__()
        self.context = context
        self.asking = asking
