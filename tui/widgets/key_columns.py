"""Lines of keys in columns, one of them marked: what help shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.keys.help import Cell, HelpLine

GAP = 3
"""Cells between two columns."""
KEYS = 14
"""Cells that keys have at most, before what they do."""


class KeyColumns(ScrollView, can_focus=False):
    """Columns of headings and actions. Keys are moved in by whoever holds it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "keys--heading",
        "keys--key",
        "keys--title",
        "keys--missing",
        "keys--marked",
    }
    DEFAULT_CSS = """
    KeyColumns {
        height: 1fr; background: $surface; overflow-x: hidden;
        scrollbar-size-vertical: 1; scrollbar-color: $foreground 20%;
        scrollbar-background: $surface; scrollbar-background-hover: $surface;
        scrollbar-background-active: $surface;
    }
    KeyColumns > .keys--heading { color: $primary; text-style: bold; }
    KeyColumns > .keys--key { text-style: bold; }
    KeyColumns > .keys--missing { color: $foreground 45%; }
    KeyColumns > .keys--marked { background: $foreground 14%; }
    KeyColumns:nocolor > .keys--missing { text-style: dim; }
    KeyColumns:nocolor > .keys--heading { color: $foreground; text-style: bold underline; }
    KeyColumns:nocolor > .keys--marked { text-style: reverse; }
    KeyColumns:ansi > .keys--marked { text-style: reverse; }
    KeyColumns:ansi > .keys--missing { text-style: dim; }
    """

    class Marked(Message):
        """Another line is marked."""

    class Chosen(Message):
        """The marked line was clicked."""

    def __init__(self) -> None:
        super().__init__()
        self._columns: Sequence[Sequence[Cell]] = ()
        self._at = (0, 0)

    @property
    def marked(self) -> HelpLine | None:
        """The line that is marked; None where there is none."""
        column, row = self._at
        cell = self._columns[column][row] if self._has(column, row) else None
        return cell if isinstance(cell, HelpLine) else None

    def show(self, columns: Sequence[Sequence[Cell]], *, ranked: bool = False) -> None:
        """Show other lines; the first that can be carried out is marked, of `ranked` ones the best."""
        self._columns = columns
        places = self._places()
        free = [at for at in places if not self._line(at).missing]
        self._at = ((not ranked and free) or places or [(0, 0)])[0]
        self.virtual_size = Size(self.size.width, max(map(len, columns), default=0))
        self.scroll_to(y=0, animate=False, immediate=True)
        self.refresh()
        self.post_message(self.Marked())

    def step(self, lines: int) -> None:
        """Mark another line: past headings, and from the end of a column to the next one."""
        places = self._places()
        if places:
            at = places.index(self._at) + lines
            self._mark(places[min(max(0, at), len(places) - 1)])

    def beside(self, step: int) -> None:
        """Mark the line of the next column, or the one before, that is nearest to the same height."""
        column, row = self._at
        beside = [at for at in self._places() if at[0] == column + step]
        if beside:
            self._mark(min(beside, key=lambda at: abs(at[1] - row)))

    def _places(self) -> list[tuple[int, int]]:
        return [
            (column, row)
            for column, cells in enumerate(self._columns)
            for row, cell in enumerate(cells)
            if isinstance(cell, HelpLine)
        ]

    def _line(self, at: tuple[int, int]) -> HelpLine:
        cell = self._columns[at[0]][at[1]]
        assert isinstance(cell, HelpLine)
        return cell

    def _has(self, column: int, row: int) -> bool:
        return 0 <= column < len(self._columns) and 0 <= row < len(self._columns[column])

    def _mark(self, at: tuple[int, int]) -> None:
        self._at = at
        top, height = self.scroll_offset.y, max(1, self.size.height)
        # One more line than the marked one stays in sight, for its heading.
        y = min(max(top, at[1] - height + 2), max(0, at[1] - 1))
        self.scroll_to(y=y, animate=False, immediate=True)
        self.refresh()
        self.post_message(self.Marked())

    def on_resize(self) -> None:
        self.virtual_size = Size(self.size.width, max(map(len, self._columns), default=0))

    @property
    def _width(self) -> int:
        """Cells of one column."""
        count = max(1, len(self._columns))
        room = self.scrollable_content_region.width  # beside the scroll bar
        return max(1, (room - GAP * (count - 1)) // count)

    def render_line(self, y: int) -> Strip:
        row = y + self.scroll_offset.y
        base = self.visual_style.rich_style
        segments: list[Segment] = []
        for column, cells in enumerate(self._columns):
            segments += [Segment(" " * GAP, base)] if column else []
            segments += self._drawn(column, row, cells[row] if row < len(cells) else None)
        return Strip(segments).adjust_cell_length(self.size.width, base)

    def _drawn(self, column: int, row: int, cell: Cell) -> list[Segment]:
        def style(name: str) -> Style:
            return self.get_component_rich_style(f"keys--{name}")

        width = self._width
        if not isinstance(cell, HelpLine):
            return [
                Segment(set_cell_size(cell or "", width), style("heading" if cell else "title"))
            ]
        keys = min(
            KEYS,
            max(len(each.keys) for each in self._columns[column] if isinstance(each, HelpLine)),
        )
        mark = style("marked") if (column, row) == self._at else Style()
        name, words = ("missing", "missing") if cell.missing else ("key", "title")
        shown = cell.keys if len(cell.keys) <= keys else f"{cell.keys[: keys - 1]}…"
        room = max(1, width - keys - 2)
        title = cell.title if len(cell.title) <= room else f"{cell.title[: room - 1]}…"
        return [
            Segment(f"{shown:>{keys}}  ", style(name) + mark),
            Segment(set_cell_size(title, room), style(words) + mark),
        ]

    def on_click(self, event: events.Click) -> None:
        column = event.x // (self._width + GAP)
        at = column, event.y + self.scroll_offset.y
        if at in self._places():
            self._mark(at)
            self.post_message(self.Chosen())
