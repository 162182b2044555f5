"""An annotation finds its place in a changed text, or says that it does not."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.articles import Span, is_boundary
from annotations.marks import AnchorState, Placement, moved, reanchor, reanchor_all
from tests.marks import edits

OLD = (
    "The ferry leaves at noon on Monday.\n\nThe harbour master said that nobody was hurt in the fire.\n\n"
    "Two cranes were damaged, and repairs would cost 4 million, the owner estimated. A second ship is on its way."
)
QUOTE = "nobody was hurt in the fire"


def mark(quote: str = QUOTE, text: str = OLD, nth: int = 0):
    at = -1
    for _ in range(nth + 1):
        at = text.index(quote, at + 1)
    return edits.annotation(text, Span(at, at + len(quote)))


def placed(new: str, quote: str = QUOTE, old: str = OLD) -> tuple[AnchorState, str]:
    placement = reanchor(mark(quote, old), new, old_text=old)
    span = placement.span
    return placement.state, "" if span is None else new[span.start : span.end]


def test_an_unchanged_text_changes_nothing() -> None:
    assert placed(OLD) == (AnchorState.EXACT, QUOTE)


def test_a_change_further_down_leaves_it_exact() -> None:
    assert placed(OLD + "\n\nMore.") == (AnchorState.EXACT, QUOTE)


def test_a_change_further_up_shifts_it() -> None:
    assert placed("News.\n\n" + OLD) == (AnchorState.SHIFTED, QUOTE)


def test_a_moved_sentence_is_followed() -> None:
    sentence = "The harbour master said that nobody was hurt in the fire."
    new = OLD.replace(sentence + "\n\n", "") + "\n\n" + sentence
    assert placed(new) == (AnchorState.SHIFTED, QUOTE)


def test_an_edited_quote_is_fuzzy_and_says_how_like_it_is() -> None:
    new = OLD.replace(QUOTE, "nobody was hurt in the big fire")
    placement = reanchor(mark(), new, old_text=OLD)
    assert placement.state is AnchorState.FUZZY
    assert new[slice(*placement.span)] == "nobody was hurt in the big fire"  # type: ignore[misc]
    assert 0.8 < placement.score < 1


def test_a_deleted_sentence_is_an_orphan() -> None:
    new = OLD.replace("The harbour master said that nobody was hurt in the fire.\n\n", "")
    assert placed(new) == (AnchorState.ORPHAN, "")


def test_a_rewritten_sentence_is_an_orphan() -> None:
    new = OLD.replace("nobody was hurt in the fire", "everybody went home before lunch")
    assert placed(new) == (AnchorState.ORPHAN, "")


def test_a_sentence_like_the_deleted_one_is_not_taken_for_it() -> None:
    old = OLD + "\n\nThe harbour master said that somebody was hurt in the fire."
    new = old.replace("The harbour master said that nobody was hurt in the fire.\n\n", "")
    assert placed(new, old=old)[0] is AnchorState.ORPHAN


def test_exact_context_beats_nearness() -> None:
    old = "Ann said no to the plan. Bob said yes to it.\n\nLater, Cleo said no to the bridge."
    new = "Dan said no to the road. " + old
    annotation = edits.annotation(old, Span(old.index("no to the"), old.index("no to the") + 2))
    placement = reanchor(annotation, new, old_text=old)
    assert placement.span == Span(new.index("no to the plan"), new.index("no to the plan") + 2)
    assert (
        new.index("no to the road") < placement.span.start
    )  # the old offset is nearer to this one


def test_twins_that_nothing_tells_apart_are_ambiguous() -> None:
    line = "The gate stays shut until further notice, the office said.\n\n"
    old, new = "Start. " + line + "End.", "Start. " + line + line + line + "End."
    annotation = mark("The gate stays shut", old)
    placement = reanchor(annotation, new.replace("Start. ", "").replace("End.", ""))
    assert placement.state is AnchorState.AMBIGUOUS
    assert placement.span is None and len(placement.candidates) >= 2
    assert placement.runner_up > 0


def test_a_short_quote_without_its_context_is_not_guessed() -> None:
    old = "Rates rose to 5% on Monday."
    assert placed("Nothing happened. The bank has 5% of the market.", "5%", old)[0] is (
        AnchorState.ORPHAN
    )


def test_other_words_in_the_same_place_are_not_the_quote() -> None:
    new = OLD.replace("4 million", "whatever was left of it")
    assert placed(new, "4 million")[0] is AnchorState.ORPHAN
    assert placed(OLD.replace("noon", "six"), "noon")[0] is AnchorState.ORPHAN


@pytest.mark.parametrize(
    ("edited", "state"),
    [
        (
            "The insurer will pay perhaps for both cranes, perhaps not, and hardly for the pier"
            " before the end of the year.",
            AnchorState.FUZZY,
        ),
        (
            "The insurer will pay, some day, perhaps, for both cranes and, if asked nicely and"
            " often, for the pier, but not before the long end of the same year.",
            AnchorState.AMBIGUOUS,
        ),
    ],
)
def test_words_that_stayed_at_home_are_not_taken_to_be_a_copy_elsewhere(
    edited: str, state: AnchorState
) -> None:
    sentence = "The insurer will pay for both cranes and for the pier before the end of the year."
    old = OLD + "\n\n" + sentence + "\n\nNobody commented."
    new = old.replace(sentence, edited) + "\n\nAn earlier version said: " + sentence
    assert placed(new, sentence, old) == (state, edited if state is AnchorState.FUZZY else "")


def test_a_place_never_cuts_a_character_in_two() -> None:
    old = "The family 👩‍👩‍👧 came to the old harbour at noon."
    new = "The family 👩‍👩‍👧‍👦 came to the old harbour at noon!"
    annotation = mark("The family 👩‍👩‍👧", old)
    span = reanchor(annotation, new, old_text=old).span
    assert span is not None
    assert is_boundary(new, span.start) and is_boundary(new, span.end)


def test_without_the_old_text_it_finds_what_context_tells() -> None:
    new = "News.\n\n" + OLD.replace("nobody was", "nobody at all was")
    placement = reanchor(mark(), new)
    assert new[slice(*placement.span)] == "nobody at all was hurt in the fire"  # type: ignore[misc]


def test_an_orphan_comes_home_when_its_text_does() -> None:
    gone = OLD.replace("The harbour master said that nobody was hurt in the fire.\n\n", "")
    orphan = moved(mark(), reanchor(mark(), gone, old_text=OLD), "a", gone)
    assert reanchor(orphan, gone, old_text=gone).state is AnchorState.ORPHAN
    back = reanchor(orphan, OLD, old_text=gone)
    assert back.span == mark().span


def test_moved_rewrites_the_annotation_and_leaves_an_orphan_as_it_was() -> None:
    new = "News.\n\n" + OLD
    annotation = mark()
    there = moved(annotation, reanchor(annotation, new, old_text=OLD), "new", new)
    assert (there.article, there.state) == ("new", AnchorState.SHIFTED)
    assert new[there.start : there.end] == there.quote == QUOTE
    assert new[there.start - 5 : there.start] == there.prefix[-5:]
    orphan = moved(annotation, Placement(AnchorState.ORPHAN, None, 0.0), "new", new)
    assert (orphan.quote, orphan.start) == (annotation.quote, annotation.start)
    assert orphan.state is AnchorState.ORPHAN


@pytest.mark.parametrize("new", ["", " ", "\n", "x"])
def test_nothing_left_is_no_error(new: str) -> None:
    assert reanchor(mark(), new, old_text=OLD).state is AnchorState.ORPHAN
    assert reanchor(mark(), new).state is AnchorState.ORPHAN


@settings(max_examples=40, derandomize=True, deadline=None)
@given(st.text(max_size=60), st.text(min_size=1, max_size=60), st.data())
def test_a_certain_place_always_holds_what_its_state_says(
    new: str, old: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    annotation = edits.annotation(old, Span(start, end))
    for before in (old, ""):
        placement = reanchor(annotation, new, old_text=before)
        if placement.span is None:
            assert placement.state in (AnchorState.AMBIGUOUS, AnchorState.ORPHAN)
            continue
        found = new[slice(*placement.span)]
        assert (placement.state is AnchorState.FUZZY) == (found != annotation.quote)
        assert (placement.state is AnchorState.FUZZY) == (placement.score < 1)


@pytest.mark.parametrize("kind", edits.EDITS)
def test_under_every_kind_of_edit_no_place_is_wrong_and_few_are_lost(kind: str) -> None:
    rng = random.Random(kind)
    found = recoverable = 0
    for _ in range(2):
        old = edits.twinned(edits.article(rng, 8), rng)
        text = edits.EDITS[kind](edits.fresh(old), rng)
        new = edits.plain(text)
        marks = [edits.annotation(old, span) for span in edits.spans(old, rng, 12)]
        for annotation, placement in zip(
            marks, reanchor_all(marks, new, old_text=old), strict=True
        ):
            true = edits.truth(old, text, annotation.span)
            right = placement.span is not None and true.right(placement.span)
            assert placement.span is None or right, (annotation, placement)
            could = bool(true.offsets) and true.changed <= 0.2
            recoverable += could
            found += could and right
    assert found >= 0.9 * recoverable
