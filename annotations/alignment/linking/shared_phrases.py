"""Words in a row that two units share: what both quote, what both write without spaces."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence, Set
from itertools import pairwise, takewhile
from typing import NamedTuple

from annotations.alignment.linking.terms import MatchToken
from annotations.articles.article import Span

TRIED = 8
"""Places looked at for where a run goes on longest; only a text that repeats itself has more."""


class SharedPhrase(NamedTuple):
    """The same words in two units: places among the tokens of each."""

    left: range
    right: range


class SearchedTokens(NamedTuple):
    """Tokens, and the stretches of them that are searched; no run leaves its stretch."""

    tokens: Sequence[MatchToken]
    stretches: Sequence[range]


def quoted_stretches(tokens: Sequence[MatchToken], spans: Sequence[Span]) -> SearchedTokens:
    """Search what lies in spans, which are in the offsets of the tokens, and in order."""
    starts = [token.start for token in tokens]
    stretches = [range(*(bisect_left(starts, end) for end in span)) for span in spans]
    return SearchedTokens(tokens, stretches)


def name_stretches(tokens: Sequence[MatchToken], names: Set[str]) -> SearchedTokens:
    """Search names that only a space or a hyphen parts: rank, first name and surname."""
    return _parted(
        tokens,
        lambda one, two: two.start == one.end + 1 and one.stem in names and two.stem in names,
    )


def unspaced_stretches(tokens: Sequence[MatchToken]) -> SearchedTokens:
    """Search what is written without spaces, whose tokens are overlapping pairs of characters."""
    return _parted(tokens, lambda one, two: two.start < one.end)


def _parted(
    tokens: Sequence[MatchToken], goes_on: Callable[[MatchToken, MatchToken], bool]
) -> SearchedTokens:
    """Search what goes on from token to token."""
    inside = range(1, len(tokens))
    bounds = [at for at in inside if not goes_on(tokens[at - 1], tokens[at])]
    return SearchedTokens(tokens, [range(*ends) for ends in pairwise([0, *bounds, len(tokens)])])


def shared_phrases(
    left: SearchedTokens, right: SearchedTokens, fewest: int
) -> Iterator[SharedPhrase]:
    """Give the runs of at least so many words, the longest there are, in the left's order."""
    begun: dict[tuple[str, ...], list[range]] = defaultdict(list)
    for stretch in right.stretches:
        for to in range(stretch.start, stretch.stop - fewest + 1):
            begun[_words(right, to, fewest)].append(range(to, stretch.stop))
    for stretch in left.stretches:
        at = stretch.start
        while at <= stretch.stop - fewest:
            places = begun.get(_words(left, at, fewest), [])[:TRIED]
            here = range(at, stretch.stop)
            runs = [_common_run(left, here, right, there) for there in places]
            longest = max(runs, key=lambda run: len(run.left), default=None)
            if longest:
                yield longest
            at += len(longest.left) if longest else 1


def _words(unit: SearchedTokens, at: int, count: int) -> tuple[str, ...]:
    return tuple(token.word for token in unit.tokens[at : at + count])


def _common_run(
    left: SearchedTokens, here: range, right: SearchedTokens, there: range
) -> SharedPhrase:
    """Give the words that are the same from two places on."""
    pairs = zip(here, there, strict=False)
    same = takewhile(lambda pair: left.tokens[pair[0]].word == right.tokens[pair[1]].word, pairs)
    count = sum(1 for _ in same)
    return SharedPhrase(here[:count], there[:count])
