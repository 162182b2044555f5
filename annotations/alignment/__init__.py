"""Two articles become an `Alignment`: links with scores, and the edit script inside a link.

What compares words is loaded when it is first used: it needs RapidFuzz, and reading does not. No
module that is loaded late is named as something it defines, or importing it would hide that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.alignment.link import Alignment, Link, Origin
from annotations.alignment.moves import Move, moves
from annotations.alignment.rows import Row, crossing, rows
from annotations.lazily import lazily

if TYPE_CHECKING:
    from annotations.alignment.aligner import align, align_units
    from annotations.alignment.changelist import Changes, changes
    from annotations.alignment.dotplot import Bin, Cell, Overview, overview
    from annotations.alignment.doubt import doubtful, is_doubtful
    from annotations.alignment.edits import Edit, Op, kept, word_diff
    from annotations.alignment.explanation import Evidence, Piece, Sort, explain
    from annotations.alignment.ignore import Ignore
    from annotations.alignment.kinds import ChangeKind
    from annotations.alignment.letters import refine
    from annotations.alignment.patterns import check_patterns
    from annotations.alignment.sentencewise import changed_sentences
    from annotations.alignment.standing import Group, Standing
    from annotations.alignment.stops import (
        EVERYTHING,
        IMPORTANT,
        Change,
        Tally,
        Wanted,
        What,
        wanted,
    )
else:
    __getattr__ = lazily(
        __name__,
        {
            "aligner": "align align_units",
            "changelist": "Changes changes",
            "dotplot": "Bin Cell Overview overview",
            "doubt": "doubtful is_doubtful",
            "edits": "Edit Op kept word_diff",
            "explanation": "Evidence Piece Sort explain",
            "ignore": "Ignore",
            "kinds": "ChangeKind",
            "letters": "refine",
            "patterns": "check_patterns",
            "sentencewise": "changed_sentences",
            "standing": "Group Standing",
            "stops": "EVERYTHING IMPORTANT Change Tally Wanted What wanted",
        },
    )


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
    "doubtful",
    "explain",
    "is_doubtful",
    "kept",
    "moves",
    "overview",
    "refine",
    "rows",
    "wanted",
    "word_diff",
]
