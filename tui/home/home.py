"""Home: all events of the store, what is left to do in them, and the way to each."""

from __future__ import annotations

from collections.abc import Callable

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from annotations.store import Command
from annotations.store.events.overview import EventSummary
from tui.features.actions import DEFAULT_KEYMAP
from tui.features.messages import EventChosen, Leaving, ReaderWanted
from tui.home import orders
from tui.home.changing import Changing
from tui.home.details import Details
from tui.home.event_list import EventList
from tui.home.event_rows import heading
from tui.home.finding.asking import Finding
from tui.home.incoming import Incoming
from tui.home.library import Answered, Known, Library
from tui.home.searching import Searching, Words
from tui.home.top_line import standing, top_line
from tui.home.welcome import welcome
from tui.keys.actions import arrivals, perform
from tui.keys.bind import HelpWanted, give_keys
from tui.keys.keymap import Keymap
from tui.screens.dialogs import Dialogs
from tui.screens.finder import Choice, Finder
from tui.widgets.bars import Hints, Status
from tui.widgets.while_attached import WhileAttached

HINTS = (
    *("open", "next", "search", "add", "find", "mark", "articles", "counts", "pin"),
    *("archive", "order", "undo"),
)
"""Actions whose keys are shown below, as many as there is room for."""
SOON = 0.03
"""Seconds after which all events are looked at: when the first paint is out."""
REFRESH = 2.0
"""Seconds between looks at what other processes wrote."""


