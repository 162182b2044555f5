"""A line of home for an event, and the heading above them: pure, for any width in cells."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from rich.cells import cell_len, set_cell_size

from annotations.articles.text.visible import one_line
from annotations.store.events.overview import EventSummary
from tui.page.events.event_words import dates, event_title
from tui.page.fitted import fitted

GUTTER = 4
"""Cells before the title: the cursor, what is marked, what is pinned or archived."""
_GAP = 2
_BAR = 6
_LEAST_TITLE = 16


class Column(Struct, frozen=True):
    """A column beside the title: its heading, its cells, and from which width on it is shown.

    `text` gets an event and the cells.
    """

    heading: str
    cells: int
    least: int
    text: Callable[[EventSummary, int], str]
    right: bool = False


def read_share(summary: EventSummary) -> str:
    """How far it is read; `new` where nobody opened it."""
    if not summary.opened and not summary.read:
        return "new"
    return f"{summary.read:.0%}"


def bar(share: float, cells: int = _BAR) -> str:
    """A share from 0 to 1 as a bar; all of it is full only where nothing is missing."""
    full = min(int(share * cells), cells)
    return "━" * full + "·" * (cells - full)


def to_do(summary: EventSummary) -> str:
    """What is left to do, the gravest first; `done` where nothing is."""
    counts = (
        (summary.orphans, "lost"),
        (summary.alone, "alone"),
        (summary.suggestions, "suggested"),
    )
    said = ", ".join(f"{number} {word}" for number, word in counts if number)
    return said or ("done" if summary.finished else "")


def _outlets(summary: EventSummary, cells: int) -> str:
    """As many outlets as there is room for whole, and how many more there are."""
    names = [one_line(each) for each in dict.fromkeys(summary.outlets) if each]
    for count in range(len(names), 0, -1):
        more = len(names) - count
        said = ", ".join(names[:count]) + (f" +{more}" if more else "")
        if cell_len(said) <= cells:
            return said
    return fitted(names[0], cells) if names else ""


def _last(summary: EventSummary) -> str:
    return f"{fitted(one_line(summary.last_by), 9)} {one_line(summary.last_at)[5:10]}".strip()


_COLUMNS = (
    Column("Outlets", 24, 104, _outlets),
    Column("Outlets", 44, 150, _outlets),
    Column("Published", 23, 150, lambda each, cells: dates(each)),
    Column("Published", 10, 72, lambda each, cells: dates(each)[:10]),
    Column("Read", 4, 40, lambda each, cells: read_share(each), right=True),
    Column("Read", _BAR + 5, 104, lambda each, cells: f"{bar(each.read)} {read_share(each):>4}"),
    Column("Tags", 5, 72, lambda each, cells: f"{each.tags:,}" if each.tags else "", right=True),
    Column("To do", 16, 60, lambda each, cells: to_do(each)),
    Column("To do", 30, 150, lambda each, cells: to_do(each)),
    Column("Last", 15, 132, lambda each, cells: _last(each)),
)


def columns(width: int) -> tuple[Column, ...]:
    """The columns that have room beside the title; of two with one heading the wider that has."""
    found: dict[str, Column] = {}
    for column in _COLUMNS:
        known = found.get(column.heading)
        if column.least <= width and (known is None or known.least < column.least):
            found[column.heading] = column
    return tuple(found.values())


def title_cells(width: int, beside: tuple[Column, ...]) -> int:
    """Cells for the title."""
    return max(_LEAST_TITLE, width - GUTTER - sum(each.cells + _GAP for each in beside) - 1)


def heading(width: int) -> str:
    """The headings of the columns."""
    beside = columns(width)
    parts = [" " * GUTTER + _cell("Event", title_cells(width, beside), right=False)]
    parts += [_cell(each.heading, each.cells, right=each.right) for each in beside]
    return (" " * _GAP).join(parts)


def row(summary: EventSummary, width: int, *, here: bool, marked: bool) -> str:
    """The line of an event, in so many cells; what it says does not hang on colour."""
    beside = columns(width)
    event = summary.event
    sign = "✓" if marked else " "
    state = "^" if event.pinned else "x" if event.archived else " "
    title = f"{'▸' if here else ' '}{sign}{state} {fit(event_title(summary), title_cells(width, beside))}"
    parts = [
        title,
        *(_cell(each.text(summary, each.cells), each.cells, right=each.right) for each in beside),
    ]
    return (" " * _GAP).join(parts)


def fit(words: str, cells: int) -> str:
    """Words cut or filled to exactly so many cells."""
    return set_cell_size(fitted(words, cells), cells)


def _cell(words: str, cells: int, *, right: bool) -> str:
    if right and cell_len(words) <= cells:
        return " " * (cells - cell_len(words)) + words
    return fit(words, cells)
