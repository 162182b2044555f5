"""The offer of the tour to somebody new: a panel that goes with the first key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from tui.features.messages import TourWanted
from tui.widgets.panel import Panel

if TYPE_CHECKING:
    from textual.screen import Screen

    from tui.keys.keymap import Keymap


class Welcome:
    """Offers the tour once the page is there. Whatever is pressed acts as ever, but for the menu's key."""

    def __init__(self, screen: Screen[int], keymap: Keymap) -> None:
        self._screen = screen
        self._keymap = keymap
        self._panel: Panel | None = None
        self._begun = False

    async def offer(self) -> None:
        """Show the panel, unless somebody has begun to read already."""
        if self._begun or self._panel is not None or not self._screen.is_attached:
            return
        key = self._keymap.key
        words = Text.assemble(
            *(" ", (f" {key('app.menu')} ", "bold reverse")),
            " takes the tour: one thing at a time, two minutes in all.\n ",
            *((f" {key('app.help')} ", "bold reverse"), " says what each key does. "),
            "Anything else begins to read.",
        )
        panel = self._panel = Panel(id="welcome")
        await self._screen.mount(panel, before="#status")
        if self._panel is panel:  # a key may have come, and taken it away, while it was mounted
            panel.show("New here?", words, "shown until you have tagged something")

    def takes(self, key: str) -> bool:
        """Take the panel away at a key; whether that key asked for the tour."""
        self._begun = True
        panel, self._panel = self._panel, None
        if panel is None:
            return False
        panel.remove()
        wanted = self._keymap.by_arrival().get(key)
        if wanted is None or wanted.id != "app.menu":
            return False
        self._screen.post_message(TourWanted())
        return True
