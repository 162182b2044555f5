"""All garbage is looked for while the process rests, or once there is much of it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from weakref import ref

import pytest

from tui.terminal import gc_pauses as collecting
from tui.terminal.gc_pauses import MUCH, SELDOM, Collecting


class Ring:
    """Something that only the collector finds."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    """Seconds of the processor; thresholds are as before at the end, and nothing is frozen."""
    spent = [0.0]
    monkeypatch.setattr(collecting, "process_time", lambda: spent[0])
    before = gc.get_threshold()
    yield spent
    gc.set_threshold(*before)
    gc.unfreeze()


def old_ring() -> ref[Ring]:
    """A ring that nobody holds, and that has outlived the collections of what is young."""
    ring = Ring()
    gc.collect(0)
    gc.collect(1)
    return ref(ring)


def test_all_is_collected_at_rest(clock: list[float]) -> None:
    collector = Collecting()
    collector.begin()
    assert gc.get_threshold()[2] == SELDOM
    ring = old_ring()
    gc.collect(1)  # counts as one of the middle-aged
    assert ring() is not None
    clock[0] += 0.01
    assert collector.rest()
    assert ring() is None


def test_nothing_is_collected_while_somebody_works(clock: list[float]) -> None:
    collector = Collecting()
    collector.begin()
    ring = old_ring()
    clock[0] += 1.0
    assert not collector.rest()
    assert ring() is not None
    clock[0] += 0.01
    assert collector.rest()
    assert ring() is None


def test_much_is_collected_though_somebody_works(clock: list[float]) -> None:
    collector = Collecting()
    collector.begin()
    gc.collect()
    ring = old_ring()
    for _ in range(MUCH):
        gc.collect(1)
    clock[0] += 1.0
    assert collector.rest()
    assert ring() is None
    clock[0] += 1.0
    assert not collector.rest()


def test_rest_after_rest_costs_nothing(clock: list[float]) -> None:
    collector = Collecting()
    collector.begin()
    old_ring()
    assert collector.rest()
    assert not collector.rest()
