"""What people say about a text: annotations, relations, the codebook, anchoring."""

from annotations.marks.annotation import (
    AnchorState,
    Annotation,
    Relation,
    RelationKind,
    context,
    verify,
)
from annotations.marks.codebook import (
    BUILT_IN,
    PALETTE,
    Codebook,
    Label,
    clean_path,
    codebook,
    relabel,
    theme,
)

__all__ = [
    "BUILT_IN",
    "PALETTE",
    "AnchorState",
    "Annotation",
    "Codebook",
    "Label",
    "Relation",
    "RelationKind",
    "clean_path",
    "codebook",
    "context",
    "relabel",
    "theme",
    "verify",
]
