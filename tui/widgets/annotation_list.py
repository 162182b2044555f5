"""The list of annotations and their relations, to jump from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style as RichStyle
from rich.text import Text
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.keys.bind import give_keys


class AnnotationList(ScrollView, can_focus=True):
    """One line an annotation, drawn only where in sight; `show` gives the lines."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"list--at"}
    DEFAULT_CSS = """
    AnnotationList {
        width: 42; display: none; background: $surface; padding: 0;
        border-left: vkey $foreground 15%;
        scrollbar-size-vertical: 1; overflow-x: hidden;
        scrollbar-color: $foreground 20%; scrollbar-background: $surface;
        scrollbar-background-hover: $surface; scrollbar-background-active: $surface;
        &> .list--at { background: $foreground 14%; text-style: bold; }
    }
    AnnotationList:nocolor { &> .list--at { text-style: reverse; } }
    AnnotationList:ansi { &> .list--at { text-style: reverse; } }
    AnnotationList.wide { width: 1fr; }
    """

    at: var[int] = var(0, init=False)

    class Chosen(Message):
        """Go to an annotation."""

        def __init__(self, annotation: str) -> None:
            super().__init__()
            self.annotation = annotation

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._ids: list[str] = []
        self._line: Callable[[str], Text] = lambda annotation: Text()
        self._head = Text(), Text()
        self._none = ""
        self._drawn: dict[int, tuple[Text, bool]] = {}

    def on_mount(self) -> None:
        give_keys(self, "list")

    def show(
        self,
        head: tuple[Text, Text],
        ids: Sequence[str],
        line: Callable[[str], Text],
        none: str = "",
    ) -> None:
        """Two lines of heading, ids, and what gives the line of an annotation that is in sight.

        `none` is said where there are no ids.
        """
        self._none = none
        self._head = head
        self._ids = list(ids)
        self._line = line
        self._lengthen(len(self._ids) + len(head))
        self.set_reactive(AnnotationList.at, min(self.at, max(0, len(self._ids) - 1)))
        for y in range(self.size.height):
            if self._content(y) != self._drawn.get(y):
                self.refresh(Region(0, y, self.size.width, 1))

    def _lengthen(self, lines: int) -> None:
        """Let the list have some lines."""
        size, room = Size(self.size.width, lines), self.size.height
        if (lines > room) != (self.virtual_size.height > room):
            self.virtual_size = size  # the scroll bar comes or goes
            return
        # Textual would lay out the whole screen anew, and draw all of it.
        self.set_reactive(ScrollView.virtual_size, size)
        if self.show_vertical_scrollbar:
            self.vertical_scrollbar.window_virtual_size = lines
        self.scroll_y = self.validate_scroll_y(self.scroll_y)

    def point_at(self, annotation: str) -> None:
        """Highlight an annotation."""
        if annotation in self._ids:
            self.at = self._ids.index(annotation)

    def render_line(self, y: int) -> Strip:
        text, at = self._drawn[y] = self._content(y)
        style = self.get_component_rich_style("list--at") if at else self.rich_style
        return self._strip(text, self.size.width, style)

    def _content(self, y: int) -> tuple[Text, bool]:
        """What a line of the widget says, and whether the keys are at it."""
        y += self.scroll_offset.y
        if y < len(self._head):
            return self._head[y], False
        index = y - len(self._head)
        if index < len(self._ids):
            return self._line(self._ids[index]), index == self.at and self.has_focus
        none = index == 0 and not self._ids
        return Text(f" {self._none}", "dim") if none else Text(), False

    def _strip(self, text: Text, width: int, style: RichStyle) -> Strip:
        line = Text(no_wrap=True, end="").append_text(text)
        line.truncate(width, overflow="ellipsis", pad=True)
        segments = line.render(self.app.console)
        return Strip(
            Segment(segment.text, style + (segment.style or RichStyle.null()))
            for segment in segments
        ).adjust_cell_length(width, style)

    def watch_at(self, old: int, new: int) -> None:
        for index in (old, new):
            self.refresh(Region(0, index + 2 - self.scroll_offset.y, self.size.width, 1))
        self.scroll_to_region(Region(0, new + 2, 1, 1), animate=False, force=True)

    def step(self, step: int) -> None:
        if self._ids:
            self.at = min(max(0, self.at + step), len(self._ids) - 1)

    def choose(self) -> None:
        if self._ids:
            self.post_message(self.Chosen(self._ids[self.at]))

    def on_click(self, event: events.Click) -> None:
        index = event.y + self.scroll_offset.y - 2
        if 0 <= index < len(self._ids):
            self.at = index
            self.choose()
