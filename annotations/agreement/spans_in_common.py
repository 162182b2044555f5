"""How many spans two annotators have in common: the very same ones, and those that overlap."""

from __future__ import annotations

from collections.abc import Collection

from annotations.articles import Span


def exactly(one: Collection[Span], other: Collection[Span]) -> int:
    """How many spans both have with the same start and end."""
    return len(set(one) & set(other))


def overlapping(one: Collection[Span], other: Collection[Span]) -> int:
    """How many spans of one can be paired with a span of the other that they overlap, each once.

    The size of a maximum matching (Berge 1957: as long as there is an augmenting path, a larger one
    exists), so it does not depend on the order of the spans. Never less than `exactly`.
    """
    ours, theirs = sorted(set(one)), sorted(set(other))
    near = _near(ours, theirs)
    partner: dict[int, int] = {}
    """Of a span of the other, the span that it is paired with."""
    return sum(_augment(start, near, partner) for start in range(len(ours)))


def f1(common: int, one: int, other: int) -> float:
    """Twice what both have by what each has (Dice 1945): 1 for all, 0 for nothing; 0 where there is none."""
    return 2 * common / (one + other) if one + other else 0.0


def _near(ours: list[Span], theirs: list[Span]) -> list[list[int]]:
    """For each span, in order, the places of those that overlap it."""
    found, first = [], 0
    longest = max((end - start for start, end in theirs), default=0)
    for start, end in ours:
        while first < len(theirs) and theirs[first].start + longest <= start:
            first += 1
        at, overlaps = first, []
        while at < len(theirs) and theirs[at].start < end:
            if theirs[at].end > start:
                overlaps.append(at)
            at += 1
        found.append(overlaps)
    return found


def _augment(start: int, near: list[list[int]], partner: dict[int, int]) -> bool:
    """Pair one more span, `start`, by taking partners from others that find another; whether it went."""
    came: dict[int, int] = {}
    """Of each span of the other that was reached, the span that it was reached from."""
    waiting = [start]
    while waiting:
        ours = waiting.pop()
        for theirs in near[ours]:
            if theirs in came:
                continue
            came[theirs] = ours
            if theirs not in partner:
                _turn(theirs, start, came, partner)
                return True
            waiting.append(partner[theirs])
    return False


def _turn(free: int, start: int, came: dict[int, int], partner: dict[int, int]) -> None:
    """Pair along the path that led from `start` to a free span of the other."""
    held = {ours: theirs for theirs, ours in partner.items()} if came[free] != start else {}
    while True:
        ours = came[free]
        partner[free] = ours
        if ours == start:
            return
        free = held[ours]
