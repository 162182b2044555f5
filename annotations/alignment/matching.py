"""Which words of two texts are the same words: the heaviest common subsequence, made readable."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from annotations.alignment.ignore import NOTHING, Ignore, key
from annotations.alignment.lexicon import STOP_WORDS
from annotations.alignment.patterns import ignored_spans
from annotations.alignment.pieces import pieces
from annotations.articles import Span

CONTENT, FUNCTION = 3, 1
"""Weight of a word or number, and of a stop word or a mark: what deleting or inserting one costs."""

_SENTENCE_ENDS = frozenset(".!?…。！？")


@dataclass(frozen=True, slots=True)
class Words:
    """The pieces of a text that count, with what they are compared by and where they stand.

    `starts` has one entry more than `ends`: the length of the text.
    """

    texts: list[str]
    keys: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.texts)

    def end(self, index: int) -> int:
        """Where the word at `index` ends; 0 for the place before the first word."""
        return self.ends[index] if index >= 0 else 0


class Run(NamedTuple):
    """`size` words from `left` on one side that are the words from `right` on the other."""

    left: int
    right: int
    size: int


def words(text: str, ignore: Ignore = NOTHING) -> Words:
    """Cut a text into its words and marks; white space and what is ignored lie between them."""
    found = pieces(text)
    kept = [
        (piece, end)
        for piece, end in zip(found, accumulate(map(len, found)), strict=True)
        if not piece.isspace()
    ]
    keys = [piece for piece, _ in kept]
    if ignore != NOTHING:
        spans = ignored_spans(ignore.patterns, text)
        parts = _uncovered(kept, spans, len(text)) if spans else keys
        keys = [key(piece, ignore) for piece in parts]
        kept = [place for place, folded in zip(kept, keys, strict=True) if folded]
        keys = [folded for folded in keys if folded]
    texts = [piece for piece, _ in kept]
    ends = [end for _, end in kept]
    starts = [end - len(piece) for piece, end in kept]
    return Words(texts, keys, [*starts, len(text)], ends)


def _uncovered(places: list[tuple[str, int]], spans: list[Span], length: int) -> Iterator[str]:
    """Of each piece, given with its end, what no span of the text of that length covers."""
    covered = bytearray(length)
    for start, end in spans:
        covered[start:end] = b"\1" * (end - start)
    for piece, end in places:
        mask = covered[end - len(piece) : end]
        yield "".join(letter for letter, gone in zip(piece, mask, strict=True) if not gone)


def match(left: Words, right: Words) -> list[Run]:
    """Runs of equal words, in order: first of the least cost, then made readable.

    The cost is the weight of all words deleted and inserted. A change between two runs is then
    moved to the clearest of the places where it reads the same, and a lone stop word or mark
    between changes that are read together becomes part of them.
    """
    runs = _slid(heaviest(left.keys, right.keys), left.keys, right.keys)
    return _absorbed(runs, left.keys, (len(left), len(right)))


def heaviest(before: list[str], after: list[str]) -> list[Run]:
    """Runs of the common subsequence of two lists of keys that weighs most.

    Each key stands as many times as it weighs in two strings, of which RapidFuzz finds the longest
    common subsequence (bit-parallel, Hyyrö 2004). That loses nothing: matches that share a word
    form chains, and taking every match that is still free leaves no lighter choice.
    """
    cells: dict[str, str] = {}
    ours, theirs = _spelt(before, cells), _spelt(after, cells)
    owners, partners = _owners(ours), _owners(theirs)
    found: list[Run] = []
    i = j = -1
    for block in LCSseq.editops("".join(ours), "".join(theirs)).as_matching_blocks():
        for offset in range(block.size):
            left_word, right_word = owners[block.a + offset], partners[block.b + offset]
            if left_word <= i or right_word <= j:
                continue
            if found and left_word == i + 1 and right_word == j + 1:
                found[-1] = Run(found[-1].left, found[-1].right, found[-1].size + 1)
            else:
                found.append(Run(left_word, right_word, 1))
            i, j = left_word, right_word
    return found


def _spelt(keys: list[str], cells: dict[str, str]) -> list[str]:
    spelt = []
    for folded in keys:
        cell = cells.get(folded)
        if cell is None:
            cell = cells[folded] = chr(len(cells)) * weight(folded)
        spelt.append(cell)
    return spelt


def _owners(spelt: list[str]) -> list[int]:
    return [index for index, cell in enumerate(spelt) for _ in cell]


@lru_cache(maxsize=65536)
def weight(word: str) -> int:
    """What deleting or inserting a word costs."""
    if word.casefold().replace("’", "'") in STOP_WORDS or not any(map(str.isalnum, word)):
        return FUNCTION
    return CONTENT


def _slid(runs: list[Run], left: list[str], right: list[str]) -> list[Run]:
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
        moved[at] = Run(one.left, one.right, one.size + shift)
        moved[at + 1] = Run(two.left + shift, two.right + shift, two.size - shift)
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


def _absorbed(runs: list[Run], keys: list[str], ends: tuple[int, int]) -> list[Run]:
    """Drop lone stop words and marks between changes of which one has words on both sides.

    `ends` are the numbers of words of both sides.
    """
    edges = (Run(0, 0, 0), *runs, Run(*ends, 0))
    sides = [
        (two.left > one.left + one.size) + (two.right > one.right + one.size)
        for one, two in pairwise(edges)
    ]
    kept: list[Run] = []
    chain: list[Run] = []
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
    return weight(word) == FUNCTION and word[-1] not in _SENTENCE_ENDS
