"""A line of input whose Enter ends it, so that what is typed ahead goes where it is meant to."""

from __future__ import annotations

from textual import events
from textual.widget import Widget
from textual.widgets import Input

from tui.keys.actions import AnyAction, arrivals


class Line(Input):
    """Keys that come after Enter in one chunk, as over a slow line, go to what has the focus then.

    Whoever does not close at Enter sets `ended` back to False.
    """

    ended = False
    ends: frozenset[str] = frozenset({"enter"})

    def end_at(self, action: AnyAction) -> None:
        """Let the keys of an action end it too."""
        self.ends |= arrivals(action)

    async def _on_key(self, event: events.Key) -> None:
        if self.ended:
            event.stop()
            event.prevent_default()
            pass_on(self, events.Key(event.key, event.character))
            return
        self.ended = event.key in self.ends
        await super()._on_key(event)

    def on_focus(self) -> None:
        self.ended = False


def pass_on(widget: Widget, key: events.Key, tries: int = 50) -> None:
    """Give a key to what has the focus, as soon as something other than the widget has it.

    Timers keep the order of several keys.
    """
    if widget.app.focused not in (None, widget):
        widget.app.post_message(key)
    elif tries:
        widget.app.set_timer(0.02, lambda: pass_on(widget, key, tries - 1))
