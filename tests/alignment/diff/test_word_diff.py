"""The word diff: offsets of both texts, no gaps, words kept whole, and readable."""

from __future__ import annotations

from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.alignment.diff.change_kinds import ChangeKind
from annotations.alignment.diff.ignore import Ignore
from annotations.alignment.diff.word_diff import LONGEST, EditKind, WordEdit, kept, word_diff
from annotations.articles import Article, Span
from annotations.articles.text.graphemes import is_boundary

quick = settings(derandomize=True, max_examples=300, deadline=None)

PIECES = [
    *[
        "the",
        "a",
        "of",
        "and",
        "Kremlin",
        "minister",
        "Ana",
        "5",
        "12",
        "1,000",
        "1000",
        "August",
        "not",
        "said",
        "'never'",
    ],
    *["don't", "don’t", "cafe", "café", "é", "naïve", "東京", "👨\u200d👩\u200d👧", "नमस्ते", "U.S."],
    *[" ", "  ", "\n", ", ", ". ", "“", "”", '"', "-", "…", "\u200d", "\u0301", "\u202e"],
]
prose = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)
anything = st.one_of(prose, st.text(max_size=30))
ignores = st.builds(
    Ignore,
    *[st.booleans()] * 7,
)


def plain(text: str) -> Article:
    return Article(text, ())


def diff(before: str, after: str, ignore: Ignore = Ignore()) -> tuple[WordEdit, ...]:  # noqa: B008
    left, right = plain(before), plain(after)
    return word_diff(left, Span(0, len(before)), right, Span(0, len(after)), ignore=ignore)


def marked(before: str, after: str, ignore: Ignore = Ignore()) -> str:  # noqa: B008
    """The script as `git diff --word-diff` would print it."""
    told = []
    for edit in diff(before, after, ignore):
        gone, come = before[slice(*edit.left)], after[slice(*edit.right)]
        if not edit.changed:
            told.append(come)
            continue
        told.append((f"[-{gone}-]" if gone else "") + (f"{{+{come}+}}" if come else ""))
    return "".join(told)


@quick
@given(anything, anything)
def test_applying_the_edits_to_the_left_gives_the_right(before: str, after: str) -> None:
    made = "".join(
        after[slice(*edit.right)] if edit.changed else before[slice(*edit.left)]
        for edit in diff(before, after)
    )
    assert made == after


@quick
@given(anything, anything, ignores)
def test_edits_cover_both_texts_in_order_and_alternate(
    before: str, after: str, ignore: Ignore
) -> None:
    edits = diff(before, after, ignore)
    for side, text in (("left", before), ("right", after)):
        at = 0
        for edit in edits:
            span = getattr(edit, side)
            assert span.start == at <= span.end
            at = span.end
        assert at == len(text)
    for edit in edits:
        gone, come = edit.left.end > edit.left.start, edit.right.end > edit.right.start
        expected = {
            (True, True): EditKind.REPLACE,
            (True, False): EditKind.DELETE,
            (False, True): EditKind.INSERT,
        }
        assert edit.op is EditKind.EQUAL or edit.op is expected[gone, come]
        assert edit.changed == bool(edit.kinds)


@quick
@given(anything, anything)
def test_no_edit_cuts_a_grapheme_cluster(before: str, after: str) -> None:
    for edit in diff(before, after):
        assert is_boundary(before, edit.left.start)
        assert is_boundary(after, edit.right.start)


@quick
@given(anything)
def test_a_text_against_itself_has_no_change(text: str) -> None:
    assert not any(edit.changed for edit in diff(text, text))


