"""The list of events: only lines in sight are drawn, each once until what it shows changes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip
from textual.widget import Widget

from annotations.store.events.overview import EventSummary
from tui.home.event_rows import row
from tui.widgets.line import pass_on

_KEPT = 2_000
"""Lines drawn that are kept."""
_WHEEL = 3


class EventList(Widget, can_focus=True):
    """Events, one a line, with a cursor; what its keys do is the screen's to say."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "event-list--here",
        "event-list--lost",
        "event-list--done",
    }
    DEFAULT_CSS = """
    EventList {
        height: 1fr; background: $background; color: $foreground 92%;
        &> .event-list--here { background: $foreground 14%; text-style: bold; }
        &> .event-list--lost { color: $text-warning; }
        &> .event-list--done { color: $foreground 60%; }
    }
    EventList:nocolor > .event-list--here {
        background: $foreground; color: $background; text-style: bold;
    }
    EventList:ansi > .event-list--here { background: ansi_default; text-style: bold underline; }
    """

    at: var[int] = var(0, init=False)
    """Index of the event at the cursor."""

    class Opened(Message):
        """The event at the cursor was clicked twice."""

    def __init__(self, press: Callable[[str], Awaitable[bool]], *, id: str | None = None) -> None:
        """`press` does what a key does, and says whether it does anything."""
        super().__init__(id=id)
        self._press = press
        self.shown: Sequence[EventSummary] = ()
        self.marked: frozenset[str] = frozenset()
        self._top = 0
        self._strips: dict[tuple[object, ...], Strip] = {}

    @property
    def here(self) -> EventSummary | None:
        """The event at the cursor; None where there is none."""
        return self.shown[self.at] if self.at < len(self.shown) else None

    def show(self, shown: Sequence[EventSummary], at: int) -> None:
        """Show some events, the cursor on one of them."""
        self.shown = shown
        self._strips.clear()
        self.set_reactive(EventList.at, min(max(0, at), max(0, len(shown) - 1)))
        self._bring_into_sight()
        self.refresh()

    def mark(self, marked: frozenset[str]) -> None:
        """Draw the events of some ids as marked."""
        self.marked = marked
        self.refresh()

    def step(self, step: int) -> None:
        """Move the cursor by some lines, not past the ends."""
        if self.shown:
            self.at = min(max(0, self.at + step), len(self.shown) - 1)

    def page(self, step: int) -> None:
        """Move the cursor by as many lines as are in sight."""
        self.step(step * max(1, self.size.height - 1))

    def watch_at(self, old: int, new: int) -> None:
        if self._bring_into_sight():
            self.refresh()
        else:
            width = self.size.width
            self.refresh(*(Region(0, each - self._top, width, 1) for each in (old, new)))

    def on_resize(self) -> None:
        self._strips.clear()
        self._bring_into_sight()

    def _bring_into_sight(self) -> bool:
        """Scroll so that the cursor is in sight; whether that took any."""
        height = max(1, self.size.height)
        top = min(self._top, self.at, max(0, len(self.shown) - height))
        top = max(top, self.at - height + 1)
        moved, self._top = top != self._top, top
        return moved

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._strips.clear()

    def render_line(self, y: int) -> Strip:
        index, width = self._top + y, self.size.width
        if index >= len(self.shown):
            return Strip.blank(width, self.visual_style.rich_style)
        summary = self.shown[index]
        here, marked = index == self.at, summary.event.id in self.marked
        key = (index, here, marked)
        strip = self._strips.get(key)
        if strip is None:
            if len(self._strips) >= _KEPT:
                self._strips.clear()
            strip = self._strips[key] = self._drawn(summary, width, here=here, marked=marked)
        return strip

    def _drawn(self, summary: EventSummary, width: int, *, here: bool, marked: bool) -> Strip:
        name = ""
        if here:
            name = "here"
        elif summary.orphans:
            name = "lost"
        elif summary.finished or summary.event.archived:
            name = "done"
        style = (
            self.get_component_rich_style(f"event-list--{name}")
            if name
            else self.visual_style.rich_style
        )
        line = row(summary, width, here=here, marked=marked)
        return Strip([Segment(line, style)]).adjust_cell_length(width, style)

    async def on_key(self, event: events.Key) -> None:
        """Do what a key does before the next one is looked at.

        Keys typed ahead, as over a slow line, go to what took the keys meanwhile.
        """
        if self.app.focused is not self:
            pass_on(self, events.Key(event.key, event.character))
        elif not await self._press(event.key):
            return
        event.stop()
        event.prevent_default()

    def on_click(self, event: events.Click) -> None:
        index = self._top + event.y
        if index < len(self.shown):
            self.at = index
            if event.chain > 1:
                self.post_message(self.Opened())

    def on_mouse_scroll_down(self) -> None:
        self.step(_WHEEL)

    def on_mouse_scroll_up(self) -> None:
        self.step(-_WHEEL)
