"""Two aligned articles as the parts that a diff tells: the same, changed, moved, or on one side."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from annotations.alignment import Alignment
from annotations.alignment.edits import Edit, word_diff
from annotations.alignment.ignore import NOTHING, Ignore
from annotations.alignment.rows import rows
from annotations.articles import Article


class State(StrEnum):
    """What became of a block."""

    SAME = "same"
    CHANGED = "changed"
    MOVED = "moved"
    ONLY_LEFT = "only-left"
    ONLY_RIGHT = "only-right"


@dataclass(frozen=True, slots=True)
class Part:
    """Two linked blocks with their edit script, or one block that stands alone.

    A moved part is linked to a block that is not level with it; its edits tell what changed on
    the way.
    """

    state: State
    left: int | None
    right: int | None
    edits: tuple[Edit, ...] = ()


def parts(
    left: Article, right: Article, alignment: Alignment, ignore: Ignore = NOTHING
) -> Iterator[Part]:
    """Every block that takes part in alignment, in the order of the rows.

    A block that is not level with any partner is told as moved, against its best partner, where
    it stands itself; two moved blocks that are each other's best are told once, at the left one.
    """

    def edits(a: int, b: int) -> tuple[Edit, ...]:
        return word_diff(left, left.blocks[a].span, right, right.blocks[b].span, ignore=ignore)

    order = rows(left, right, alignment)
    level = {row.left for row in order if row.level}
    for row in order:
        a, b = row.left, row.right
        if a is not None and b is not None:
            script = edits(a, b)
            changed = any(edit.changed for edit in script)
            yield Part(State.CHANGED if changed else State.SAME, a, b, script)
        elif a is not None:
            if partners := alignment.by_left.get(a):
                partner = partners[0].right
                yield Part(State.MOVED, a, partner, edits(a, partner))
            elif left.blocks[a].aligned:
                yield Part(State.ONLY_LEFT, a, None)
        elif b is not None and right.blocks[b].aligned:
            partners = alignment.by_right.get(b, ())
            if not partners:
                yield Part(State.ONLY_RIGHT, None, b)
                continue
            partner = partners[0].left
            if partner in level or alignment.by_left[partner][0].right != b:
                yield Part(State.MOVED, partner, b, edits(partner, b))


def of_kinds(found: Iterator[Part], kinds: Collection[str]) -> Iterator[Part]:
    """Only the parts with an edit of one of the kinds (`number`, `name`, `quotation`…)."""
    for part in found:
        if any(kind in kinds for edit in part.edits for kind in edit.kinds):
            yield part
