"""Whom two texts let say the same quotation, by the rules that find attributions in articles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from annotations.articles import Span
from annotations.articles.formats.compose import article_from_text
from annotations.suggestions.attribution.attributions import Attribution, attributions
from annotations.suggestions.facts.reading import Reading, Word, phrases_of, unknown_to

WORDS = 5
"""Words of a quotation that two people do not say by chance."""
SURE = 0.4
"""Confidence from which the speaker of a quotation is taken for known."""
_QUOTED = re.compile(r"[“\"]([^”\"]+)[”\"]")


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands in quotation marks: its place, in code points, and its words, folded."""

    span: Span
    words: str


def speakers_of_quotations(ours: Reading, theirs: Reading) -> Iterator[tuple[Span, Span]]:
    """Give the first two people, each with a name, to whom the texts give the same quotation.

    Neither is named in the other text: whoever is, may have been asked by one paper and quoted in
    the name of the other by the next.
    """
    for one in quotations(ours):
        for other in quotations(theirs):
            if not _same(one.words, other.words):
                continue
            here, there = _speaker(ours, one), _speaker(theirs, other)
            if here and there and _strangers(ours, here, theirs, there):
                yield here, there
                return


def quotations(reading: Reading) -> list[Quotation]:
    """What a text has in quotation marks that is long enough to be known again."""
    found = []
    for match in _QUOTED.finditer(reading.text):
        inside = [word.folded for word in _words_in(reading, Span(*match.span(1)))]
        letters = [word for word in inside if word[0].isalnum()]
        if len(letters) >= WORDS:
            found.append(Quotation(Span(*match.span()), f" {' '.join(letters)} "))
    return found


def _same(one: str, other: str) -> bool:
    return one in other or other in one


def _words_in(reading: Reading, span: Span) -> list[Word]:
    return [word for word in reading.words if span.start <= word.start < span.end]


def _speaker(reading: Reading, quotation: Quotation) -> Span | None:
    """Who speaks a quotation, as far as the text says it by name."""
    for found in _attributed(reading.text):
        if found.source and any(
            part.start < quotation.span.end and quotation.span.start < part.end
            for part in found.content
        ):
            return found.speaker or Span(found.source[0].start, found.source[-1].end)
    return None


@lru_cache(maxsize=256)
def _attributed(text: str) -> tuple[Attribution, ...]:
    """Who says what in a text, as far as that is sure; kept, for a text may share many quotations."""
    article = article_from_text(text)
    if article.text != text:
        return ()
    return tuple(found for found in attributions(article) if found.confidence >= SURE)


def _strangers(ours: Reading, one: Span, theirs: Reading, other: Span) -> bool:
    """Whether two speakers have each a full name of which the other's text has no word."""
    return unknown_to(theirs, phrases_of(_words_in(ours, one), ours.names)) and unknown_to(
        ours, phrases_of(_words_in(theirs, other), theirs.names)
    )
