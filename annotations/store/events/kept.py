"""Events in a store, read back, and the commands that remove some or add articles to one."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from hashlib import sha256

from msgspec.structs import replace

from annotations.articles.article import Article
from annotations.errors import StoreError
from annotations.store.command import Command, Edit
from annotations.store.engine.storage import JournalStorage
from annotations.store.events.commands import event_edit, event_name
from annotations.store.pairs import StoredPairs
from annotations.store.schema import key_reader
from annotations.store.serialization import (
    Event,
    article_to_document,
    event_from_json,
    text_to_document,
)


class StoredEvents:
    """The events of one store."""

    def __init__(self, storage: JournalStorage, pairs: StoredPairs) -> None:
        self.storage = storage
        self.pairs = pairs

    def event(self, key: str) -> Event:
        """The event of an id; StoreError for an unknown one."""
        raw = self.storage.raw("events", key)
        if raw is None:
            raise StoreError(f"{self.storage.path}: there is no event {key!r}")
        return event_from_json(raw)

    def events(self) -> tuple[Event, ...]:
        """All events, in the order they came."""
        return tuple(map(event_from_json, self.storage.rows("events")))

    def having(self, article: str) -> tuple[Event, ...]:
        """The events that an article is in."""
        rows = self.storage.rows("events")
        return tuple(event_from_json(rows.documents[number]) for number in rows.having(article))

    def made_of(self, articles: Sequence[str]) -> Event | None:
        """The event of exactly these articles: in this order, else (of three and more) in any."""
        found = self.having(articles[0])
        wanted = tuple(articles)
        for event in found:
            if event.articles == wanted:
                return event
        if len(wanted) > 2:
            return next((each for each in found if set(each.articles) == set(wanted)), None)
        return None

    def holding(self, articles: Sequence[str]) -> Event | None:
        """The event of exactly these articles, else the first that has them all."""
        found = self.having(articles[0])
        return self.made_of(articles) or next(
            (
                each
                for each in found
                if set(articles) <= set(each.articles) and len(set(articles)) > 1
            ),
            None,
        )

    def free_id(self, articles: Sequence[str], taken: Container[str] = ()) -> str:
        """Taken from the articles, so that two stores give one event one id; never one in use.

        An event of two has the id of its pair.
        """
        stem = key = sha256(" ".join(articles).encode()).hexdigest()[:16]
        count = 0
        while key in taken or self.storage.raw("events", key) is not None:
            count += 1
            key = f"{stem}-{count}"
        return key

    def removals(self, events: Sequence[Event], *, history: str = "") -> Command:
        """The command that removes events, and what only they have; see `Store.removals`."""
        going = {event.id for event in events}
        alone = [
            each
            for each in dict.fromkeys(article for event in events for article in event.articles)
            if all(other.id in going for other in self.having(each))
        ]
        edits = [event_edit(event, None) for event in events]
        for table, key in self._belongings(alone):
            edits.append(Edit(table, key, self.storage.document(table, key), None))
        what = event_name(events[0]) if len(events) == 1 else f"{len(events):,} events"
        return Command(f"remove {what}", tuple(edits), history)

    def extension(self, event: Event, articles: Iterable[Article], *, history: str = "") -> Command:
        """The command that keeps articles and adds them to an event; see `Store.extension`."""
        edits: list[Edit] = []
        ids: dict[str, None] = dict.fromkeys(event.articles)
        made: dict[str, str] = {}
        for article in articles:
            digest = article.sha256
            key = self.pairs.article_with(digest) or made.get(digest)
            if key is None:
                key = made[digest] = self.pairs.free_id(digest, made.values())
                edits.append(Edit("articles", key, None, article_to_document(key, article)))
                if not self.pairs.has_text(digest):
                    edits.append(Edit("texts", digest, None, text_to_document(article)))
            ids[key] = None
        after = replace(event, articles=tuple(ids))
        new = len(ids) - len(dict.fromkeys(event.articles))
        if not new:
            raise StoreError(f"nothing was added: {event_name(event)} has these articles already")
        edits.append(event_edit(event, after))
        many = f"{new} articles" if new > 1 else "an article"
        return Command(f"add {many} to {event_name(event)}", tuple(edits), history)

    def _belongings(self, articles: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Tables and keys of some articles and of all that would dangle without them, each once."""
        found: dict[tuple[str, str], None] = {}
        for article in articles:
            for mark in self._keys("annotations", article):
                found |= {("relations", key): None for key in self._keys("relations", mark)}
                found["annotations", mark] = None
            found |= {("rejections", key): None for key in self._keys("rejections", article)}
            for pair in self._keys("pairs", article):
                found |= {("links", key): None for key in self._keys("links", pair)}
                if self.storage.raw("alignments", pair) is not None:
                    found["alignments", pair] = None
                found["pairs", pair] = None
            digest = str((self.storage.document("articles", article) or {}).get("sha256"))
            found["articles", article] = None
            others = [each for each in self._keys("articles", digest) if each not in articles]
            if not others and self.storage.raw("texts", digest) is not None:
                found["texts", digest] = None
        yield from found

    def _keys(self, table: str, value: str) -> Iterator[str]:
        """Keys of the documents of a table that name a value."""
        rows, head = self.storage.rows(table), key_reader(table)
        for number in rows.having(value):
            yield head(rows.documents[number])[0].decode()