def test_offsets_are_those_of_the_articles() -> None:
    left, right = plain("Intro.\n\nHe left."), plain("Lead.\n\nMore.\n\nShe left.")
    edits = word_diff(left, Span(8, 16), right, Span(14, 23))
    assert edits[0].left == Span(8, 10)
    assert edits[0].right == Span(14, 17)
    assert edits[-1].left.end == 16
    assert edits[-1].right.end == 23


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("A very big dog.", "A big dog.", "A [-very -]big dog."),
        ("It rains.", "It rains. He left.", "It rains.{+ He left.+}"),
        ("It rains.", "He left. It rains.", "{+He left. +}It rains."),
        (
            "One cat. One dog. One cow.",
            "One cat. One hen. One dog. One cow.",
            "One cat. {+One hen. +}One dog. One cow.",
        ),
        ("He met the mayor.", "He saw the king.", "He [-met the mayor-]{+saw the king+}."),
        ("in May,according to", "in May, according to", "in May,{+ +}according to"),
        ("one\nline", "one line", "one[-\n-]{+ +}line"),
    ],
)
def test_changes_read_as_a_person_would_say_them(before: str, after: str, shown: str) -> None:
    assert marked(before, after) == shown


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("rose by 5 points", "rose by 4 points", ChangeKind.NUMBER),
        ("rose by five points", "rose by four points", ChangeKind.NUMBER),
        ("on August 12th", "on August 16th", ChangeKind.DATE),
        ("on Monday", "on Tuesday", ChangeKind.DATE),
        ("since 2018", "since 2019", ChangeKind.DATE),
        ("They do agree", "They do not agree", ChangeKind.NEGATION),
        ("a likely end", "an unlikely end", ChangeKind.NEGATION),
        ("said Ana Lopez", "said Ana Ruiz", ChangeKind.NAME),
        ("the first attempt", "the second attempt", ChangeKind.NUMBER),
        ("the first attempt", "the only attempt", ChangeKind.WORD),
        ("There were no deaths", "There were zero deaths", ChangeKind.NUMBER),
        ("He never came", "He did not come", ChangeKind.WORD),
        ("- A red flag", "1. A red flag", ChangeKind.FUNCTION),
        ("1. A red flag", "2. A red flag", ChangeKind.FUNCTION),
        ("she said we will go", "she said “we will go”", ChangeKind.QUOTATION),
        ("She said “we will go”", "She said “we could go”", ChangeKind.CERTAINTY),
        ("She said “we can stay”", "She said “we can go”", ChangeKind.QUOTATION),
        ("It will rain", "It may rain", ChangeKind.CERTAINTY),
        ("a thief", "an alleged thief", ChangeKind.CERTAINTY),
        ("All of the houses", "Most of the houses", ChangeKind.QUANTIFIER),
        ("12 houses", "nearly 12 houses", ChangeKind.QUANTIFIER),
        ("She said ‘we can’t go’ twice", "She said ‘we can’t stay’ twice", ChangeKind.QUOTATION),
        ("the dogs’ ‘big’ bone here", "the dogs’ ‘big’ bone there", ChangeKind.FUNCTION),
        ("a ‘dog’", "a “dog”", ChangeKind.FORMAT),
        ("a big dog", "a huge dog", ChangeKind.WORD),
        ("by a dog", "with a dog", ChangeKind.FUNCTION),
        ("a dog; it", "a dog, it", ChangeKind.PUNCTUATION),
        ("a “dog”", 'a "dog"', ChangeKind.FORMAT),
        ("1,000 dogs", "1000 dogs", ChangeKind.FORMAT),
        ("five dogs", "5 dogs", ChangeKind.FORMAT),
        ("on 12 May", "on 12th May", ChangeKind.FORMAT),
        ("the U.S. fleet", "the US fleet", ChangeKind.FORMAT),
        ("a cafe", "a café", ChangeKind.ACCENT),
        ("donald spoke", "Donald spoke", ChangeKind.CASE),
        ("a  dog", "a dog", ChangeKind.SPACE),
    ],
)
def test_a_change_says_what_meaning_it_touches(before: str, after: str, kind: ChangeKind) -> None:
    changed = [edit for edit in diff(before, after) if edit.changed]
    assert changed[0].kind is kind


@pytest.mark.parametrize(
    ("before", "after", "ignore"),
    [
        ("Big DOG", "big dog", Ignore(case=True)),
        ("A dog, a cat - and", "A dog a cat and", Ignore(punctuation=True)),
        ("“it’s” – so", '"it\'s" - so', Ignore(quotes=True)),
        ("one\n two", "one two", Ignore(space=True)),
        ("naïve café", "naive cafe\u0301", Ignore(diacritics=True)),
        ("1,000 and five", "1000 and 5", Ignore(numbers=True)),
        ("the dog", "a dog", Ignore(stop_words=True)),
    ],
)
def test_what_is_ignored_is_no_change(before: str, after: str, ignore: Ignore) -> None:
    assert any(edit.changed for edit in diff(before, after))
    assert not any(edit.changed for edit in diff(before, after, ignore))


