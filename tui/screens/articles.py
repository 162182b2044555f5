"""The articles of the event in a list: one is chosen for the other column; they are moved and taken out."""

from __future__ import annotations

from typing import ClassVar, Protocol

from msgspec import Struct
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.widgets import Input, Label, OptionList
from textual.widgets.option_list import Option

from annotations.articles import visible
from tui.screens.fuzzy import rank
from tui.screens.modal import Modal
from tui.widgets.box import Box
from tui.widgets.line import Line

_OUTLET, _DATE, _LINKS = 18, 10, 9
_WIDE = 70
"""Cells of the list from which on the date has room in it."""


class Row(Struct, frozen=True):
    """An article as the list shows it.

    `read` is the share (0 to 1) that has been read, `links` their number to the caret's article,
    None while it is not known (or for that article itself, which is `own`); `column` is the word for
    the one in which it stands, empty where it is not shown.
    """

    key: str
    number: int
    outlet: str
    title: str
    published: str = ""
    read: float = 0.0
    links: int | None = None
    column: str = ""
    own: bool = False


class Articles(Protocol):
    """What the list asks, and tells what to do: `tui.features.event_articles`."""

    def rows(self) -> list[Row]: ...
    def swap(self) -> None: ...
    def move(self, article: str, step: int) -> None: ...
    def remove(self, article: str) -> None: ...
    def undo(self) -> None: ...
    def add(self) -> None: ...


class ArticlesScreen(Modal[str]):
    """Ask for an article of the event; returns its id. Typing filters; Escape returns None."""

    CONTEXT = "articlelist"
    DEFAULT_CSS: ClassVar[str] = """
    ArticlesScreen { align: center middle; background: $background 60%; }
    ArticlesScreen > Box { width: 92; max-width: 94%; height: auto; max-height: 80%; }
    ArticlesScreen Input {
        border: none; height: 1; padding: 0; background: $surface; margin: 0 0 1 0;
    }
    ArticlesScreen Input:focus { border: none; }
    ArticlesScreen OptionList { height: auto; max-height: 16; }
    ArticlesScreen #none { color: $foreground 60%; display: none; }
    """

    def __init__(self, articles: Articles, own: str) -> None:
        """`own` is the article that has the caret."""
        super().__init__()
        self._articles = articles
        self._own = own
        self._found: list[str] = []

    def compose(self) -> ComposeResult:
        ids = ("take", "swap", "earlier", "later", "remove", "add", "close")
        keys = self.keymap.line(*(f"articlelist.{each}" for each in ids))
        with Box(Text("Which article in the other column?"), keys):
            yield Line(placeholder="type to find", compact=True)
            yield OptionList(markup=False, compact=True)
            yield Label("nothing like it", id="none", markup=False)

    def on_mount(self) -> None:
        self.query_one(OptionList).can_focus = False
        self.query_one(Line).end_at(self.keymap.action("articlelist.take"))
        self.fill()

    def on_resize(self) -> None:
        room = self.size.height * 8 // 10 - 4
        self.query_one(OptionList).styles.max_height = min(16, max(1, room))
        self.call_after_refresh(self.fill)

    @on(Input.Changed)
    def _typed(self) -> None:
        self._found = []
        self.fill()

    def fill(self, at: str = "") -> None:
        """Show the articles as they are now; what is marked stays so."""
        if not self.has(OptionList, Line):
            return
        listing, rows = self.query_one(OptionList), self._articles.rows()
        at = at or self.marked or next((each.key for each in rows if not each.column), "")
        order = rank(
            self.query_one(Line).value,
            [f"{row.number} {row.outlet} {row.title}" for row in rows],
            ["" for _ in rows],
        )
        found = [rows[index] for index in order]
        self._found = [row.key for row in found]
        listing.clear_options()
        dated = any(row.published for row in rows)
        listing.add_options([self._option(row, dated=dated) for row in found])
        listing.highlighted = self._found.index(at) if at in self._found else 0 if found else None
        self.query_one("#none", Label).display = not found

    @property
    def marked(self) -> str:
        """The id of the article that is marked; empty for none."""
        at = self.query_one(OptionList).highlighted
        return self._found[at] if at is not None and at < len(self._found) else ""

    def _option(self, row: Row, *, dated: bool) -> Option:
        width = min(90, self.size.width * 94 // 100) - 4
        line = Text(no_wrap=True, overflow="ellipsis")
        line.append(f"{row.number:>2} ", "bold" if row.column else "dim")
        name = Text(visible(row.outlet), "bold" if row.column else "", no_wrap=True)
        name.truncate(_OUTLET, overflow="ellipsis", pad=True)
        line.append_text(name).append(" ")
        tail = self._tail(row, dated=dated and width >= _WIDE)
        room = max(8, width - line.cell_len - len(tail) - 1)
        title = Text(visible(row.title), "dim", no_wrap=True)
        title.truncate(room - 1, overflow="ellipsis", pad=True)
        line.append_text(title).append(" ")
        return Option(line.append(tail))

    def _tail(self, row: Row, *, dated: bool) -> str:
        """Date, how far it is read, links, and its column."""
        links = "" if row.own else "links …" if row.links is None else _counted(row.links)
        where = "the caret" if row.own else row.column
        date = f"{visible(row.published):<{_DATE}} " if dated else ""
        return f"{date}{row.read:>4.0%} {links:<{_LINKS}}{where:<9}"

    def step(self, step: int) -> None:
        """Move the mark, around the ends."""
        listing = self.query_one(OptionList)
        if self._found:
            listing.highlighted = ((listing.highlighted or 0) + step) % len(self._found)

    @on(Input.Submitted)
    def take(self) -> None:
        """Close with what is marked."""
        if self.marked and self.marked != self._own:
            self.dismiss(self.marked)
        else:
            self.query_one(Line).ended = False

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        if event.option_index < len(self._found) and self._found[event.option_index] != self._own:
            self.dismiss(self._found[event.option_index])

    def swap(self) -> None:
        """The columns change places."""
        self._articles.swap()
        self.call_after_refresh(self.fill)

    def move(self, step: int) -> None:
        """Give the marked article another place in the event."""
        if marked := self.marked:
            self._articles.move(marked, step)
            self.fill(marked)

    def remove_article(self) -> None:
        """Take the marked article out of the event."""
        if self.marked:
            self._articles.remove(self.marked)
            self.fill()

    def undo(self) -> None:
        """Take back the last change."""
        self._articles.undo()
        self.call_after_refresh(self.fill)

    async def add(self) -> None:
        """Close, and ask for a file."""
        await self.cancel()
        self._articles.add()


def _counted(links: int) -> str:
    return f"{links} link{'' if links == 1 else 's'}"
