"""The parts that a diff tells one after the other: blocks that are compared, or stand alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from annotations.alignment import (
    Alignment,
    Change,
    Changes,
    Edit,
    Group,
    Row,
    Standing,
    Wanted,
    What,
)


@dataclass(frozen=True, slots=True)
class Part:
    """Blocks of the left and the right article, as index ranges, and how they stand.

    `edits` cover all of them, and are empty where one side has none; `changes` are the stops of
    "next change" in them. `elsewhere` is the block of the other article that a lone block is
    linked to, where it is not surely moved there.
    """

    standing: Standing
    left: range
    right: range
    edits: tuple[Edit, ...]
    changes: tuple[Change, ...]
    elsewhere: int | None = None

    @property
    def state(self) -> str:
        """`same`, `changed`, `moved`, `only-left`, `only-right` or `elsewhere`."""
        if self.standing is Standing.ONLY:
            return "only-left" if self.left else "only-right"
        if self.standing is Standing.MOVED:
            return "moved"
        if self.elsewhere is not None:
            return "elsewhere"
        return "changed" if self.changes else "same"


def parts(changes: Changes) -> Iterator[Part]:
    """Every block that takes part in alignment, once, in the order of the rows."""
    told: dict[Group, list[int]] = {}
    for row in range(len(changes.rows)):
        if group := changes.group(row):
            told.setdefault(group, []).append(row)
    for row, (shown, standing) in enumerate(zip(changes.rows, changes.standings, strict=True)):
        if standing is Standing.ASIDE:
            continue
        group = changes.group(row)
        if group is None:
            yield alone(shown, standing, changes.alignment)
        elif told[group][0] == row:
            found = tuple(change for each in told[group] for change in changes.at(each))
            kind = Standing.MOVED if standing is Standing.MOVED else Standing.LEVEL
            yield Part(kind, group.left, group.right, changes.edits(row), found)


def alone(row: Row, standing: Standing, alignment: Alignment) -> Part:
    """A block that is compared with nothing: it has no partner, or not here."""
    if row.left is not None:
        to_right = alignment.by_left.get(row.left)
        partner = to_right[0].right if to_right else None
        return Part(standing, range(row.left, row.left + 1), range(0), (), (), partner)
    assert row.right is not None
    to_left = alignment.by_right.get(row.right)
    partner = to_left[0].left if to_left else None
    return Part(standing, range(0), range(row.right, row.right + 1), (), (), partner)


def differs(part: Part, wanted: Wanted) -> bool:
    """Whether a part has a difference of the wanted kinds; to be elsewhere is to be moved."""
    if part.elsewhere is not None:
        return What.MOVED in wanted
    return part.state in wanted or any(change.wanted(wanted) for change in part.changes)
