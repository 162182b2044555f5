"""What people say about a text: an annotation marks a span, a relation ties two annotations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

from annotations.articles import Article, Span
from annotations.errors import SpanError

SUGGESTED = "suggested_by"
"""The attribute that marks a suggestion; its value is the model, person or file it came from."""

CONTEXT = 32
"""Code points of context kept on each side of a quote (what Hypothesis keeps)."""


class AnchorState(StrEnum):
    """How sure the place of an annotation is after its article's text changed."""

    EXACT = "exact"
    SHIFTED = "shifted"
    FUZZY = "fuzzy"
    AMBIGUOUS = "ambiguous"
    ORPHAN = "orphan"


class RelationKind(StrEnum):
    """`attributed_to` runs claim → source; the others tie two claims, mostly across articles."""

    ATTRIBUTED_TO = "attributed_to"
    AGREES = "agrees"
    CONTRADICTS = "contradicts"
    PARTLY = "partly"
    UPDATES = "updates"

    @property
    def directed(self) -> bool:
        return self in (RelationKind.ATTRIBUTED_TO, RelationKind.UPDATES)


@dataclass(frozen=True, slots=True)
class Annotation:
    """A labelled span of one article.

    `label` is a path in the codebook (`claim`, `theme/economy`). `article` is the id of a stored
    article. `start` and `end` are code points into its text, where `quote` stands; `prefix` and
    `suffix` are up to 32 code points of context. Times are UTC, ISO 8601 with `Z`.
    `score` is 0..1, below 1 only where the anchor is fuzzy.
    """

    id: str
    article: str
    start: int
    end: int
    quote: str
    prefix: str
    suffix: str
    label: str
    annotator: str
    created: str
    updated: str
    note: str = ""
    attributes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    state: AnchorState = AnchorState.EXACT
    score: float = 1.0

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def root(self) -> str:
        """The top of the label's path: `theme` of `theme/economy`."""
        return self.label.partition("/")[0]

    @property
    def suggested(self) -> bool:
        """Whether it waits for a person to accept or reject it."""
        return SUGGESTED in self.attributes


@dataclass(frozen=True, slots=True)
class Relation:
    """A typed edge between two annotations; a symmetric kind is stored once, in either order."""

    id: str
    kind: RelationKind
    source: str
    target: str
    annotator: str
    created: str
    note: str = ""


def suggestion(annotation: Annotation, by: str) -> Annotation:
    """The annotation as something that a model or another person proposes."""
    return replace(
        annotation, attributes=MappingProxyType({**annotation.attributes, SUGGESTED: by})
    )


def accepted(annotation: Annotation) -> Annotation:
    """A suggestion that a person takes over; it keeps its annotator."""
    rest = {name: value for name, value in annotation.attributes.items() if name != SUGGESTED}
    return replace(annotation, attributes=MappingProxyType(rest))


def context(text: str, span: Span) -> tuple[str, str, str]:
    """The quote at a span with up to `CONTEXT` code points before and after it."""
    start, end = span
    return text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]


def verify(annotation: Annotation, article: Article) -> None:
    """Raise `SpanError` unless the quote stands at the annotation's offsets in the article."""
    found = article.text[annotation.start : annotation.end]
    if not 0 <= annotation.start < annotation.end <= len(article.text) or found != annotation.quote:
        raise SpanError(
            f"annotation {annotation.id}: its quote is not at {annotation.start}-{annotation.end}"
            f" of {article.title or article.source or 'its article'}"
        )
