"""Attributions: who says what in an article, by rules, each with a reason and a confidence."""

from __future__ import annotations

from dataclasses import dataclass

from annotations.articles.article import Article, Span
from annotations.suggestions.attribution.confidence import confidence
from annotations.suggestions.attribution.language.languages import LANGUAGES
from annotations.suggestions.attribution.parsed.spacy_parser import LANGUAGE, NamedParser
from annotations.suggestions.attribution.parsed.weighing import weighed
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

PARSED = "rules-1 parse-1"
"""The same where a parse helped; the name of the parser follows."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source, the cue, and the content it brings; spans are of the article, each in pieces.

    `speaker` is whom a pronoun, a role or a surname stands for, where that was found nearby; else
    None. `kind` is the class of the cue: say, deny, promise, accuse, believe, …. `confidence` is
    the chance that all of it is right, between 0 and 1. `by` is what proposed it.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    confidence: float
    kind: str
    reason: str
    speaker: Span | None = None
    by: str = VERSION

    @property
    def spans(self) -> tuple[Span, ...]:
        return (*self.source, *self.cue, *self.content)


def attributions(
    article: Article, language: str = "en", parser: NamedParser | None = None
) -> tuple[Attribution, ...]:
    """Propose who says what in an article, most confident first.

    `language` is a code of `LANGUAGES`; raises `KeyError` for another. Headings count, boilerplate
    and tables do not. Nothing overlaps wholly: of two proposals for one content the likelier stays.
    A `parser` is asked about English alone.
    """
    chosen = LANGUAGES[language]
    rules = proposals(article, chosen)
    if parser is not None and language == LANGUAGE:
        by = f"{PARSED} {parser.name}"
        told = weighed(article, rules, chosen, parser.parse)
        found = [(each, likely) for each, likely in told if likely >= LEAST]
    else:
        by = VERSION
        found = [(each, confidence(each.features)) for each in rules]
    whom = speakers(
        (Source(each.unit, each.at, each.draft.source, each.nested) for each, _ in found), chosen
    )
    kept = [
        _attribution(article, each, likely, speaker, by)
        for (each, likely), speaker in zip(found, whom, strict=True)
        if likely >= LEAST
    ]
    kept.sort(key=lambda each: (-each.confidence, each.spans))
    return tuple(kept)


def _attribution(
    article: Article, proposal: Proposal, likely: float, speaker: Span | None, by: str
) -> Attribution:
    cue = " … ".join(article.text[start:end] for start, end in proposal.cue)
    return Attribution(
        proposal.source,
        proposal.cue,
        proposal.content,
        likely,
        proposal.draft.kind or "other",
        reason(proposal.draft, cue),
        speaker,
        by,
    )
