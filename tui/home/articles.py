"""The articles of one event, to put into another order, to split off, or to take out."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from rich.text import Text
from textual.app import ComposeResult
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from annotations.articles.text.visible import one_line
from annotations.store.events.overview import EventSummary
from tui.page.events.event_words import event_title
from tui.screens.modal import Modal, move_highlight
from tui.widgets.box import Box


class Arranged(Struct, frozen=True):
    """What is to be done: `reorder`, `split` or `take out`, with the ids of articles."""

    does: str
    articles: tuple[str, ...]


class Articles(Modal[Arranged]):
    """Returns what is to be done; None where all stays as it was."""

    CONTEXT = "arrange"
    DEFAULT_CSS = """
    Articles { align: center middle; background: $background 60%; }
    Articles > Box { width: 92; max-width: 96%; }
    Articles OptionList { height: auto; max-height: 20; }
    Articles #trouble { height: auto; color: $text-warning; }
    """

    def __init__(self, summary: EventSummary) -> None:
        super().__init__()
        self._title = event_title(summary)
        self._ids = list(summary.event.articles)
        about = zip(summary.titles, summary.outlets, summary.published, strict=True)
        self._names = dict(zip(self._ids, map(_named, about), strict=True))
        self._marked: set[str] = set()

    def compose(self) -> ComposeResult:
        ids = ("later", "mark", "split", "take_out", "keep", "close")
        with Box(
            Text(f"Articles of ‘{self._title}’"),
            self.keymap.line(*(f"arrange.{each}" for each in ids)),
        ):
            yield OptionList(*self._options(), markup=False, compact=True)
            yield Static("", id="trouble", markup=False)

    def _options(self) -> Iterator[Option]:
        for number, key in enumerate(self._ids, 1):
            sign = "✓" if key in self._marked else " "
            yield Option(Text(f"{sign} {number:>2}  {self._names[key]}", no_wrap=True))

    @property
    def _list(self) -> OptionList:
        return self.query_one(OptionList)

    def _fill(self, at: int) -> None:
        self._list.clear_options()
        self._list.add_options(self._options())
        self._list.highlighted = at

    def step(self, step: int) -> None:
        """Move the cursor."""
        move_highlight(self._list, step)

    def move(self, step: int) -> None:
        """Move the article at the cursor."""
        at = self._list.highlighted
        if at is not None and 0 <= at + step < len(self._ids):
            self._ids.insert(at + step, self._ids.pop(at))
            self._fill(at + step)

    def mark(self) -> None:
        """Mark the article at the cursor, or no longer."""
        at = self._list.highlighted
        if at is not None:
            self._marked ^= {self._ids[at]}
            self._fill(min(at + 1, len(self._ids) - 1))

    def split(self) -> None:
        """Close, and make an event of its own of what is marked."""
        leaving = tuple(each for each in self._ids if each in self._marked)
        if len(leaving) < 2 or len(self._ids) - len(leaving) < 2:
            key = self.keymap.key("arrange.mark")
            self._say(f"both events need two articles or more: mark those that leave with {key}")
        else:
            self.dismiss(Arranged("split", leaving))

    def take_out(self) -> None:
        """Close, and take the article at the cursor out of the event."""
        at = self._list.highlighted
        if len(self._ids) < 3:
            self._say("an event has two articles or more: delete the event instead")
        elif at is not None:
            self.dismiss(Arranged("take out", (self._ids[at],)))

    def keep(self) -> None:
        """Close, and keep the order shown."""
        self.dismiss(Arranged("reorder", tuple(self._ids)))

    def on_option_list_option_selected(self) -> None:
        self.keep()

    def _say(self, words: str) -> None:
        self.query_one("#trouble", Static).update(words)


def _named(about: tuple[str, str, str]) -> str:
    title, outlet, published = map(one_line, about)
    return " · ".join(filter(None, (outlet, published[:10], title or "untitled")))
