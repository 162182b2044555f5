"""How the page is laid out: one article or both, aligned or free, folded or not."""

from __future__ import annotations

from tui.features.annotating.listing import Listing
from tui.features.host import Host
from tui.page.caret import Caret


class ViewOptions:
    """Changes the layout of the page, and says in the status line how it is now."""

    def __init__(self, host: Host, listing: Listing) -> None:
        self._host = host
        self._listing = listing
        self._zoomed_at: Caret | None = None

    def flow(self) -> None:
        """Aligned rows, then columns that follow each other's links, then free columns."""
        view = self._host.view
        view.next_flow()
        self._host.session.view["flow"] = view.flow.name
        self._show(view.flow.value, "read.flow", "changes")

    def zoom(self) -> None:
        """One article alone, or both."""
        view = self._host.view
        view.toggle_zoom()
        # Pressed twice it is what the same keys are in vi: the line goes to the middle.
        if self._zoomed_at == view.caret:
            view.call_after_refresh(view.centre)
        self._zoomed_at = None if self._zoomed_at == view.caret else view.caret
        words = (
            f"{self._host.session.names[view.caret.side]} alone" if view.zoomed else "both articles"
        )
        self._show(words, "read.zoom", "shows both" if view.zoomed else "shows one")

    def swap(self) -> None:
        """The articles change columns on the screen; what is saved knows nothing of it."""
        view = self._host.view
        view.swap_columns()
        self._host.session.view["swapped"] = view.swapped
        self._listing.follow()
        first = self._host.session.names[view.order[0]]
        self._show(
            f"{first} stands first now",
            "read.swap",
            "swaps them back" if view.swapped else "swaps them",
        )

    def pack(self) -> None:
        """Close the gaps beside unlinked blocks, or leave them."""
        view = self._host.view
        view.toggle_packed()
        self._show("gaps closed" if view.packed else "gaps left", "read.pack", "changes")

    def fold(self) -> None:
        """Fold what is not the article, or unfold it."""
        view = self._host.view
        view.toggle_folded()
        words = "what is not the article is folded" if view.folded else "everything is shown"
        self._show(
            words, "read.fold", "unfolds it" if view.folded else "folds what is not the article"
        )

    def _show(self, words: str, action: str, does: str) -> None:
        self._host.bars.show_message(f"{words} · {self._host.keymap.key(action)} {does}")
