"""Agreement of two annotators: by hand, by the literature's example, and what always holds."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from annotations.agreement import (
    Characters,
    agreements,
    alpha,
    characters,
    exactly,
    f1,
    overlapping,
)
from annotations.articles import Span, article_from_text
from annotations.marks import Annotation, suggestion
from annotations.marks.annotation import AnchorState
from tests.exchange.stores import annotation

LENGTH = 30
few = settings(max_examples=150, derandomize=True, deadline=None)
SPANS = st.frozensets(
    st.tuples(st.integers(0, LENGTH - 1), st.integers(1, 8)).map(
        lambda drawn: Span(drawn[0], min(LENGTH, drawn[0] + drawn[1]))
    ),
    max_size=6,
)


def test_alpha_is_that_of_the_example_it_was_published_with() -> None:
    """Meg and Owen on ten articles (Krippendorff 2011, section A): 0.095."""
    meg, owen = "0100000010", "1110010000"
    pairs = list(zip(meg, owen, strict=True))
    counts = Characters(
        *(pairs.count((a, b)) for a, b in (("1", "1"), ("1", "0"), ("0", "1"), ("0", "0")))
    )
    assert counts == (1, 1, 3, 5)
    assert alpha(counts) == pytest.approx(1 - 19 * 4 / (14 * 6))
    assert round(alpha(counts) or 0, 3) == 0.095


@pytest.mark.parametrize(
    ("counts", "value"),
    [((3, 0, 0, 7), 1.0), ((0, 5, 5, 0), 1 - 19 * 10 / 100), ((0, 0, 0, 9), None), ((9, 0, 0, 0), None),
     ((0, 0, 0, 0), None), ((2, 1, 1, 6), 1 - 19 * 2 / (6 * 14))],
)  # fmt: skip
def test_alpha_by_hand(counts: tuple[int, int, int, int], value: float | None) -> None:
    assert alpha(Characters(*counts)) == (None if value is None else pytest.approx(value))


def test_characters_by_hand() -> None:
    #          0123456789
    # one      aaaa..bb..    overlapping spans of one annotator count their characters once
    # other    ..cccc.d..
    one, other = [Span(0, 3), Span(2, 4), Span(6, 8)], [Span(2, 6), Span(7, 8)]
    assert characters(one, other, 10) == (3, 3, 2, 2)


def test_spans_in_common_by_hand() -> None:
    one = [Span(0, 10), Span(12, 20), Span(30, 40)]
    other = [Span(0, 10), Span(8, 14), Span(15, 19), Span(40, 50)]
    assert exactly(one, other) == 1
    assert overlapping(one, other) == 2  # 30–40 only touches 40–50
    # The long one must leave 0–2 to the other that has nothing else.
    assert overlapping([Span(0, 9), Span(0, 2)], [Span(0, 2), Span(5, 9)]) == 2
    assert overlapping([Span(0, 2), Span(0, 9)], [Span(5, 9), Span(0, 2)]) == 2
    assert f1(2, 3, 4) == pytest.approx(4 / 7) and f1(0, 0, 0) == 0.0


def by_brute_force(one: frozenset[Span], other: frozenset[Span]) -> int:
    """The most that any assignment of one's spans to the other's pairs up."""
    few, many = sorted((sorted(one), sorted(other)), key=len)
    return max(
        sum(a.start < b.end and b.start < a.end for a, b in zip(few, order, strict=True))
        for order in permutations(many, len(few))
    )


@few
@given(SPANS, SPANS)
def test_what_always_holds(one: frozenset[Span], other: frozenset[Span]) -> None:
    assert exactly(one, other) == exactly(other, one) <= overlapping(one, other)
    assert overlapping(one, other) == overlapping(other, one) == by_brute_force(one, other)
    counts = characters(one, other, LENGTH)
    ours, theirs = ({at for s, e in spans for at in range(s, e)} for spans in (one, other))
    assert counts == (
        len(ours & theirs), len(ours - theirs), len(theirs - ours), LENGTH - len(ours | theirs)
    )  # fmt: skip
    value, back = alpha(counts), alpha(characters(other, one, LENGTH))
    assert value == back and (value is None or -1 <= value <= 1)
    if ours == theirs and 0 < len(ours) < LENGTH:
        assert value == 1.0


TEXT = article_from_text("The ferry sails. Nobody was hurt. Ana said so. It costs four million.")


def marked(
    number: int, start: int, end: int, label: str, who: str, article: str = "a"
) -> Annotation:
    return annotation(article, TEXT, number, (start, end, label, who, ""))


def test_each_two_annotators_are_compared_on_the_articles_both_worked_on() -> None:
    marks = [
        marked(0, 0, 16, "claim", "ada"), marked(1, 0, 16, "claim", "bob"),
        marked(2, 17, 33, "claim", "ada"), marked(3, 17, 30, "claim", "bob"),
        marked(4, 34, 37, "source", "ada"), marked(5, 0, 16, "claim", "ada", "b"),
        marked(6, 0, 3, "source", "cleo", "b"), suggestion(marked(7, 34, 37, "source", "bob"), "model"),
        replace(marked(8, 34, 37, "source", "bob"), state=AnchorState.ORPHAN),
    ]  # fmt: skip
    found = list(agreements(marks, {"a": len(TEXT.text), "b": len(TEXT.text)}))
    assert [(each.annotators, each.label) for each in found] == [
        (("ada", "bob"), "claim"), (("ada", "bob"), "source"),
        (("ada", "cleo"), "claim"), (("ada", "cleo"), "source"),
    ]  # fmt: skip
    claims, sources = found[:2]
    assert (claims.articles, claims.spans, claims.exact, claims.overlapping) == (1, (2, 2), 1, 2)
    assert claims.f1_exact == 0.5 and claims.f1_overlapping == 1.0
    have, lack = 2 * 29 + 3, 2 * (len(TEXT.text) - 32) + 3
    assert claims.alpha == pytest.approx(1 - (2 * len(TEXT.text) - 1) * 3 / (have * lack))
    assert (sources.spans, sources.exact, sources.f1_overlapping) == ((1, 0), 0, 0.0)
    assert sources.alpha is not None and sources.alpha < 0
