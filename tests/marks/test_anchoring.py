"""An annotation finds its place in a changed text, or says that it does not."""

from __future__ import annotations

import random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

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
    assert (orphan.state, orphan.article) == (AnchorState.ORPHAN, "new")


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


def test_a_moved_mark_has_the_context_of_its_new_place_on_both_sides() -> None:
    new = OLD.replace("damaged, and repairs", "damaged; repairs")
    there = moved(mark(), reanchor(mark(), new, old_text=OLD), "new", new)
    assert new[there.start : there.end] == QUOTE
    assert new[there.end :].startswith(there.suffix) and "damaged;" in there.suffix
    assert new[: there.start].endswith(there.prefix)


def test_an_ambiguous_mark_is_put_at_the_best_of_its_places() -> None:
    places = (Span(4, 9), Span(0, 3))
    there = moved(mark(), Placement(AnchorState.AMBIGUOUS, None, 0.9, 0.8, 0.7, places), "new", OLD)
    assert there.span == places[0]
    assert (there.quote, there.state) == (OLD[4:9], AnchorState.AMBIGUOUS)


PARAGRAPH = (
    "The regional insurer, which has been asked for months, will pay for both cranes and for the"
    " pier before the end of the year, according to a letter that this paper has seen."
)
PAID = "will pay for both cranes and for the pier"


def test_the_copy_that_is_left_of_two_is_not_taken_for_the_one_that_went() -> None:
    old = f"First the council spoke.\n\n{PARAGRAPH}\n\nThen the mayor read it out:\n\n{PARAGRAPH}"
    new = "Then the mayor read it out:\n\n" + PARAGRAPH
    assert reanchor(mark(PAID, old), new, old_text=old).span is None
    second = reanchor(mark(PAID, old, nth=1), new, old_text=old).span
    assert second is not None and new[slice(*second)] == PAID


@pytest.mark.parametrize(
    ("quote", "added"),
    [
        ("nobody was hurt in the fire", " and that nobody was hurt in the smoke"),
        ("Two cranes were damaged", " were damaged"),
        ("The ferry", ", which nobody had seen or heard of for the better part of a week, "),
    ],
)
def test_a_quote_is_found_where_it_stood_with_words_put_in_behind_it(
    quote: str, added: str
) -> None:
    assert placed(OLD.replace(quote, quote + added), quote) == (AnchorState.EXACT, quote)


@pytest.mark.parametrize("before", [OLD, ""], ids=["with the old text", "without it"])
@pytest.mark.parametrize(
    ("quote", "added"),
    [("The ferry leaves at noon", "."), ("The ferry leaves at noon on Monday", " Monday")],
)
def test_the_quote_and_a_bit_more_is_no_better_place_than_the_quote(
    quote: str, added: str, before: str
) -> None:
    placement = reanchor(mark(quote), OLD.replace(quote, quote + added), old_text=before)
    assert (placement.state, placement.span) == (AnchorState.EXACT, mark(quote).span)


@settings(max_examples=150, derandomize=True, deadline=None)
@given(st.integers(0, 10_000), st.booleans(), st.data())
def test_a_quote_that_stands_once_where_it_stood_is_found_whatever_is_put_in_beside_it(
    seed: int, behind: bool, data: st.DataObject
) -> None:
    old = edits.article(random.Random(seed), 2)
    start = data.draw(st.integers(0, len(old) - 1), "start")
    quote = old[start : start + data.draw(st.integers(1, 80), "length")]
    at = start + len(quote) if behind else start
    words = st.text("abn, .\n", max_size=60)
    # Text of the article itself, and of the quote, is likest to be taken for the quote.
    from_text = st.integers(0, len(old) - 1).map(lambda low: old[low : low + 50])
    from_quote = st.integers(0, len(quote)).map(lambda low: quote[low:])
    added = data.draw(st.one_of(words, from_text, from_quote), "added")
    new = old[:at] + added + old[at:]
    assume(all(text.find(quote) == text.rfind(quote) for text in (old, new)))
    annotation = edits.annotation(old, Span(start, start + len(quote)))
    span = reanchor(annotation, new, old_text=old).span
    assert span is not None
    assert (span.start, new[slice(*span)]) == (new.index(quote), quote)


