"""Rows: every block once, each column in order, level rows never cross and weigh most."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.alignment.link import Alignment, Link, Origin
from annotations.alignment.rows.rows import PERSON, Row, crossing, rows
from annotations.articles import Article, Block, Kind

quick = settings(derandomize=True, max_examples=200, deadline=None)


def article(blocks: int) -> Article:
    """An article of `blocks` paragraphs of one letter."""
    return Article("x" * blocks, tuple(Block(i, Kind.PARAGRAPH, i, i + 1) for i in range(blocks)))


@st.composite
def pairs(draw: st.DrawFn, most: int = 8) -> tuple[Article, Article, Alignment]:
    lefts, rights = draw(st.integers(0, most)), draw(st.integers(0, most))
    places = [(i, j) for i in range(lefts) for j in range(rights)]
    chosen = draw(st.lists(st.sampled_from(places), unique=True, max_size=9)) if places else []
    links = [
        Link(
            i,
            j,
            draw(st.integers(1, 9)) / 10,
            draw(st.sampled_from([Origin.AUTO, Origin.AUTO, Origin.CONFIRMED, Origin.REJECTED])),
        )
        for i, j in chosen
    ]
    return article(lefts), article(rights), Alignment.of(links)


@quick
@given(pairs())
def test_every_block_stands_once_in_its_order(pair: tuple[Article, Article, Alignment]) -> None:
    left, right, alignment = pair
    found = rows(left, right, alignment)
    assert [row.left for row in found if row.left is not None] == list(range(len(left.blocks)))
    assert [row.right for row in found if row.right is not None] == list(range(len(right.blocks)))
    assert all(row != (None, None) for row in found)


@quick
@given(pairs())
def test_level_rows_are_links_and_crossing_has_all_the_others(
    pair: tuple[Article, Article, Alignment],
) -> None:
    left, right, alignment = pair
    found = rows(left, right, alignment)
    level = {(row.left, row.right) for row in found if row.level}
    others = {(link.left, link.right) for link in crossing(alignment, found)}
    assert level.isdisjoint(others)
    assert level | others == {(link.left, link.right) for link in alignment}


@settings(derandomize=True, max_examples=100, deadline=None)
@given(pairs(6))
def test_no_other_choice_of_level_rows_weighs_more(
    pair: tuple[Article, Article, Alignment],
) -> None:
    left, right, alignment = pair

    def weight(links: tuple[Link, ...]) -> float:
        return sum(link.score if link.origin is Origin.AUTO else PERSON for link in links)

    best = max(
        weight(chosen)
        for size in range(len(alignment) + 1)
        for chosen in combinations(alignment.links, size)
        if all(one.left < two.left and one.right < two.right for one, two in pairwise(chosen))
    )
    level = {row for row in rows(left, right, alignment) if row.level}
    links = tuple(link for link in alignment if (link.left, link.right) in level)
    assert abs(weight(links) - best) < 1e-9


def test_a_link_of_a_person_outweighs_one_guess_but_not_the_whole_article() -> None:
    manual = Link(0, 3, 1.0, Origin.MANUAL)
    one = Alignment.of([manual, Link(1, 1, 0.9)])
    assert Row(0, 3) in rows(article(4), article(4), one)
    many = Alignment.of([manual, *(Link(i, i, 0.9) for i in range(1, 4))])
    assert Row(0, 3) not in rows(article(4), article(4), many)


def test_further_partners_stay_beside_the_level_row_of_their_partner() -> None:
    split = Alignment.of([Link(1, 1, 0.9), Link(1, 2, 0.6)])
    assert rows(article(3), article(4), split) == (
        Row(0, None),
        Row(None, 0),
        Row(1, 1),
        Row(None, 2),
        Row(2, None),
        Row(None, 3),
    )
    before = Alignment.of([Link(1, 1, 0.6), Link(1, 2, 0.9)])
    assert rows(article(2), article(3), before) == (
        Row(0, None),
        Row(None, 0),
        Row(None, 1),
        Row(1, 2),
    )


def test_links_to_blocks_that_are_not_there_are_passed_over() -> None:
    stale = Alignment.of([Link(0, 7, 0.9), Link(9, 0, 0.9)])
    assert rows(article(1), article(1), stale) == (Row(0, None), Row(None, 0))
    just_beyond = Alignment.of([Link(0, 1, 0.9), Link(1, 0, 0.9)])
    assert rows(article(1), article(1), just_beyond) == (Row(0, None), Row(None, 0))


def test_further_left_partners_stay_beside_the_level_row_of_their_partner() -> None:
    below = Alignment.of([Link(1, 1, 0.9), Link(2, 1, 0.6)])
    assert rows(article(4), article(3), below) == (
        Row(0, None),
        Row(None, 0),
        Row(1, 1),
        Row(2, None),
        Row(3, None),
        Row(None, 2),
    )
    above = Alignment.of([Link(1, 1, 0.6), Link(2, 1, 0.9)])
    assert rows(article(3), article(2), above) == (
        Row(0, None),
        Row(None, 0),
        Row(1, None),
        Row(2, 1),
    )


def test_a_further_partner_of_the_rows_above_and_below_stays_with_the_one_above() -> None:
    both = Alignment.of([Link(0, 0, 0.9), Link(1, 0, 0.5), Link(1, 2, 0.5), Link(2, 2, 0.9)])
    assert rows(article(3), article(3), both) == (
        Row(0, 0),
        Row(1, None),
        Row(None, 1),
        Row(2, 2),
    )


def test_further_partners_on_both_sides_stand_above_their_row_left_before_right() -> None:
    both = Alignment.of([Link(1, 1, 0.9), Link(0, 1, 0.5), Link(1, 0, 0.5)])
    assert rows(article(2), article(2), both) == (Row(0, None), Row(None, 0), Row(1, 1))
