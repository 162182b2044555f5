"""Help: what can be done where it was opened, and every key; Enter carries out what is marked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.widgets import Input, Static

from tui.keys.help import Section, found, in_columns
from tui.screens.fuzzy import rank
from tui.screens.modal import Modal
from tui.widgets.box import Box
from tui.widgets.key_columns import KeyColumns
from tui.widgets.line import Line

AROUND = 6
"""Lines of the box besides those of the keys: borders, what is typed, what is marked."""


class HelpScreen(Modal[str]):
    """Lists actions; returns the id of the one that is taken. What is typed finds among them."""

    CONTEXT = "help"
    DEFAULT_CSS = """
    HelpScreen { align: center middle; background: $background 60%; }
    HelpScreen > Box { width: 146; max-width: 96%; overflow-y: hidden; }
    HelpScreen > Box.note { width: 64; }
    HelpScreen Input { border: none; height: 1; padding: 0; background: $surface; margin: 0 0 1 0; }
    HelpScreen Input:focus { border: none; }
    HelpScreen #about { height: 1; color: $foreground 60%; margin: 1 0 0 0; }
    HelpScreen.small Input, HelpScreen.small #about { margin: 0; }
    """

    def __init__(self, title: str, sections: Sequence[Section], *, page: bool = False) -> None:
        """`page` says that these are the many keys of the page, for which there are columns."""
        super().__init__()
        self._title = title
        self._sections = sections
        self._page = page

    def compose(self) -> ComposeResult:
        with Box(self._title, self.keymap.line("help.take", "help.close")):
            yield Line(placeholder="type to find, by what you call it or by its key", compact=True)
            yield KeyColumns()
            yield Static("", id="about", markup=False)

    def on_mount(self) -> None:
        self.query_one(Line).end_at(self.keymap.action("help.take"))
        self._fill("")

    def on_resize(self) -> None:
        self._fit()
        if not self.query_one(Line).value:
            self._fill("")

    @property
    def _count(self) -> int:
        """How many columns there is room for."""
        width = self.size.width
        return (3 if width >= 150 else 2 if width >= 84 else 1) if self._page else 1

    def _fit(self) -> None:
        """As high as all the lines, or as there is room for."""
        box, height = self.query_one(Box), self.size.height
        box.set_class(not self._page, "note")
        small = height < 16
        self.set_class(small, "small")
        lines = max(map(len, in_columns(self._sections, self._count)))
        box.styles.height = max(5, min(lines + AROUND - 2 * small, height * 92 // 100))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        if event.value in self.keymap.action("app.help").keys:
            self.dismiss(None)  # the key that leads in leads out
        else:
            self._fill(event.value)

    def _fill(self, typed: str) -> None:
        columns = self.query_one(KeyColumns)
        name = typed.strip()
        if name:
            columns.show((found(self._sections, partial(rank, name), name),), ranked=True)
        else:
            columns.show(in_columns(self._sections, self._count))

    @on(KeyColumns.Marked)
    def _about(self) -> None:
        """Say of the marked line what its column may have no room for, and what it lacks."""
        line = self.query_one(KeyColumns).marked
        about = Text("nothing like it", no_wrap=True, overflow="ellipsis")
        if line is not None:
            about = Text(line.title, no_wrap=True, overflow="ellipsis")
            if line.missing:
                about = Text(f"{line.missing} · ", "bold").append(line.title, "not bold")
        self.query_one("#about", Static).update(about)

    def step(self, lines: int) -> None:
        """Mark another line."""
        self.query_one(KeyColumns).step(lines)

    def beside(self, step: int) -> None:
        """Mark a line of another column."""
        self.query_one(KeyColumns).beside(step)

    def page(self, pages: int) -> None:
        """Mark a line as many on as are in sight."""
        columns = self.query_one(KeyColumns)
        columns.step(pages * max(1, columns.size.height - 1))

    @on(Input.Submitted)
    @on(KeyColumns.Chosen)
    def take(self) -> None:
        """Close with what is marked, if it can be carried out."""
        line = self.query_one(KeyColumns).marked
        if line is not None and not line.missing:
            self.dismiss(line.id)
        else:
            self.query_one(Line).ended = False
