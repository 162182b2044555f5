"""Events found in an archive, as a screen shows them: plain values that a process may send."""

from __future__ import annotations

from msgspec import Struct


class Found(Struct, frozen=True):
    """Some articles that report one event.

    `score` (0 to 1) is how likely two of them do. `outlets` has each outlet once, `days` the first
    and the last day on which they were published, as far as that is known. `reasons` are what they
    share: a word for what it is, with what it is, most telling first. `copies` counts those of the
    articles that copy another, or a text that another copies.
    """

    title: str
    articles: int
    score: float
    outlets: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    reasons: tuple[tuple[str, tuple[str, ...]], ...] = ()
    copies: int = 0


class Excerpt(Struct, frozen=True):
    """An article of an event, and how it begins.

    `like` is the number (from 1, in the order they are shown) of the one before it that copies it,
    is copied by it, or copies the same text; 0 for none.
    """

    title: str
    outlet: str
    published: str
    words: str
    like: int = 0
