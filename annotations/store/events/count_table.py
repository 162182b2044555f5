"""How often which label was given, as a table: a line for each outlet, event, annotator or month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from msgspec import Struct

from annotations.store.events.counts import Dimension, LabelCount, counted_by

DIMENSIONS: tuple[Dimension, ...] = ("outlet", "event", "annotator", "month", "label")


class CountTable(Struct, frozen=True):
    """Counts by what `by` says (lines, as names) and by label (columns); the largest come first.

    Months stand in their order. An article in several events counts in each of their lines, so that
    `total` may be less than the sum of the lines.
    """

    by: Dimension
    lines: tuple[str, ...]
    labels: tuple[str, ...]
    cells: Mapping[tuple[str, str], int]
    total: int

    def sum_of(self, line: str) -> int:
        """All annotations of a line."""
        return sum(self.cells.get((line, label), 0) for label in self.labels)


def count_table(
    counts: Iterable[LabelCount],
    by: Dimension,
    names: Mapping[str, str] = MappingProxyType({}),
) -> CountTable:
    """The table of counts by one dimension; `names` has names for its values (titles of events).

    By `label`, the lines are the labels, and the one column is `all`.
    """
    known = list(counts)
    cells: Counter[tuple[str, str]] = Counter()
    if by == "label":
        for (label,), count in counted_by(known, "label").items():
            cells[label, "all"] += count
    else:
        for (value, label), count in counted_by(known, by, "label").items():
            cells[names.get(value, value), label] += count
    lines: Counter[str] = Counter()
    labels: Counter[str] = Counter()
    for (line, label), count in cells.items():
        lines[line] += count
        labels[label] += count
    ranked = [line for line, _ in sorted(lines.items(), key=lambda each: (-each[1], each[0]))]
    return CountTable(
        by=by,
        lines=tuple(sorted(lines) if by == "month" else ranked),
        labels=tuple(label for label, _ in sorted(labels.items(), key=lambda e: (-e[1], e[0]))),
        cells=cells,
        total=sum(each.count for each in known),
    )
