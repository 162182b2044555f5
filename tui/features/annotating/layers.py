"""Whose annotations are shown: each annotator's layer can be hidden."""

from __future__ import annotations

from annotations.articles import visible
from tui.features.annotating.listing import Listing
from tui.features.host import Host
from tui.screens.finder import Choice, Finder


class Layers:
    """Asks whose layer to show or hide. What is hidden stays in the store, and in every export."""

    def __init__(self, host: Host, listing: Listing) -> None:
        self._host = host
        self._listing = listing

    def open(self) -> None:
        """Ask for an annotator, whose layer is then hidden, or shown if it was hidden."""
        layers = self._host.session.layers
        choices = [
            Choice(
                name,
                f"{'hidden' if name in layers.hidden else 'shown '}  {layers.whose(name) or name}",
                f"{count} tag{'s' * (count > 1)}{' · you' * (name == layers.own)}",
            )
            for name, count in layers.sizes.items()
        ]
        if choices:
            self._host.dialogs.ask(Finder("Whose tags: show or hide", choices), self.turn)
        else:
            self._host.bars.show_message("nobody has tagged anything here yet", warn=True)

    def turn(self, annotator: str) -> None:
        """Hide an annotator's layer, or show it again."""
        session = self._host.session
        hide = annotator not in session.layers.hidden
        session.hide(session.layers.hidden ^ {annotator})
        self._host.view.relayout()
        self._listing.follow()
        key = self._host.keymap.key("app.layers")
        words = "are hidden" if hide else "are shown"
        does = "shows them" if hide else "hides them"
        self._host.bars.show_message(f"tags of {visible(annotator)} {words} · {key} {does}")
