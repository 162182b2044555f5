"""The words of a whole store: articles with their texts, events, and what people said of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

from msgspec import DecodeError, Struct, field
from msgspec.json import Decoder

from annotations.store.command import Edit
from annotations.store.engine.storage import JournalStorage
from annotations.store.schema import key_reader
from annotations.store.search.word_index import WordIndex, words_of
from annotations.store.serialization import Event

_TABLES = ("events", "articles", "annotations")
Place = tuple[str, str]
"""A table and the key of a document in it."""


class _Kept(Struct):
    """What of a document is searched; a document of each table has some of these."""

    id: str
    title: str = ""
    byline: str = ""
    outlet: str = ""
    published: str = ""
    url: str = ""
    sha256: str = ""
    article: str = ""
    quote: str = ""
    label: str = ""
    note: str = ""
    annotator: str = ""
    attributes: dict[str, str] = field(default_factory=dict)


class _Text(Struct):
    text: str


_kept, _text = Decoder(_Kept).decode, Decoder(_Text).decode


class StoreIndex:
    """Finds events by words of their titles, outlets, texts, notes and annotations.

    It is filled piece by piece by `fill`, on the thread that has the store, and may be asked from
    another one meanwhile: it then answers from what it has so far.
    """

    def __init__(self, storage: JournalStorage) -> None:
        self._storage = storage
        self._words = WordIndex()
        self._number_of: dict[Place, int] = {}
        self._owner: dict[int, str] = {}
        self._waiting: dict[Place, None] = {}
        self._version = 0
        self._placed = -1
        self._known: dict[str, set[int]] = {}
        self._events: Sequence[Event] = ()
        self._event_at: list[int] = []
        self._more_at: dict[int, list[int]] = {}
        for table in _TABLES:
            head = key_reader(table)
            for raw in storage.rows(table):
                self._waiting[table, head(raw)[0].decode(errors="replace")] = None

    @property
    def waiting(self) -> int:
        """How many documents are not in the index yet."""
        return len(self._waiting)

    def fill(self, most: int) -> bool:
        """Take in up to so many documents; whether more wait."""
        self._words.begin()
        try:
            for place in list(self._waiting)[:most]:
                del self._waiting[place]
                self._take(place)
        finally:
            self._words.done()
            self._version += 1
        return bool(self._waiting)

    def follow(self, edits: Iterable[Edit]) -> None:
        """Let go of what edits changed; `fill` takes it in anew."""
        for edit in edits:
            if edit.table in _TABLES:
                place = edit.table, edit.key
                self._owner.pop(self._number_of.pop(place, 0), None)
                self._waiting[place] = None
        self._version += 1

    def matching(self, query: str, events: Sequence[Event]) -> Iterator[Event]:
        """Those of some events in which every word of a query is found, or begins one that is.

        A query without a word matches all. While one is typed on, the words before the last one are
        not looked for again.
        """
        if events is not self._events or self._placed != self._version:
            self._place(events)
        found = [self._events_with(word) for word in words_of(query)]
        if not found:
            return iter(events)
        return (events[number] for number in sorted(set.intersection(*found)))

    def _place(self, events: Sequence[Event]) -> None:
        """Work out to which events, by their places in a list, each number in the index belongs."""
        self._events, self._placed = events, self._version
        self._known = {}
        having: dict[str, list[int]] = {}
        for number, event in enumerate(events):
            for key in (event.id, *event.articles):
                having.setdefault(key, []).append(number)
        self._event_at = [-1] * (self._words.count + 1)
        self._more_at = {}
        for at, owner in list(self._owner.items()):
            first, *more = having.get(owner, (-1,))
            self._event_at[at] = first
            if more:
                self._more_at[at] = more

    def _events_with(self, word: str) -> set[int]:
        """The places of the events in which a word is found."""
        known = self._known.get(word)
        if known is None:
            size = len(self._event_at)
            numbers = [each for each in self._words.having(word) if each < size]
            known = set(map(self._event_at.__getitem__, numbers))
            if self._more_at:
                for at in self._more_at.keys() & numbers:
                    known.update(self._more_at[at])
            known.discard(-1)
            self._known[word] = known
        return known

    def _take(self, place: Place) -> None:
        table, key = place
        raw = self._storage.raw(table, key)
        if raw is None:
            return
        with suppress(DecodeError):  # edited by hand: `crossread check` tells of it
            kept = _kept(raw)
            parts = [kept.title, kept.byline, kept.outlet, kept.published, kept.url]
            parts += [kept.quote, kept.label, kept.note, kept.annotator, *kept.attributes.values()]
            text = self._storage.raw("texts", kept.sha256) if kept.sha256 else None
            if text is not None:
                parts.append(_text(text).text)
            number = self._words.add("\n".join(filter(None, parts)))
            self._number_of[place] = number
            self._owner[number] = kept.article or key
