"""Proposals of an article: drafts of its units, with quotations that go on behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from annotations.articles.article import Article, Span
from annotations.suggestions.attribution.drafts import Draft, drafts, span_of
from annotations.suggestions.attribution.features import features
from annotations.suggestions.attribution.german_drafts import german_drafts
from annotations.suggestions.attribution.language.tables import Language
from annotations.suggestions.attribution.sources import Phrase
from annotations.suggestions.attribution.units import Part, Unit, units

MOST_WORDS = 1000
"""Words of a unit: a longer one is no sentence, and rules that look ahead would take long."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Who says what, before it is weighed; spans are those of the article."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    draft: Draft
    unit: Unit
    at: int
    """Number of the unit in the article."""
    features: tuple[bool, ...]
    nested: bool = False
    """Whether the cue stands inside what another says."""
    continued: bool = False


_DRAFTS: dict[str, Callable[[Unit, Language], list[Draft]]] = {
    "en": drafts,
    "de": german_drafts,
}


def proposals(article: Article, language: Language) -> list[Proposal]:
    """Propose all attributions of an article, in the order of its text."""
    every = list(units(article, language))
    found: list[Proposal] = []
    open_quote: int | None = None  # index of the proposal that a quotation may go on from
    for at, unit in enumerate(every):
        own = list(_of_unit(article, unit, at, language))
        if not own and open_quote is not None and _goes_on(every[at - 1], unit):
            found[open_quote] = _longer(found[open_quote], unit)
            continue
        if not own and found and _goes_on_in_mood(found[-1], at, unit, language):
            found[-1] = replace(_longer(found[-1], unit), at=at)
            continue
        found += own
        speaking = [i for i in range(len(found) - len(own), len(found)) if _speaks(found[i], unit)]
        open_quote = speaking[-1] if speaking else None
    return found


def _of_unit(article: Article, unit: Unit, at: int, language: Language) -> Iterator[Proposal]:
    if len(unit.words) > MOST_WORDS:
        return
    propose = _DRAFTS[language.code]
    made = [draft for draft in propose(unit, language) if _says_something(article, unit, draft)]
    covered = _covered(made, len(unit.words))
    for draft in made:
        nested = _is_inside(draft, covered)
        yield Proposal(
            (span_of(unit.words, draft.source),) if draft.source else (),
            _cue(unit, draft),
            tuple(span_of(unit.words, piece) for piece in draft.content),
            draft,
            unit,
            at,
            features(draft, unit, nested, language),
            nested,
        )


def _says_something(article: Article, unit: Unit, draft: Draft) -> bool:
    """Whether source and content hold letters or figures, and a name before a colon is one."""
    phrases = [*draft.content, *([draft.source] if draft.source else [])]
    texts = (article.text[slice(*span_of(unit.words, each))] for each in phrases)
    spoken = all(any(char.isalnum() for char in text) for text in texts)
    return spoken and _is_told_of(article, unit, draft)


def _is_told_of(article: Article, unit: Unit, draft: Draft) -> bool:
    """Whether the words before a colon are a name of the article's, and no `Background:`."""
    if draft.rule not in ("headline", "turn") or draft.source is None:
        return True
    last = unit.words[draft.source.last]
    text = article.text
    name = text[last.start : last.end]
    quoted = bool(unit.words[draft.content[0].first].quotation)
    spoken = quoted or name.isupper() or unit.heading
    return spoken and text.count(name) > 1 and text.count(name.lower()) == 0


def _cue(unit: Unit, draft: Draft) -> tuple[Span, ...]:
    cue = span_of(unit.words, draft.cue)
    if draft.particle is None:
        return (cue,)
    return cue, span_of(unit.words, Phrase(draft.particle, draft.particle))


def _covered(made: list[Draft], count: int) -> list[int]:
    """How many contents each word of a unit stands in."""
    steps = [0] * (count + 1)
    for draft in made:
        for piece in draft.content:
            steps[piece.first] += 1
            steps[piece.last + 1] -= 1
    return list(accumulate(steps))


def _is_inside(draft: Draft, covered: list[int]) -> bool:
    """Whether a cue stands inside the content of another."""
    at = draft.cue.first
    own = sum(piece.first <= at <= piece.last for piece in draft.content)
    return covered[at] > own


def _speaks(proposal: Proposal, unit: Unit) -> bool:
    """Whether the content holds a quotation, which the next sentences may go on with."""
    return proposal.draft.sign == "colon" or any(
        unit.words[i].quotation
        for piece in proposal.draft.content
        for i in (piece.first, piece.last)
    )


def _goes_on(before: Unit, unit: Unit) -> bool:
    """Whether a unit is more of the quotation before it: quoted again, in the same paragraph."""
    if not unit.starts_quoted:
        return False
    return unit.block == before.block or (unit.is_quoted and unit.block == before.block + 1)


def _goes_on_in_mood(last: Proposal, at: int, unit: Unit, language: Language) -> bool:
    """Whether a sentence is in the mood of reported speech, right behind one that is reported."""
    return (
        at == last.at + 1
        and unit.block == last.unit.block
        and any(word.low in language.reporting_mood for word in unit.words if not word.quotation)
    )


def _longer(proposal: Proposal, unit: Unit) -> Proposal:
    last = len(unit.words) - 1
    while last and unit.words[last].part is Part.STOP and not unit.words[last].quotation:
        last -= 1
    piece = span_of(unit.words, Phrase(0, last))
    return replace(proposal, content=(*proposal.content, piece), continued=True)
