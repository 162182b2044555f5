"""Krippendorff's alpha of two annotators for one label: agreement beyond what chance gives.

Each character of a text is a unit that an annotator has under the label or not: nominal data of two values,
without missing ones. The formula is that of Krippendorff, *Computing Krippendorff's Alpha-Reliability* (2011),
section A. Characters stand for the continuum on which spans are free (a coefficient over whole items is wrong
for them); unlike his alpha for unitizing, it does not see where one span ends and the next begins.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from annotations.articles import Span


class Characters(NamedTuple):
    """How many characters both have under a label, one alone, the other alone, and neither."""

    both: int
    one: int
    other: int
    neither: int

    def plus(self, more: Characters) -> Characters:
        return Characters(*(mine + yours for mine, yours in zip(self, more, strict=True)))


NOTHING = Characters(0, 0, 0, 0)


def characters(one: Collection[Span], other: Collection[Span], length: int) -> Characters:
    """The characters of a text of this length that the spans of two annotators cover."""
    ours, theirs = _joined(one), _joined(other)
    covered, covers = _length(ours), _length(theirs)
    both, at = 0, 0
    for start, end in ours:
        while at < len(theirs) and theirs[at].end <= start:
            at += 1
        ahead = at
        while ahead < len(theirs) and theirs[ahead].start < end:
            both += min(end, theirs[ahead].end) - max(start, theirs[ahead].start)
            ahead += 1
    return Characters(both, covered - both, covers - both, length - covered - covers + both)


def alpha(counts: Characters) -> float | None:
    """1 for agreement on every character, 0 for what chance gives, below 0 for less.

    None where nothing varies: alpha is not defined if all characters have the label, or none has.
    """
    differ = counts.one + counts.other
    have = 2 * counts.both + differ
    lack = 2 * counts.neither + differ
    if not have or not lack:
        return None
    return 1 - (have + lack - 1) * differ / (have * lack)


def _joined(spans: Collection[Span]) -> list[Span]:
    """The spans in order, those that overlap or touch as one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(end, found[-1].end))
        else:
            found.append(Span(start, end))
    return found


def _length(spans: list[Span]) -> int:
    return sum(end - start for start, end in spans)
