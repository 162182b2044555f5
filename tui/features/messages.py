"""What the reader and its features ask of the app around them, as messages posted to it."""

from __future__ import annotations

from textual.message import Message


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