class Home(WhileAttached, Screen[None]):
    """The events, a line each; over the reader, or alone where nothing is read yet."""

    DEFAULT_CSS = """
    Home { layers: base; background: $background; }
    Home #top { height: 1; background: $panel; }
    Home #heading { height: 1; color: $foreground 60%; text-style: underline; }
    Home #empty { height: 1fr; padding: 2 4; }
    Home ToastRack { margin-bottom: 2; }
    """

    def __init__(
        self, library: Library, keymap: Keymap | None = None, *, read: str = "", then: str = ""
    ) -> None:
        """`read` is the id of the event in the reader below; `then` an action to go on with."""
        super().__init__(id="home")
        self.library = library
        self.keymap = keymap or DEFAULT_KEYMAP
        self._keys = {key: each for each in self.keymap.within("home") for key in arrivals(each)}
        self._read = read
        self._then = then
        self.listing = EventList(self._pressed, id="events")
        self.dialogs = Dialogs(self.listing)
        self.searching = Searching(self)
        self.changing = Changing(self)
        self.incoming = Incoming(self)
        self.finding = Finding(self)
        self._top = Static("", id="top", markup=False)
        self._heading = Static("", id="heading", markup=False)
        self._empty = Static("", id="empty", markup=False)
        self._details = Details(id="details")
        self._status = Status(id="status")
        self._hints = Hints(id="hints")
        self._known_summaries = library.summaries
        self._all: list[EventSummary] = []
        self._unarchived: list[EventSummary] = []
        self._order = orders.FIRST
        self._with_archived = False
        self._hold = read
        """The id of the event that the cursor stays on whatever becomes known."""

    # Life

    def compose(self) -> ComposeResult:
        yield self._top
        yield self.searching.bar
        yield self._heading
        yield self.listing
        yield self._empty
        yield self._details
        yield self._status
        yield self._hints

    def on_mount(self) -> None:
        give_keys(self, "home")
        self.library.post = self._post
        self._sort()
        self.watch(self.listing, "at", self._moved, init=False)
        self.listing.focus()
        self.set_timer(SOON, self._look)
        self.set_interval(REFRESH, self.library.refresh)

    def on_unmount(self) -> None:
        if self.library.post == self._post:
            self.library.post = lambda message: None

    def _look(self) -> None:
        self.searching.bar.prepare()
        self.library.look(self._read)
        self.library.fill()
        if self._then:
            then, self._then = self._then, ""
            self.call_later(self.action_perform, then)

    def _post(self, message: Message) -> None:
        if self.is_attached:
            self.post_message(message)

    @on(Known)
    def _known(self) -> None:
        if self.library.summaries is not self._known_summaries:
            self._sort()
        self.searching.more()

    @on(Answered)
    def _answered(self, answer: Answered) -> None:
        if answer.error is not None:
            self.say(str(answer.error), warn=True)
        else:
            answer.then(answer.result)

    # What is shown

    def _sort(self) -> None:
        """Put all that is known into order, and show what of it is to be seen."""
        self._known_summaries = self.library.summaries
        self._all = orders.ordered(self._known_summaries.values(), self._order)
        self._unarchived = [each for each in self._all if not each.event.archived]
        self.fill()

    def fill(self) -> None:
        """Show what is found, or all; the cursor stays on its event."""
        listing = self.listing
        shown = self.searching.found(self._all if self._with_archived else self._unarchived)
        at = listing.at
        if self._hold:
            at = self.searching.place_of(self._hold, shown, at)
        listing.marked &= self._known_summaries.keys()
        listing.show(shown, at)
        empty = not self._all and not self.searching.query
        self._empty.display = not shown
        listing.display = bool(shown)
        if not shown:
            nothing = welcome(self.keymap) if empty else Text(self.searching.nothing(), "dim")
            self._empty.update(nothing)
        self._show_place()
        self._show_bars()

    def on_resize(self) -> None:
        self._details.fit(self.size.height)
        self._heading.update(heading(self.size.width), layout=False)
        self._show_bars()

    def _moved(self) -> None:
        """The cursor was moved: it stays on this event from now on."""
        here = self.listing.here
        if here is not None:
            self._hold = here.event.id
        self._show_place()

    def _show_place(self) -> None:
        listing, here = self.listing, self.listing.here
        self._details.show(here)
        self._status.show(where=f"{listing.at + 1:,} of {len(listing.shown):,}" if here else "")

    def _show_bars(self) -> None:
        """The lines above and below: what there is, and what can be done."""
        library, listing = self.library, self.listing
        parts = standing(
            library.count,
            len(self._all) - len(self._unarchived),
            len(listing.marked),
            shown=self._with_archived,
            read_only=library.read_only,
        )
        self._top.update(top_line(parts, f"order: {self._order}", self.size.width), layout=False)
        back = ("drop",) if self._read or self.searching.query or listing.marked else ()
        now = ("add", "find", "paste", "undo") if listing.here is None else HINTS
        pressable = self.keymap.pressable
        self._hints.show(
            pressable(f"home.{each}" for each in now),
            pressable((*map("home.{}".format, (*back, "palette")), "app.help", "home.quit")),
        )

    def say(self, words: str, *, warn: bool = False) -> None:
        """Say something in the status line."""
        self._status.show(said=Text(words, "bold" if warn else "dim"))

    def beside(self, work: Callable[[], None], group: str) -> None:
        """Do some work on a thread of its own."""
        self.run_worker(work, thread=True, group=group)

    # Moving

    def step(self, step: int) -> None:
        """Move the cursor by some events."""
        self.listing.step(step)

    def page(self, step: int) -> None:
        """Move the cursor by a screen of events."""
        self.listing.page(step)

    def unfinished(self, step: int) -> None:
        """Go to the next event, or the previous one, that is unread or unfinished."""
        listing = self.listing
        found = orders.next_unfinished(list(listing.shown), listing.at, step)
        if found is None:
            self.say("all events here are finished: read, every claim with a partner")
        else:
            listing.at = found

    @on(EventList.Opened)
    def open(self) -> None:
        """Read the event at the cursor."""
        here = self.listing.here
        if here is not None:
            self.post_message(EventChosen(here.event.id))

    # Finding

    def search(self) -> None:
        """Type words to find."""
        self.searching.begin()

    @on(Words.Typed)
    def _typed(self, event: Words.Typed) -> None:
        self.searching.typed(event.words)

    def end_search(self) -> None:
        """Back to the list, with what is found."""
        self.listing.focus()

    def drop(self) -> None:
        """Let go of what is found, then of what is marked, then go back to the reader."""
        if self.searching.drop():
            self.listing.focus()
        elif self.listing.marked:
            self.listing.mark(frozenset())
            self._show_bars()
        elif self._read:
            self.post_message(ReaderWanted())
        else:
            self.say(f"nothing is read yet; {self.keymap.key('home.open')} reads what is marked ▸")

    def order(self) -> None:
        """Ask in which order to show events."""
        choices = [Choice(each.name, each.name, each.words) for each in orders.ORDERS.values()]

        def take(name: str) -> None:
            self._order = name
            self._hold = ""
            self.listing.set_reactive(EventList.at, 0)
            self._sort()

        self.dialogs.ask(Finder("Order events", choices), take)

    def archived(self) -> None:
        """Show or hide archived events."""
        self._with_archived = not self._with_archived
        self.fill()
        self.say(f"archived events are {'shown' if self._with_archived else 'hidden'}")

    # Changing; see `tui.home.changing` and `tui.home.incoming`

    @property
    def chosen(self) -> list[EventSummary]:
        """The events that are marked, in the order shown; else the one at the cursor."""
        known = self._known_summaries
        marked = [each for each in self._all if each.event.id in self.listing.marked]
        here = self.listing.here
        return marked or ([known[here.event.id]] if here and here.event.id in known else [])

    def do(self, command: Command) -> None:
        """Do a command; what came of it is said when it is on disk."""
        if self.library.read_only:
            self.say("this store is open for reading only; nothing was changed", warn=True)
        elif not command.edits:
            self.say("nothing to change")
        else:
            self.say(f"{command.title}…")
            self.library.do(command, lambda title: self.say(f"{title} · saved"))

    def mark(self) -> None:
        """Mark the event at the cursor, or no longer, and go to the next."""
        here = self.listing.here
        if here is not None:
            self.listing.mark(self.listing.marked ^ {here.event.id})
            self.listing.step(1)
            self._show_bars()

    def pin(self) -> None:
        self.changing.pin()

    def archive(self) -> None:
        self.changing.archive()

    def delete(self) -> None:
        self.changing.delete()

    def rename(self) -> None:
        self.changing.rename()

    def join(self) -> None:
        self.changing.join()

    def articles(self) -> None:
        self.changing.articles()

    def add(self) -> None:
        self.incoming.ask()

    def paste(self) -> None:
        self.incoming.ask_text()

    def find(self) -> None:
        self.finding.ask()

    def on_paste(self, event: events.Paste) -> None:
        """What the terminal pastes is an article, or names files: a file dragged here comes so."""
        if self.app.focused is self.listing or self.app.focused is None:
            event.stop()
            if event.text.strip():
                self.incoming.pasted(event.text)

    def undo(self) -> None:
        """Undo what was done last at home."""
        self.library.step(True, self.say)

    def redo(self) -> None:
        """Do again what was undone."""
        self.library.step(False, self.say)

    # Over the whole store

    def counts(self) -> None:
        """Counts over the whole store."""
        from tui.home.counting import Counts

        self.library.ask(
            lambda store: tuple(store.label_counts()),
            lambda found: self.dialogs.ask_on_top(Counts(found, self._known_summaries)),
        )

    def retag(self) -> None:
        """Find annotations and give them another label."""
        from tui.home.retagging import Retag

        self.dialogs.ask(Retag(self.library), self.do)

    # Keys

    async def _pressed(self, key: str) -> bool:
        """Carry out what a key of the list is bound to, at once; whether it is to anything."""
        action = self._keys.get(key)
        if action is not None:
            await self.app.run_action(f"perform({action.id!r})", self)
        return action is not None

    async def action_perform(self, id: str) -> None:
        """Carry out an action of home; Textual calls it for a key, a hint and the palette."""
        await perform(self.keymap.action(id), self)

    @on(Hints.Chosen)
    async def _hint_clicked(self, event: Hints.Chosen) -> None:
        await self.action_perform(event.action.id)

    def palette(self) -> None:
        """All that can be done here."""
        from tui.home.palette import choices

        self.dialogs.ask(
            Finder("All commands at home", choices(self.keymap)),
            lambda id: self.call_later(self.action_perform, id),
        )

    def show_help(self) -> None:
        """What keys do here."""
        self.app.post_message(HelpWanted("home", self))

    async def leave(self) -> None:
        """Leave crossread."""
        self.post_message(Leaving())
