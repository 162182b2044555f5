"""The common subsequence of two word lists with the greatest total weight: what a diff keeps."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from annotations.alignment.diff.lexicon import FUNCTION_WORDS

CONTENT, FUNCTION = 3, 1
"""Weight of a word or number, and of a stop word or a mark: what deleting or inserting one costs."""

LARGEST = 20_000_000
"""Cells of the comparison, weight by weight, up to which it is exact (about 1,500 x 1,500 words,
10 MB and a few hundredths of a second); larger texts are cut at phrases that both have once."""

PHRASE = 4
"""Words of such a phrase; where there is none, single words are tried."""


DEEPEST = 12
"""How often a text may be cut into parts that are still too large."""


class CommonRun(NamedTuple):
    """`size` words from `left` on one side that are the words from `right` on the other."""

    left: int
    right: int
    size: int


def heaviest(before: Sequence[str], after: Sequence[str]) -> list[CommonRun]:
    """Runs, in order, of the common subsequence of two lists of keys that weighs most.

    Exact up to `LARGEST`. Of two texts beyond that with no phrase of their own in common, only
    the first and last words are found.
    """
    return _heaviest(before, after, DEEPEST)


def _heaviest(before: Sequence[str], after: Sequence[str], deep: int) -> list[CommonRun]:
    """The runs, cutting texts that are too large at most `deep` times."""
    first = _common_prefix(before, after)
    last = _common_prefix(before[first:][::-1], after[first:][::-1])
    ours = before[first : len(before) - last]
    theirs = after[first : len(after) - last]
    runs = [
        CommonRun(0, 0, first),
        *(
            CommonRun(first + run.left, first + run.right, run.size)
            for run in _middle(ours, theirs, deep)
        ),
        CommonRun(len(before) - last, len(after) - last, last),
    ]
    return _joined(runs)


def _common_prefix(before: Sequence[str], after: Sequence[str]) -> int:
    """How many words at the start of both are the same."""
    count = 0
    for one, two in zip(before, after, strict=False):
        if one != two:
            break
        count += 1
    return count


def _joined(runs: Sequence[CommonRun]) -> list[CommonRun]:
    """The runs without empty ones, and as few as can be."""
    found: list[CommonRun] = []
    for run in runs:
        last = found[-1] if found else None
        if last and last.left + last.size == run.left and last.right + last.size == run.right:
            found[-1] = CommonRun(last.left, last.right, last.size + run.size)
        elif run.size:
            found.append(run)
    return found


def _middle(before: Sequence[str], after: Sequence[str], deep: int) -> list[CommonRun]:
    if not before or not after or not deep:
        return []
    if _size(before) * _size(after) <= LARGEST:
        return list(_exact(before, after))
    return list(_between_anchors(before, after, deep))


def _size(keys: Sequence[str]) -> int:
    return len(keys) * CONTENT


def _exact(before: Sequence[str], after: Sequence[str]) -> Iterator[CommonRun]:
    """A heaviest common subsequence, in order, in runs that may touch.

    Each key stands as many times as it weighs in two strings, of which RapidFuzz finds the longest
    common subsequence (bit-parallel, Hyyrö 2004). That loses nothing: matches that share a word
    form chains, and taking every match that is still free leaves no lighter choice.
    """
    cells = _Cells()
    ours, theirs = [cells[word] for word in before], [cells[word] for word in after]
    owners, partners = _owners(ours), _owners(theirs)
    i = j = -1
    for a, b, size in LCSseq.editops("".join(ours), "".join(theirs)).as_matching_blocks():
        if not size:
            break
        one, two, last = owners[a], partners[b], owners[a + size - 1]
        if one > owners[a - 1] and two > partners[b - 1] and one > i and two > j:
            yield CommonRun(one, two, last - one + 1)
            i, j = last, two + last - one
            continue
        pairs = zip(owners[a : a + size], partners[b : b + size], strict=True)
        for one, two in pairs:
            if one > i and two > j:
                yield CommonRun(one, two, 1)
                i, j = one, two


class _Cells(dict[str, str]):
    """A letter for each key met, as many times as the key weighs."""

    def __missing__(self, word: str) -> str:
        cell = self[word] = chr(len(self)) * edit_cost(word)
        return cell


def _owners(spelt: list[str]) -> list[int]:
    return [index for index, cell in enumerate(spelt) for _ in cell]


@lru_cache(maxsize=8192)
def edit_cost(word: str) -> int:
    """The cost of deleting or inserting a word; function words and marks cost less."""
    if word.casefold().replace("’", "'") in FUNCTION_WORDS or not any(map(str.isalnum, word)):
        return FUNCTION
    return CONTENT


def _between_anchors(before: Sequence[str], after: Sequence[str], deep: int) -> Iterator[CommonRun]:
    """Runs between phrases that each side has exactly once (patience diff, Bram Cohen)."""
    i = j = 0
    for one, two in (*_anchors(before, after), (len(before), len(after))):
        # Without an anchor the part is the whole, and stays unmatched.
        if (one, two) != (len(before), len(after)) or (i, j) != (0, 0):
            for run in _heaviest(before[i:one], after[j:two], deep - 1):
                yield CommonRun(i + run.left, j + run.right, run.size)
        if one < len(before):
            yield CommonRun(one, two, 1)
        i, j = one + 1, two + 1


def _anchors(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """Places of phrases that both sides have once, the most that rise on both sides."""
    for size in (PHRASE, 1):
        ours, theirs = _once(before, size), _once(after, size)
        places = [(at, theirs[phrase]) for phrase, at in ours.items() if phrase in theirs]
        if places:
            return _rising(places)
    return []


def _once(keys: Sequence[str], size: int) -> dict[tuple[str, ...], int]:
    """Start of each phrase of so many words that stands once, in order."""
    phrases = list(zip(*(keys[offset:] for offset in range(size)), strict=False))
    counts = Counter(phrases)
    return {phrase: at for at, phrase in enumerate(phrases) if counts[phrase] == 1}


def _rising(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A longest rising subsequence (Schensted, 1961) of places in order of their first number."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for at, (_, right) in enumerate(places):
        rank = bisect_left(tops, right)
        tops[rank : rank + 1] = [right]
        ends[rank : rank + 1] = [at]
        before.append(ends[rank - 1] if rank else -1)
    found = []
    at = ends[-1]
    while at >= 0:
        found.append(places[at])
        at = before[at]
    return found[::-1]
