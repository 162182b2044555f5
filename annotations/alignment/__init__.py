"""Two articles become an `Alignment`: links with scores, and the edit script inside a link."""

from annotations.alignment.aligner import align, align_units
from annotations.alignment.changes import Changes, changes
from annotations.alignment.edits import Edit, Op, word_diff
from annotations.alignment.explanation import Evidence, Piece, Sort, explain
from annotations.alignment.ignore import Ignore
from annotations.alignment.kinds import ChangeKind
from annotations.alignment.link import Alignment, Link, Origin
from annotations.alignment.moves import Move, moves
from annotations.alignment.overview import Bin, Cell, Overview, overview
from annotations.alignment.patterns import check_patterns
from annotations.alignment.refine import refine
from annotations.alignment.rows import Row, crossing, rows
from annotations.alignment.sentencewise import changed_sentences
from annotations.alignment.standing import Group, Standing
from annotations.alignment.stops import EVERYTHING, IMPORTANT, Change, Tally, Wanted, What, wanted

__all__ = [
    "EVERYTHING",
    "IMPORTANT",
    "Alignment",
    "Bin",
    "Cell",
    "Change",
    "ChangeKind",
    "Changes",
    "Edit",
    "Evidence",
    "Group",
    "Ignore",
    "Link",
    "Move",
    "Op",
    "Origin",
    "Overview",
    "Piece",
    "Row",
    "Sort",
    "Standing",
    "Tally",
    "Wanted",
    "What",
    "align",
    "align_units",
    "changed_sentences",
    "changes",
    "check_patterns",
    "crossing",
    "explain",
    "moves",
    "overview",
    "refine",
    "rows",
    "wanted",
    "word_diff",
]
