"""Suggestions of an article as the reader shows them, whatever their kind, and what is left of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from annotations.articles import Article, Span
from annotations.marks import Annotation
from annotations.store.rejecting import ATTRIBUTION, CLAIM, rejection_of
from annotations.store.serialization import Rejection

if TYPE_CHECKING:  # the rules are loaded by the thread that asks them
    from annotations.suggestions.attribution.attributions import Attribution
    from annotations.suggestions.checkable.checkable import Checkable
    from annotations.suggestions.suggest import Suggestions

ATTRIBUTIONS, CLAIMS = "attributions", "claims"
"""The kinds, by the words of `crossread suggest --kinds`."""


@dataclass(frozen=True)
class Proposal:
    """One suggestion: where it stands, how sure it is (0 to 1), and who is proposed to say it.

    `article` is the id of the one it stands in. Just one of `attribution` and `claim` is there. `who`
    is the name that the source goes by in the article, "" where there is none; `sort` the class of
    the cue (say, deny, …), "" for a claim.
    """

    article: str
    who: str
    attribution: Attribution | None = None
    claim: Checkable | None = None

    @property
    def kind(self) -> str:
        return CLAIMS if self.attribution is None else ATTRIBUTIONS

    @property
    def by(self) -> str:
        """What proposed it: the rules, and the parser where one helped."""
        from annotations.suggestions.attribution.attributions import VERSION

        return VERSION if self.attribution is None else self.attribution.by

    @property
    def sort(self) -> str:
        return "" if self.attribution is None else self.attribution.kind

    @property
    def content(self) -> tuple[Span, ...]:
        if self.attribution is not None:
            return self.attribution.content
        assert self.claim is not None
        return (self.claim.span,)

    @property
    def source(self) -> tuple[Span, ...]:
        return () if self.attribution is None else self.attribution.source

    @property
    def cue(self) -> tuple[Span, ...]:
        return () if self.attribution is None else self.attribution.cue

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        return (*self.source, *self.cue, *self.content)

    @cached_property
    def start(self) -> int:
        """Where it begins in its article."""
        return min(span.start for span in self.spans)

    @property
    def length(self) -> int:
        """How many code points it takes: of two at one place the shorter is meant."""
        return sum(span.end - span.start for span in self.spans)

    @property
    def confidence(self) -> float:
        if self.attribution is not None:
            return self.attribution.confidence
        assert self.claim is not None
        return self.claim.score

    def covers(self, article: str, offset: int) -> bool:
        return article == self.article and any(start <= offset < end for start, end in self.spans)

    def inside(self, article: str, span: Span) -> bool:
        """Whether all of its content is in a span."""
        pieces = self.content
        return article == self.article and all(
            span.start <= start and end <= span.end for start, end in pieces
        )

    def rejection(self, article: Article, annotator: str) -> Rejection:
        """What is kept where it is rejected."""
        kind = CLAIM if self.attribution is None else ATTRIBUTION
        spans = self.content, self.source
        return rejection_of(self.article, article, kind, *spans, annotator, by=self.by)


def proposals_of(key: str, article: Article, found: Suggestions) -> Iterator[Proposal]:
    """All that was found for the article with an id."""
    for each in found.attributions:
        spans = each.source if each.speaker is None else (each.speaker,)
        who = " ".join(article.text[start:end] for start, end in spans)
        yield Proposal(key, " ".join(who.split()), attribution=each)
    for claim in found.claims:
        yield Proposal(key, "", claim=claim)


def left_of(
    proposals: Iterable[Proposal],
    tags: Iterable[Annotation],
    rejected: Collection[str],
    rejections: Sequence[str],
) -> list[Proposal]:
    """Those of one article that a person has neither accepted, nor tagged so, nor rejected.

    `tags` are the person's, `rejected` the ids of rejections, and `rejections` the id that each of
    the proposals would have.
    """
    tagged = {(tag.root, tag.span) for tag in tags if not tag.suggested}
    return [
        each
        for each, key in zip(proposals, rejections, strict=True)
        if key not in rejected and not _is_tagged(each, tagged)
    ]


def _is_tagged(proposal: Proposal, tagged: Collection[tuple[str, Span]]) -> bool:
    if not all(("claim", span) in tagged for span in proposal.content):
        return False
    source = proposal.source
    return not source or ("source", Span(source[0].start, source[-1].end)) in tagged


def same_source(one: str, other: str) -> bool:
    """Whether two names are one source's: the same, or the one a part of the other with its surname."""
    words, others = one.casefold().split(), other.casefold().split()
    if words == others or not words or not others:
        return words == others
    last = one.split()[-1]
    named = last[:1].isupper() and words[-1] == others[-1]
    return named and (set(words) <= set(others) or set(others) <= set(words))
