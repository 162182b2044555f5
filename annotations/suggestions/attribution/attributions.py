"""Attributions: who says what in an article, by rules, each with a reason and a confidence."""

from __future__ import annotations

from dataclasses import dataclass

from annotations.articles.article import Article, Span
from annotations.suggestions.attribution.confidence import confidence
from annotations.suggestions.attribution.language.languages import LANGUAGES
from annotations.suggestions.attribution.proposals import Proposal, proposals
from annotations.suggestions.attribution.reasons import reason
from annotations.suggestions.attribution.references import Source, speakers

LEAST = 0.3
"""Confidence below which nothing is proposed: on articles the rules were not made on, about one in
eight of what is left out would have been right."""

SHOWN = 0.6
"""Confidence from which a proposal is shown without being asked for: four of five are right."""

VERSION = "rules-1"
"""Names the rules and weights in the provenance of what was accepted."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source, the cue, and the content it brings; spans are of the article, each in pieces.

    `speaker` is whom a pronoun, a role or a surname stands for, where that was found nearby; else
    None. `kind` is the class of the cue: say, deny, promise, accuse, believe, …. `confidence` is
    the chance that all of it is right, between 0 and 1.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    confidence: float
    kind: str
    reason: str
    speaker: Span | None = None

    @property
    def spans(self) -> tuple[Span, ...]:
        return (*self.source, *self.cue, *self.content)


def attributions(article: Article, language: str = "en") -> tuple[Attribution, ...]:
    """Propose who says what in an article, most confident first.

    `language` is a code of `LANGUAGES`; raises `KeyError` for another. Headings count, boilerplate
    and tables do not. Nothing overlaps wholly: of two proposals for one content the likelier stays.
    """
    chosen = LANGUAGES[language]
    found = proposals(article, chosen)
    whom = speakers(
        (Source(each.unit, each.at, each.draft.source, each.nested) for each in found), chosen
    )
    weighed = [
        _attribution(article, each, speaker) for each, speaker in zip(found, whom, strict=True)
    ]
    kept = [each for each in weighed if each.confidence >= LEAST]
    kept.sort(key=lambda each: (-each.confidence, each.spans))
    return tuple(kept)


def _attribution(article: Article, proposal: Proposal, speaker: Span | None) -> Attribution:
    cue = " … ".join(article.text[start:end] for start, end in proposal.cue)
    return Attribution(
        proposal.source,
        proposal.cue,
        proposal.content,
        confidence(proposal.features),
        proposal.draft.kind,
        reason(proposal.draft, cue),
        speaker,
    )
