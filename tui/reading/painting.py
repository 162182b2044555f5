"""Cut a line into runs of one style: layers of named spans, later layers over earlier ones."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple


class Layer(NamedTuple):
    """A span drawn with a named style."""

    start: int
    end: int
    style: str


class Run(NamedTuple):
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


def runs(start: int, end: int, layers: Iterable[Layer]) -> list[Run]:
    """Cut `[start, end)` at the edges of the layers inside it.

    The runs cover the stretch in order, without holes. A style is there as often as it is laid:
    one claim inside another takes a deeper tint.
    """
    inside = clipped(start, end, layers)
    if not inside:
        return [Run(start, end, ())]
    edges = {start, end}
    for layer in inside:
        edges.add(layer.start)
        edges.add(layer.end)
    cuts = sorted(edges)
    return [
        Run(
            low,
            high,
            tuple(layer.style for layer in inside if layer.start <= low and high <= layer.end),
        )
        for low, high in pairwise(cuts)
    ]
