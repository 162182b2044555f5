"""Events: made, found again, changed, joined, split and removed, and all of it undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations.articles.article import Span
from annotations.errors import StoreError
from annotations.store import Command, Store
from annotations.store.commands import relate, tag
from annotations.store.events import commands
from tests.store.events import report, state, store_of
from tests.store.support import LEFT, RIGHT, article, opened, tagged


def test_an_event_has_its_articles_in_order_and_is_found_again(tmp_path: Path) -> None:
    store, (event,) = store_of(tmp_path, 4)
    with store:
        assert [store.article(each).title for each in event.articles] == [
            report(number).title for number in range(4)
        ]
        assert store.add_event(report(number) for number in range(4)) == event
        assert store.add_event(report(number) for number in (3, 1, 0, 2)) == event
        assert len(store.articles()) == 4
    with Store.open(store.path) as store:
        assert store.events() == (event,)
        assert store.event(event.id) == event


def test_a_pair_makes_an_event_of_two_or_is_read_in_one_that_has_both(tmp_path: Path) -> None:
    store, (event,) = store_of(tmp_path, 3)
    with store:
        inside = store.add_pair(report(0), report(2))
        assert store.event_of(inside) == event
        alone = store.add_pair(report(0), report(7))
        made = store.event_of(alone)
        assert made.articles == (alone.left, alone.right)
        assert made.id == alone.id
        assert store.events() == (event, made)
        assert store.add_pair(report(0), report(7)) == alone
        assert store.events(article=alone.left) == (event, made)


def test_a_pair_of_an_event_is_made_once_when_it_is_needed(tmp_path: Path) -> None:
    store, (event,) = store_of(tmp_path, 3)
    with store:
        assert store.pairs_of(event) == ()
        pair = store.pair_of(event.articles[0], event.articles[2])
        assert store.pair_of(event.articles[0], event.articles[2]) == pair
        assert store.pairs_of(event) == (pair,)
        assert store.events() == (event,)
        with pytest.raises(StoreError, match="no article 'nowhere'"):
            store.pair_of(event.articles[0], "nowhere")


def test_what_is_said_of_an_article_is_seen_in_every_event_and_pair(tmp_path: Path) -> None:
    store, (event,) = store_of(tmp_path, 3)
    with store:
        pair = store.add_pair(report(0), report(9))
        other = store.event_of(pair)
        command = tag(pair.left, report(0), Span(0, 6), "claim", "ann", pair=event.id)
        store.do(command)
        (mark,) = store.annotations(event=event.id)
        assert store.annotations(event=other.id) == store.annotations(pair=pair.id) == (mark,)
        store.do(tag(pair.right, report(9), Span(0, 6), "claim", "ann", pair=other.id))
        there = store.annotations(article=pair.right)[0]
        store.do(relate("agrees", mark, there, "ann", other.id))
        assert len(store.relations(event=other.id)) == 1
        assert store.relations(event=event.id) == ()
        assert store.next_undo(event.id) == command.title


def test_each_command_on_an_event_is_undone_and_done_again(tmp_path: Path) -> None:
    store, (one, two) = store_of(tmp_path, 4, 2)
    first, second, third, fourth = one.articles
    steps: list[Command] = [
        commands.rename(one, "  The\x1b[31m bridge\n"),
        commands.pin(one),
        commands.archive(one),
        commands.put_article(one, two.articles[0], at=1),
        commands.take_article(one, second),
        commands.move_article(one, fourth, 0),
        commands.reorder(one, (third, second, first, fourth)),
        commands.join(one, two),
        commands.split(one, (fourth, second), "The other"),
        commands.add(commands.new_event((first, two.articles[1]), "New")),
        store.removal(one.id),
    ]
    with store:
        before = state(store)
        for command in steps:
            store.do(command)
            after = state(store)
            assert after != before, command.title
            assert store.next_undo("") == command.title
            assert list(store.check()) == []
            store.undo("")
            assert state(store) == before, command.title
            store.redo("")
            assert state(store) == after, command.title
            store.undo("")


def test_the_commands_do_what_they_are_called(tmp_path: Path) -> None:
    store, (one, two) = store_of(tmp_path, 4, 2)
    a, b, c, d = one.articles
    with store:
        store.do(commands.rename(one, "  The\x1b[31m bridge\n"))
        assert store.event(one.id).title == "The [31m bridge"
        store.do(commands.put_article(store.event(one.id), two.articles[0], at=1))
        assert store.event(one.id).articles == (a, two.articles[0], b, c, d)
        store.do(commands.move_article(store.event(one.id), d, 0))
        assert store.event(one.id).articles == (d, a, two.articles[0], b, c)
        store.do(commands.split(store.event(one.id), (c, d), "Apart"))
        assert store.event(one.id).articles == (a, two.articles[0], b)
        apart = store.events()[-1]
        assert (apart.title, apart.articles) == ("Apart", (d, c))
        store.do(commands.join(store.event(one.id), two, apart))
        assert store.events() == (store.event(one.id),)
        assert store.event(one.id).articles == (a, two.articles[0], b, two.articles[1], d, c)


def test_a_removed_event_takes_along_what_only_it_has(tmp_path: Path) -> None:
    store, (event,) = store_of(tmp_path, 3)
    with store:
        shared, mine, _ = event.articles
        other = store.add_event([report(0), report(8)])
        pair = store.pair_of(shared, mine)
        for key, number in ((shared, 0), (mine, 1)):
            store.do(tag(key, report(number), Span(0, 6), "claim", "ann", pair=event.id))
        kept, gone = (store.annotations(article=each)[0] for each in (shared, mine))
        store.do(relate("agrees", kept, gone, "ann", event.id))
        before = state(store)
        store.do(store.removal(event.id))
        assert store.events() == (other,)
        assert store.articles() == other.articles
        assert store.annotations() == (kept,)
        assert store.relations() == ()
        assert pair not in store.pairs()
        assert len(list(store.documents("texts"))) == 2
        assert list(store.check()) == []
        store.undo("")
        assert state(store) == before


def test_what_is_no_event_is_refused_in_a_line(tmp_path: Path) -> None:
    store, (one, two) = store_of(tmp_path, 3, 2)
    with store:
        for articles in ([], [report(0)]):
            with pytest.raises(StoreError, match="an event has two or more articles"):
                store.add_event(articles)
        with pytest.raises(StoreError, match="these 3 are one text"):
            store.add_event([report(0)] * 3)
        with pytest.raises(StoreError, match="fewer than two articles; remove the event instead"):
            commands.take_article(two, two.articles[0])
        with pytest.raises(StoreError, match="has this article already"):
            commands.put_article(one, one.articles[1])
        with pytest.raises(StoreError, match="both events need two"):
            commands.split(one, one.articles[:2])
        with pytest.raises(StoreError, match="other articles"):
            commands.reorder(one, one.articles[:2])
        with pytest.raises(StoreError, match="no event 'nowhere'"):
            store.event("nowhere")
        with pytest.raises(StoreError, match="its article nowhere is missing"):
            store.do(commands.put_article(one, "nowhere"))
        assert store.events() == (one, two)


def test_a_text_comes_into_an_event_once(tmp_path: Path) -> None:
    store, (event,) = store_of(tmp_path, 2)
    with store:
        assert store.add_event([report(0), report(1), report(0)]) == event
        itself = store.add_event([report(0), report(0)])
        assert itself.articles == (event.articles[0],) * 2
        assert list(store.check()) == []
        pair = store.add_pair(report(0), report(0))
        assert store.event_of(pair) == itself


def test_an_event_of_sixty_articles_is_one_as_any(tmp_path: Path) -> None:
    store, (event,) = store_of(tmp_path, 60)
    with store:
        moved = commands.move_article(event, event.articles[-1], 0)
        store.do(moved)
        assert store.event(event.id).articles[0] == event.articles[-1]
        assert store.event_of(store.add_pair(report(5), report(59))).id == event.id


def test_an_article_removed_elsewhere_refuses_what_is_said_of_it(tmp_path: Path) -> None:
    here, pair = opened(tmp_path)
    with here, Store.open(here.path, annotator="bea") as there:
        there.do(there.removal(there.events()[0].id))
        with pytest.raises(StoreError, match=r"its article .* is missing"):
            tagged(here, pair)
        assert here.annotations() == ()
        assert here.events() == ()


def test_an_article_that_somebody_just_annotated_is_not_removed(tmp_path: Path) -> None:
    here, pair = opened(tmp_path)
    with here, Store.open(here.path, annotator="bea") as there:
        removal = there.removal(there.events()[0].id)
        tagged(here, pair)
        with pytest.raises(StoreError, match="annotations need article"):
            there.do(removal)
        assert len(there.annotations()) == 1


def test_many_events_come_in_one_step_that_can_be_undone(tmp_path: Path) -> None:
    with Store.open(tmp_path / "annotations.json", annotator="ann") as store:
        sets = [(f"Event {n}", [report(2 * n), report(2 * n + 1)]) for n in range(40)]
        made = store.add_events(iter(sets), history="")
        assert len(made) == 40
        assert store.next_undo("") == "add 40 events"
        store.undo("")
        assert store.events() == ()
        assert store.articles() == ()
        store.redo("")
        assert store.events() == made


def test_check_tells_of_an_event_whose_article_is_gone_and_mends_it(tmp_path: Path) -> None:
    store, (three, two) = store_of(tmp_path, 3, 2)
    with store:
        articles = store.tinydb.table("articles")
        articles.remove(lambda each: each["id"] in (three.articles[2], two.articles[0]))
        said = [str(each) for each in store.check() if each.table == "events"]
        assert len(said) == 2
        assert "take what is not there out of it" in said[0]
        assert "set it aside" in said[1]
        store.repair(store.check())
        assert [each.articles for each in store.events()] == [three.articles[:2]]
        assert list(store.check()) == []


def test_events_know_the_event_read_last(tmp_path: Path) -> None:
    from annotations.store import Progress

    store, (one, two) = store_of(tmp_path, 2, 3)
    with store:
        assert store.last_event() in (one, two)
        pair = store.pair_of(*two.articles[1:])
        read = Progress(pair=pair.id, event=two.id, annotator="ann", read={two.articles[1]: 0.5})
        store.save_progress(read)
        assert store.last_event() == two
        assert store.last_pair() == pair
        found = store.progress(two.id)
        assert found is not None
        assert dict(found.read) == {two.articles[1]: 0.5}


def test_a_pair_added_twice_writes_nothing_the_second_time(tmp_path: Path) -> None:
    store, pair = opened(tmp_path)
    with store:
        size = len(store.path.with_name("annotations.json.journal").read_bytes().rstrip(b"\n"))
        assert store.add_pair(article(LEFT), article(RIGHT)) == pair
        after = store.path.with_name("annotations.json.journal").read_bytes().rstrip(b"\n")
        assert len(after) == size
