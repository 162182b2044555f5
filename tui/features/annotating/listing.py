"""The list of annotations beside the page: opening, filling, filtering and ordering it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tui.features.annotating.annotation_lines import ORDERS, heading, line, listed, selection
from tui.features.host import Host
from tui.features.navigation import Navigation
from tui.screens.finder import Choice, Finder
from tui.screens.prompt import Prompt

if TYPE_CHECKING:
    from textual.timer import Timer

    from tui.widgets.annotation_list import AnnotationList

ROOM = 90
"""Cells below which the list takes the place of the page."""
SOON = 0.012
"""Seconds in which the frame of the page that a change asks for is painted and sent."""


class Listing:
    """Opens and fills the list. A filter and an order stay until they are changed."""

    def __init__(self, host: Host, navigation: Navigation, widget: AnnotationList) -> None:
        self._host = host
        self._navigation = navigation
        self._widget = widget
        self._words = ""
        self._order = ORDERS[0]
        self._soon: Timer | None = None

    @property
    def shown(self) -> bool:
        """Whether the list is open."""
        return bool(self._widget.display)

    def toggle(self) -> None:
        """Open the list and go into it, or close it."""
        view, session = self._host.view, self._host.session
        self._widget.display = not self._widget.display
        self.fit()
        if not self._widget.display:
            view.focus()
            return
        self.fill()
        here = session.at(view.caret.side, view.caret.offset)
        if here:
            self._widget.point_at(here[0].id)
        self._widget.focus()

    def fit(self) -> None:
        """Beside the page where there is room, else instead of it."""
        narrow = self._host.view.app.size.width < ROOM
        self._widget.set_class(narrow, "wide")
        self._host.view.display = not (self._widget.display and narrow)

    def follow(self) -> None:
        """Show what changed, where the list is open: once the page shows it, and all at once."""
        if self.shown and self._soon is None:
            self._soon = self._widget.set_timer(SOON, self.fill)

    def fill(self) -> None:
        """Show the annotations as they are now."""
        if self._soon is not None:
            self._soon.stop()
            self._soon = None
        session = self._host.session
        found = listed(session, self._words, self._order)
        clear = self._host.keymap.key("list.filter")
        away = session.layers.hidden
        head = heading(session), selection(len(found), self._words, self._order, clear, away)
        keys = map(self._host.keymap.key, ("tag.claim", "tag.source", "tag.theme"))
        none = (
            "nothing has these words"
            if self._words
            else f"nothing tagged yet: {' '.join(keys)} tag"
        )
        self._widget.show(head, found, partial(line, session, self._host.view.order), none)

    def go(self, annotation_id: str) -> None:
        """To an annotation on the page."""
        view, session = self._host.view, self._host.session
        annotation = session.annotation(annotation_id)
        side = session.side_of(annotation) if annotation else None
        if annotation is None or side is None:
            return
        if self._widget.has_class("wide"):
            self.toggle()
        self._navigation.remember()
        view.go(side, annotation.start)
        view.focus()

    def filter(self) -> None:
        """Ask for words: only what has them in quote, note, label or annotator stays."""

        def keep(words: str) -> None:
            self._words = words
            self.fill()

        if self._words:
            keep("")
        else:
            self._host.dialogs.ask(Prompt("Only what has these words"), keep)

    def sort(self) -> None:
        """Choose the order; what is in doubt stays first."""

        def keep(order: str) -> None:
            self._order = order
            self.fill()

        self._host.dialogs.ask(Finder("Order by", [Choice(order, order) for order in ORDERS]), keep)
