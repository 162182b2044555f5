"""The bars around the page: titles above, the status and the hints below, the search line."""

from __future__ import annotations

from collections.abc import Sequence
from operator import is_
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Label, Static

from annotations.articles import Article, visible
from tui.commands import Command, key_name
from tui.reading.caret import Side
from tui.reading.layout import Columns
from tui.widgets.textline import TextLine

if TYPE_CHECKING:  # the search line's input is loaded when the search is first opened
    from textual.widgets import Input


_NARROW = 60
"""Cells below which the status line says what was done in place of the minute it was saved."""


class Titles(Static):
    """Whose article stands on which side; the caret's side is bright."""

    DEFAULT_CSS = """
    Titles { height: 1; background: $panel; color: $foreground; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._shown: tuple[object, ...] = ()

    def show(self, articles: tuple[Article, Article], side: Side, columns: Columns) -> None:
        """Show outlet (or file) and title of each shown side; cheap where nothing changed."""
        wanted = (articles[0], articles[1], side, columns)
        if all(map(is_, wanted, self._shown)) and self._shown:
            return
        self._shown = wanted
        line = Text(no_wrap=True, overflow="crop", end="")
        for shown in columns.sides:
            article = articles[shown]
            line.append(" " * (columns.text_x(shown) - line.cell_len))
            name = article.outlet or Path(article.source).name or "pasted text"
            part = Text(visible(name), "bold" if shown is side else "dim", no_wrap=True)
            if article.title:
                part.append(f"  {visible(article.title)}", "dim")
            part.truncate(columns.text + 1, overflow="ellipsis", pad=True)
            line.append_text(part)
        self.update(line, layout=False)


class Status(TextLine):
    """Where the caret is, what was just done, and whether it is saved."""

    DEFAULT_CSS = """
    Status { height: 1; background: $panel; color: $foreground 90%; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._mode = ""
        self._where = ""
        self._tags = ""
        self._said = Text()
        self._saved = Text()

    def show(
        self,
        where: str | None = None,
        tags: str | None = None,
        said: Text | None = None,
        saved: Text | None = None,
        mode: str | None = None,
    ) -> None:
        """Change any of the parts; a mode stands first, so that nobody types in it unawares."""
        self._mode = self._mode if mode is None else mode
        self._where = self._where if where is None else where
        self._tags = self._tags if tags is None else tags
        self._said = self._said if said is None else said
        self._saved = self._saved if saved is None else saved
        self.refresh()

    @property
    def text(self) -> str:
        """What the line says, for those who read it otherwise."""
        return " · ".join(
            part
            for part in (
                self._mode,
                f"{self._where} {self._tags}".strip(),
                self._said.plain,
                self._saved.plain,
            )
            if part
        )

    def render(self) -> Text:
        width = self.size.width
        left = Text(" ", no_wrap=True, end="")
        if self._mode:
            left.append(f" {self._mode} ", "bold reverse").append(" ")
        right = Text(" ") + self._saved + Text(" ")
        if width < _NARROW and self._said and "saved" in self._saved.plain.split():
            right = Text(" saved ", "dim")
        room = width - left.cell_len - right.cell_len
        here = f"{self._where} {self._tags}".strip()
        if self._said and len(here) + 2 + self._said.cell_len > room:
            here = self._tags if width >= _NARROW else ""
        left.append(here, "dim" if self._said else "")
        left.append("  " if here and self._said else "")
        left.append_text(self._said)
        left.truncate(max(0, width - right.cell_len), overflow="ellipsis", pad=True)
        left.append_text(right)
        return left


class Hints(TextLine):
    """What to press next: the keys that matter where the reader is now."""

    DEFAULT_CSS = """
    Hints { height: 1; background: $background; color: $foreground 60%; }
    """

    class Chosen(Message):
        """A hint was clicked."""

        def __init__(self, command: Command) -> None:
            super().__init__()
            self.command = command

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._now: tuple[Command, ...] = ()
        self._always: tuple[Command, ...] = ()
        self._lead = ""
        self._places: list[tuple[int, int, Command]] = []

    def show(self, now: Sequence[Command], always: Sequence[Command] = (), lead: str = "") -> None:
        """Hints for now, as many as there is room for, and at the right those that always stand.

        A `lead` is said before them.
        """
        if (tuple(now), tuple(always), lead) != (self._now, self._always, self._lead):
            self._now, self._always, self._lead = tuple(now), tuple(always), lead
            self.refresh()

    def render(self) -> Text:
        width = self.size.width
        self._places = []
        line = Text(" ", no_wrap=True, overflow="ellipsis", end="")
        if self._lead:
            line.append(self._lead, "bold").append("  ")
        end = Text("  ").join([_hint(command) for command in self._always])
        for command in self._now:
            part = _hint(command)
            if line.cell_len + part.cell_len + end.cell_len + 3 > width:
                break
            self._add(line, part, command)
        line.append(" " * max(0, width - line.cell_len - end.cell_len - 1))
        for command in self._always:
            self._add(line, _hint(command), command)
        return line

    def _add(self, line: Text, part: Text, command: Command) -> None:
        start = line.cell_len
        self._places.append((start, start + part.cell_len, command))
        line.append_text(part).append("  ")

    def on_click(self, event: events.Click) -> None:
        for start, end, command in self._places:
            if start <= event.x < end:
                self.post_message(self.Chosen(command))


def _hint(command: Command) -> Text:
    return Text.assemble((key_name(command.keys[0]), "bold"), " ", command.hint)


class SearchBar(Horizontal):
    """One line to search with; what is typed is found at once."""

    DEFAULT_CSS = """
    SearchBar { height: 1; background: $panel; display: none; }
    SearchBar Label { color: $accent; text-style: bold; padding: 0 1; }
    SearchBar Input { border: none; height: 1; padding: 0; background: $panel; width: 1fr; }
    SearchBar Input:focus { border: none; }
    SearchBar #count { color: $foreground 60%; text-style: none; }
    """

    class Typed(Message):
        """The query changed."""

        def __init__(self, query: str) -> None:
            super().__init__()
            self.query = query

    class Stepped(Message):
        """Another hit is wanted while typing."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    class Left(Message):
        """The search is over: with the hits kept, or given up."""

        def __init__(self, kept: bool) -> None:
            super().__init__()
            self.kept = kept

    def compose(self) -> ComposeResult:
        from tui.widgets.line import Line

        yield Label("/")
        yield Line(
            compact=True, placeholder="words in either article; /…/ for a regular expression"
        )
        yield Label("", id="count")

    def on_mount(self) -> None:
        from tui.widgets.keyed import give_keys, keymap_of
        from tui.widgets.line import Line

        give_keys(self, "search")
        self.query_one(Line).end_at(keymap_of(self.app).command("search.keep"))

    def open(self) -> None:
        from textual.widgets import Input

        self.display = True
        field = self.query_one(Input)
        field.cursor_blink = False
        field.value = ""
        self.count("")
        self.screen.set_focus(field)  # now, for letters typed ahead

    def close(self) -> None:
        self.display = False

    def count(self, words: str) -> None:
        self.query_one("#count", Label).update(words)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if self.display:
            self.post_message(self.Typed(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_keep()

    def action_keep(self) -> None:
        self.post_message(self.Left(kept=True))

    def action_leave(self) -> None:
        self.post_message(self.Left(kept=False))

    def action_step(self, step: int) -> None:
        self.post_message(self.Stepped(step))
