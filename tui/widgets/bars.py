"""The bars around the page: titles above, the status and the hints below, the search line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Label, Static

from annotations.articles import Article, visible
from tui.keys.actions import AnyAction, key_name
from tui.widgets.plain import TextLine

if TYPE_CHECKING:  # the search line's input is loaded when the search is first opened
    from textual.widgets import Input


_NARROW = 60
"""Cells below which the status line says what was done in place of the minute it was saved."""
_PARTNER = 16
"""Cells from which on the words of a related tag are begun in the status line."""


class Head(NamedTuple):
    """The title of a column: its article, the cells it has, and which of the event's it is."""

    article: Article
    x: int
    cells: int
    number: str = ""
    bright: bool = False


class Titles(Static):
    """Whose article stands in which column; the caret's is bright."""

    DEFAULT_CSS = """
    Titles { height: 1; background: $panel; color: $foreground; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._shown: list[Head] = []

    def show(self, heads: Sequence[Head]) -> None:
        """Show outlet (or file) and title of each column; cheap where nothing changed."""
        wanted = list(heads)
        if len(wanted) == len(self._shown) and all(map(_same, wanted, self._shown)):
            return
        self._shown = wanted
        line = Text(no_wrap=True, overflow="crop", end="")
        for head in wanted:
            article = head.article
            line.append(" " * (head.x - line.cell_len))
            name = article.outlet or Path(article.source).name or "pasted text"
            name = f"{head.number} {visible(name)}".strip()
            part = Text(name, "bold" if head.bright else "dim", no_wrap=True)
            if article.title:
                part.append(f"  {visible(article.title)}", "dim")
            part.truncate(head.cells, overflow="ellipsis", pad=True)
            line.append_text(part)
        self.update(line, layout=False)


def _same(one: Head, other: Head) -> bool:
    """Whether two are alike, without a look at the texts."""
    return one.article is other.article and one[1:] == other[1:]


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
        self.partner = ""
        self._said = Text()
        self._saved = Text()

    def show(
        self,
        where: str | None = None,
        tags: str | None = None,
        partner: str | None = None,
        said: Text | None = None,
        saved: Text | None = None,
        mode: str | None = None,
    ) -> None:
        """Change any of the parts; a mode stands first, so that nobody types in it unawares.

        `partner` is what a tag here is related to; it has the room that is left.
        """
        self._mode = self._mode if mode is None else mode
        self._where = self._where if where is None else where
        self._tags = self._tags if tags is None else tags
        self.partner = self.partner if partner is None else partner
        self._said = self._said if said is None else said
        self._saved = self._saved if saved is None else saved
        self.refresh()

    def fits(self, said: Text) -> bool:
        """Whether there is room to say something whole, beside how far saving is."""
        return said.cell_len <= self.size.width - self._right(said).cell_len - 1

    @property
    def text(self) -> str:
        """What the line says, for those who read it otherwise."""
        return " · ".join(
            part
            for part in (
                self._mode,
                f"{self._where} {self._tags}".strip(),
                self.partner,
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
        right = self._right(self._said)
        room = width - left.cell_len - right.cell_len
        places = (f"{self._where} {self._tags}".strip(), self._tags if width >= _NARROW else "")
        need = self._said.cell_len + 2 if self._said else 0
        here = next((each for each in places if cell_len(each) + need <= room), "")
        if not self._said:
            here = places[0]
        left.append(here, "dim" if self._said else "")
        left.append("  " if here and self._said else "")
        left.append_text(self._said)
        if self.partner and room - (left.cell_len - 1) > _PARTNER:
            left.append("  " if here or self._said else "").append(self.partner, "bold")
        left.truncate(max(0, width - right.cell_len), overflow="ellipsis", pad=True)
        left.append_text(right)
        return left

    def _right(self, said: Text) -> Text:
        """How far saving is; without the minute where that takes room from what is said."""
        whole = Text(" ") + self._saved + Text(" ")
        if said and "saved" in self._saved.plain.split():
            width = self.size.width
            if width < _NARROW or said.cell_len > width - whole.cell_len - 1:
                return Text(" saved ", "dim")
        return whole


class Asking(Static):
    """What is begun and waits for a key, in full, where the status line has no room for it."""

    DEFAULT_CSS = """
    Asking { height: auto; max-height: 5; background: $panel; padding: 0 1; display: none; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self.said = ""

    def show(self, said: Text) -> None:
        """Say something over as many lines as it takes; the widget is gone where that is nothing."""
        if said.plain != self.said:
            self.said = said.plain
            self.update(said)
            self.display = bool(said)


class Hints(TextLine):
    """What to press next: the keys that matter where the reader is now."""

    DEFAULT_CSS = """
    Hints { height: 1; background: $background; color: $foreground 60%; }
    """

    class Chosen(Message):
        """A hint was clicked."""

        def __init__(self, action: AnyAction) -> None:
            super().__init__()
            self.action = action

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._now: tuple[AnyAction, ...] = ()
        self._always: tuple[AnyAction, ...] = ()
        self._lead = ""
        self._places: list[tuple[int, int, AnyAction]] = []

    def show(
        self, now: Sequence[AnyAction], always: Sequence[AnyAction] = (), lead: str = ""
    ) -> None:
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
        end = Text("  ").join([_hint(action) for action in self._always])
        for action in self._now:
            part = _hint(action)
            if line.cell_len + part.cell_len + end.cell_len + 3 > width:
                break
            self._add(line, part, action)
        line.append(" " * max(0, width - line.cell_len - end.cell_len - 1))
        for action in self._always:
            self._add(line, _hint(action), action)
        return line

    def _add(self, line: Text, part: Text, action: AnyAction) -> None:
        start = line.cell_len
        self._places.append((start, start + part.cell_len, action))
        line.append_text(part).append("  ")

    def on_click(self, event: events.Click) -> None:
        for start, end, action in self._places:
            if start <= event.x < end:
                self.post_message(self.Chosen(action))


def _hint(action: AnyAction) -> Text:
    return Text.assemble((key_name(action.keys[0]), "bold"), " ", action.hint)


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
        from tui.keys.bind import give_keys, keymap_of
        from tui.widgets.line import Line

        give_keys(self, "search")
        self.query_one(Line).end_at(keymap_of(self.app).action("search.keep"))

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
        self.keep()

    def keep(self) -> None:
        self.post_message(self.Left(kept=True))

    def leave(self) -> None:
        self.post_message(self.Left(kept=False))

    def step(self, step: int) -> None:
        self.post_message(self.Stepped(step))
