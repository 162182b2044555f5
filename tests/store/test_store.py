"""A store keeps articles, pairs, annotations, relations, decisions and progress."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import structs
from msgspec.structs import replace

from annotations.alignment.link import Alignment, Link, Origin
from annotations.articles.article import Span
from annotations.errors import RefusedError, SpanError, StoreError
from annotations.marks.annotation import RelationKind
from annotations.store import Command, Edit, Progress, Store, commands
from tests.store.support import LEFT, RIGHT, article, opened, tagged


def test_the_same_texts_give_the_same_ids_in_any_store(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    one, first = opened(tmp_path / "a")
    two, second = opened(tmp_path / "b")
    with one, two:
        again = one.add_pair(article(LEFT, title="Renamed"), article(RIGHT))
        assert again.id == first.id == second.id
        assert (again.left, again.right) == (second.left, second.right)
        assert len(one.pairs()) == 1
        assert one.article(first.left).text == LEFT


def test_two_articles_with_one_text_are_one_article(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.json") as store:
        pair = store.add_pair(article(LEFT), article(LEFT))
        assert pair.left == pair.right
        assert len(store.articles()) == 1


def test_an_article_just_added_is_as_whoever_opens_the_store_has_it(tmp_path: Path) -> None:
    dated = replace(article(LEFT, title="Bridge"), dateline="OSLO (AP)", warnings=("cut short",))
    with Store.open(tmp_path / "store.json") as store:
        pair = store.add_pair(dated, article(RIGHT))
        added = [repr(store.article(key)) for key in (pair.left, pair.right)]
    with Store.open(tmp_path / "store.json") as store:
        assert [repr(store.article(key)) for key in (pair.left, pair.right)] == added


def test_what_was_said_is_there_after_reopening(tmp_path: Path) -> None:
    store, pair = opened(tmp_path)
    with store:
        tagged(store, pair)
        tagged(store, pair, 38, 47, "source")
        claim, source = store.annotations(pair=pair.id)
        store.do(commands.relate(RelationKind.ATTRIBUTED_TO, claim, source, "ann", pair.id))
        store.save_alignment(pair.id, Alignment.of([Link(0, 1, 0.5), Link(1, 0, 0.9)]))
        store.do(commands.decide(pair.id, Link(0, 1, 1.0, Origin.REJECTED)))
        store.save_progress(
            Progress(pair=pair.id, annotator="ann", side="right", offset=7, view={"folded": [1, 2]})
        )
        before = (store.annotations(), store.relations(pair=pair.id), store.alignment(pair.id))
    with Store.open(store.path, annotator="ann") as store:
        assert (store.annotations(), store.relations(), store.alignment(pair.id)) == before
        assert store.notices == ()
        assert store.article(pair.left) == article(LEFT, title="Left")
        assert store.last_pair() == pair
        progress = store.progress(pair.id)
        assert progress is not None
        assert (progress.side, progress.offset, dict(progress.view)) == (
            "right",
            7,
            {"folded": [1, 2]},
        )


def test_annotations_are_asked_for_by_article_pair_and_label(tmp_path: Path) -> None:
    store, pair = opened(tmp_path)
    with store:
        tagged(store, pair, 4, 11, "theme/traffic")
        tagged(store, pair, 0, 18, "claim")
        other = store.add_pair(article("Another text."), article("And one more."))
        said = commands.tag(
            other.left, store.article(other.left), Span(0, 7), "theme", "ann", pair=other.id
        )
        store.do(said)
        assert [each.label for each in store.annotations(pair=pair.id)] == [
            "claim",
            "theme/traffic",
        ]
        assert [each.label for each in store.annotations(article=other.left)] == ["theme"]
        assert len(store.annotations(label="theme")) == 2
        assert store.annotations(article=pair.right) == ()


def test_decisions_lie_over_the_aligners_links_and_can_be_taken_back(tmp_path: Path) -> None:
    store, pair = opened(tmp_path)
    with store:
        assert store.alignment(pair.id) is None
        auto, manual = Link(0, 0, 0.7), Link(1, 0, 1.0, Origin.MANUAL)
        store.save_alignment(pair.id, Alignment.of([auto]))
        rejected = replace(auto, score=1.0, origin=Origin.REJECTED)
        store.do(commands.decide(pair.id, rejected, auto))
        store.do(commands.decide(pair.id, manual))
        assert store.alignment(pair.id) == Alignment.of([rejected, manual])
        store.save_alignment(pair.id, Alignment.of([Link(0, 0, 0.8)]))
        assert store.alignment(pair.id) == Alignment.of([rejected, manual])
        store.do(commands.decide(pair.id, auto, rejected))
        assert store.alignment(pair.id) == Alignment.of([Link(0, 0, 0.8), manual])


def test_a_quote_that_is_not_in_the_text_is_refused(tmp_path: Path) -> None:
    store, pair = opened(tmp_path)
    with store:
        edit = commands.tag(
            pair.left, store.article(pair.left), Span(0, 3), "claim", "ann", pair=pair.id
        ).edits[0]
        assert edit.after is not None
        wrong = Command(
            "tag", (structs.replace(edit, after={**edit.after, "start": 1, "end": 4}),), pair.id
        )
        with pytest.raises(SpanError):
            store.do(wrong)
        with pytest.raises(StoreError, match=r"article .* is missing"):
            store.do(Command("tag", (structs.replace(edit, after={**edit.after, "article": "x"}),)))
        assert store.annotations() == ()
        assert store.next_undo(pair.id) is None


def test_a_command_on_what_changed_since_is_refused(tmp_path: Path) -> None:
    store, pair = opened(tmp_path)
    with store:
        tagged(store, pair)
        (before,) = store.annotations()
        store.do(commands.change(before, replace(before, note="first")))
        with pytest.raises(StoreError, match="was changed since"):
            store.do(commands.change(before, replace(before, note="second")))
        assert store.annotations()[0].note == "first"


def test_no_relation_is_left_dangling(tmp_path: Path) -> None:
    store, pair = opened(tmp_path)
    with store:
        tagged(store, pair)
        tagged(store, pair, 38, 47, "source")
        claim, source = store.annotations()
        store.do(commands.relate(RelationKind.ATTRIBUTED_TO, claim, source, "ann", pair.id))
        with pytest.raises(StoreError, match="tied"):
            store.do(commands.untag(claim))
        store.do(commands.untag(claim, store.relations_of(claim.id)))
        assert store.relations() == ()
        with pytest.raises(StoreError, match="not there"):
            store.do(commands.relate(RelationKind.ATTRIBUTED_TO, claim, source, "ann", pair.id))


def test_several_edits_of_one_document_in_one_command_follow_each_other(tmp_path: Path) -> None:
    store, pair = opened(tmp_path)
    with store:
        first = commands.tag(
            pair.left, store.article(pair.left), Span(0, 3), "claim", "ann", pair=pair.id
        )
        made = first.edits[0].after
        second = Edit("annotations", first.edits[0].key, made, {**(made or {}), "note": "n"})
        store.do(commands.together("both", [first, Command("", (second,))], pair.id))
        assert [each.note for each in store.annotations()] == ["n"]
        store.undo(pair.id)
        assert store.annotations() == ()


def test_listeners_hear_each_change_until_they_leave(tmp_path: Path) -> None:
    store, pair = opened(tmp_path)
    with store:
        heard: list[tuple[Edit, ...]] = []
        leave = store.listen(heard.append)
        command = tagged(store, pair)
        assert heard == [command.edits]
        store.undo(pair.id)
        assert heard[1:] == [command.inverse().edits]
        leave()
        store.redo(pair.id)
        assert len(heard) == 2


def test_changed_knows_a_file_that_changed_from_another_file_of_the_same_name(
    tmp_path: Path,
) -> None:
    first = article(LEFT, source="left.txt")
    with Store.open(tmp_path / "s.json") as store:
        pair = store.add_pair(first, article(RIGHT, url="https://example.org/r"))
        assert store.changed(first) is None
        assert (
            store.changed(article(LEFT.replace("Friday", "Monday"), source="left.txt")) == pair.left
        )
        assert store.changed(article(RIGHT + " Again.", url="https://example.org/r")) == pair.right
        assert store.changed(article("About something else.", source="left.txt")) is None
        assert store.changed(article(LEFT + " More.", source="-")) is None


@pytest.mark.parametrize("text", ["\ud800", "a\udfffb"])
def test_a_lone_surrogate_is_refused_by_name(tmp_path: Path, text: str) -> None:
    store, pair = opened(tmp_path)
    with store, pytest.raises(StoreError, match="surrogate"):
        store.do(commands.add_label({"id": "odd", "definition": text}, pair=pair.id))


@pytest.mark.parametrize("score", [float("nan"), float("inf"), -float("inf")])
def test_a_score_that_is_no_number_is_refused(tmp_path: Path, score: float) -> None:
    store, pair = opened(tmp_path)
    with store:
        tagged(store, pair)
        (before,) = store.annotations()
        with pytest.raises(StoreError, match="number"):
            store.do(commands.change(before, replace(before, score=score)))
        with pytest.raises(StoreError, match="number"):
            store.save_progress(Progress(pair=pair.id, annotator="ann", view={"zoom": [score]}))


def test_a_note_of_ten_megabytes_is_kept(tmp_path: Path) -> None:
    store, pair = opened(tmp_path)
    note = "a long note – " * 700_000
    with store:
        tagged(store, pair)
        (before,) = store.annotations()
        store.do(commands.change(before, replace(before, note=note)))
    with Store.open(store.path) as store:
        assert store.annotations()[0].note == note


def test_what_a_store_refuses_is_told_from_what_a_disk_does(tmp_path: Path) -> None:
    """The reader drops the one; for the other it waits, and holds all saving back."""
    with Store.open(tmp_path / "s.json", annotator="ada") as store:
        pair = store.add_pair(article("One two."), article("Three four."))
        command = commands.tag(
            pair.left, store.article(pair.left), Span(0, 3), "claim", "ada", pair=pair.id
        )
        store.do(command)
        store.do(command.inverse())
        with pytest.raises(RefusedError, match="is not there"):
            store.do(command.inverse())
        with pytest.raises(RefusedError, match="no command may edit"):
            store.do(Command("x", (Edit("nothing", "1", None, {}),), pair.id))
