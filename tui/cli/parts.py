"""The parts that a diff tells one after the other: blocks that are compared, or stand alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from annotations.alignment import (
    Alignment,
    BlockGroup,
    BlockStatus,
    Change,
    ChangeFilter,
    Changes,
    ChangeType,
    CommonGround,
    Row,
    WordEdit,
)


@dataclass(frozen=True, slots=True)
class DiffPart:
    """Blocks of the left and the right article, as index ranges, and how they stand.

    `edits` cover all of them, and are empty where one side has none; `changes` are the stops of
    "next change" in them. `elsewhere` is the block of the other article that a lone block is
    linked to, where it is not surely moved there. `ground` is what blocks told in other words have
    in common; of those the edits are no help to a reader.
    """

    status: BlockStatus
    left: range
    right: range
    edits: tuple[WordEdit, ...]
    changes: tuple[Change, ...]
    elsewhere: int | None = None
    ground: CommonGround | None = None

    @property
    def state(self) -> str:
        """`same`, `changed`, `moved`, `only-left`, `only-right` or `elsewhere`."""
        if self.status is BlockStatus.ONLY:
            return "only-left" if self.left else "only-right"
        if self.status is BlockStatus.MOVED:
            return "moved"
        if self.elsewhere is not None:
            return "elsewhere"
        return "changed" if self.changes else "same"


def parts(changes: Changes) -> Iterator[DiffPart]:
    """Every block that takes part in alignment, once, in the order of the rows."""
    told: dict[BlockGroup, list[int]] = {}
    for row in range(len(changes.rows)):
        if group := changes.group(row):
            told.setdefault(group, []).append(row)
    for row, (shown, status) in enumerate(zip(changes.rows, changes.statuses, strict=True)):
        if status is BlockStatus.BOILERPLATE:
            continue
        group = changes.group(row)
        if group is None:
            yield alone(shown, status, changes.alignment)
        elif told[group][0] == row:
            found = tuple(change for each in told[group] for change in changes.at(each))
            kind = BlockStatus.MOVED if status is BlockStatus.MOVED else BlockStatus.LEVEL
            edits, ground = changes.edits(row), changes.ground(row)
            yield DiffPart(kind, group.left, group.right, edits, found, ground=ground)


def alone(row: Row, status: BlockStatus, alignment: Alignment) -> DiffPart:
    """A block that is compared with nothing: it has no partner, or not here."""
    if row.left is not None:
        to_right = alignment.by_left.get(row.left)
        partner = to_right[0].right if to_right else None
        return DiffPart(status, range(row.left, row.left + 1), range(0), (), (), partner)
    assert row.right is not None
    to_left = alignment.by_right.get(row.right)
    partner = to_left[0].left if to_left else None
    return DiffPart(status, range(0), range(row.right, row.right + 1), (), (), partner)


def differs(part: DiffPart, wanted: ChangeFilter) -> bool:
    """Whether a part has a difference of the wanted kinds; to be elsewhere is to be moved."""
    if part.elsewhere is not None:
        return ChangeType.MOVED in wanted
    return part.state in wanted or any(change.wanted(wanted) for change in part.changes)
