"""How often which label was given: by outlet, event, annotator and month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import DecodeError, Struct, field
from msgspec.json import Decoder

from annotations.marks.annotation import SUGGESTED
from annotations.store.engine.encoding import decode
from annotations.store.engine.storage import JournalStorage
from annotations.store.schema import key_reader

Dimension = Literal["label", "outlet", "event", "annotator", "month"]


class LabelCount(Struct, frozen=True, kw_only=True):
    """How often an annotator gave a label on one article in one month (`2026-05`, in UTC).

    `events` are the ids of all events that the article is in.
    """

    label: str
    article: str
    outlet: str
    events: tuple[str, ...]
    annotator: str
    month: str
    count: int


class _Mark(Struct):
    label: str
    article: str
    annotator: str = ""
    created: str = ""
    attributes: dict[str, str] = field(default_factory=dict)


_mark = Decoder(_Mark).decode
_key = key_reader("events")


def label_counts(storage: JournalStorage) -> Iterator[LabelCount]:
    """All annotations counted, suggestions aside; one pass over them, a lookup per article."""
    counts: Counter[tuple[str, str, str, str]] = Counter()
    for raw in storage.rows("annotations"):
        try:
            mark = _mark(raw)
        except DecodeError:  # edited by hand: `crossread check` tells of it
            continue
        if SUGGESTED not in mark.attributes:
            counts[mark.label, mark.article, mark.annotator, mark.created[:7]] += 1
    events = storage.rows("events")
    places: dict[str, tuple[str, tuple[str, ...]]] = {}
    for (label, article, annotator, month), count in counts.items():
        if article not in places:
            about = storage.raw("articles", article)
            numbers = events.having(article)
            places[article] = (
                "" if about is None else str(decode(about).get("outlet", "")),
                tuple(_key(events.documents[number])[0].decode() for number in numbers),
            )
        outlet, ids = places[article]
        yield LabelCount(
            label=label,
            article=article,
            outlet=outlet,
            events=ids,
            annotator=annotator,
            month=month,
            count=count,
        )


def counted_by(counts: Iterable[LabelCount], *by: Dimension) -> dict[tuple[str, ...], int]:
    """Sums over all other dimensions: `counted_by(counts, "label", "outlet")`.

    An annotation whose article is in several events counts in each of them, by `event`, and in one
    of no event under "".
    """
    sums: Counter[tuple[str, ...]] = Counter()
    for each in counts:
        for event in (each.events or ("",)) if "event" in by else ("",):
            key = tuple(event if name == "event" else getattr(each, name) for name in by)
            sums[key] += each.count
    return dict(sums)
