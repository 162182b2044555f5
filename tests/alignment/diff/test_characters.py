"""Characters inside near-identical words, and sentences touched by a change."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.alignment.diff.changed_sentences import changed_sentences
from annotations.alignment.diff.characters import refine
from annotations.alignment.diff.word_diff import EditKind, WordEdit, word_diff
from annotations.articles import Article, Block, Kind, Span
from annotations.articles.text.graphemes import is_boundary


def article(text: str) -> Article:
    return Article(text, (Block(0, Kind.PARAGRAPH, 0, len(text)),))


def diff(before: Article, after: Article) -> tuple[WordEdit, ...]:
    return word_diff(before, Span(0, len(before.text)), after, Span(0, len(after.text)))


def refined(before: str, after: str) -> list[tuple[str, str]]:
    """Texts of both sides of every changed character edit."""
    left, right = article(before), article(after)
    return [
        (before[slice(*part.left)], after[slice(*part.right)])
        for edit in diff(left, right)
        for part in refine(edit, left, right)
        if part.changed
    ]


@pytest.mark.parametrize(
    ("before", "after", "parts"),
    [
        ("donald spoke", "Donald spoke", [("d", "D")]),
        ("if ther was", "if there was", [("", "e")]),
        ("the Trump-putin talks", "the Trump-Putin talks", [("p", "P")]),
        ("a cafe\u0301", "a cafe", [("e\u0301", "e")]),
        ("1,000 men", "1,900 men", [("1,000", "1,900")]),
        ("a dog", "a cow", [("dog", "cow")]),
        ("a dog", "a very big dog", [("", "very big ")]),
    ],
)
def test_only_what_differs_inside_a_word_is_marked(
    before: str, after: str, parts: list[tuple[str, str]]
) -> None:
    assert refined(before, after) == parts


CLUSTERS = ["a", "b", "B", "é", "e\u0301", "\u0301", "👨‍👩‍👧", " "]
letters = st.lists(st.sampled_from(CLUSTERS), max_size=12).map("".join)


@settings(derandomize=True, max_examples=200, deadline=None)
@given(letters, letters)
def test_refined_edits_cover_the_edit_and_cut_no_cluster(before: str, after: str) -> None:
    left, right = article(before), article(after)
    for edit in diff(left, right):
        parts = refine(edit, left, right)
        assert parts[0].left.start == edit.left.start
        assert parts[0].right.start == edit.right.start
        for one, two in pairwise(parts):
            assert (one.left.end, one.right.end) == (two.left.start, two.right.start)
        assert (parts[-1].left.end, parts[-1].right.end) == (edit.left.end, edit.right.end)
        for part in parts:
            assert is_boundary(before, part.left.start)
            assert is_boundary(after, part.right.start)
            if part.op is EditKind.EQUAL:
                assert before[slice(*part.left)] == after[slice(*part.right)]


def test_only_sentences_with_a_change_inside_are_changed() -> None:
    left = article("It rained today. He left at five. She stayed.")
    right = article("It rained today. He left at six. New words here. She stayed.")
    edits = diff(left, right)
    ours = changed_sentences(left, left.blocks[0], edits)
    theirs = changed_sentences(right, right.blocks[0], edits, right=True)
    assert [left.text[slice(*span)] for span in ours] == ["He left at five."]
    assert [right.text[slice(*span)] for span in theirs] == ["He left at six.", "New words here."]


def test_a_sentence_that_lacks_words_of_the_other_side_is_changed() -> None:
    left, right = article("He did say so. Fine."), article("He did not say so. Fine.")
    ours = changed_sentences(left, left.blocks[0], diff(left, right))
    assert [left.text[slice(*span)] for span in ours] == ["He did say so."]


def test_a_new_sentence_between_two_changes_neither() -> None:
    left = article("It rained today. She stayed.")
    right = article("It rained today. New words here. She stayed.")
    edits = diff(left, right)
    assert changed_sentences(left, left.blocks[0], edits) == ()
    theirs = changed_sentences(right, right.blocks[0], edits, right=True)
    assert [right.text[slice(*span)] for span in theirs] == ["New words here."]
