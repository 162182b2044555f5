"""The same words in two texts, from two speakers who cannot be one."""

from __future__ import annotations

from collections.abc import Iterator

from annotations.articles import Span
from annotations.suggestions.facts.lexicon import ANYBODY
from annotations.suggestions.facts.reading import Reading, meet, phrases_of, shared, unknown_to
from annotations.suggestions.facts.speakers import Statement, statements

QUOTED = 12
"""Characters of a quotation, without function words, that two people do not say by chance."""

REPORTED = 0.8
"""Share of the shorter statement's words that two have in common which say the same."""


def conflicting_speakers(ours: Reading, theirs: Reading) -> Iterator[tuple[Span, Span]]:
    """Give the first two speakers to whom the two texts give the same words."""
    for one in statements(ours):
        for other in statements(theirs):
            if _same_words(one, other) and _strangers(ours, one, theirs, other):
                yield (
                    Span(one.who[0].start, one.who[-1].end),
                    Span(other.who[0].start, other.who[-1].end),
                )
                return


def _same_words(one: Statement, other: Statement) -> bool:
    if one.quote and other.quote:
        return min(len(one.quote), len(other.quote)) > QUOTED and (
            one.quote in other.quote or other.quote in one.quote
        )
    common = shared(one.said, other.said) + len(_figures(one) & _figures(other))
    least = min(len({word.folded for word in each.said}) for each in (one, other))
    return common >= max(3, REPORTED * least)


def _figures(statement: Statement) -> set[str]:
    return {word.folded for word in statement.said if word.figure}


def _strangers(ours: Reading, one: Statement, theirs: Reading, other: Statement) -> bool:
    """Whether two speakers are two people with full names, or two roles, with nothing in common.

    A name and a role may be one person's, `officials` anybody, and whoever the other text names
    too may have been asked by one paper and quoted in another's name by the next.
    """
    if meet(one.who, other.who) or one.around & other.around:
        return False
    if any(word.ideas & ANYBODY for word in (*one.who, *other.who)):
        return False
    if one.names and other.names:
        names = phrases_of(one.who, ours.names), phrases_of(other.who, theirs.names)
        return unknown_to(theirs, names[0]) and unknown_to(ours, names[1])
    return not one.names and not other.names
