"""Articles into groups by average linkage, where most pairs were never judged.

Sokal and Michener (1958): the two groups that are likest on average become one, again and again,
until none are like enough. A pair that was not judged counts as quite unlike.
"""

from __future__ import annotations

from collections.abc import Iterable
from heapq import heapify, heappop, heappush

from annotations.events.finding.judging import LEAST

Judgement = tuple[int, int, float]
"""Two articles, and the log odds that they report one event."""


def grouped(count: int, judgements: Iterable[Judgement], threshold: float) -> list[list[int]]:
    """Groups of two or more of `count` articles, each ascending, in order of their first."""
    near: dict[int, dict[int, float]] = {}
    for one, other, odds in _that_matter(list(judgements), threshold):
        # What is added up is by how much a pair is liker than one that was not judged.
        near.setdefault(one, {})[other] = odds - LEAST
        near.setdefault(other, {})[one] = odds - LEAST
    members = {each: [each] for each in near}
    least = threshold - LEAST
    heap = [
        (-gain, one, other)
        for one, others in near.items()
        for other, gain in others.items()
        if one < other and gain >= least
    ]
    heapify(heap)
    while heap:
        gain, one, other = heappop(heap)
        if one not in near or other not in near.get(one, ()):
            continue
        now = near[one][other] / (len(members[one]) * len(members[other]))
        if -gain != now:  # the entry is of groups as they were
            continue
        _merge(near, members, one, other, heap, least)
    found = [sorted(each) for each in members.values() if len(each) > 1]
    return sorted(found)


def _that_matter(judgements: list[Judgement], threshold: float) -> list[Judgement]:
    """The judgements that can be of two articles of one group.

    Groups that become one have a pair that is like enough, for their pairs are so on average. So
    articles that no chain of such pairs joins are never in one group.
    """
    root: dict[int, int] = {}

    def root_of(each: int) -> int:
        while (above := root.setdefault(each, each)) != each:
            root[each] = each = root[above]
        return each

    for one, other, odds in judgements:
        if odds - LEAST >= threshold - LEAST:  # rounded as below
            root[root_of(one)] = root_of(other)
    home = {each: root_of(each) for each in list(root)}
    return [each for each in judgements if home.get(each[0], -1) == home.get(each[1], -2)]


def _merge(
    near: dict[int, dict[int, float]],
    members: dict[int, list[int]],
    one: int,
    other: int,
    heap: list[tuple[float, int, int]],
    least: float,
) -> None:
    """Let the second group become part of the first."""
    theirs = near.pop(other)
    ours = near[one]
    del ours[other], theirs[one]
    members[one] += members.pop(other)
    for each, gain in theirs.items():
        ours[each] = ours.get(each, 0.0) + gain
        del near[each][other]
    size = len(members[one])
    for each, gain in ours.items():
        near[each][one] = gain
        average = gain / (size * len(members[each]))
        if average >= least:
            heappush(heap, (-average, *((one, each) if one < each else (each, one))))
