"""Regular expressions of the reader for text that the diff ignores, run with a limit of time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from annotations.articles import Span
from annotations.errors import PatternError

if TYPE_CHECKING:
    from regex import Pattern

LONGEST = 1000
"""Code points a pattern may have."""

BLOCK_SECONDS = 0.1
"""Time one pattern may take over one span of text that is compared."""

CHECK_SECONDS = 0.5
"""Time one pattern may take over all the texts it is checked on."""


def check_patterns(patterns: Iterable[str], texts: Iterable[str] = ()) -> None:
    """Raise `PatternError` if a pattern is no regular expression, or slow on one of the texts.

    To be called with the texts of both articles when a reader enters a pattern: one that passes
    does not fail later on a part of them, save one that depends on where the part begins.
    """
    whole = list(texts)
    for pattern in patterns:
        left = CHECK_SECONDS
        for text in whole:
            left -= _spent(pattern, text, max(left, 0.01))


def ignored_spans(patterns: Iterable[str], text: str) -> list[Span]:
    """What the patterns match in a text, in order of start, empty matches left out.

    Raises `PatternError` for a pattern that is wrong or takes longer than `BLOCK_SECONDS`.
    """
    return sorted(span for pattern in patterns for span in _found(pattern, text, BLOCK_SECONDS))


@lru_cache(maxsize=64)
def compiled(pattern: str) -> Pattern[str]:
    """The pattern compiled by `regex`, which reads what `re` reads and can be told to give up.

    Raises `PatternError` where it is wrong or longer than `LONGEST`.
    """
    import regex

    if len(pattern) > LONGEST:
        raise PatternError(f"pattern {pattern[:40]!r}… is longer than {LONGEST} characters")
    try:
        return regex.compile(pattern)
    except (regex.error, RecursionError, OverflowError) as error:
        raise PatternError(
            f"pattern {pattern!r} is no regular expression: {error}; correct or remove it"
        ) from None


def _spent(pattern: str, text: str, seconds: float) -> float:
    from time import perf_counter

    start = perf_counter()
    for _ in _found(pattern, text, seconds):
        pass
    return perf_counter() - start


def _found(pattern: str, text: str, seconds: float) -> Iterator[Span]:
    try:
        for found in compiled(pattern).finditer(text, timeout=seconds):
            if found.start() < found.end():
                yield Span(*found.span())
    except (TimeoutError, RecursionError, MemoryError):
        raise PatternError(
            f"pattern {pattern!r} takes too long on this text; repeat less inside repeats"
        ) from None
