"""Articles and events that the tests of events share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from annotations.articles.article import Article
from annotations.store import Event, Store
from tests.store.support import article

PLACES = ("quay", "station", "school", "market", "tower", "museum")


def report(number: int) -> Article:
    """One of any number of reports, each another text of two paragraphs."""
    place = PLACES[number % len(PLACES)]
    return article(
        f"Report {number} says the {place} closed on Friday.\n\nNobody was hurt there, it says.",
        title=f"The {place} {number}",
        outlet=f"Outlet {number}",
        published=f"2026-05-{number % 28 + 1:02}",
        source=f"{number}.txt",
    )


def store_of(directory: Path, *sizes: int, **options: Any) -> tuple[Store, tuple[Event, ...]]:
    """A store of events of as many articles, no article in two of them."""
    options.setdefault("annotator", "ann")
    store = Store.open(directory / "annotations.json", **options)
    first, sets = 0, []
    for number, size in enumerate(sizes):
        sets.append((f"Event {number}", [report(first + each) for each in range(size)]))
        first += size
    return store, store.add_events(sets)


def state(store: Store) -> dict[str, dict[str, dict[str, Any]]]:
    """All documents of a store by table and key, those aside that no command makes."""
    return {
        table: {str(each["id"]): each for each in store.documents(table)}
        for table in store.tables()
        if table not in ("history", "meta", "progress")
    }
