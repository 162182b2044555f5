"""Events and pairs on their way into a store; each text is kept once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from annotations.articles.article import Article
from annotations.errors import StoreError
from annotations.store.commands import now
from annotations.store.engine.encoding import decode
from annotations.store.events.commands import new_event
from annotations.store.events.kept import StoredEvents
from annotations.store.pairs import KEPT, StoredPairs
from annotations.store.schema import encode
from annotations.store.serialization import (
    Event,
    Pair,
    article_to_document,
    event_to_document,
    pair_to_document,
    text_to_document,
)
from annotations.store.transactions import Transactions
from annotations.store.validation import Outcome

NewEvent = tuple[str, Iterable[Article]]
"""The title and the articles of an event that is to be added."""


class Arrivals:
    """Articles on their way into a store, as the bytes that will be kept; each text comes once.

    They are encoded as they come, so that ten thousand need not stay as values, and nothing is
    encoded while the store is locked.
    """

    def __init__(self) -> None:
        self._waiting: dict[str, tuple[bytes, bytes]] = {}
        self._last: dict[str, Article] = {}
        self.ids: dict[str, str] = {}
        """The id in the store of each text that came, by its SHA-256, once it is settled."""

    def take(self, article: Article) -> str:
        """Take an article in; returns the SHA-256 of its text."""
        digest = article.sha256
        if digest not in self._waiting:
            self._waiting[digest] = (
                encode("articles", article_to_document(digest[:16], article)),
                encode("texts", text_to_document(article)),
            )
            if len(self._last) < KEPT:
                self._last[digest] = article
        return digest

    def settle(self, pairs: StoredPairs) -> Iterator[Outcome]:
        """What the store has not yet; to be called in a transaction."""
        taken: set[str] = set()
        for digest, (raw, text) in self._waiting.items():
            known = pairs.article_with(digest)
            key = self.ids[digest] = known or pairs.free_id(digest, taken)
            if known is not None:
                continue
            taken.add(key)
            if key != digest[:16]:
                raw = encode("articles", {**decode(raw), "id": key})
            yield Outcome("articles", key, None, raw)
            if not pairs.has_text(digest):
                yield Outcome("texts", digest, None, text)

    def remember(self, pairs: StoredPairs) -> None:
        """What was just read need not be decoded; what the table does not keep is left out."""
        for digest, article in self._last.items():
            pairs.remember(self.ids[digest], replace(article, dateline=""))


class AddedEvents:
    """Adds events and pairs to a store, each in one transaction."""

    def __init__(self, events: StoredEvents, transactions: Transactions) -> None:
        self._events = events
        self._storage = events.storage
        self._pairs = events.pairs
        self._transactions = transactions

    def add(self, sets: Iterable[NewEvent], *, history: str | None = None) -> tuple[Event, ...]:
        """Keep events and their articles; see `Store.add_events`."""
        arrivals = Arrivals()
        wanted = [(title, [arrivals.take(each) for each in articles]) for title, articles in sets]
        for _, digests in wanted:
            _check_number(digests)
        events: list[Event] = []

        def plan() -> Iterator[Outcome]:
            events.clear()
            yield from arrivals.settle(self._pairs)
            made: dict[tuple[str, ...], Event] = {}
            taken: set[str] = set()
            for title, digests in wanted:
                ids = _distinct([arrivals.ids[each] for each in digests])
                event = self._events.made_of(ids) or made.get(ids)
                if event is None:
                    event = made[ids] = new_event(ids, title, key=self._events.free_id(ids, taken))
                    taken.add(event.id)
                    yield _added("events", event_to_document(event))
                events.append(event)

        count = len(wanted)
        title = f"add {count} events" if count != 1 else "add an event"
        self._transactions.put(title, plan, history)
        arrivals.remember(self._pairs)
        return tuple(events)

    def article(self, article: Article) -> str:
        """Keep an article alone; see `Store.add_article`."""
        known = self._pairs.article_with(article.sha256)
        if known is not None:
            return known
        arrivals = Arrivals()
        digest = arrivals.take(article)
        self._transactions.put("", lambda: arrivals.settle(self._pairs), None)
        arrivals.remember(self._pairs)
        return arrivals.ids[digest]

    def add_pair(self, left: Article, right: Article) -> Pair:
        """Keep two articles, their pair, and an event that has both; see `Store.add_pair`."""
        known = [self._pairs.article_with(each.sha256) for each in (left, right)]
        if known[0] and known[1]:
            found = self._pairs.between(known[0], known[1])
            if found is not None and self._events.holding((found.left, found.right)) is not None:
                return found
        arrivals = Arrivals()
        digests = arrivals.take(left), arrivals.take(right)
        pairs: list[Pair] = []

        def plan() -> Iterator[Outcome]:
            yield from arrivals.settle(self._pairs)
            ids = arrivals.ids[digests[0]], arrivals.ids[digests[1]]
            yield from self._pair_of(ids, pairs)

        self._transactions.put("", plan, None)
        arrivals.remember(self._pairs)
        return pairs[-1]

    def pair(self, left: str, right: str) -> Pair:
        """The pair of two stored articles, made when it is first needed; see `Store.pair_of`."""
        found = self._pairs.between(left, right)
        if found is not None and self._events.holding((left, right)) is not None:
            return found
        for each in (left, right):
            if self._storage.raw("articles", each) is None:
                raise StoreError(f"{self._storage.path}: there is no article {each!r}")
        pairs: list[Pair] = []
        self._transactions.put("", lambda: self._pair_of((left, right), pairs), None)
        return pairs[-1]

    def _pair_of(self, ids: tuple[str, str], pairs: list[Pair]) -> Iterator[Outcome]:
        """What the store has not yet of a pair and of an event that has it; the pair is appended."""
        found = self._pairs.between(*ids)
        if found is None:
            found = Pair(
                id=self._pairs.free_pair_id(*ids), left=ids[0], right=ids[1], created=now()
            )
            yield _added("pairs", pair_to_document(found))
        pairs.append(found)
        if self._events.holding(ids) is None:
            taken = self._storage.raw("events", found.id) is not None
            key = self._events.free_id(ids) if taken else found.id
            yield _added("events", event_to_document(new_event(ids, found.title, key=key)))


def _added(table: str, document: dict[str, object]) -> Outcome:
    return Outcome(table, str(document["id"]), None, encode(table, document))


def _check_number(digests: Sequence[str]) -> None:
    """Raise StoreError for articles that are too few for an event."""
    if len(digests) < 2:
        raise StoreError("an event has two or more articles; nothing was added")
    if len(digests) > 2 and len(set(digests)) < 2:
        raise StoreError(
            f"an event has two or more articles, and these {len(digests)} are one text;"
            " nothing was added"
        )


def _distinct(ids: Sequence[str]) -> tuple[str, ...]:
    """Each article once; two of one text stay, which is then read against itself."""
    distinct = tuple(dict.fromkeys(ids))
    return distinct if len(distinct) > 1 else (ids[0], ids[0])
