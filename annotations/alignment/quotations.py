"""What a text quotes, and the words that two texts both quote."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from annotations.alignment.terms import Token
from annotations.articles.article import Span

FEWEST = 4
"""Words in a row that make a shared quotation; pairs of characters where words are not spaced."""

TRIED = 8
"""Places looked at for where a quotation goes on longest; only what repeats itself has more."""

_MARKED = re.compile(
    "“[^”]*”?|«[^»]*»?|»[^«]*«?|„[^“”]*[“”]?|「[^」]*」?|『[^』]*』?"
    '|"[^"]*"?|‘(?:[^‘’]|’(?=\\w))*’(?!\\w)'
)


class Shared(NamedTuple):
    """The same words quoted by two units: slices of the tokens of each."""

    left: slice
    right: slice


def quotations(text: str) -> list[Span]:
    """Give what stands in quotation marks, marks included, an unclosed quotation to the end."""
    return [Span(*found.span()) for found in _MARKED.finditer(text)]


def shared_quotations(
    left: tuple[Sequence[Token], Sequence[Span]], right: tuple[Sequence[Token], Sequence[Span]]
) -> list[Shared]:
    """Give the runs of words that two units both quote, the longest there are, in the left's order.

    A unit is its tokens and the spans it quotes, in the same offsets. No run leaves its quotation.
    """
    ours, theirs = _quoted(*left), _quoted(*right)
    begun: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for to in theirs:
        begun[_words(right[0], to, FEWEST)].append(to)
    found: list[Shared] = []
    at, end = 0, len(left[0])
    while at < end:
        places = begun.get(_words(left[0], at, FEWEST), [])[:TRIED] if at in ours else []
        lengths = [_same(left[0], right[0], at, to, min(ours[at], theirs[to])) for to in places]
        longest = max(lengths, default=0)
        if longest >= FEWEST:
            to = places[lengths.index(longest)]
            found.append(Shared(slice(at, at + longest), slice(to, to + longest)))
        at += max(1, longest)
    return found


def _quoted(tokens: Sequence[Token], spans: Sequence[Span]) -> dict[int, int]:
    """Give each token that is quoted, and how many from it on are in the same quotation."""
    starts = [span.start for span in spans]
    inside = [bisect_right(starts, token.start) - 1 for token in tokens]
    left: dict[int, int] = {}
    for at in reversed(range(len(tokens))):
        if inside[at] >= 0 and tokens[at].start < spans[inside[at]].end:
            goes_on = at + 1 in left and inside[at + 1] == inside[at]
            left[at] = 1 + (left[at + 1] if goes_on else 0)
    return left


def _words(tokens: Sequence[Token], at: int, count: int) -> tuple[str, ...]:
    return tuple(token.word for token in tokens[at : at + count])


def _same(left: Sequence[Token], right: Sequence[Token], at: int, to: int, most: int) -> int:
    """Give how many words from two places on are the same, up to so many."""
    steps = range(most)
    return sum(
        1 for _ in takewhile(lambda step: left[at + step].word == right[to + step].word, steps)
    )
