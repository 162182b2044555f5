"""Screens that close once, and nothing but themselves."""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import Screen
from textual.widget import Widget

from tui.widgets.while_attached import WhileAttached

Answer = TypeVar("Answer")


class ClosesOnce(WhileAttached, Screen[Answer]):
    """A screen that closes only while it is on top, and is done once it was closed.

    Textual's `dismiss` takes off the topmost screen, whichever screen says that it is done. One
    that was closed still gets the keys that were typed before it was gone: the second of two
    Escapes took off what its answer had opened meanwhile, at times before that was mounted, or the
    page itself.
    """

    def has(self, *kinds: type[Widget]) -> bool:
        """Whether the screen is open and widgets of these kinds are in it.

        They are not before it is made. While it closes they go before the screen does, and whatever
        became known beside it meanwhile would look for them.
        """
        return self.is_there and all(map(self.query, kinds))

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Close with an answer; nothing where it is closed already, or something stands over it."""
        return super().dismiss(result) if self.is_active else AwaitComplete()
