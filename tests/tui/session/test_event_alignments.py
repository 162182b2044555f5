"""Alignments of an event's pairs are made when they are first needed, beside the reader, and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from annotations.alignment import Alignment
from annotations.alignment.link import Link, Origin
from annotations.errors import CrossreadError, StoreError
from annotations.store import Event, Store
from annotations.store.commands import decide
from annotations.store.events import commands
from tests.store.events import store_of
from tui.session import event_alignments
from tui.session.event_alignments import Ends, EventAlignments, turned
from tui.session.keeper import Keeper
from tui.session.session import Session


class Desk:
    """An event of four on a desk whose workers work when they are told to, in this thread."""

    def __init__(self, directory: Path) -> None:
        self.store, (self.event,) = store_of(directory, 4)
        self.keeper = Keeper(self.store, self.session(), lambda message: None)
        self.told: list[Ends] = []
        self.begun: list[tuple[Callable[[], Any], Callable[[Any], object]]] = []
        self.known = self.alignments(self.event)

    def session(self) -> Session:
        return Session(self.store, self.store.pair_of(*self.event.articles[:2]), self.event)

    def alignments(self, event: Event) -> EventAlignments:
        return EventAlignments(
            event,
            self.keeper.asked,
            lambda work, then: self.begun.append((work, then)),
            lambda ends, found: self.told.append(ends),
        )

    def work(self) -> None:
        """Let the workers do all there is to do."""
        while self.begun:
            work, then = self.begun.pop(0)
            then(work())


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    desk.keeper.close()
    desk.store.close()


def test_an_alignment_is_made_when_it_is_first_needed_and_kept(desk: Desk) -> None:
    one, _, three, _ = desk.event.articles
    assert desk.known.between(one, three) is None
    desk.work()
    found = desk.known.between(one, three)
    assert found is not None
    assert found.links
    assert desk.told == [(one, three)]
    pair = desk.store.pair_between(one, three)
    assert pair is not None
    assert desk.store.alignment(pair.id) == found
    assert desk.known.between(three, one) == turned(found)


def test_a_kept_alignment_is_not_made_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = desk.event.articles[:2]
    kept = Alignment.of([Link(0, 1, 0.75)])
    desk.store.save_alignment(desk.store.pair_of(one, two).id, kept)
    monkeypatch.setattr(event_alignments, "align_in_process", lambda *given: pytest.fail("made"))
    desk.known.between(one, two)
    desk.work()
    assert desk.known.between(one, two) == kept


def test_one_pair_is_made_at_a_time_the_one_asked_for_last_first(desk: Desk) -> None:
    articles = desk.event.articles
    desk.known.want_all()
    assert desk.known.left == 6
    assert len(desk.begun) == 1
    desk.known.between(articles[2], articles[3])
    desk.work()
    assert desk.told[:2] == [(articles[0], articles[1]), (articles[2], articles[3])]
    assert len(desk.told) == len(set(desk.told)) == 6
    assert desk.known.left == 0
    assert len(desk.store.pairs_of(desk.event)) == 6


def test_a_persons_word_on_a_link_is_followed(desk: Desk) -> None:
    one, two = desk.event.articles[:2]
    desk.known.between(one, two)
    desk.work()
    pair = desk.store.pair_of(one, two)
    command = decide(pair.id, Link(1, 0, 1.0, Origin.MANUAL), history=desk.event.id)
    desk.store.do(command)
    desk.known.follow(command.edits)
    assert desk.known.between(one, two) is None
    desk.work()
    found = desk.known.between(one, two)
    assert found is not None
    assert Link(1, 0, 1.0, Origin.MANUAL) in found.links


def test_a_reordered_event_and_a_changed_text_are_followed(desk: Desk) -> None:
    one, two = desk.event.articles[:2]
    desk.known.between(one, two)
    desk.work()
    desk.known.follow(commands.reorder(desk.event, desk.event.articles[::-1]).edits)
    assert desk.known.between(one, two) is None
    desk.work()
    assert desk.told[-1] == (two, one)
    article = desk.store.article(one)
    update = desk.store.update_text(one, article, pair=desk.event.id)
    desk.known.follow(update.command.edits)
    assert desk.known.between(one, two) is None


def test_what_cannot_be_aligned_is_told_and_the_rest_goes_on(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*given: object) -> Alignment:
        raise CrossreadError("no memory left")

    articles = desk.event.articles
    with monkeypatch.context() as patch:
        patch.setattr(event_alignments, "align_in_process", fail)
        desk.known.between(articles[0], articles[1])
        desk.work()
    assert "no memory" in str(desk.known.failure(articles[0], articles[1]))
    desk.known.between(articles[0], articles[1])
    desk.known.between(articles[0], articles[2])
    desk.work()
    assert desk.known.failure(articles[0], articles[1]) is None
    assert len(desk.told) == 2


def test_a_store_that_may_not_be_written_keeps_nothing(tmp_path: Path) -> None:
    store, (event,) = store_of(tmp_path, 3)
    pair = store.pair_of(*event.articles[:2])
    store.close()
    with Store.open(store.path, read_only=True) as store:
        keeper = Keeper(store, Session(store, pair, event), lambda message: None)
        made = event_alignments._made(keeper.asked, (event.articles[0], event.articles[2]))
        assert isinstance(made[2], Alignment)
        assert len(store.pairs()) == 1
        keeper.close()


def test_a_question_to_a_closed_store_is_answered_in_a_line(desk: Desk) -> None:
    desk.keeper.close()
    with pytest.raises(StoreError, match="closed"):
        desk.keeper.asked(lambda store: store.events())


def test_a_question_raises_what_the_store_does(desk: Desk) -> None:
    with pytest.raises(StoreError, match="no event 'x'"):
        desk.keeper.asked(lambda store: store.event("x"))
