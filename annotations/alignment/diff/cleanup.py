"""Match the equal words of two texts: a least-cost diff, then adjusted to be easy to read."""

from __future__ import annotations

from itertools import pairwise

from annotations.alignment.diff.lcs import FUNCTION, CommonRun, edit_cost, heaviest
from annotations.alignment.diff.words import Words

_SENTENCE_ENDS = frozenset(".!?…。！？")


def match(left: Words, right: Words) -> list[CommonRun]:
    """Runs of equal words, in order: first of the least cost, then made readable.

    The cost is the weight of all words deleted and inserted. A change between two runs is then
    moved to the clearest of the places where it reads the same, and a lone stop word or mark
    between changes that are read together becomes part of them.
    """
    runs = _slid(heaviest(left.keys, right.keys), left.keys, right.keys)
    return _absorbed(runs, left.keys, (len(left), len(right)))


def _slid(runs: list[CommonRun], left: list[str], right: list[str]) -> list[CommonRun]:
    """Move each insertion or deletion to where it starts a sentence, a clause or a word."""
    moved = list(runs)
    for at in range(len(moved) - 1):
        one, two = moved[at], moved[at + 1]
        if two.left == one.left + one.size:
            keys, start, stop = right, one.right + one.size, two.right
        elif two.right == one.right + one.size:
            keys, start, stop = left, one.left + one.size, two.left
        else:
            continue
        shift = _best_shift(keys, start, stop, one.size, two.size)
        moved[at] = CommonRun(one.left, one.right, one.size + shift)
        moved[at + 1] = CommonRun(two.left + shift, two.right + shift, two.size - shift)
    return moved


def _best_shift(keys: list[str], start: int, stop: int, before: int, after: int) -> int:
    """How far to move a one-sided change; 0 where no place is clearer, a word is left around it."""
    low = high = 0
    while low > 1 - before and keys[start + low - 1] == keys[stop + low - 1]:
        low -= 1
    while high < after - 1 and keys[start + high] == keys[stop + high]:
        high += 1
    if low == high:
        return 0
    return max(range(low, high + 1), key=lambda by: (_clarity(keys, start + by), -abs(by)))


def _clarity(keys: list[str], at: int) -> int:
    """How clear a boundary before the word at `at` is."""
    before = keys[at - 1][-1]
    if before in _SENTENCE_ENDS:
        return 3
    return 0 if before.isalnum() else 2 if before in ",;:" else 1


def _absorbed(runs: list[CommonRun], keys: list[str], ends: tuple[int, int]) -> list[CommonRun]:
    """Drop lone stop words and marks between changes of which one has words on both sides.

    `ends` are the numbers of words of both sides.
    """
    edges = (CommonRun(0, 0, 0), *runs, CommonRun(*ends, 0))
    sides = [
        (two.left > one.left + one.size) + (two.right > one.right + one.size)
        for one, two in pairwise(edges)
    ]
    kept: list[CommonRun] = []
    chain: list[CommonRun] = []
    most = sides[0]
    for run, before, after in zip(runs, sides[:-1], sides[1:], strict=True):
        if before and after and run.size == 1 and _is_small(keys[run.left]):
            chain.append(run)
            most = max(most, after)
            continue
        kept += [] if most == 2 else chain
        kept.append(run)
        chain, most = [], after
    return kept + ([] if most == 2 else chain)


def _is_small(word: str) -> bool:
    return edit_cost(word) == FUNCTION and word[-1] not in _SENTENCE_ENDS
