"""Claims worth checking: sentences that state what can be looked up, the likeliest first.

What counts is what fact-checkers look for: figures, quantities, comparisons, changes, dated events
and past acts of somebody named. Opinions, questions, looks ahead and courtesies are told apart.
After Hassan et al., "Toward Automated Fact-Checking: Detecting Check-worthy Factual Claims by
ClaimBuster" (KDD 2017), whose classes these are, with features that can be read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from annotations.articles.article import Article, Kind, Span
from annotations.articles.text.sentences import sentences
from annotations.suggestions.checkable import english as words
from annotations.suggestions.logistic import logistic

SHOWN = 0.5
"""Score from which a sentence is called checkable."""


class Sort(StrEnum):
    """What a sentence does."""

    CHECKABLE = "checkable"
    OPINION = "opinion"
    QUESTION = "question"
    FUTURE = "future"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Checkable:
    """A sentence that is worth checking: where, how much so (0 to 1), and what speaks for it."""

    span: Span
    score: float
    reasons: tuple[str, ...]


FEATURES = (
    "a figure",
    "a percentage or sum",
    "a year or date",
    "a quantity in words",
    "a comparison",
    "a change",
    "an act or a state",
    "a verb in the past",
    "a name",
    "an opinion word",
    "two opinion words",
    "a look ahead",
    "first or second person",
    "a courtesy",
    "a condition",
    "a general subject",
    "a vague word of reports",
    "a past participle behind to be",
    "under six words",
    "over fourteen words",
    "a question",
)
"""What is asked of a sentence, in the order of `features`; each answer is yes or no."""

_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|\d[\d.,]*|[$€£%]")
_SUM = re.compile(r"[$€£]\s?\d|\d\s?(?:%|percent|per cent|million|billion|trillion)", re.IGNORECASE)
_DATE = re.compile(r"\b(?:1[89]\d\d|20\d\d|eighties|nineties|G\d)\b")
_SPLIT = re.compile(r"(?=['’](?:ll|d)$)")
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being)\s(?:\w+ly\s)?\w{3,}(?:ed|wn|en)\b", re.IGNORECASE
)
_REGULAR_PAST = re.compile(r"[a-z]{3,}ed$")


def features(sentence: str) -> tuple[bool, ...]:
    """Answer the questions of `FEATURES` about a sentence."""
    raw = _WORD.findall(sentence)
    lows = [part.replace("’", "'") for word in raw for part in _SPLIT.split(word.lower())]
    known = set(lows)
    opinions = sum(low in words.OPINION for low in lows)
    return (
        any(low[0].isdigit() for low in lows),
        bool(_SUM.search(sentence)),
        bool(_DATE.search(sentence)) or bool(known & words.TIMES),
        bool(known & words.QUANTITIES),
        "than" in known or len(known & words.COMPARISONS) > 1,
        bool(known & words.CHANGES),
        bool(known & words.ACTS),
        any(_REGULAR_PAST.fullmatch(low) for low in lows),
        any(word[0].isupper() and word != "I" for word in raw[1:]),
        opinions > 0,
        opinions > 1,
        bool(known & words.FUTURE),
        bool(known & words.PERSONAL),
        bool(known & words.COURTESIES),
        bool(known & words.CONDITIONS),
        bool(known & words.HEDGES),
        bool(known & words.VAGUE),
        bool(_PASSIVE.search(sentence)),
        len(lows) < 6,
        len(lows) > 14,
        is_question(sentence),
    )


def is_question(sentence: str) -> bool:
    """Whether a sentence asks, its closing marks aside."""
    return sentence.rstrip(" \"'”’»)").endswith("?")


@cache
def _weights() -> tuple[float, tuple[float, ...]]:
    found = json.loads(files(__package__).joinpath("coefficients.json").read_text("utf-8"))
    return found["bias"], tuple(found["weights"][name] for name in FEATURES)


def score(sentence: str) -> float:
    """Give how likely a fact-checker would look a sentence up, between 0 and 1."""
    bias, weights = _weights()
    return round(logistic(bias, weights, features(sentence)), 3)


def sort_of(sentence: str) -> Sort:
    """Tell what a sentence does: state what can be checked, judge, ask, look ahead, or none."""
    if is_question(sentence):
        return Sort.QUESTION
    if score(sentence) >= SHOWN:
        return Sort.CHECKABLE
    answers = dict(zip(FEATURES, features(sentence), strict=True))
    if answers["a look ahead"] and not answers["two opinion words"]:
        return Sort.FUTURE
    if answers["an opinion word"]:
        return Sort.OPINION
    if answers["a courtesy"] or answers["under six words"]:
        return Sort.OTHER
    return Sort.OPINION if answers["a general subject"] else Sort.OTHER


def checkable(article: Article) -> tuple[Checkable, ...]:
    """Give the sentences of an article that are worth checking, the likeliest first."""
    found = list(_scored(article))
    return tuple(sorted(found, key=lambda each: (-each.score, each.span)))


def _scored(article: Article) -> Iterator[Checkable]:
    for block in article.blocks:
        if not block.aligned or block.kind in (Kind.TABLE_ROW, Kind.HEADING):
            continue
        for span in sentences(article, block):
            text = article.text[span.start : span.end]
            likely = score(text)
            if likely >= SHOWN and not is_question(text):
                yield Checkable(span, likely, _reasons(text))


def _reasons(sentence: str) -> tuple[str, ...]:
    """The features that speak for a sentence, the weightiest first, three at the most."""
    _, weights = _weights()
    speaks = [
        (weight, name)
        for weight, yes, name in zip(weights, features(sentence), FEATURES, strict=True)
        if yes and weight > 0
    ]
    return tuple(name for _, name in sorted(speaks, reverse=True)[:3])
