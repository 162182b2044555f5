"""Find words in both articles; go back to where one came from; marks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from annotations.articles import Block
from tui.features.desk import Desk
from tui.reading.caret import Side
from tui.reading.painting import Layer

Hit = tuple[Side, int, int]


class Finding:
    """Search hits of both articles, in order left then right, and the jump list."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._hits: list[Hit] = []
        self._starts: tuple[list[int], list[int]] = ([], [])
        self._by_side: tuple[list[Hit], list[Hit]] = ([], [])
        self._now: Hit | None = None
        self.query = ""

    # Search

    def search(self, query: str) -> int:
        """Find a query as it is typed; smart case; returns how many hits there are.

        A query with a capital letter minds the case. One between slashes, `/…/`, is a regular
        expression.
        """
        self.query = query
        pattern = _pattern(query)
        found: list[list[Hit]] = [[], []]
        if pattern is not None:
            for side in Side:
                text = self._desk.session.articles[side].text
                found[side] = [
                    (side, match.start(), match.end())
                    for match in pattern.finditer(text)
                    if match.end() > match.start()
                ]
        self._by_side = (found[0], found[1])
        self._starts = ([hit[1] for hit in found[0]], [hit[1] for hit in found[1]])
        self._hits = [*found[0], *found[1]]
        self._now = None
        self._desk.view.repaint()
        return len(self._hits)

    def clear(self) -> bool:
        """Forget the hits; whether there were any."""
        had = bool(self.query)
        self.search("")
        return had

    def hit(self, step: int) -> None:
        """To the next or the previous hit from the caret, around the end."""
        if not self._hits:
            word = f"‘{self.query}’ is nowhere in the two articles" if self.query else "/ searches"
            self._desk.say(word, warn=True)
            return
        caret = self._desk.view.caret
        keys = [(hit[0], hit[1]) for hit in self._hits]
        here = (caret.side, caret.offset)
        at = bisect_right(keys, here) if step > 0 else bisect_left(keys, here) - 1
        self.show(at % len(keys))

    def first(self) -> None:
        """To the first hit at or after the caret."""
        caret = self._desk.view.caret
        keys = [(hit[0], hit[1]) for hit in self._hits]
        if keys:
            self.show(bisect_left(keys, (caret.side, caret.offset)) % len(keys))

    def show(self, index: int) -> None:
        self._now = self._hits[index]
        side, start, _ = self._now
        self._desk.view.go(side, start)
        self._desk.view.repaint()
        key = self._desk.keymap.key
        steps = f"{key('find.next')} next · {key('find.previous')} back"
        self._desk.say(f"hit {index + 1} of {len(self._hits)} for ‘{self.query}’ · {steps}")

    def layers(self, side: Side, block: Block) -> list[Layer]:
        """Hits inside a block, the one that the caret is on made plain."""
        hits = self._by_side[side]
        if not hits:
            return []
        low = max(0, bisect_left(self._starts[side], block.start) - 1)
        found = []
        for hit in hits[low:]:
            if hit[1] >= block.end:
                break
            found.append(Layer(hit[1], hit[2], "hit-now" if hit == self._now else "hit"))
        return found


def _pattern(query: str) -> re.Pattern[str] | None:
    """The pattern of a query; None for an empty one or half-typed regular expression."""
    if not query.strip():
        return None
    if len(query) > 2 and query.startswith("/") and query.endswith("/"):
        try:
            return re.compile(query[1:-1])
        except re.error:
            return None
    flags = re.NOFLAG if any(char.isupper() for char in query) else re.IGNORECASE
    words = (re.escape(word) for word in query.split())
    return re.compile(r"\s+".join(words), flags)


class Travelling:
    """Where one jumped from, and marks set by letter."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._back: list[tuple[Side, int]] = []
        self._forward: list[tuple[Side, int]] = []
        self._marks: dict[str, tuple[Side, int]] = {}

    def remember(self) -> None:
        """Keep the caret's place before a jump."""
        place = self._place
        if not self._back or self._back[-1] != place:
            self._back.append(place)
        self._forward.clear()
        del self._back[:-200]

    @property
    def _place(self) -> tuple[Side, int]:
        caret = self._desk.view.caret
        return caret.side, caret.offset

    def jump_back(self) -> None:
        if not self._back:
            self._desk.say("this is where you started; there is no jump to go back from", warn=True)
            return
        self._forward.append(self._place)
        self._desk.view.go(*self._back.pop())

    def jump_forward(self) -> None:
        if self._forward:
            self._back.append(self._place)
            self._desk.view.go(*self._forward.pop())
        else:
            self._desk.say("there is no jump to repeat", warn=True)

    def set_mark(self, letter: str) -> None:
        self._marks[letter] = self._place
        self._desk.say(f"mark {letter} set; ' {letter} comes back here")

    def to_mark(self, letter: str) -> None:
        place = self._marks.get(letter)
        if place is None:
            known = " ".join(sorted(self._marks)) or "none"
            self._desk.say(f"there is no mark {letter}; set: {known}", warn=True)
            return
        self.remember()
        self._desk.view.go(*place)
