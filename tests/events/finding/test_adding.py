"""New articles beside many that were compared before: found as if all terms had been looked at."""

from __future__ import annotations

import numpy as np

from annotations.events.finding.before import Before
from annotations.events.finding.copies import bands_of
from annotations.events.finding.find import Compared, Prints, compare, day_of
from annotations.events.finding.ordering import edges, ordered
from annotations.events.finding.profiles import profiles
from annotations.events.finding.weighing import found_among, rows_of
from tests.events.finding.test_find_events import invented


def compared(
    places: list[int], before: Before | None = None, *, asked_only: bool = False
) -> Compared:
    """Some of the made-up articles, whose places stay what they are among all."""
    articles, _ = invented()
    found = profiles([f"{each.title}\n{each.text}" for each in articles])
    prints = [each.fingerprints for each in found]
    return compare(
        rows_of(found),
        Prints(prints, bands_of(prints)),
        np.array([day_of(each.published) for each in articles]),
        before=before,
        present=np.isin(np.arange(len(articles)), places),
        asked_only=asked_only,
    )


def test_what_is_found_is_what_looking_at_all_terms_finds() -> None:
    every = list(range(len(invented()[0])))
    before = compared([each for each in every if each % 8]).remembered()
    added = compared(every, before, asked_only=True)
    assert added.recalled is not None
    assert added.events() == compared(every, before).events()


def test_a_group_that_lost_an_article_is_made_anew() -> None:
    every = list(range(len(invented()[0])))
    before = compared(every).remembered()
    largest = max(compared(every).groups, key=len)
    gone = int(compared(every).places[largest[0]])
    left = [each for each in every if each != gone]
    groups = compared(left, before, asked_only=True).events()
    assert not any(gone in group for group in groups)
    assert groups == compared(left, before).events()


def test_no_article_is_in_two_groups_when_some_are_new() -> None:
    every = list(range(len(invented()[0])))
    before = compared(every[:70]).remembered()
    again = compared(every, before, asked_only=True).remembered()
    groups = compared(every, again, asked_only=True).events()
    members = [each for group in groups for each in group]
    assert len(members) == len(set(members))


def test_terms_are_found_wherever_they_stand() -> None:
    random = np.random.default_rng(1)
    terms = random.integers(0, 5000, 300_000, dtype=np.uint32) * np.uint32(858_993)
    terms[:3] = 0, 0xFFFFFFFF, 0xFFFFFFFE
    for sought in (terms[:0], np.unique(terms[:900]), np.array([0xFFFFFFFE], np.uint32)):
        entries, columns = found_among(terms, sought)
        assert np.array_equal(entries, np.flatnonzero(np.isin(terms, sought)))
        assert np.array_equal(sought[columns], terms[entries])


def test_equal_numbers_stay_in_the_order_they_came_in() -> None:
    keys = np.random.default_rng(1).integers(0, 50, 1000)
    for bits in (6, 60):  # packed with their places, and too long for that
        order, ranked = ordered(keys, bits)
        assert np.array_equal(order, np.argsort(keys, kind="stable"))
        assert np.array_equal(ranked, np.sort(keys))
    assert edges(np.array([3, 3, 5, 7, 7])).tolist() == [0, 2, 3]
    assert edges(keys[:0]).tolist() == []
