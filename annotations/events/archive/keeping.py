"""A found event on its way into a store: its articles in full, what is to be read first ahead."""

from __future__ import annotations

from annotations.articles import Article
from annotations.events.archive.index import Index
from annotations.events.finding.describing import FoundEvent

MOST_KEPT = 50
"""Articles of an event that are kept in a store: nobody reads more side by side."""


def in_reading_order(event: FoundEvent) -> tuple[int, ...]:
    """The articles of an event that are kept, as numbers of the index: the pair to read first leads."""
    return tuple(dict.fromkeys((*event.pair, *event.articles)))[:MOST_KEPT]


def to_keep(index: Index, event: FoundEvent) -> tuple[str, list[Article]] | None:
    """The title and the articles of an event, each text once; None where there is one text alone."""
    found = (index.article(number, whole=True) for number in in_reading_order(event))
    articles = {each.sha256: each for each in found}
    return (index.title(event.pair[0]), list(articles.values())) if len(articles) > 1 else None
