"""Searching at home: words typed find events by all that the store has of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Static

from annotations.articles import visible
from annotations.store.search.word_index import words_of

if TYPE_CHECKING:
    from textual.widgets import Input

    from annotations.store.events.overview import EventSummary
    from tui.home.host import HomeHost
    from tui.widgets.line import Line


_NARROW = 90
"""Cells below which what is typed needs the room."""


class Words(Horizontal):
    """The line in which words are typed; its input is made when it is first asked for."""

    DEFAULT_CSS = """
    Words { height: 1; background: $background; }
    Words #sign { width: 3; text-style: bold; }
    Words #words { width: 1fr; border: none; height: 1; padding: 0; background: $background; }
    Words #words:focus { border: none; }
    Words #hint { width: 1fr; color: $foreground 60%; }
    Words #how { width: 34; text-align: right; color: $foreground 60%; padding: 0 1; }
    Words.-narrow #how { width: 14; }
    """

    class Typed(Message):
        """Other words are typed."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    line: Line | None = None

    def compose(self) -> ComposeResult:
        yield Static(" / ", id="sign", markup=False)
        yield Static("search titles, outlets, texts, notes and tags", id="hint", markup=False)
        yield Static("", id="how", markup=False)

    def on_resize(self) -> None:
        self.set_class(self.size.width < _NARROW, "-narrow")

    def prepare(self) -> None:
        """Make the input, after the first paint and before it is asked for."""
        if self.line is None:
            from tui.keys.bind import give_keys, keymap_of
            from tui.widgets.line import Line

            self.line = Line(id="words", compact=True, select_on_focus=False)
            self.line.display = False
            self.mount(self.line, after="#sign")
            give_keys(self, "words")
            self.line.end_at(keymap_of(self.app).action("words.keep"))

    def begin(self) -> None:
        """Take the keys."""
        self.prepare()
        assert self.line is not None
        self.query_one("#hint").display = False
        self.line.display = True
        self.screen.set_focus(self.line)  # at once: the next key may be here already

    def drop(self) -> None:
        """Empty it."""
        if self.line is not None:
            self.line.value = ""
            self.line.display = False
        self.query_one("#hint").display = True
        self.say("")

    def say(self, words: str) -> None:
        """Say beside the words what is found."""
        self.query_one("#how", Static).update(words, layout=False)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Typed(event.value))


class Searching:
    """What is looked for at home, and what was found; the work is done by a thread."""

    def __init__(self, home: HomeHost) -> None:
        self._home = home
        self.bar = Words(id="search")
        self.query = ""
        self._found: frozenset[str] | None = None
        self._ids: tuple[Sequence[EventSummary], list[str]] = (), []
        """The events that were looked through last, and the id of each."""
        self._seen = -1
        self._busy = False

    def begin(self) -> None:
        """Type words."""
        self.bar.begin()

    def typed(self, query: str) -> None:
        """Look for other words; the list follows when they are found."""
        self.query = query if words_of(query) else ""
        if not self.query:
            self._found = None
            self.bar.say("")
            self._home.fill()
            return
        self._ask()

    def _ask(self) -> None:
        library, query = self._home.library, self.query
        if library.index is None:
            self.bar.say("reading the store…")
            return
        index, events = library.index, library.events
        if self._busy:
            return  # what it finds is looked at when it is done
        self._busy, self._seen = True, library.changes

        def find() -> None:
            found = frozenset(each.id for each in index.matching(query, events))
            self._home.app.call_from_thread(self._show, query, found)

        self._home.beside(find, "search")

    def _show(self, query: str, found: frozenset[str]) -> None:
        self._busy = False
        if query != self.query:
            if self.query:
                self._ask()
            return
        self._found = found
        waiting = self._home.library.index.waiting if self._home.library.index else 0
        still = f", {waiting:,} texts to go" if waiting else ""
        self.bar.say(f"{len(found):,} found{still}")
        self._home.fill()

    def more(self) -> None:
        """More of the store is in the index, or something changed: look again."""
        if self.query and self._seen != self._home.library.changes:
            self._ask()

    def found(self, seen: Sequence[EventSummary]) -> list[EventSummary]:
        """Those of some events that are found; all of them where nothing is looked for."""
        if self._found is None:
            return list(seen)
        if self._ids[0] is not seen:
            self._ids = seen, [each.event.id for each in seen]
        return list(compress(seen, map(self._found.__contains__, self._ids[1])))

    def place_of(self, event: str, shown: Sequence[EventSummary], at: int) -> int:
        """Where an event, by its id, stands among those shown; else the first, or `at` in all."""
        if self._found is not None and event not in self._found:
            return 0
        places = (place for place, each in enumerate(shown) if each.event.id == event)
        return next(places, 0 if self.query else at)

    def nothing(self) -> str:
        """Why nothing is shown."""
        key = self._home.keymap.key
        if self.query:
            return f"No event has ‘{visible(self.query)}’. {key('home.drop')} drops the search."
        return f"All events are archived. {key('home.archived')} shows them."

    def drop(self) -> bool:
        """Let go of what is looked for; whether anything was, or could have been."""
        line = self.bar.line
        was = bool(self.query) or bool(line and line.has_focus)
        self.query, self._found = "", None
        self.bar.drop()
        self._home.fill()
        return was
