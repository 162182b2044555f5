"""Of a changed phrase, the very words that change the claim."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.alignment import word_diff
from annotations.alignment.diff.highlights import key_words
from annotations.articles import Span, article_from_text


def told(left: str, right: str) -> tuple[list[str], list[str]]:
    one, two = article_from_text(left), article_from_text(right)
    edits = word_diff(one, Span(0, len(left)), two, Span(0, len(right)))
    ours, theirs = key_words(edits, one, two)
    return [left[slice(*span)] for span in ours], [right[slice(*span)] for span in theirs]


def test_the_number_is_told_and_not_the_phrase_around_it() -> None:
    left = "The town says that 87 people were brought ashore by boat."
    right = "The town says that some 93 passengers came ashore by boat."
    assert told(left, right) == (["87"], ["93"])


def test_a_name_a_date_and_a_negation_are_told() -> None:
    left = "On Monday the mayor met Anna Holt and did sign."
    right = "On Friday the mayor met Piet Roe and did not sign."
    assert told(left, right) == (["Monday", "Anna Holt"], ["Friday", "Piet Roe", "not"])


def test_other_words_tell_nothing() -> None:
    assert told("The big house burned.", "The large house burned down.") == ([], [])


def test_texts_that_are_the_same_tell_nothing() -> None:
    assert told("Nine of 12 came.", "Nine of 12 came.") == ([], [])


TEXT = st.lists(
    st.sampled_from(["the", "Holt", "12", "not", "said", "“yes”", "Monday", "ship", "."]),
    max_size=12,
).map(" ".join)


@settings(max_examples=100, derandomize=True, deadline=None)
@given(TEXT, TEXT)
def test_what_is_told_lies_inside_what_changed(left: str, right: str) -> None:
    one, two = article_from_text(left), article_from_text(right)
    edits = word_diff(one, Span(0, len(left)), two, Span(0, len(right)))
    for side, spans in enumerate(key_words(edits, one, two)):
        changed = [(edit.right if side else edit.left) for edit in edits if edit.changed]
        assert list(spans) == sorted(spans)
        for span in spans:
            covered = sum(max(0, min(span.end, c.end) - max(span.start, c.start)) for c in changed)
            text = (right if side else left)[slice(*span)]
            assert covered >= len(text) - text.count(" ")


def test_highlights_are_offsets_of_the_article_wherever_its_block_starts() -> None:
    left, right = "A title.\n\nIt took 87 people.", "Some title.\n\nIt took 93 people."
    one, two = article_from_text(left), article_from_text(right)
    spans = Span(left.index("It"), len(left)), Span(right.index("It"), len(right))
    ours, theirs = key_words(word_diff(one, spans[0], two, spans[1]), one, two)
    assert [left[slice(*span)] for span in ours] == ["87"]
    assert [right[slice(*span)] for span in theirs] == ["93"]


def test_a_quotation_that_only_one_side_has_is_told_of_that_side_alone() -> None:
    ours, theirs = told("He left.", "He left “now”.")
    assert ours == [] and theirs


def test_a_number_written_otherwise_is_not_told_beside_one_that_came() -> None:
    assert told("It has 5 ships.", "It has five or 7 ships.") == ([], ["7"])
