"""A reader's own patterns: what they match does not count, and none can hang."""

from __future__ import annotations

import pytest

from annotations.alignment.diff.ignore import Ignore
from annotations.alignment.diff.ignore_patterns import check_patterns, ignored_spans
from annotations.alignment.diff.word_diff import word_diff
from annotations.articles import Article, Span
from annotations.errors import PatternError


def changed(before: str, after: str, *patterns: str) -> bool:
    left, right = Article(before, ()), Article(after, ())
    spans = Span(0, len(before)), Span(0, len(after))
    edits = word_diff(left, spans[0], right, spans[1], ignore=Ignore(patterns=patterns))
    return any(edit.changed for edit in edits)


@pytest.mark.parametrize(
    ("before", "after", "pattern"),
    [
        ("Rates rose.[12] He left.", "Rates rose. He left.", r"\[\d+\]"),
        ("PARIS (AP) The king", "PARIS The king", r"\(AP\)"),
        ("updated 12:30 today", "updated 12:31 today", r"\d+:\d+"),
        ("colour", "color", "(?<=colo)u"),
    ],
)
def test_what_a_pattern_matches_does_not_count(before: str, after: str, pattern: str) -> None:
    assert changed(before, after)
    assert not changed(before, after, pattern)


def test_what_a_pattern_leaves_still_counts() -> None:
    assert changed("Rates rose.[12] He left.", "Rates fell.[13] He left.", r"\[\d+\]")


def test_empty_matches_are_left_out() -> None:
    assert ignored_spans(["x*"], "axxb") == [Span(1, 3)]


@pytest.mark.parametrize("pattern", ["(", "[z-a]", "(?P<1>a)", "x" * 2000, "*"])
def test_a_pattern_that_is_none_is_refused_in_one_line(pattern: str) -> None:
    with pytest.raises(PatternError) as caught:
        Ignore(patterns=(pattern,))
    assert "\n" not in str(caught.value)
    assert pattern[:1] in str(caught.value)


SLOW = r"(.*?,){30}P"


def test_a_pattern_that_would_take_for_ever_is_refused() -> None:
    with pytest.raises(PatternError, match="too long"):
        check_patterns([SLOW], ["a," * 200])
    with pytest.raises(PatternError, match="too long"):
        changed("a," * 200, "b," * 200, SLOW)


def test_a_good_pattern_passes_on_both_texts() -> None:
    check_patterns([r"\(Reuters\)", r"\s+"], ["PARIS (Reuters) ", "a b"])
