"""Two articles become an `Alignment`: links with scores, and the edit script inside a link."""

from annotations.alignment.aligner import align, align_units
from annotations.alignment.edits import Edit, Op, word_diff
from annotations.alignment.explanation import Evidence, Piece, Sort, explain
from annotations.alignment.ignore import Ignore
from annotations.alignment.kinds import ChangeKind
from annotations.alignment.link import Alignment, Link, Origin
from annotations.alignment.patterns import check_patterns
from annotations.alignment.refine import refine
from annotations.alignment.rows import Row, crossing, rows
from annotations.alignment.sentencewise import changed_sentences

__all__ = [
    "Alignment",
    "ChangeKind",
    "Edit",
    "Evidence",
    "Ignore",
    "Link",
    "Op",
    "Origin",
    "Piece",
    "Row",
    "Sort",
    "align",
    "align_units",
    "changed_sentences",
    "check_patterns",
    "crossing",
    "explain",
    "refine",
    "rows",
    "word_diff",
]
