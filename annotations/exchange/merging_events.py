"""Merge the events of a file into a store, and find an event for each pair that comes in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256

from annotations.exchange.incoming import Terms, sound_id
from annotations.store import Edit, Event, Store
from annotations.store.rules import wrong_articles
from annotations.store.serialization import event_to_document

Count = Callable[[str], None]
"""Takes what became of an event: `added`, `known`, `repeated`."""


class MergedEvents:
    """The events of one merge: those of the store, and those that the file adds."""

    def __init__(self, store: Store, terms: Terms, tell: Callable[[str], None]) -> None:
        """`tell` takes a sentence on what is left out."""
        self._store = store
        self._terms = terms
        self._tell = tell
        self._new: dict[str, Event] = {}
        self._by_article: dict[str, list[Event]] = {}

    def edits(
        self, given: Sequence[Event], articles: Mapping[str, str], count: Count
    ) -> Iterator[Edit]:
        """The edits that add what the store has not; `articles` gives the ids here of the file's."""
        for event in given:
            missing = next((each for each in event.articles if each not in articles), None)
            if missing is not None:
                self._tell(f"event {event.id}: its article {missing!r} is not in the file")
                continue
            ids = self._distinct([articles[each] for each in event.articles])
            if what := wrong_articles(self._terms.event(event, "", ids)):
                self._tell(f"event {event.id} is left out: {what}")
                continue
            if self._made_of(ids, count):
                continue
            same = ids == event.articles and sound_id(event.id) == event.id
            if same and (there := self._there(event.id)):
                count("known" if there.id not in self._new else "repeated")
                self._tell(f"event {event.id}: stays as it is here, with other articles")
                continue
            key = event.id if same else self._free_id(ids)
            yield self._added(self._terms.event(event, key, ids), count)

    def for_pair(self, pair: str, left: str, right: str, count: Count) -> Iterator[Edit]:
        """The edit that adds an event of two for a pair whose articles are in none together."""
        if self.holding(left, right):
            return
        key = pair if self._there(pair) is None else self._free_id((left, right))
        made = Event(id=key, articles=(left, right), created=self._terms.moment)
        yield self._added(made, count)

    def holding(self, left: str, right: str) -> str:
        """The id of the event that two articles are read in, as `Store.event_of` has it; "" for none."""
        both = left, right
        found = [each for each in self._having(left) if {*both} <= {*each.articles}]
        exact = (each.id for each in found if each.articles == both)
        return next(exact, "") or next((each.id for each in found if left != right), "")

    def _added(self, event: Event, count: Count) -> Edit:
        self._new[event.id] = event
        for each in dict.fromkeys(event.articles):
            self._by_article.setdefault(each, []).append(event)
        count("added")
        return Edit("events", event.id, None, event_to_document(event))

    def _made_of(self, articles: tuple[str, ...], count: Count) -> bool:
        """Whether an event of exactly these articles is here, or came before in the file."""
        for event in self._having(articles[0]):
            if event.articles == articles:
                count("repeated" if event.id in self._new else "known")
                return True
        return False

    def _having(self, article: str) -> list[Event]:
        return [*self._store.events(article=article), *self._by_article.get(article, ())]

    def _there(self, key: str) -> Event | None:
        if key in self._new:
            return self._new[key]
        return self._store.event(key) if self._store.document("events", key) else None

    def _free_id(self, articles: Sequence[str]) -> str:
        stem = key = sha256(" ".join(articles).encode()).hexdigest()[:16]
        number = 0
        while self._there(key) is not None:
            number += 1
            key = f"{stem}-{number}"
        return key

    @staticmethod
    def _distinct(articles: Sequence[str]) -> tuple[str, ...]:
        """Each article once, for two of the file may be one text here; a text beside itself stays."""
        distinct = tuple(dict.fromkeys(articles))
        return tuple(articles) if len(articles) == 2 else distinct
