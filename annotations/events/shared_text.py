"""What two articles have word for word in common, and how much of either that is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from annotations.articles import Article, Span
from annotations.events.word_runs import RUN, WordRun, runs_of, word_run

BRIDGED = 2
"""Words between two shared runs that were changed, put in or left out, as an editor does."""

LEAST_RUN = 8
"""Shared words in a row below which a phrase is one that anybody may write."""


@dataclass(frozen=True, slots=True)
class SharedText:
    """What an article shares with others: spans in its text, in order.

    `words` counts the shared words that are no quotation, `share` is their part (0 to 1) of all
    words that are none.
    """

    spans: tuple[Span, ...]
    words: int
    share: float


def shared_text(article: Article, others: Iterable[Article]) -> SharedText:
    """What an article has word for word in common with any of some others."""
    run = word_run(article)
    theirs: frozenset[tuple[str, ...]] = frozenset().union(*map(runs_of, others))
    found = _shared(run, theirs)
    words = sum(not run.quoted[at] for start, end in found for at in range(start, end))
    spans = tuple(Span(run.spans[start].start, run.spans[end - 1].end) for start, end in found)
    return SharedText(spans, words, words / max(1, run.own))


def _shared(run: WordRun, theirs: frozenset[tuple[str, ...]]) -> Sequence[tuple[int, int]]:
    """Half-open ranges of words that stand in runs which others have, small gaps bridged."""
    found: list[tuple[int, int]] = []
    for at in range(len(run.words) - RUN + 1):
        if run.words[at : at + RUN] in theirs:
            if found and at - found[-1][1] <= BRIDGED:
                found[-1] = found[-1][0], at + RUN
            else:
                found.append((at, at + RUN))
    return [each for each in found if each[1] - each[0] >= LEAST_RUN]


def inside(span: Span, spans: Sequence[Span]) -> Iterator[Span]:
    """What of a span lies inside some others, which are in order and do not overlap."""
    for at in range(bisect_right(spans, span.start, key=lambda each: each.end), len(spans)):
        start, end = spans[at]
        if start >= span.end:
            return
        yield Span(max(start, span.start), min(end, span.end))


def covered(span: Span, spans: Sequence[Span]) -> float:
    """Which part (0 to 1) of a span lies inside some others, which are in order and do not overlap."""
    return sum(end - start for start, end in inside(span, spans)) / max(1, span.end - span.start)
