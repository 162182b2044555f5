"""Align two articles: links between their blocks with scores, and the word diff inside a link.

What compares words is loaded when it is first used: it needs RapidFuzz, and reading does not. No
module that is loaded late is named as something it defines, or importing it would hide that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.alignment.link import Alignment, Link, Origin, doubtful, is_doubtful
from annotations.alignment.rows.moves import Move, moves
from annotations.alignment.rows.rows import Row, crossing, rows
from annotations.lazily import lazily

if TYPE_CHECKING:
    from annotations.alignment.diff.change_kinds import ChangeKind
    from annotations.alignment.diff.changed_sentences import changed_sentences
    from annotations.alignment.diff.changes import Changes, changes
    from annotations.alignment.diff.characters import refine
    from annotations.alignment.diff.common_ground import (
        CommonGround,
        FactDifference,
        SharedPart,
        common_ground,
    )
    from annotations.alignment.diff.filters import (
        EVERYTHING,
        IMPORTANT,
        Change,
        ChangeCounts,
        ChangeFilter,
        ChangeType,
        wanted,
    )
    from annotations.alignment.diff.ignore import Ignore
    from annotations.alignment.diff.ignore_patterns import check_patterns
    from annotations.alignment.diff.overview import Overview, OverviewBin, OverviewCell, overview
    from annotations.alignment.diff.word_diff import EditKind, WordEdit, kept, word_diff
    from annotations.alignment.linking.align import align, align_units
    from annotations.alignment.linking.explain import Evidence, EvidenceItem, EvidenceKind, explain
    from annotations.alignment.linking.passages import Passage, passages
    from annotations.alignment.rows.row_status import BlockGroup, BlockStatus
else:
    __getattr__ = lazily(
        __name__,
        {
            "linking.align": "align align_units",
            "diff.changes": "Changes changes",
            "diff.overview": "OverviewBin OverviewCell Overview overview",
            "diff.word_diff": "WordEdit EditKind kept word_diff",
            "linking.explain": "Evidence EvidenceItem EvidenceKind explain",
            "linking.passages": "Passage passages",
            "diff.ignore": "Ignore",
            "diff.change_kinds": "ChangeKind",
            "diff.characters": "refine",
            "diff.common_ground": "CommonGround FactDifference SharedPart common_ground",
            "diff.ignore_patterns": "check_patterns",
            "diff.changed_sentences": "changed_sentences",
            "rows.row_status": "BlockGroup BlockStatus",
            "diff.filters": "EVERYTHING IMPORTANT Change ChangeCounts ChangeFilter ChangeType wanted",
        },
    )


__all__ = [
    "EVERYTHING",
    "IMPORTANT",
    "Alignment",
    "BlockGroup",
    "BlockStatus",
    "Change",
    "ChangeCounts",
    "ChangeFilter",
    "ChangeKind",
    "ChangeType",
    "Changes",
    "CommonGround",
    "EditKind",
    "Evidence",
    "EvidenceItem",
    "EvidenceKind",
    "FactDifference",
    "Ignore",
    "Link",
    "Move",
    "Origin",
    "Overview",
    "OverviewBin",
    "OverviewCell",
    "Passage",
    "Row",
    "SharedPart",
    "WordEdit",
    "align",
    "align_units",
    "changed_sentences",
    "changes",
    "check_patterns",
    "common_ground",
    "crossing",
    "doubtful",
    "explain",
    "is_doubtful",
    "kept",
    "moves",
    "overview",
    "passages",
    "refine",
    "rows",
    "wanted",
    "word_diff",
]
