"""What is said of an event in a line, and how often which label was given."""

from __future__ import annotations

from pathlib import Path

from annotations.articles.article import Span
from annotations.marks.annotation import SUGGESTED
from annotations.store import Event, Progress, Store
from annotations.store.commands import change, relate, tag, untag
from annotations.store.events import commands
from annotations.store.events.counts import counted_by
from tests.store.events import report, store_of


def claim(store: Store, event: Event, at: int, label: str = "claim", **more: object) -> str:
    """Tag the beginning of an article of an event; returns the annotation's id."""
    article = event.articles[at]
    made = tag(
        article,
        store.article(article),
        Span(0, 8),
        label,
        store.annotator,
        pair=event.id,
        **more,  # type: ignore[arg-type]
    )
    store.do(made)
    return made.edits[0].key


def test_a_summary_names_the_articles_of_an_event_in_order(tmp_path: Path) -> None:
    store, (event, _) = store_of(tmp_path, 3, 2)
    with store:
        first, second = store.overview.summaries()
        assert first.event == event
        assert first.titles == tuple(report(each).title for each in range(3))
        assert first.outlets == ("Outlet 0", "Outlet 1", "Outlet 2")
        assert first.published == ("2026-05-01", "2026-05-02", "2026-05-03")
        assert second.outlets == ("Outlet 3", "Outlet 4")
        assert not first.opened
        assert (first.read, first.tags, first.last_by) == (0.0, 0, "")


def test_a_summary_follows_what_is_said_in_an_event(tmp_path: Path) -> None:
    store, (event, other) = store_of(tmp_path, 3, 2)
    with store:
        one, two = claim(store, event, 0), claim(store, event, 1)
        claim(store, event, 1, "theme")
        claim(store, event, 2, attributes={SUGGESTED: "a program"})
        shown = store.overview.summary(event)
        assert (shown.tags, shown.claims, shown.alone, shown.suggestions) == (3, 2, 2, 1)
        assert shown.last_by == "ann"
        pair = [store.annotation(each) for each in (one, two)]
        assert pair[0] is not None
        assert pair[1] is not None
        tie = relate("agrees", pair[0], pair[1], "ann", event.id)
        store.do(tie)
        assert store.overview.summary(event).alone == 0
        store.undo(event.id)
        assert store.overview.summary(event).alone == 2
        store.redo(event.id)
        (relation,) = store.relations()
        store.do(untag(pair[1], [relation], pair=event.id))
        assert (store.overview.summary(event).claims, store.overview.summary(event).alone) == (1, 1)
        assert store.overview.summary(other).tags == 0


def test_a_partner_in_another_event_is_none_in_this_one(tmp_path: Path) -> None:
    store, (event, other) = store_of(tmp_path, 2, 2)
    with store:
        here, there = (store.annotation(claim(store, each, 0)) for each in (event, other))
        assert here is not None
        assert there is not None
        store.do(relate("contradicts", here, there, "ann", event.id))
        assert [each.alone for each in store.overview.summaries()] == [1, 1]
        store.do(commands.join(event, other))
        assert [each.alone for each in store.overview.summaries()] == [0]


def test_a_summary_says_how_much_is_read_and_who_worked_last(tmp_path: Path) -> None:
    store, (event,) = store_of(tmp_path, 4)
    with store:
        pair = store.pair_of(*event.articles[:2])
        read = dict.fromkeys(event.articles[:2], 1.0)
        store.save_progress(Progress(pair=pair.id, event=event.id, annotator="ann", read=read))
        shown = store.overview.summary(event)
        assert (shown.opened, shown.read, shown.finished) == (True, 0.5, False)
        later = "2099-01-01T00:00:00.000Z"
        store.save_progress(Progress(pair=pair.id, event=event.id, annotator="bea", updated=later))
        shown = store.overview.summary(event)
        assert (shown.read, shown.last_by, shown.last_at) == (0.5, "bea", later)
        everything = dict.fromkeys(event.articles, 1.0)
        store.save_progress(
            Progress(pair=pair.id, event=event.id, annotator="ann", read=everything)
        )
        assert store.overview.summary(event).finished


def test_an_annotation_without_a_place_is_counted(tmp_path: Path) -> None:
    from msgspec.structs import replace

    from annotations.marks.annotation import AnchorState

    store, (event,) = store_of(tmp_path, 2)
    with store:
        mark = store.annotation(claim(store, event, 0))
        assert mark is not None
        store.do(change(mark, replace(mark, state=AnchorState.ORPHAN), pair=event.id))
        assert store.overview.summary(event).orphans == 1
        assert not store.overview.summary(event).finished


def test_labels_are_counted_by_outlet_event_annotator_and_month(tmp_path: Path) -> None:
    store, (one, two) = store_of(tmp_path, 2, 2)
    with store:
        for event, at, label in ((one, 0, "claim"), (one, 0, "claim"), (one, 1, "theme/a")):
            claim(store, event, at, label)
        claim(store, two, 0)
        claim(store, two, 0, attributes={SUGGESTED: "a program"})
        both = commands.new_event((one.articles[0], two.articles[1]))
        store.do(commands.add(both))
        counts = list(store.label_counts())
        assert counted_by(counts, "label") == {("claim",): 3, ("theme/a",): 1}
        assert counted_by(counts, "label", "outlet") == {
            ("claim", "Outlet 0"): 2,
            ("theme/a", "Outlet 1"): 1,
            ("claim", "Outlet 2"): 1,
        }
        assert counted_by(counts, "event", "label") == {
            (one.id, "claim"): 2,
            (both.id, "claim"): 2,
            (one.id, "theme/a"): 1,
            (two.id, "claim"): 1,
        }
        month = store.annotations()[0].created[:7]
        assert counted_by(counts, "annotator", "month") == {("ann", month): 4}