@pytest.mark.parametrize(
    ("quote", "added"),
    [("Two", "As was feared from the start, about "), ("noon", "about the hour that is called ")],
)
def test_a_quote_is_found_where_it_stood_with_words_put_in_before_it(
    quote: str, added: str
) -> None:
    new = OLD.replace(quote, added + quote)
    placement = reanchor(mark(quote), new, old_text=OLD)
    assert placement.state is AnchorState.SHIFTED
    assert placement.span == mark(quote, new).span


@pytest.mark.parametrize(
    ("quote", "word", "other", "found"),
    [
        ("nobody was hurt", "hurt", "harmed", "nobody was harmed"),
        ("Two cranes were damaged", "Two", "Four", "Four cranes were damaged"),
        ("Two cranes were damaged", "Two", "Several", "cranes were damaged"),
        (
            "and repairs would cost 4 million",
            "4 million",
            "a fortune",
            "and repairs would cost a fortune",
        ),
        ("was hurt in the fir", "hurt", "harmed", "was harmed in the fir"),
    ],
)
def test_an_edited_quote_begins_and_ends_with_whole_words_where_the_old_one_did(
    quote: str, word: str, other: str, found: str
) -> None:
    assert placed(OLD.replace(word, other), quote) == (AnchorState.FUZZY, found)


def test_a_short_quote_in_strange_surroundings_is_not_guessed_without_the_old_text() -> None:
    annotation = mark("5%", "Rates rose to 5% on Monday.")
    new = "Nothing happened at all. The bank has 5% of the market."
    assert reanchor(annotation, new).state is AnchorState.ORPHAN


def test_a_short_quote_is_known_by_what_is_next_to_it() -> None:
    old = "All of the council agreed that the rates rose to 5% in the end, a spokesman told us."
    new = "Nothing else was decided, since rates rose to 5% in the end. Ask anybody in town: no."
    placement = reanchor(mark("5%", old), new)
    assert placement.span == mark("5%", new).span


def test_what_is_next_to_a_quote_counts_more_than_what_is_further_away() -> None:
    behind = " on any other day of the year"
    near, far = "the gatekeeper:", "Asked by a child,"
    old = f"{far} {near} no{behind}."
    new = f"Nobody heard what was muttered by {near} no{behind}. {far} who was lost, no{behind}."
    placement = reanchor(mark("no", old), new)
    assert placement.span is not None
    assert new[: placement.span.start].endswith(near + " ")


def bare(quote: str, text: str):
    """A mark with no context, as another program may have made it."""
    return replace(mark(quote, text), prefix="", suffix="")


def test_two_places_for_a_quote_without_context_leave_it_ambiguous() -> None:
    placement = reanchor(bare("no", "She said no."), "It was no. Twice no.")
    assert placement.state is AnchorState.AMBIGUOUS
    assert len(placement.candidates) == 2


def test_a_quote_without_context_is_not_taken_for_another_that_became_alike() -> None:
    old = "Rates rose to 5% on Monday. Among the savers of the town the bank has 4% of the market."
    new = "Nothing happened. Among the savers of the town the bank has 5% of the market."
    assert reanchor(bare("5%", old), new, old_text=old).state is AnchorState.ORPHAN


@pytest.mark.parametrize("place", ["before", "behind"])
def test_words_that_stayed_are_followed_though_a_copy_elsewhere_is_nearer_to_the_quote(
    place: str,
) -> None:
    old = OLD + "\n\n" + PARAGRAPH + "\n\nNobody commented."
    edited = PAID.replace("both cranes", "both of the cranes")
    copy = "An earlier version said:\n\n" + PARAGRAPH
    new = old.replace(PAID, edited)
    new = f"{copy}\n\n{new}" if place == "before" else f"{new}\n\n{copy}"
    assert placed(new, PAID, old) == (AnchorState.FUZZY, edited)
