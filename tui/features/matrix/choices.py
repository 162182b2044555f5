"""Which rows may be asked for: filters as choices of a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from annotations.articles import visible
from annotations.suggestions.matrix import CellVerdict, Filter, Row
from tui.page.matrix.signs import SIGNS, letter
from tui.screens.finder import Choice

_ASKED = (
    CellVerdict.CONTRADICTS,
    CellVerdict.PARTLY,
    CellVerdict.UPDATES,
    CellVerdict.UPDATED,
    CellVerdict.UNCLEAR,
    CellVerdict.AGREES,
)


def filters(rows: Iterable[Row], names: Sequence[str]) -> dict[str, tuple[Choice, Filter]]:
    """What can be asked for, by the value of its choice, each with how many rows there are."""
    found: list[tuple[str, Filter]] = [("all rows", Filter())]
    kept = list(rows)
    found += [
        (f"{SIGNS[each.value][0]} {SIGNS[each.value][1]}", Filter(verdict=each)) for each in _ASKED
    ]
    found.append(("~ proposed, nobody has judged it", Filter(proposed=True)))
    for at, name in enumerate(names):
        found.append((f"{letter(at)} {name} says something", Filter(outlet=at)))
        found.append((f"{letter(at)} {name} is silent", Filter(silent=at)))
    themes = sorted(frozenset().union(*(row.themes for row in kept)))
    sources = sorted(frozenset().union(*(row.sources for row in kept)))
    found += [(f"theme: {visible(each)}", Filter(theme=each)) for each in themes]
    found += [(f"source: {visible(each)}", Filter(source=each)) for each in sources]
    offered: dict[str, tuple[Choice, Filter]] = {}
    for at, (words, wanted) in enumerate(found):
        count = sum(map(wanted.holds, kept))
        if count:
            offered[str(at)] = Choice(str(at), words, f"{count}"), wanted
    return offered


def named(wanted: Filter, names: Sequence[str]) -> str:
    """A filter in words, for the line that says what is shown; empty for none."""
    if wanted.verdict is not None:
        return SIGNS[wanted.verdict.value][1]
    if wanted.proposed:
        return "proposed"
    if wanted.outlet is not None:
        return f"{letter(wanted.outlet)} says something"
    if wanted.silent is not None:
        return f"{letter(wanted.silent)} is silent"
    return visible(wanted.theme or wanted.source)
