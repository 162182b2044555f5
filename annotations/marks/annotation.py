"""The values `Annotation` (a labelled span of an article) and `Relation` (an edge between two)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from msgspec import Struct, field
from msgspec.structs import force_setattr, replace

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


_FOREIGN = r"\w[\w .:+-]{0,59}"


class RelationKind(StrEnum):
    """`attributed_to` leads from a claim to its source; the others relate two claims.

    A file may bring relations of another kind: `RelationKind("born in")` is one too, equal to its word
    as these are, if it is a word or a few of at most 60 letters, digits and ` _.:+-`. ValueError for
    anything else. Iterating gives the five of our own.
    """

    ATTRIBUTED_TO = "attributed_to"
    AGREES = "agrees"
    CONTRADICTS = "contradicts"
    PARTLY = "partly"
    UPDATES = "updates"

    @classmethod
    def _missing_(cls, value: object) -> RelationKind | None:
        if not isinstance(value, str) or not re.fullmatch(_FOREIGN, value):
            return None
        kind = str.__new__(cls, value)
        kind._name_ = kind._value_ = value
        return kind

    @property
    def foreign(self) -> bool:
        """Whether a file brought it: what it says of two claims is not known here."""
        return self not in _OURS

    @property
    def directed(self) -> bool:
        return self not in _SYMMETRIC

    @property
    def between_claims(self) -> bool:
        """Whether it says how two claims relate."""
        return self in _OURS and self is not RelationKind.ATTRIBUTED_TO


_OURS = frozenset(RelationKind)
_SYMMETRIC = _OURS - {RelationKind.ATTRIBUTED_TO, RelationKind.UPDATES}


class RelationStatus(StrEnum):
    """Whether a relation is a person's, or proposed by a file or a model and not yet accepted."""

    ACCEPTED = "accepted"
    SUGGESTED = "suggested"


class Annotation(Struct, frozen=True, kw_only=True):
    """A labelled span of one article.

    `label` is a path in the codebook (`claim`, `theme/economy`). `article` is the id of a stored
    article. `start` and `end` are code points into its text, where `quote` stands; `prefix` and
    `suffix` are up to 32 code points of context. Times are UTC, ISO 8601 with `Z`.
    `score` is 0..1, below 1 only where the anchor is fuzzy.

    Fields are kept on disk under their names and in this order, and checked against their types
    when they are read: a field is added here, with a default for the stores that have it not yet.
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

    def __post_init__(self) -> None:
        if type(self.attributes) is not MappingProxyType:
            force_setattr(self, "attributes", MappingProxyType(self.attributes))

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


class Relation(Struct, frozen=True, kw_only=True):
    """A typed edge between two annotations; a symmetric kind is stored once, in either order.

    `source` and `target` are ids of annotations; `created` is UTC, ISO 8601 with `Z`.
    """

    id: str
    source: str
    target: str
    kind: RelationKind
    annotator: str
    created: str
    note: str = ""
    status: RelationStatus = RelationStatus.ACCEPTED

    @property
    def suggested(self) -> bool:
        """Whether it waits for a person to accept or reject it."""
        return self.status is RelationStatus.SUGGESTED

    def other_end(self, annotation: str) -> str:
        """Id of the annotation that the one with this id is tied to."""
        return self.target if annotation == self.source else self.source


def suggestion(annotation: Annotation, by: str) -> Annotation:
    """The annotation as something that a model or another person proposes."""
    return replace(
        annotation, attributes=MappingProxyType({**annotation.attributes, SUGGESTED: by})
    )


def accepted(annotation: Annotation) -> Annotation:
    """A suggestion that a person takes over; it keeps its annotator."""
    rest = {name: value for name, value in annotation.attributes.items() if name != SUGGESTED}
    return replace(annotation, attributes=MappingProxyType(rest))


def quote_and_context(text: str, span: Span) -> tuple[str, str, str]:
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
