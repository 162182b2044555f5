"""A table of counts as lines of text, with a bar for the sum of each: for a screen and a pipe."""

from __future__ import annotations

from annotations.articles.text.visible import one_line
from annotations.store.events.count_table import CountTable
from tui.page.fitted import fitted

_EIGHTHS = " ▏▎▍▌▋▊▉█"
_CELLS = 9
"""Cells of a column of figures."""
_NAME = 34
_BAR = 24
_LEAST_BAR = 6


def count_lines(table: CountTable, width: int) -> list[str]:
    """The heading, the lines, and what was left out; no line is wider than `width` cells."""
    if not table.total:
        return ["nothing is tagged yet"]
    name = min(_NAME, max(8, width // 3), max(map(_length, (*table.lines, table.by))))
    room = width - name - 2 - _CELLS - _LEAST_BAR
    most = max(1, room // _CELLS)
    labels = table.labels if len(table.labels) <= most else table.labels[: most - 1]
    rest = table.labels[len(labels) :]
    bar = max(_LEAST_BAR, min(_BAR, width - name - 2 - _CELLS * (len(labels) + bool(rest) + 1) - 2))
    heads = [*labels, *(["others"] if rest else []), "all"]
    if table.by == "label":
        heads, labels, rest = ["all"], (), ()
        bar = max(_LEAST_BAR, min(2 * _BAR, width - name - _CELLS - 4))
    lines = [_padded(table.by, name) + "".join(_right(each) for each in heads)]
    largest = max(map(table.sum_of, table.lines))
    for line in table.lines:
        cells = [table.cells.get((line, label), 0) for label in labels]
        if rest:
            cells.append(sum(table.cells.get((line, label), 0) for label in rest))
        total = table.sum_of(line)
        figures = "".join(_right(f"{each:,}" if each else "·") for each in (*cells, total))
        drawn = bar_of(total / largest, bar)
        lines.append(f"{_padded(line, name)}{figures}  {drawn}".rstrip())
    return lines


def bar_of(share: float, cells: int) -> str:
    """A share from 0 to 1 as a bar, to an eighth of a cell; what is not nothing is seen."""
    eighths = max(1, round(share * cells * 8)) if share else 0
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()


def _length(name: str) -> int:
    from rich.cells import cell_len

    return cell_len(one_line(name) or "unknown")


def _padded(name: str, cells: int) -> str:
    from rich.cells import set_cell_size

    return set_cell_size(fitted(one_line(name) or "unknown", cells), cells)


def _right(name: str) -> str:
    from rich.cells import cell_len

    words = fitted(one_line(name).rpartition("/")[2], _CELLS - 1)
    return " " * (_CELLS - cell_len(words)) + words
