"""Two articles become an `Alignment`: links with scores, and the edit script inside a link."""

from annotations.alignment.aligner import align, align_units
from annotations.alignment.explanation import Evidence, Piece, Sort, explain
from annotations.alignment.link import Alignment, Link, Origin

__all__ = [
    "Alignment",
    "Evidence",
    "Link",
    "Origin",
    "Piece",
    "Sort",
    "align",
    "align_units",
    "explain",
]
