"""Annotations, relations and the codebook as values; anchoring in changed texts; claims.

Anchoring is loaded when it is first used: it needs RapidFuzz and the alignment's word matching.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.lazily import lazily
from annotations.marks.annotation import (
    AnchorState,
    Annotation,
    Relation,
    RelationKind,
    RelationStatus,
    accepted,
    quote_and_context,
    suggestion,
    verify,
)
from annotations.marks.cleaning import clean_path
from annotations.marks.codebook import BUILT_IN, PALETTE, Codebook, Label, codebook, relabel, theme

if TYPE_CHECKING:
    from annotations.marks.anchoring import Placement, moved, reanchor, reanchor_all
else:
    __getattr__ = lazily(__name__, {"anchoring": "Placement moved reanchor reanchor_all"})

__all__ = [
    "BUILT_IN",
    "PALETTE",
    "AnchorState",
    "Annotation",
    "Codebook",
    "Label",
    "Placement",
    "Relation",
    "RelationKind",
    "RelationStatus",
    "accepted",
    "clean_path",
    "codebook",
    "moved",
    "quote_and_context",
    "reanchor",
    "reanchor_all",
    "relabel",
    "suggestion",
    "theme",
    "verify",
]
