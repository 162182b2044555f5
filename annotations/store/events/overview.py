"""What home shows of an event: its outlets and dates, how far it is read and annotated, by whom.

What is counted of an article is kept until something of it changes, so that ten thousand events are
counted once, and after a change one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress

from msgspec import DecodeError, Struct, field
from msgspec.json import Decoder

from annotations.marks.annotation import SUGGESTED, AnchorState, RelationKind
from annotations.store.engine.storage import JournalStorage
from annotations.store.engine.tables import RowChange
from annotations.store.schema import key_reader
from annotations.store.serialization import Event, event_from_json, relation_from_json

READ = 0.99
"""Share of its articles from which an event counts as read to the end."""

_BETWEEN_CLAIMS = frozenset(RelationKind) - {RelationKind.ATTRIBUTED_TO}


class EventSummary(Struct, frozen=True, kw_only=True):
    """An event, and what can be said of it in a line.

    `titles`, `outlets` and `published` are those of its articles, in order, "" where unknown.
    `read` is the mean share (0 to 1) of its articles that this annotator has read; `opened` says
    whether they ever did. `tags` counts the annotations of all annotators, `claims` those of them
    that are claims, `alone` the claims that no relation ties to a claim of another article of the
    event, `orphans` the annotations that lost their place; `suggestions` wait to be accepted and are
    in none of the others. `last_by` worked on it last, at `last_at` (UTC); both "" for nobody.
    """

    event: Event
    titles: tuple[str, ...]
    outlets: tuple[str, ...]
    published: tuple[str, ...]
    read: float = 0.0
    opened: bool = False
    tags: int = 0
    claims: int = 0
    alone: int = 0
    orphans: int = 0
    suggestions: int = 0
    last_by: str = ""
    last_at: str = ""

    @property
    def finished(self) -> bool:
        """Whether it is read, every claim has a partner, and every annotation its place."""
        return self.read >= READ and not (self.alone or self.orphans or self.suggestions)


class _About(Struct):
    """What an article is, without its blocks."""

    title: str = ""
    outlet: str = ""
    published: str = ""


class _Mark(Struct):
    """What is counted of an annotation."""

    id: str
    label: str = ""
    annotator: str = ""
    updated: str = ""
    state: str = ""
    attributes: dict[str, str] = field(default_factory=dict)


class _Stop(Struct):
    """What is read of where somebody stopped."""

    pair: str
    annotator: str
    event: str = ""
    updated: str = ""
    read: dict[str, float] = field(default_factory=dict)


class _Tally(Struct):
    """What was counted on one article; of each claim, the articles of the claims it is tied to."""

    tags: int = 0
    orphans: int = 0
    suggestions: int = 0
    partners: list[frozenset[str]] = field(default_factory=list)
    last: tuple[str, str] = ("", "")


_about, _mark, _stop = Decoder(_About).decode, Decoder(_Mark).decode, Decoder(_Stop).decode
_head_of_mark, _head_of_tie = key_reader("annotations"), key_reader("relations")


class EventOverview:
    """Sums up the events of one store for one annotator; follows what changes."""

    def __init__(self, storage: JournalStorage, annotator: str) -> None:
        self._storage = storage
        self._annotator = annotator
        self._articles: dict[str, _About] = {}
        self._tallies: dict[str, _Tally] = {}
        storage.watch(self._forget)

    def summaries(self, events: Iterable[Event] | None = None) -> Iterator[EventSummary]:
        """Each event summed up: of all events, in the order they came, or of those given."""
        if events is None:
            events = map(event_from_json, self._storage.rows("events"))
        return map(self.summary, events)

    def summary(self, event: Event) -> EventSummary:
        """One event summed up."""
        articles = tuple(dict.fromkeys(event.articles))
        about = [self._about(each) for each in event.articles]
        tallies = {each: self._tally(each) for each in articles}
        stops = self._stops(event.id)
        mine = next((each for each in stops if each.annotator == self._annotator), None)
        last = max(
            [each.last for each in tallies.values()]
            + [(each.updated, each.annotator) for each in stops]
        )
        inside = frozenset(articles)
        alone = sum(
            not (partners & inside - {key})
            for key, tally in tallies.items()
            for partners in tally.partners
        )
        return EventSummary(
            event=event,
            titles=tuple(each.title for each in about),
            outlets=tuple(each.outlet for each in about),
            published=tuple(each.published for each in about),
            read=sum(mine.read.get(each, 0.0) for each in articles) / len(articles)
            if mine
            else 0.0,
            opened=mine is not None,
            tags=sum(each.tags for each in tallies.values()),
            claims=sum(len(each.partners) for each in tallies.values()),
            alone=alone,
            orphans=sum(each.orphans for each in tallies.values()),
            suggestions=sum(each.suggestions for each in tallies.values()),
            last_by=last[1],
            last_at=last[0],
        )

    def _about(self, article: str) -> _About:
        found = self._articles.get(article)
        if found is None:
            raw = self._storage.raw("articles", article)
            found = _About()
            if raw is not None:
                with suppress(DecodeError):  # edited by hand: `crossread check` tells of it
                    found = _about(raw)
            self._articles[article] = found
        return found

    def _tally(self, article: str) -> _Tally:
        found = self._tallies.get(article)
        if found is None:
            found = self._tallies[article] = self._counted(article)
        return found

    def _counted(self, article: str) -> _Tally:
        tally, rows = _Tally(), self._storage.rows("annotations")
        for number in rows.having(article):
            try:
                mark = _mark(rows.documents[number])
            except DecodeError:
                continue
            if SUGGESTED in mark.attributes:
                tally.suggestions += 1
                continue
            tally.tags += 1
            tally.orphans += mark.state == AnchorState.ORPHAN
            tally.last = max(tally.last, (mark.updated, mark.annotator))
            if mark.label == "claim" or mark.label.startswith("claim/"):
                tally.partners.append(frozenset(self._partners(mark.id)))
        return tally

    def _partners(self, claim: str) -> Iterator[str]:
        """Articles of the claims that a claim is tied to; a suggested relation ties nothing."""
        rows = self._storage.rows("relations")
        for number in rows.having(claim):
            relation = relation_from_json(rows.documents[number])
            if relation.kind in _BETWEEN_CLAIMS and not relation.suggested:
                other = self._storage.raw("annotations", relation.other_end(claim))
                if other is not None:
                    yield _head_of_mark(other)[1].decode()

    def _stops(self, event: str) -> list[_Stop]:
        """Where each annotator stopped in an event."""
        rows = self._storage.rows("progress")
        found: list[_Stop] = []
        for number in rows.having(event):
            with suppress(DecodeError):
                found.append(_stop(rows.documents[number]))
        return [each for each in found if (each.event or each.pair) == event]

    def _forget(self, changes: list[RowChange]) -> None:
        """Count anew, when it is asked for, what a change may have changed."""
        for table, _, before, after in changes:
            for raw in (before, after):
                if raw is None:
                    continue
                if table == "annotations":
                    self._tallies.pop(_head_of_mark(raw)[1].decode(), None)
                elif table == "relations":
                    for end in _head_of_tie(raw)[1:]:
                        mark = self._storage.raw("annotations", end.decode())
                        if mark is not None:
                            self._tallies.pop(_head_of_mark(mark)[1].decode(), None)
                elif table == "articles":
                    self._articles.pop(key_reader("articles")(raw)[0].decode(), None)
