"""Articles are added to an event, and several events removed, in one step that can be undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations.errors import StoreError
from annotations.store.events.count_table import count_table
from annotations.store.events.counts import LabelCount
from tests.store.events import report, store_of


def test_articles_come_to_an_event_once_and_undo_takes_them_back(tmp_path: Path) -> None:
    store, (event, other) = store_of(tmp_path, 2, 2)
    with store:
        known = store.article(other.articles[0])
        store.do(store.extension(event.id, [report(8), report(8), known, report(9)]))
        now = store.event(event.id).articles
        assert now[:2] == event.articles and now[3] == other.articles[0] and len(now) == 5
        assert store.article(now[2]).title == report(8).title
        with pytest.raises(StoreError, match="has these articles already"):
            store.extension(event.id, [report(8)])
        store.undo("")
        assert store.event(event.id) == event
        assert len(store.articles()) == 4
        assert not list(store.check())


def test_events_that_share_articles_are_removed_together(tmp_path: Path) -> None:
    store, (event, other) = store_of(tmp_path, 2, 2)
    with store:
        store.do(store.extension(event.id, [store.article(other.articles[0])]))
        command = store.removals([event.id, other.id, event.id])
        assert command.title == "remove 2 events"
        store.do(command)
        assert not store.events() and not store.articles() and not list(store.check())
        store.undo("")
        assert {each.id for each in store.events()} == {event.id, other.id}


def test_a_table_of_counts_ranks_lines_and_labels_and_names_events() -> None:
    def count(label: str, month: str, number: int, *events: str) -> LabelCount:
        return LabelCount(
            label=label,
            article="a",
            outlet="Post",
            events=events,
            annotator="ada",
            month=month,
            count=number,
        )

    counts = [count("claim", "2026-02", 2, "e", "f"), count("source", "2026-01", 5, "f")]
    table = count_table(counts, "event", {"e": "Dam", "f": "Fire"})
    assert (table.lines, table.labels, table.total) == (("Fire", "Dam"), ("source", "claim"), 7)
    assert (table.sum_of("Fire"), table.cells["Dam", "claim"]) == (7, 2)
    assert count_table(counts, "month").lines == ("2026-01", "2026-02")
    by_label = count_table(counts, "label")
    assert (by_label.lines, by_label.labels) == (("source", "claim"), ("all",))
