"""Cut a line into runs of one style: layers of named spans, later layers over earlier ones."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct


class Layer(Struct, frozen=True):
    """A span drawn with a named style."""

    start: int
    end: int
    style: str


class StyleRun(NamedTuple):
    """A stretch of a line with the names of its styles, in paint order."""

    start: int
    end: int
    styles: tuple[str, ...]


def clipped(start: int, end: int, layers: Iterable[Layer]) -> list[Layer]:
    """What of the layers is inside `[start, end)`."""
    return [
        Layer(max(layer.start, start), min(layer.end, end), layer.style)
        for layer in layers
        if layer.start < end and layer.end > start
    ]


def runs(start: int, end: int, layers: Iterable[Layer]) -> list[StyleRun]:
    """Cut `[start, end)` at the edges of the layers inside it.

    The runs cover the stretch in order, without holes. A style is there as often as it is laid:
    one claim inside another takes a deeper tint.
    """
    inside = clipped(start, end, layers)
    if not inside:
        return [StyleRun(start, end, ())]
    edges = {start, end}
    for layer in inside:
        edges.add(layer.start)
        edges.add(layer.end)
    cuts = sorted(edges)
    return [
        StyleRun(
            low,
            high,
            tuple(layer.style for layer in inside if layer.start <= low and high <= layer.end),
        )
        for low, high in pairwise(cuts)
    ]


def without_end(layers: list[Layer], inked: int, end: int) -> list[Layer]:
    """Layers without the white space at the end of a line, the caret's own place aside."""
    return [
        Layer(layer.start, min(layer.end, inked), layer.style)
        if layer.end >= end > inked and not layer.style.startswith("caret")
        else layer
        for layer in layers
        if layer.start < inked or layer.style.startswith("caret")
    ]