def kinds(before: str, after: str) -> set[ChangeKind]:
    return {kind for edit in diff(before, after) for kind in edit.kinds}


def test_a_fact_that_only_moves_in_its_paragraph_is_not_changed() -> None:
    assert ChangeKind.DATE not in kinds("In 2018 he met her.", "He met her there in 2018.")
    assert ChangeKind.NAME not in kinds("Here Ana Lopez spoke.", "Here spoke Ana Lopez.")
    assert ChangeKind.NUMBER in kinds("5 died, 7 fled.", "7 died, 5 fled.")
    before = "Ana did not see the old red boat. Bob saw the new blue ship."
    after = "Ana saw the old red boat. Bob did not see the new blue ship."
    assert ChangeKind.NEGATION in kinds(before, after)


def test_a_capital_at_the_start_of_a_sentence_makes_a_name_only_of_a_known_word() -> None:
    assert ChangeKind.NAME not in kinds("It fell. Rates rose.", "It fell. Shares rose.")
    assert ChangeKind.NAME in kinds(
        "It was Ruiz who spoke. Nobody left.", "It was Ruiz who spoke. Ruiz left."
    )


def test_capitals_of_a_headline_make_no_names() -> None:
    assert kinds("Ferry Hits Harbour Wall", "Ferry Hits Outer Harbour Wall") == {ChangeKind.WORD}


def test_a_span_too_long_for_words_is_told_as_one_change() -> None:
    before, after = "a " * (LONGEST // 4), "b " * (LONGEST // 4 + 1)
    (edit,) = diff(before, after)
    assert edit == WordEdit(
        EditKind.REPLACE, Span(0, len(before)), Span(0, len(after)), frozenset({ChangeKind.WORD})
    )


def test_what_is_kept_is_the_share_of_equal_text() -> None:
    assert kept(diff("same", "same")) == 1
    assert kept(diff("dog", "cat")) == 0
    assert kept(diff("", "")) == 1
    assert kept(diff("a dog", "a cat")) == 0.4


@pytest.mark.parametrize(
    ("before", "after", "slight", "important"),
    [
        ("by 5", "by 6", False, True),
        ("big dog", "bad dog", False, False),
        ("by dog", "with dog", True, False),
        ("dog", "dog,", True, False),
        ("dog", "Dog", True, False),
    ],
)
def test_changes_are_important_ordinary_or_slight(
    before: str, after: str, slight: bool, important: bool
) -> None:
    (edit,) = [edit for edit in diff(before, after) if edit.changed]
    assert (edit.slight, edit.important) == (slight, important)
    assert not any(e.slight or e.important for e in diff(before, before))


def test_a_span_of_just_the_longest_length_is_compared_by_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(import_module("annotations.alignment.diff.word_diff"), "LONGEST", 10)
    assert [edit.op for edit in diff("a dog", "a cat")] == [EditKind.EQUAL, EditKind.REPLACE]
    assert [edit.op for edit in diff("a dog", "a bird")] == [EditKind.REPLACE]


@pytest.mark.parametrize("quoted", ["left", "right"])
def test_a_change_inside_a_quotation_of_either_side_touches_it(quoted: str) -> None:
    plain, marked = "She said we will go today", "“She said we could go today”"
    edits = diff(marked, plain) if quoted == "left" else diff(plain, marked)
    (change,) = (edit for edit in edits if edit.op is EditKind.REPLACE)
    assert ChangeKind.QUOTATION in change.kinds


def test_a_negating_prefix_is_seen_where_it_came_and_where_it_went() -> None:
    for before, after in (("lawful", "unlawful"), ("unlawful", "lawful")):
        (change,) = (e for e in diff(f"It was {before}.", f"It was {after}.") if e.changed)
        assert ChangeKind.NEGATION in change.kinds


def test_a_word_that_one_side_has_oftener_is_part_of_the_change() -> None:
    assert ChangeKind.FUNCTION in kinds("of of", "5 of left")
    assert ChangeKind.FUNCTION not in kinds("of", "5 of left")
