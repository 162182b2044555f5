"""Changes to the pair: shown at once, saved in the background, taken back and done again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.features.registry import Features
from tui.session.session import Touched

if TYPE_CHECKING:
    from annotations.store import Command
    from tui.features.host import Host
    from tui.reader.save_status import SaveStatus
    from tui.session.keeper import Saved


class Editing:
    """Carries out commands on the pair that is open, and redraws what they touch."""

    def __init__(
        self,
        host: Host,
        save_status: SaveStatus,
        features: Features,
        redraw_page: Callable[[], None],
        redraw_bars: Callable[[], None],
        done: Callable[[], None],
        seen: Callable[[], bool],
    ) -> None:
        """`redraw_page` lays out the page for another alignment; `redraw_bars` follows the caret.

        `done` is called after each command that was allowed; `seen` says whether anything of the
        page can be seen.
        """
        self._host = host
        self._save_status = save_status
        self._features = features
        self._redraw_page = redraw_page
        self._redraw_bars = redraw_bars
        self._done = done
        self._seen = seen
        self._undrawn = Touched()

    def do(self, command: Command, message: str = "") -> None:
        """Show a command and have it saved, where the store may be written to.

        The message is shown for it; without one its title, and the key that takes it back.
        """
        host = self._host
        if host.session.read_only:
            words = "this store is open for reading only; nothing can be changed"
            host.bars.show_message(words, warn=True)
            return
        self._apply(command)
        undo = host.keymap.key("app.undo")
        host.bars.show_message(message or f"{command.title} · {undo} undoes")
        self._save_status.begun()
        host.keeper.do(command)
        self._done()

    def _apply(self, command: Command) -> None:
        """Show what a command does: on the page, and to the event."""
        self.show(self._host.session.apply(command.edits))
        self._host.event_pages.follow(command.edits, ours=True)

    def undo(self) -> None:
        """Take back the last command of the pair."""
        self._show_change("undid", self._host.keeper.undo())

    def redo(self) -> None:
        """Do again what was last taken back."""
        self._show_change("did again", self._host.keeper.redo())

    def _show_change(self, word: str, command: Command | None) -> None:
        """Show at once what undo or redo does, where it is known."""
        if command is not None:
            self._apply(command)
            self._features.navigation.bring(command.edits)
            self._host.bars.show_message(f"{word}: {command.title}")
            self._save_status.begun()

    def saved(self, event: Saved) -> None:
        """Something is durable: show where it was, if it was not in sight, and that it is saved."""
        if event.edits:
            self._features.navigation.bring(event.edits)
        if event.said:
            self._host.bars.show_message(event.said)
        self._save_status.done()

    def show(self, touched: Touched) -> None:
        """Draw anew what some edits touched: labels, links, blocks, the list, the claims.

        Under a screen that hides the page, that is done for all edits together once the page is
        seen again; only links are followed at once, as the caret moves by them.
        """
        self._undrawn |= touched
        marks = touched.annotations or touched.alignment
        if marks and (suggesting := self._features.made(Features.suggesting)):
            suggesting.changed()
        if touched.alignment or self._seen():
            self.draw()
        if marks and (claims := self._features.made(Features.claims)):
            claims.changed()

    def draw(self) -> None:
        """Draw what was touched and not drawn yet."""
        touched, self._undrawn = self._undrawn, Touched()
        view = self._host.view
        if touched.codebook:
            view.styles_by_name.colour_of = self._host.session.codebook.colour
            view.notify_style_update()
            view.repaint()
        if touched.alignment:
            self._redraw_page()
        elif touched.marginalia:
            view.relayout()  # what is shown beside and behind spans takes other room
        elif view.page_now is not None:
            for side, block in touched.blocks:
                view.repaint_block(side, block)
        if touched.annotations or touched.codebook:
            self._host.event_pages.repaint(relaid=touched.marginalia)
        if touched.annotations:
            self._redraw_bars()
            self._features.listing.follow()
