"""The claims view as lines: what readers said first, then what is suggested, then what is alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from annotations.articles import visible
from tui.reading.caret import STRAIGHT, Side

if TYPE_CHECKING:  # what compares claims is loaded when the view is first opened
    from annotations.marks.claims import Comparison

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

Ids = tuple[str, str]
"""The ids of the claims on a line, empty for a side that has none."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A line above a group of claims."""

    text: str


def ids(item: Comparison) -> Ids:
    return (item.left.id if item.left else "", item.right.id if item.right else "")


def listed(
    comparisons: Iterable[Comparison], names: tuple[str, str]
) -> Iterator[Heading | Comparison]:
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


def standing(comparisons: Iterable[Comparison], order: tuple[Side, Side] = STRAIGHT) -> str:
    """How much is left, in words; `order` is that of the columns."""
    items = tuple(comparisons)
    if not items:
        return "no claim is tagged yet"
    suggested = sum(item.suggested for item in items)
    alone = [sum(item.verdict.value == f"only-{side.word}" for item in items) for side in order]
    related = sum(item.relation is not None for item in items)
    return f"{suggested} to judge · unmatched {alone[0]} left, {alone[1]} right · {related} related"


def line(item: Comparison, width: int, order: tuple[Side, Side] = STRAIGHT) -> Text:
    """One comparison on one line of `width` cells: its sign, and as much of both quotes as fits.

    `order` is that of the columns.
    """
    sign = SIGNS[item.verdict.value][0]
    text = Text(no_wrap=True, overflow="crop", end="")
    text.append(f" {'?' if item.suggested else ' '}{sign} ", "bold")
    marks = [(item.left, item.right)[side] for side in order]
    quotes = [" ".join(visible(mark.quote).split()) for mark in marks if mark]
    each = max(1, (width - 4 - 3 * (len(quotes) - 1)) // len(quotes))
    for at, quote in enumerate(quotes):
        if at:
            text.append(" │ ", "dim")
        last = at == len(quotes) - 1
        text.append(_fit(quote, each, pad=not last))
    return text


def _fit(words: str, cells: int, *, pad: bool) -> str:
    if cell_len(words) > cells:
        words = set_cell_size(words, cells - 1).rstrip() + "…"
    return set_cell_size(words, cells) if pad else words
