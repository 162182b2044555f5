"""What people say about a text: annotations, relations, the codebook, anchoring."""

from annotations.marks.annotation import (
    AnchorState,
    Annotation,
    Relation,
    RelationKind,
    context,
    verify,
)

__all__ = [
    "AnchorState",
    "Annotation",
    "Relation",
    "RelationKind",
    "context",
    "verify",
]
