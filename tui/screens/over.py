"""What stands over the page and takes the keys: its own come from the registry, as they are set."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.screen import ModalScreen
from textual.widgets import OptionList

from tui.keymap import Keymap
from tui.widgets.keyed import give_keys, keymap_of

Answer = TypeVar("Answer")


class Over(ModalScreen[Answer]):
    """A modal screen whose keys are those of a context."""

    CONTEXT: ClassVar[str]

    @property
    def keymap(self) -> Keymap:
        """The keys in force."""
        return keymap_of(self.app)

    def on_mount(self) -> None:
        give_keys(self, self.CONTEXT)

    async def action_help(self) -> None:
        """What keys do here."""
        await self.run_action(f"app.keys('{self.CONTEXT}')")

    async def action_quit(self) -> None:
        """Leave crossread."""
        await self.app.action_quit()


def go(listing: OptionList, step: int) -> None:
    """Move what is marked in a list by some lines, past what cannot be marked, not past its ends."""
    free = [at for at, option in enumerate(listing.options) if not option.disabled]
    if free:
        at = listing.highlighted if listing.highlighted in free else free[0]
        listing.highlighted = free[min(max(0, free.index(at) + step), len(free) - 1)]
