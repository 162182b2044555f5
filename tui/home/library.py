"""All events of a store, summed up and searched off the thread that takes keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from textual.message import Message

from annotations.articles import Article
from annotations.errors import CrossreadError
from annotations.store import Command, Edit, Event, Store
from annotations.store.events.adding import NewEvent
from annotations.store.events.commands import event_name
from annotations.store.events.overview import EventSummary
from annotations.store.search.store_index import StoreIndex
from tui.session.save_queue import Job, Saver

FEW = 200
"""Events that are summed up at once; changes after which not all of them are summed up anew."""
AT_ONCE = 100
"""Documents that go into the index of words in one piece, so that what is saved waits for few."""
FIRST = 80
"""Events of a large store that are shown before all are known: more than a screen has lines."""

T = TypeVar("T")


class Answered(Message, bubble=False):
    """Work on the store is done: `then` is to be called with its result, or `error` to be told."""

    def __init__(
        self, then: Callable[[Any], object], result: object, error: Exception | None
    ) -> None:
        super().__init__()
        self.then, self.result, self.error = then, result, error


class Added(NamedTuple):
    """What came of an addition, in words, and its events in the order they were given."""

    words: str
    events: tuple[Event, ...]


class Known(Message, bubble=False):
    """More is known of the events, or something else than before."""

    def can_replace(self, message: Message) -> bool:
        return isinstance(message, Known)


class Library:
    """What home shows and does, through the one thread that has the store.

    That thread is lent by the reader while there is one, and the library's own otherwise. `summaries`
    is replaced, never changed; so it may be read at any time.
    """

    def __init__(self, store: Store) -> None:
        self.path = store.path
        self.read_only = store.read_only
        self.annotator = store.annotator
        self.post: Callable[[Message], object] = lambda message: None
        """Gets what is to be told; called from another thread."""
        self.summaries: Mapping[str, EventSummary] = {}
        self.count = 0
        """How many events there are: `summaries` may have only some yet."""
        self.index: StoreIndex | None = None
        self.changes = 0
        """Grows whenever more is known, or something else."""
        self._store = store
        self._saver: Saver | None = None
        self._lent = False
        self._heard: list[Edit] = []
        self._all_known = False
        self._listed: tuple[Mapping[str, EventSummary], list[Event]] = ({}, [])
        self._stop_listening = store.listen(self._hear)

    # Life

    def open(self, saver: Saver | None = None) -> None:
        """Work from now on: on the thread of a reader's saver, else on one of its own.

        Called on the screen's thread. Without a saver nothing else has the store, and the events are
        summed up at once; of a large store some are shown by their titles.
        """
        if saver is None and not self._all_known and self._saver is None:
            events = self._store.events()
            self.count = len(events)
            self._all_known = self.count <= FEW
            overview = self._store.overview
            first = events if self._all_known else events[-FIRST:]
            self.summaries = {
                each.id: overview.summary(each)
                if self._all_known or not each.title
                else _named(each)
                for each in first
            }
        if self._saver is None or saver is not None:
            self._saver = saver or Saver(self._store, lambda error, count: None)
            self._lent = saver is not None

    @property
    def events(self) -> Sequence[Event]:
        """All events that are known; the same list until something else is."""
        if self._listed[0] is not self.summaries:
            self._listed = self.summaries, [each.event for each in self.summaries.values()]
        return self._listed[1]

    def look(self, read: str = "") -> None:
        """Find out what is not known yet, and anew what changed; of the event that was read, too."""
        self._submit(lambda store: self._catch_up(store, read))

    def rest(self) -> None:
        """Finish what is begun, and leave the store to somebody else."""
        saver, self._saver = self._saver, None
        if saver is not None and not self._lent:
            saver.close()

    def close(self) -> None:
        """Let go of the store."""
        self.rest()
        self._stop_listening()
        self._stop_listening = lambda: None

    # Work

    def ask(
        self,
        run: Callable[[Store], T],
        then: Callable[[T], object],
        failed: Callable[[str], object] | None = None,
    ) -> None:
        """Do something on the store's thread; `then` gets the result on the screen's.

        `failed` gets what went wrong in words; without it home says them.
        """

        def told(store: Store) -> Answered:
            try:
                return Answered(then, run(store), None)
            except (CrossreadError, OSError) as error:
                return Answered(failed, str(error), None) if failed else Answered(then, None, error)

        if self._saver is not None:
            self._saver.submit(Job(told, lambda answer: self.post(answer), keeps=False))

    def do(self, command: Command, then: Callable[[str], object]) -> None:
        """Do a command; `then` gets its title once it is on disk and the events are known anew."""

        def run(store: Store) -> str:
            store.do(command)
            self._catch_up(store, "")
            return command.title

        self.ask(run, then)

    def remove(self, events: Sequence[str], then: Callable[[str], object]) -> None:
        """Remove events, and the articles that are in no other; one step to undo."""

        def run(store: Store) -> str:
            command = store.removals(events)
            store.do(command)
            self._catch_up(store, "")
            return command.title

        self.ask(run, then)

    def add(
        self,
        sets: Sequence[NewEvent],
        then: Callable[[Added], object],
        failed: Callable[[str], object] | None = None,
    ) -> None:
        """Keep events, each given by its title and articles, in one step."""

        def run(store: Store) -> Added:
            known = store.events()
            events = store.add_events(sets, history="")
            self._catch_up(store, "")
            new = [each for each in dict.fromkeys(events) if each not in known]
            if not new:
                many = len(sets) > 1
                return Added(
                    f"{'these events are' if many else 'this event is'} here already", events
                )
            words = f"add {len(new)} events" if len(new) > 1 else f"add {event_name(new[0])}"
            return Added(words, events)

        self.ask(run, then, failed)

    def extend(
        self, event: str, articles: Sequence[Article], then: Callable[[str], object]
    ) -> None:
        """Add articles to an event, in one step."""

        def run(store: Store) -> str:
            command = store.extension(event, articles)
            store.do(command)
            self._catch_up(store, "")
            return command.title

        self.ask(run, then)

    def step(self, back: bool, then: Callable[[str], object]) -> None:
        """Undo or redo in the history of the whole store; `then` gets words for it."""

        def run(store: Store) -> str:
            done = store.undo("") if back else store.redo("")
            self._catch_up(store, "")
            if done is None:
                return "nothing to undo" if back else "nothing to redo"
            return f"{'undid' if back else 'did again'}: {done.title}"

        self.ask(run, then)

    def refresh(self) -> None:
        """Ask what other processes wrote."""
        self._submit(self._look_around)

    def fill(self) -> None:
        """Take the words of the store into the index, piece by piece."""
        self._submit(self._fill)

    # On the store's thread

    def _submit(self, run: Callable[[Store], object]) -> None:
        if self._saver is not None:
            self._saver.submit(Job(run, keeps=False))

    def _hear(self, edits: tuple[Edit, ...]) -> None:
        self._heard += edits

    def _look_around(self, store: Store) -> None:
        store.refresh()
        if self._heard:
            self._catch_up(store, "")

    def _catch_up(self, store: Store, read: str) -> None:
        edits, self._heard = self._heard, []
        overview = store.overview
        if not self._all_known or len(edits) > FEW:
            self.summaries = {each.event.id: each for each in overview.summaries()}
            self._all_known = True
        else:
            found = dict(self.summaries)
            for key in {*_touched(store, edits), *([read] if read else ())}:
                found.pop(key, None) if store.document("events", key) is None else found.update(
                    {key: overview.summary(store.event(key))}
                )
            self.summaries = found
        self.count = len(self.summaries)
        if self.index is not None:
            self.index.follow(edits)
            self._fill(store)
        self.changes += 1
        self.post(Known())

    def _fill(self, store: Store) -> None:
        if self.index is None:
            self.index = store.word_index()
        more = self.index.fill(AT_ONCE)
        if more:
            self._submit(self._fill)
        self.changes += 1
        self.post(Known())


def _named(event: Event) -> EventSummary:
    """An event of which nothing is known yet but its title."""
    nothing = ("",) * len(event.articles)
    return EventSummary(event=event, titles=nothing, outlets=nothing, published=nothing)


def _touched(store: Store, edits: Iterable[Edit]) -> set[str]:
    """The ids of events of which a change may say something else."""
    found: set[str] = set()
    for edit in edits:
        document = edit.after or edit.before or {}
        if edit.table == "events":
            found.add(edit.key)
        articles: list[str] = []
        if edit.table == "articles":
            articles = [edit.key]
        elif edit.table == "annotations":
            articles = [str(document.get("article"))]
        elif edit.table == "relations":
            ends = (store.annotation(str(document.get(end))) for end in ("source", "target"))
            articles = [each.article for each in ends if each is not None]
        for article in articles:
            found.update(event.id for event in store.events(article=article))
    return found
