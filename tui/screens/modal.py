"""What all screens over the page share: keys of a context, help on them, closing and leaving."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.screen import ModalScreen
from textual.widgets import OptionList

from tui.keys.actions import perform
from tui.keys.bind import HelpWanted, give_keys, keymap_of
from tui.keys.keymap import Keymap
from tui.screens.closing import ClosesOnce

Answer = TypeVar("Answer")


class Modal(ModalScreen[Answer], ClosesOnce[Answer]):
    """A modal screen whose keys are those of its `CONTEXT` in `tui.features.contexts`."""

    CONTEXT: ClassVar[str]

    @property
    def keymap(self) -> Keymap:
        """The keys in force."""
        return keymap_of(self.app)

    def on_mount(self) -> None:
        give_keys(self, self.CONTEXT)

    async def action_perform(self, id: str) -> None:
        """Carry out an action of this screen; Textual calls it for the keys bound here."""
        await perform(self.keymap.action(id), self)

    def show_help(self) -> None:
        """What keys do here."""
        self.post_message(HelpWanted(self.CONTEXT, self))

    async def cancel(self) -> None:
        """Close without an answer."""
        await self.action_dismiss(None)

    async def leave(self) -> None:
        """Leave crossread."""
        await self.app.action_quit()


def move_highlight(listing: OptionList, step: int) -> None:
    """Move the highlight of a list by some lines: past disabled ones, not past the ends."""
    free = [at for at, option in enumerate(listing.options) if not option.disabled]
    if free:
        at = listing.highlighted if listing.highlighted in free else free[0]
        listing.highlighted = free[min(max(0, free.index(at) + step), len(free) - 1)]
