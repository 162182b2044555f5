"""What a model proposes for an article, checked: only what the article says is kept.

The form, documented for whoever writes such a program:

    {"attributions": [{"source": PLACE, "cue": PLACE, "content": PLACE, "confidence": 0..1}..],
     "claims": [{"quote": PLACE, "confidence": 0..1}..]}

A PLACE is a quote, a list of quotes, or a list of [start, end] in code points of the article's text.
`source` and `cue` may be missing, and so may `confidence` (then .5). A claim may be a quote alone, or have "start" and "end" in place of a
quote, as the lines of a batch have it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from annotations.articles.article import Article, Span
from annotations.articles.text.graphemes import snap_out
from annotations.suggestions.attribution.attributions import Attribution
from annotations.suggestions.checkable.checkable import Checkable
from annotations.suggestions.models.quotes import Quotes

UNSURE = 0.5
"""Confidence of what a model gives none."""

MOST = 10_000
"""Proposals that are taken for one article."""

INVENTED = "proposals with words that are not in the article"
MALFORMED = "proposals not of the form"


@dataclass(frozen=True, slots=True)
class Dropped:
    """What was not kept, counted: quotes the article has not, and what is not of the form."""

    invented: int = 0
    malformed: int = 0

    def __add__(self, other: Dropped) -> Dropped:
        return Dropped(self.invented + other.invented, self.malformed + other.malformed)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model proposes for an article, as far as it holds, and what was dropped."""

    attributions: tuple[Attribution, ...] = ()
    claims: tuple[Checkable, ...] = ()
    dropped: Dropped = Dropped()

    @property
    def kept(self) -> int:
        """How many proposals it has."""
        return len(self.attributions) + len(self.claims)

    def __add__(self, other: Answer) -> Answer:
        return Answer(
            self.attributions + other.attributions,
            self.claims + other.claims,
            self.dropped + other.dropped,
        )


class _InventedError(ValueError):
    """A quote that the article has not."""


def _pass_over(why: str, which: str) -> None:
    """Tell nobody: the counts in `Dropped` are enough."""


def checked(
    article: Article, answer: Any, model: str, tell: Callable[[str, str], None] = _pass_over
) -> Answer:
    """Keep of an answer what stands in the article; `model` is named in each reason.

    `tell` is told of each thing that is not kept: why, in words that read on after a number, and which it is.
    """
    if not isinstance(answer, dict):
        tell(MALFORMED, "the answer is no object")
        return Answer(dropped=Dropped(malformed=1))
    quotes = Quotes(article.text)
    attributions: list[Attribution] = []
    claims: list[Checkable] = []
    invented = malformed = 0
    for kind, number, each in _items(answer):
        try:
            if kind == "claims":
                claims.append(_claim(quotes, each, model))
            else:
                attributions.append(_attribution(quotes, each, model))
        except _InventedError:
            invented += 1
            tell(INVENTED, f"{kind}[{number}]")
        except (TypeError, ValueError, KeyError):
            malformed += 1
            tell(MALFORMED, f"{kind}[{number}]")
    known = {"attributions", "claims"} & set(answer)
    if not known:
        tell(MALFORMED, 'there is neither "attributions" nor "claims"')
    return Answer(
        tuple(sorted(attributions, key=lambda each: (-each.confidence, each.spans))),
        tuple(sorted(claims, key=lambda each: (-each.score, each.span))),
        Dropped(invented, malformed + (not known)),
    )


def _items(answer: dict[str, Any]) -> Iterable[tuple[str, int, Any]]:
    """Each proposal with its kind and its number in the list of that kind, from 0."""
    for kind in ("attributions", "claims"):
        listed = answer.get(kind)
        found = (listed if isinstance(listed, list) else [])[:MOST]
        yield from ((kind, number, each) for number, each in enumerate(found))


def _attribution(quotes: Quotes, said: Any, model: str) -> Attribution:
    content = _places(quotes, said["content"], 0)
    if not content:
        raise ValueError("no content")
    near = content[0].start
    source = _places(quotes, said.get("source") or [], near)
    cue = _places(quotes, said.get("cue") or [], near)
    reason = f"proposed by {model}"
    return Attribution(source, cue, content, _confidence(said), "model", reason, by=model)


def _claim(quotes: Quotes, said: Any, model: str) -> Checkable:
    quoted = said if isinstance(said, str) else said.get("quote")
    if quoted is None:
        quoted = [[said["start"], said["end"]]]
    (place, *_) = _places(quotes, quoted, 0)
    sure = UNSURE if isinstance(said, str) else _confidence(said)
    return Checkable(place, sure, (f"proposed by {model}",))


def _confidence(said: dict[str, Any]) -> float:
    sure = said.get("confidence", UNSURE)
    if isinstance(sure, bool) or not 0 <= float(sure) <= 1:
        raise ValueError("a confidence lies between 0 and 1")
    return round(float(sure), 3)


def _places(quotes: Quotes, said: Any, near: int) -> tuple[Span, ...]:
    """The spans of a PLACE; none of them splits a character."""
    listed = [said] if isinstance(said, str) else said
    if not isinstance(listed, list):
        raise ValueError("no place")
    found: list[Span] = []
    for each in listed:
        if isinstance(each, str):
            span = quotes.find(each, near) if each.strip() else None
        else:
            start, end = each
            whole = isinstance(start, int) and isinstance(end, int)
            inside = whole and 0 <= start < end <= len(quotes.text)
            span = Span(start, end) if inside else None
        if span is None:
            raise _InventedError
        found.append(snap_out(quotes.text, span))
    return tuple(found)
