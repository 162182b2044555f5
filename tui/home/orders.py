"""In which order home shows events, and which of them still need somebody."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from msgspec import Struct

from annotations.store.events.overview import EventSummary
from tui.page.events.event_words import dates, event_title

Key = Callable[[EventSummary], object]


class Order(Struct, frozen=True):
    """A name, words for the list of orders, and what events are sorted by, most important first.

    Each key comes with whether it sorts backwards.
    """

    name: str
    words: str
    keys: tuple[tuple[Key, bool], ...]


def _need(summary: EventSummary) -> int:
    """Lost tags come first, then what is begun, what is new, and what is done."""
    if summary.orphans:
        return 0
    if summary.finished:
        return 3
    return 1 if summary.opened or summary.tags or summary.suggestions else 2


_newest: tuple[Key, bool] = (lambda each: each.event.created, True)
_last: tuple[Key, bool] = (lambda each: each.last_at, True)

ORDERS: Mapping[str, Order] = MappingProxyType(
    {
        order.name: order
        for order in (
            Order(
                "to do",
                "lost tags first, then what is begun, what is new, what is done",
                ((_need, False), _last, _newest),
            ),
            Order("newest", "added last first", (_newest,)),
            Order("title", "by title", ((lambda each: event_title(each).casefold(), False),)),
            Order(
                "published",
                "by the first day it was reported, the latest first",
                ((dates, True),),
            ),
            Order("worked on", "worked on last first", (_last, _newest)),
            Order("unread", "least read first", ((lambda each: each.read, False), _newest)),
        )
    }
)
"""All orders by name; the first is that of a home nobody has set otherwise."""

FIRST = "to do"


def ordered(summaries: Iterable[EventSummary], order: str) -> list[EventSummary]:
    """Events in an order, pinned ones before all others."""
    found = list(summaries)
    for key, backwards in reversed(ORDERS[order].keys):
        found.sort(key=key, reverse=backwards)  # type: ignore[arg-type]  # each key gives one type
    found.sort(key=lambda each: not each.event.pinned)
    return found


def next_unfinished(shown: list[EventSummary], at: int, step: int) -> int | None:
    """The index of the next event (or with -1 the previous) that is not finished, around the ends."""
    count = len(shown)
    for distance in range(1, count + 1):
        index = (at + step * distance) % count
        if not shown[index].finished:
            return index
    return None
