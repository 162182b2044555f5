"""How the page is set: one article or both, which rows, what is folded; said when it changes."""

from __future__ import annotations

from tui.features.desk import Desk
from tui.features.listing import Listing


class Setting:
    """Changes how the view is laid out, and says how it is now."""

    def __init__(self, desk: Desk, listing: Listing) -> None:
        self._desk = desk
        self._listing = listing

    def flow(self) -> None:
        """Aligned rows, then columns that follow each other's links, then free columns."""
        view = self._desk.view
        view.action_flow()
        self._desk.keep_view("flow", view.flow.name)
        self._said(view.flow.value, "read.flow", "changes")

    def zoom(self) -> None:
        """One article alone, or both."""
        view = self._desk.view
        view.action_zoom()
        words = (
            f"the {view.column(view.caret.side)} article alone" if view.zoomed else "both articles"
        )
        self._said(words, "read.zoom", "shows both" if view.zoomed else "shows one")

    def swap(self) -> None:
        """The articles change columns on the screen; what is saved knows nothing of it."""
        view = self._desk.view
        view.action_swap()
        self._desk.keep_view("swapped", view.swapped)
        self._listing.follow()
        here = f"this article stands on the {view.column(view.caret.side)} now"
        self._said(here, "read.swap", "swaps them back" if view.swapped else "swaps them")

    def pack(self) -> None:
        """Close the gaps beside unlinked blocks, or leave them."""
        view = self._desk.view
        view.action_pack()
        self._said("gaps closed" if view.packed else "gaps left", "read.pack", "changes")

    def fold(self) -> None:
        """Fold what is not the article, or unfold it."""
        view = self._desk.view
        view.action_fold()
        words = "what is not the article is folded" if view.folded else "everything is shown"
        self._said(
            words, "read.fold", "unfolds it" if view.folded else "folds what is not the article"
        )

    def _said(self, words: str, command: str, does: str) -> None:
        self._desk.say(f"{words} · {self._desk.keymap.key(command)} {does}")
