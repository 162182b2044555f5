"""Widgets that do nothing more once they were taken away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.screen import Screen
from textual.widget import Widget


class WhileAttached(Widget):
    """A widget, or a screen, whose callbacks wait for a refresh only as long as it is there.

    Textual hands such a callback to the screen on top, which runs it also where the widget was
    removed meanwhile, and its children with it: whatever asks for one of them then fails.
    """

    @property
    def is_there(self) -> bool:
        """Whether this is still part of the app.

        A screen that closes is attached as long as that takes; its widgets go meanwhile. As the app
        ends it stays on the stack for that time, and is displayed no more.
        """
        if isinstance(self, Screen):
            return self.display and self in self.app.screen_stack
        return self.is_attached

    def call_after_refresh(self, callback: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:
        """As Textual's; the callback is left out where this is not there any more by then."""

        def where_it_is_there() -> Any:
            return callback(*args, **kwargs) if self.is_there else None

        return super().call_after_refresh(where_it_is_there)
