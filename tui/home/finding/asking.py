"""Home's way to events that nobody has put together yet: which archive, and what of it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.features.messages import EventChosen
from tui.home.typed_paths import PathSuggester, is_there, path_of, sources
from tui.screens.prompt import Prompt

if TYPE_CHECKING:
    from tui.home.host import HomeHost


class Finding:
    """Asks for an archive, and shows the events found in it; the last one is offered again."""

    def __init__(self, home: HomeHost) -> None:
        self._home = home
        self._last = ""

    def ask(self) -> None:
        """Ask for the folders and files to search."""
        self._home.dialogs.ask(
            Prompt(
                "Find events in: a folder, or files; a blank between two",
                self._last,
                PathSuggester(),
            ),
            self.take,
        )

    def take(self, line: str) -> None:
        """Search what a line names, and read what is chosen there."""
        from tui.home.finding.screen import FoundScreen

        home, self._last = self._home, line
        names = [str(path_of(each)) for each in sources(line)]
        missing = next((each for each in names if not is_there(each)), None)
        if missing is not None:
            home.say(f"{missing}: no such file or folder; check the name", warn=True)
            return
        home.dialogs.ask(
            FoundScreen(names, home.library),
            lambda event: home.listing.post_message(EventChosen(event)),
        )
