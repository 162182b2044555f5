"""Alignments between the articles of an event: kept ones read, others made when first needed.

Nothing here waits: what is not known yet is worked out in a worker thread, a pair at a time, those
asked for last first, and kept in the store.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from itertools import combinations
from typing import Any, Protocol, TypeVar

from annotations.alignment import Alignment, Link
from annotations.errors import CrossreadError
from annotations.store import Edit, Event, Pair, Store
from tui.session.align_process import align_in_process
from tui.session.open_pair import StoredPair, either_way, stored_pair

T = TypeVar("T")
Ends = tuple[str, str]
"""Ids of two articles of the event, the one that stands first in it first."""


class Ask(Protocol):
    """`Keeper.asked`: answers a question to the store, from a worker thread."""

    def __call__(self, question: Callable[[Store], T], /) -> T: ...


Told = Callable[[Ends, Alignment], object]
"""What hears that the alignment of two articles is known now."""
Run = Callable[[Callable[[], Any], Callable[[Any], object]], None]
"""`Threads.run`: work in a worker thread, and what takes its result on the screen's thread."""


class EventAlignments:
    """The alignments of the pairs of one event, as far as they are known by now."""

    def __init__(
        self,
        event: Event,
        ask: Ask,
        run: Run,
        told: Told,
        failed: Callable[[Ends, CrossreadError], object] = lambda ends, error: None,
    ) -> None:
        """`told` hears of every alignment that came to be known, on the screen's thread.

        So do other `listeners`; `failed` hears of those that could not be made, with the reason.
        """
        self.listeners: list[Told] = [told]
        self._tell_failure = failed
        self.event = event
        self._ask = ask
        self._run = run
        self._known: dict[Ends, Alignment] = {}
        self._pairs: dict[str, Ends] = {}
        self._failed: dict[Ends, CrossreadError] = {}
        self._wanted: list[Ends] = []
        self._busy: Ends | None = None

    def between(self, one: str, other: str) -> Alignment | None:
        """The alignment of two articles of the event, `one` on the left.

        None while it is not known: it is then made before what was asked for earlier, and told.
        """
        found = self.known(one, other)
        if found is None and one != other:
            self._want(self._ends(one, other))
        return found

    def known(self, one: str, other: str) -> Alignment | None:
        """As `between`, and nothing is made."""
        ends = self._ends(one, other)
        found = self._known.get(ends)
        return found if found is None or ends == (one, other) else turned(found)

    def want_all(self) -> None:
        """Have the alignments of all pairs made, after those that are wanted already."""
        pairs = combinations(dict.fromkeys(self.event.articles), 2)
        new = (ends for ends in pairs if ends not in self._known and ends not in self._wanted)
        self._wanted[:0] = reversed([ends for ends in new if ends not in self._failed])
        self._next()

    @property
    def left(self) -> int:
        """How many alignments are being made or wait for it."""
        return len(self._wanted) + (self._busy is not None)

    def failure(self, one: str, other: str) -> CrossreadError | None:
        """Why two articles could not be aligned; they are tried again when asked for anew."""
        return self._failed.get(self._ends(one, other))

    def follow(self, edits: Iterable[Edit]) -> None:
        """Forget what edits have changed: the text of an article, a person's word on a link."""
        for edit in edits:
            if edit.table == "events" and edit.key == self.event.id and edit.after is not None:
                articles = tuple(map(str, edit.after.get("articles", ())))
                self.event = Event(id=self.event.id, articles=articles, created=self.event.created)
                self._known.clear()  # the order of two may be another
                # Of one that was taken out nothing is made: the store would take two for an event.
                inside = (ends for ends in self._wanted if set(ends) <= set(articles))
                self._wanted = list(inside)
            elif edit.table == "articles":
                for ends in [each for each in self._known if edit.key in each]:
                    del self._known[ends]
            elif edit.table == "links":
                pair = str((edit.after or edit.before or {}).get("pair"))
                self._known.pop(self._pairs.get(pair, ("", "")), None)

    def _ends(self, one: str, other: str) -> Ends:
        places = self.event.articles
        if one not in places or other not in places:  # it was taken out of the event meanwhile
            return (one, other) if one <= other else (other, one)
        return (one, other) if places.index(one) <= places.index(other) else (other, one)

    def _want(self, ends: Ends) -> None:
        self._failed.pop(ends, None)
        if ends in self._wanted:
            self._wanted.remove(ends)
        if ends != self._busy:
            self._wanted.append(ends)
        self._next()

    def _next(self) -> None:
        if self._busy is None and self._wanted:
            self._busy = self._wanted.pop()
            self._run(partial(_made, self._ask, self._busy), self._take)

    def _take(self, made: tuple[Ends, str, Alignment | CrossreadError]) -> None:
        ends, pair, found = made
        self._busy = None
        if isinstance(found, CrossreadError):
            self._failed[ends] = found
            self._tell_failure(ends, found)
        else:
            self._known[ends], self._pairs[pair] = found, ends
            for told in tuple(self.listeners):
                told(ends, found)
        self._next()


def turned(alignment: Alignment) -> Alignment:
    """The same links with the two articles on the other sides."""
    links = (*alignment.links, *alignment.rejected)
    return Alignment.of(Link(each.right, each.left, each.score, each.origin) for each in links)


def _made(ask: Ask, ends: Ends) -> tuple[Ends, str, Alignment | CrossreadError]:
    """In a worker thread: the alignment of two articles, kept; or why there is none."""
    try:
        stored = ask(partial(_stored, ends))
        pair, found = stored.pair, stored.alignment
        if found is None or not found.links:
            decided = (*found.links, *found.rejected) if found else ()
            found = align_in_process(stored.articles, decided)
            ask(partial(_keep, pair, found))
        return ends, pair.id, found if pair.left == ends[0] else turned(found)
    except CrossreadError as error:
        return ends, "", error


def _stored(ends: Ends, store: Store) -> StoredPair:
    """What the store has of two articles; their pair is made if need be."""
    return stored_pair(store, either_way(store, *ends))


def _keep(pair: Pair, found: Alignment, store: Store) -> None:
    if not store.read_only:
        store.save_alignment(pair.id, found)
