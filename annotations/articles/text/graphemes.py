"""Grapheme clusters (UAX #29): what a person takes for one character is never cut.

Most text has no cluster of more than one code point, and one regular expression says so; only
the rest pays for the tables, which are loaded when the first such text comes.
"""

from __future__ import annotations

import re
from functools import cache

from annotations.articles.article import Span

_NEVER_JOINING = (
    "\x00-\u02ff\u0370-\u0482\u048a-\u0590\u1e00-\u200b\u2010-\u2027\u202f-\u205f\u2070-\u20cf"
    "\u2100-\u2cee\u2d00-\u2d7e\u2e00-\u3029\u3030-\u3098\u309b-\ua66e\uac00-\ud7a3\ue000-\ufb1d"
    "\uff00-\uff9d\uffa0-\uffef\U00020000-\U0003ffff"
)
"""Code points that never stand in a cluster of two or more; not all of them."""


@cache
def _joining() -> re.Pattern[str]:
    """One code point that may stand in such a cluster."""
    return re.compile(f"[^{_NEVER_JOINING}]")


def is_simple(text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether every code point of `text[start:end]` is sure to be a cluster of its own."""
    end = len(text) if end is None else end
    return text[start:end].isascii() or _joining().search(text, start, end) is None


def graphemes(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Spans of the clusters of `text[start:end]`, in order, without gaps."""
    if is_simple(text, start, end):
        return tuple(Span(at, at + 1) for at in range(start, end))
    from wcwidth import iter_graphemes

    found = []
    for cluster in iter_graphemes(text, start, end):
        found.append(Span(start, start + len(cluster)))
        start += len(cluster)
    return tuple(found)


def is_boundary(text: str, offset: int) -> bool:
    """Whether a span may start or end at `offset` without cutting a cluster."""
    return cluster_at(text, offset).start == offset


def cluster_at(text: str, offset: int) -> Span:
    """The cluster that holds the code point at `offset`; `[n, n)` at or after the text's end n."""
    length = len(text)
    if offset >= length:
        return Span(length, length)
    offset = max(offset, 0)
    if is_simple(text, max(offset - 1, 0), min(offset + 2, length)):
        return Span(offset, offset + 1)
    from wcwidth import iter_graphemes

    start = _safe_start(text, offset)
    while start < length:
        for cluster in iter_graphemes(text, start, min(offset + 64, length)):
            end = start + len(cluster)
            if end > offset:
                return Span(start, _cluster_end(text, start, end))
            start = end
    return Span(length, length)


def snap_out(text: str, span: Span) -> Span:
    """The smallest span around `span` that cuts no cluster; inside `[0, len(text)]`."""
    start, end = max(span.start, 0), min(span.end, len(text))
    if start >= end:
        at = cluster_at(text, start).start
        return Span(at, at)
    last = cluster_at(text, end - 1)
    return Span(cluster_at(text, start).start, last.end)


def _safe_start(text: str, offset: int) -> int:
    """The nearest place at or before `offset` where a cluster is sure to start."""
    while offset > 0 and not is_simple(text, offset - 1, offset + 1):
        offset -= 1
    return offset


def _cluster_end(text: str, start: int, end: int) -> int:
    """Where the cluster that starts at `start` ends, if it may reach beyond `end`."""
    from wcwidth import iter_graphemes

    reach = 64
    while True:
        stop = min(end + reach, len(text))
        first = len(next(iter(iter_graphemes(text, start, stop))))
        if start + first < stop or stop == len(text):
            return start + first
        reach *= 8
