"""Headings with headings, items with items: where the words leave it open, and nowhere else."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.alignment import Link, Origin, align
from annotations.articles.article import Kind
from tests.alignment.conftest import built

ALIGNED = [kind for kind in Kind if kind is not Kind.BOILERPLATE]
WORDS = "Storm closes the northern port of Hollin for 3 days"
OTHERS = (
    "The mayor of Brae opened a school on Monday.",
    "Nine sheep were lost near Skerrin, a farmer said.",
)


def scores(left: list, right: list, **how: object) -> dict[tuple[int, int], float]:
    found = align(built(*left), built(*right), **how)  # type: ignore[arg-type]
    return {(link.left, link.right): link.score for link in found}


@pytest.mark.parametrize("kind", [kind for kind in ALIGNED if kind is not Kind.PARAGRAPH])
@pytest.mark.parametrize("own,other", [(1, 2), (2, 1)])
def test_of_two_neighbours_with_the_same_words_the_one_of_its_kind_is_likelier(
    kind: Kind, own: int, other: int
) -> None:
    ours = [OTHERS[0], (kind, WORDS), OTHERS[1]]
    theirs: list = [OTHERS[0], WORDS, OTHERS[1]]
    theirs.insert(own, (kind, WORDS))
    found, back = scores(ours, theirs), scores(theirs, ours)
    assert found[1, own] > found.get((1, other), 0.0)
    assert back[own, 1] > back.get((other, 1), 0.0)


@pytest.mark.parametrize("left,right", list(product(ALIGNED, ALIGNED)))
def test_better_words_win_over_the_kind(left: Kind, right: Kind) -> None:
    ours = [(left, WORDS), (left, OTHERS[0]), *OTHERS[1:]]
    theirs = [(left, "A storm was seen on Monday"), (right, WORDS + "."), *OTHERS]
    found = scores(ours, theirs)
    assert max(found, key=lambda pair: found[pair] if pair[0] == 0 else 0.0) == (0, 1)


def test_a_list_that_the_other_article_tells_in_paragraphs_loses_nothing_by_it() -> None:
    ours = [WORDS, *OTHERS]
    theirs = ["In Hollin a storm has shut the port", "A school opened at Brae"]
    plain = scores(ours, theirs)
    assert plain
    assert scores([(Kind.LIST_ITEM, text) for text in ours], theirs) == plain
    assert scores([(Kind.HEADING, WORDS), *OTHERS], theirs) == plain


@settings(max_examples=40, derandomize=True, deadline=None)
@given(st.data())
def test_boilerplate_is_never_linked_whatever_it_says(data: st.DataObject) -> None:
    texts = (WORDS, *OTHERS, "Subscribe to our newsletter", "Leave a comment")
    sides = [
        data.draw(
            st.lists(st.tuples(st.sampled_from(list(Kind)), st.sampled_from(texts)), max_size=7)
        )
        for _ in range(2)
    ]
    articles = [built(*side) for side in sides]
    aside = [
        {at for at, (kind, _) in enumerate(side) if kind is Kind.BOILERPLATE} for side in sides
    ]
    decided = []
    if all(sides):
        pair = [data.draw(st.integers(0, len(side) - 1)) for side in sides]
        decided = [
            Link(*pair, 1.0, data.draw(st.sampled_from([Origin.CONFIRMED, Origin.REJECTED])))
        ]
    for link in align(*articles, decided=decided):
        if link.origin is Origin.AUTO:
            assert link.left not in aside[0] and link.right not in aside[1]


def test_boilerplate_between_does_not_change_what_is_linked() -> None:
    ours, theirs = [WORDS, *OTHERS], [OTHERS[1], WORDS + ".", OTHERS[0]]
    plain = scores(ours, theirs)
    menu = (Kind.BOILERPLATE, WORDS)
    found = scores([menu, ours[0], menu, *ours[1:], menu], [menu, *theirs, menu])
    place = {0: 1, 1: 3, 2: 4}
    assert found == {(place[left], right + 1): score for (left, right), score in plain.items()}
