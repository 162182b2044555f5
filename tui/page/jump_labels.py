"""Labels for what is on the screen: the shortest that one can type, the nearest to the caret first."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from tui.page.caret import Caret, Side

LETTERS = "asdfghjklqwertyuiopzxcvbnm"
"""Letters of labels, those under resting fingers first."""


class Spot(Struct, frozen=True):
    """A place to jump to: an offset of a side, and where its label stands.

    `y` is a line of the caret's layout, `x` a cell of the view.
    """

    side: Side
    offset: int
    y: int
    x: int


def labels(count: int, letters: str = LETTERS) -> list[str]:
    """Labels of one letter, and of two where there are too many: none is how another one begins."""
    pairs = 0
    while len(letters) - pairs + pairs * len(letters) < count and pairs < len(letters):
        pairs += 1
    single = letters[: len(letters) - pairs]
    double = (first + second for first in letters[len(letters) - pairs :] for second in letters)
    return [*single, *double][:count]


def labelled(spots: Iterable[Spot], caret: Caret, here: tuple[int, int]) -> dict[str, Spot]:
    """The spots by their labels; the nearest to the caret's line and cell get the shortest.

    A spot of the caret's own side counts as nearer than one across the channel.
    """
    y, x = here
    places: dict[tuple[int, int], Spot] = {}
    for spot in spots:
        places.setdefault((spot.y, spot.x), spot)
    found = [
        spot for spot in places.values() if (spot.side, spot.offset) != (caret.side, caret.offset)
    ]
    found.sort(
        key=lambda spot: (abs(spot.y - y) + 4 * (spot.side is not caret.side), abs(spot.x - x))
    )
    return dict(zip(labels(len(found)), found, strict=False))
