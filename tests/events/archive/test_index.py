"""What an index keeps of a comparison is what it gives back."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from annotations.events.archive.index import Index
from annotations.events.finding.before import Before
from annotations.events.finding.copies import bands_of
from annotations.events.finding.find import Prints, compare
from annotations.events.finding.profiles import profiles
from annotations.events.finding.weighing import rows_of
from tests.events.finding.test_find_events import FIRES

TEXTS = [text for both in FIRES.values() for text in both]


def compared(count: int, before: Before | None = None, *, asked_only: bool = False):
    found = profiles(TEXTS[:count])
    made = [each.fingerprints for each in found]
    prints = Prints(made, bands_of(made))
    days = np.full(count, -1)
    return compare(rows_of(found), prints, days, before=before, asked_only=asked_only)


def test_what_was_judged_is_given_back_as_it_was(tmp_path: Path) -> None:
    made = compared(4).remembered()
    with Index.open(tmp_path / "index") as index:
        assert index.before() is None
        index.remember(made, [(1, 2), (3, 4)])
        again = index.before()
        assert again is not None
        assert list(again.known) == list(made.known)
        for name in ("articles", "norms", "foremost", "prominence"):
            assert np.array_equal(getattr(again, name), getattr(made, name))
        assert index.told() == {(1, 2), (3, 4)}


def test_articles_that_are_gone_take_their_judgements_with_them() -> None:
    known = compared(4).remembered().among(np.array([1, 2, 3]))
    assert {(one, other) for one, other, _ in known} == {(1, 2)}


def test_when_much_is_new_all_is_judged_anew() -> None:
    made = compared(4, compared(2).remembered(), asked_only=True)
    assert made.groups == [[0, 1], [2, 3]]
    assert made.recalled is None
