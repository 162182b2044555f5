"""When an article's text changes, its annotations and decisions go along, and the old text stays."""

from __future__ import annotations

from pathlib import Path

from annotations.alignment.link import Alignment, Link, Origin
from annotations.articles.article import Article
from annotations.marks.annotation import AnchorState
from annotations.store import Store, commands
from annotations.store.reanchoring import same_blocks
from tests.store.support import LEFT, RIGHT, article, opened, tagged

NEW = "A first word.\n\n" + LEFT.replace("two piers", "both piers")


def test_annotations_are_where_their_words_are_now(tmp_path: Path) -> None:
    store, pair = opened(tmp_path)
    with store:
        tagged(store, pair, 0, 18)
        after = store.update_text(pair.left, article(NEW, title="Left"), pair=pair.id)
        assert store.article(pair.left).text == LEFT  # nothing is done yet
        store.do(after.command)
        (said,) = store.annotations()
        assert (said.start, said.quote, said.state) == (
            15,
            "The harbour bridge",
            AnchorState.SHIFTED,
        )
        assert store.article(pair.left).text == NEW
        assert store.text(article(LEFT).sha256) == LEFT
        assert list(store.check()) == []
        assert store.pair(pair.id) == pair
        assert store.changed(article(NEW)) is None


def test_what_lost_its_words_waits_for_review_and_is_not_dropped(tmp_path: Path) -> None:
    store, pair = opened(tmp_path)
    with store:
        tagged(store, pair, 0, 18)
        tagged(store, pair, 38, 47, "source")
        rest = article("Engineers found cracks in two piers, the mayor said.")
        after = store.update_text(pair.left, rest, pair=pair.id)
        assert [each.quote for each in after.review] == ["The harbour bridge"]
        store.do(after.command)
        assert [each.state for each in store.review(pair=pair.id)] == [AnchorState.ORPHAN]
        assert len(store.annotations()) == 2
    with Store.open(store.path, annotator="ann") as store:
        assert store.notices == ()
        assert len(store.review()) == 1


def test_taking_a_new_text_can_be_undone(tmp_path: Path) -> None:
    store, pair = opened(tmp_path)
    with store:
        tagged(store, pair, 0, 18)
        store.do(commands.decide(pair.id, Link(1, 0, 1.0, Origin.CONFIRMED)))
        before = (store.annotations(), store.alignment(pair.id), store.article(pair.left))
        store.do(store.update_text(pair.left, article(NEW), pair=pair.id).command)
        store.undo(pair.id)
        now = (store.annotations(), store.alignment(pair.id), store.article(pair.left))
        assert now == before
        assert store.redo(pair.id)
        assert store.article(pair.left).text == NEW


def test_decisions_follow_their_blocks_and_stale_links_of_the_aligner_do_not_count(
    tmp_path: Path,
) -> None:
    store, pair = opened(tmp_path)
    with store:
        store.save_alignment(pair.id, Alignment.of([Link(0, 1, 0.6)]))
        store.do(commands.decide(pair.id, Link(1, 0, 1.0, Origin.CONFIRMED)))
        store.do(commands.decide(pair.id, Link(0, 0, 1.0, Origin.REJECTED)))
        store.do(store.update_text(pair.left, article(NEW), pair=pair.id).command)
        assert store.alignment(pair.id) == Alignment.of(
            [Link(2, 0, 1.0, Origin.CONFIRMED), Link(1, 0, 1.0, Origin.REJECTED)]
        )
        dropped = store.update_text(pair.left, article("All is new here."), pair=pair.id).dropped
        assert [link.left for _, link in dropped] == [1, 2]


def test_the_old_text_comes_back_as_an_article_of_its_own(tmp_path: Path) -> None:
    store, pair = opened(tmp_path)
    with store:
        store.do(store.update_text(pair.left, article(NEW), pair=pair.id).command)
        other = store.add_pair(article(LEFT), article(RIGHT))
        assert other.left != pair.left
        assert other.right == pair.right
        assert store.article(other.left).text == LEFT
        assert list(store.check()) == []


def test_blocks_are_followed_through_insertion_removal_and_edit() -> None:
    before = article("One is here.\n\nTwo is there.\n\nThree is nowhere at all.")
    after: Article = article("Zero.\n\nOne is here.\n\nThree is nowhere at all now.")
    assert same_blocks(before, after) == {0: 1}
    after = article("One is here.\n\nTwo is over there.\n\nThree is nowhere at all now.")
    assert same_blocks(before, after) == {0: 0, 1: 1, 2: 2}
