"""The claims view as lines: relations first, then what is suggested, then claims alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from annotations.articles import visible
from tui.page.caret import STRAIGHT, Side
from tui.page.fitted import fitted

if TYPE_CHECKING:  # what compares claims is loaded when the view is first opened
    from annotations.marks import Annotation
    from annotations.marks.claims import ClaimComparison

SIGNS = {
    "contradicts": ("≠", "contradicting"),
    "number": ("#", "number changed"),
    "partly": ("~", "partly agreeing"),
    "updates": ("↑", "updating"),
    "reworded": ("≈", "reworded"),
    "agrees": ("=", "agreeing"),
    "only-left": ("−", "only in"),
    "only-right": ("+", "only in"),
}
"""A sign and a word for each verdict."""

SIGN = 4
"""Cells of the sign before the quotes."""
BETWEEN = " │ "
SPOKEN = 18
"""Cells of a quote from which on who says it has room before it."""

Ids = tuple[str, str]
"""The ids of the claims on a line, empty for a side that has none."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A line above a group of claims."""

    text: str


def ids(item: ClaimComparison) -> Ids:
    return (item.left.id if item.left else "", item.right.id if item.right else "")


def listed(
    comparisons: Iterable[ClaimComparison], names: tuple[str, str]
) -> Iterator[Heading | ClaimComparison]:
    """Comparisons in the order they come, each group below its heading; `names` of the articles."""
    for (suggested, verdict), group in groupby(
        comparisons, key=lambda item: (item.suggested, item.verdict.value)
    ):
        items = list(group)
        word = SIGNS[verdict][1]
        if verdict in ("only-left", "only-right"):
            word = f"{word} {names[verdict == 'only-right']}"
        words = f"suggested: {word}" if suggested else word
        yield Heading(f"{words[0].upper()}{words[1:]} · {len(items)}")
        yield from items


def standing(
    comparisons: Iterable[ClaimComparison],
    names: tuple[str, str],
    order: tuple[Side, Side] = STRAIGHT,
    dismissed: int = 0,
) -> str:
    """How much is left, in words; `names` of the articles, `order` that of the columns.

    `dismissed` is how many suggestions are hidden.
    """
    items = tuple(comparisons)
    if not items:
        return "no claim is tagged yet"
    suggested = sum(item.suggested for item in items)
    related = sum(item.relation is not None and not item.suggested for item in items)
    alone = {
        side: sum(item.verdict.value == f"only-{side.word}" for item in items) for side in order
    }
    rest = ", ".join(f"{count} in {names[side]}" for side, count in alone.items() if count)
    parts = (
        f"{suggested} to judge",
        f"{related} related",
        f"{dismissed} dismissed" if dismissed else "",
        f"alone: {rest}" if rest else "",
    )
    return " · ".join(filter(None, parts))


def line(
    item: ClaimComparison,
    width: int,
    order: tuple[Side, Side] = STRAIGHT,
    speaker: Callable[[Annotation], str] = lambda _: "",
) -> Text:
    """One comparison on one line of `width` cells: its sign, who says it, and the quotes.

    As much of both quotes as fits. `order` is that of the columns; `speaker` names who makes a
    claim, as it may be shown.
    """
    sign = SIGNS[item.verdict.value][0]
    text = Text(no_wrap=True, overflow="crop", end="")
    text.append(f" {'?' if item.suggested else ' '}{sign} ", "bold")
    marks = [(item.left, item.right)[side] for side in order]
    quotes = [(speaker(mark), " ".join(visible(mark.quote).split())) for mark in marks if mark]
    each = _share(width, len(quotes))
    for at, (who, quote) in enumerate(quotes):
        if at:
            text.append(BETWEEN, "dim")
        room = each
        if who and each >= SPOKEN:
            said = f"{fitted(who, each // 3)}: "
            text.append(said, "italic")
            room -= cell_len(said)
        last = at == len(quotes) - 1
        text.append(_fit(quote, room, pad=not last))
    return text


def column_heads(names: Sequence[str], width: int) -> Text:
    """The names of the articles, each over its column of claims."""
    each = _share(width, len(names))
    heads = (_fit(name, each, pad=True) for name in names)
    return Text(" " * SIGN + (" " * cell_len(BETWEEN)).join(heads), no_wrap=True, overflow="crop")


def _share(width: int, quotes: int) -> int:
    """Cells for each of so many quotes on a line."""
    return max(1, (width - SIGN - cell_len(BETWEEN) * (quotes - 1)) // quotes)


def _fit(words: str, cells: int, *, pad: bool) -> str:
    if cell_len(words) > cells:
        words = set_cell_size(words, cells - 1).rstrip() + "…"
    return set_cell_size(words, cells) if pad else words
