"""A session of an event: whichever two of its articles are shown, undo and progress are its own."""

from __future__ import annotations

from pathlib import Path

from annotations.alignment.link import Alignment, Link, Origin
from annotations.articles.article import Span
from annotations.store import Event, Store
from annotations.store.commands import decide, tag
from annotations.store.events import commands
from tests.store.events import store_of
from tui.page.caret import Caret, Side
from tui.session.keeper import Keeper
from tui.session.open_pair import either_way, stored_pair
from tui.session.read_shares import furthest, share
from tui.session.session import Session


def begun(directory: Path) -> tuple[Store, Event, Session]:
    """A store with an event of four, and a session of its first two articles."""
    store, (event,) = store_of(directory, 4)
    return store, event, Session(store, store.pair_of(*event.articles[:2]), event)


def turned(session: Session, store: Store, left: str, right: str) -> Session:
    """The session, turned to two articles of its event."""
    session.turn(stored_pair(store, either_way(store, left, right)))
    return session


def test_other_articles_of_the_event_are_shown_with_the_page_as_it_was(tmp_path: Path) -> None:
    store, event, session = begun(tmp_path)
    with store:
        session.view["packed"] = True
        other = turned(session, store, event.articles[0], event.articles[3])
        assert other.article_ids == (event.articles[0], event.articles[3])
        assert other.event == event
        assert other.history == event.id
        assert other.setting("packed") is True
        assert not other.aligned
        assert len(store.pairs_of(event)) == 2


def test_what_is_done_on_either_pair_is_undone_in_one_history(tmp_path: Path) -> None:
    store, event, session = begun(tmp_path)
    with store:
        other = turned(session, store, event.articles[2], event.articles[3])
        article = event.articles[2]
        store.do(
            tag(article, store.article(article), Span(0, 6), "claim", "ann", pair=other.history)
        )
        link = Link(0, 1, 1.0, Origin.MANUAL)
        first = store.pair_of(*event.articles[:2])
        store.do(decide(first.id, link, history=session.history))
        undone = [store.undo(event.id), store.undo(event.id)]
        assert [each.title if each else "" for each in undone] == [
            "link 1–2",
            "tag claim ‘Report’",
        ]


def test_a_tag_on_an_article_is_seen_beside_every_other(tmp_path: Path) -> None:
    store, event, session = begun(tmp_path)
    with store:
        first = event.articles[0]
        command = tag(first, store.article(first), Span(0, 6), "claim", "ann", pair=event.id)
        store.do(command)
        session.apply(command.edits)
        for each in event.articles[1:]:
            shown = turned(session, store, first, each)
            assert [mark.quote for mark in shown.annotations()] == ["Report"]


def test_an_alignment_is_kept_for_each_pair_of_the_event(tmp_path: Path) -> None:
    store, event, session = begun(tmp_path)
    with store:
        other = turned(session, store, event.articles[0], event.articles[2])
        store.save_alignment(other.pair.id, Alignment.of([Link(0, 0, 0.9)]))
        again = turned(session, store, event.articles[0], event.articles[2])
        assert again.aligned
        assert len(again.alignment.links) == 1


def test_the_session_follows_changes_of_its_event(tmp_path: Path) -> None:
    store, event, session = begun(tmp_path)
    with store:
        command = commands.rename(event, "Another title")
        session.apply(command.edits)
        assert session.event.title == "Another title"
        session.apply(command.inverse().edits)
        assert session.event == event


def test_the_place_and_what_was_read_are_kept_for_the_event(tmp_path: Path) -> None:
    store, event, session = begun(tmp_path)
    with store:
        end = session.articles[0].blocks[-1].start
        keeper = Keeper(store, session, lambda message: None)
        keeper.keep_place(Caret(Side.LEFT, end))
        keeper.close()
        again = Session(store, session.pair, event)
        assert again.progress is not None
        assert (again.progress.side, again.progress.offset) == ("left", end)
        assert again.read == dict.fromkeys(event.articles[:2], 1.0)
        read = dict(again.read)
        assert turned(again, store, event.articles[1], event.articles[2]).read == read
        assert store.overview.summary(event).read == 0.5


def test_what_was_read_never_becomes_less(tmp_path: Path) -> None:
    store, event, session = begun(tmp_path)
    with store:
        session.read[event.articles[0]] = 0.9
        found = furthest(session, Caret(Side.LEFT, 0))
        assert found[event.articles[0]] == 0.9
        assert 0 < found[event.articles[1]] < 1
        assert share(session.articles[0], 1) == 1.0
