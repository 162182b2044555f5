"""Find words in both articles; go back to where one came from; marks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from annotations.articles import Block
from annotations.errors import PatternError
from annotations.store import Edit
from tui.features.desk import Desk
from tui.reading.caret import Side
from tui.reading.painting import Layer
from tui.whereabouts import whereabouts

Hit = tuple[Side, int, int]

PATIENCE = 0.5
"""Seconds that a regular expression may take on one article."""


class Finding:
    """Search hits of both articles, in order left then right, and the jump list."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._hits: list[Hit] = []
        self._by_side: tuple[list[Hit], list[Hit]] = ([], [])
        self._now: Hit | None = None
        self._noted: frozenset[Hit] = frozenset()
        self.query = ""
        self.trouble = ""

    # Search

    def search(self, query: str) -> int:
        """Find a query as it is typed, in texts and notes; returns how many hits there are.

        A query with a capital letter minds the case. One between slashes, `/…/`, is a regular
        expression; `trouble` says why one finds nothing that is none, or takes too long. A note's
        hit is the first word of what it is about.
        """
        self.query, self.trouble = query, ""
        texts = [article.text for article in self._desk.session.articles]
        try:
            found = [{(side, *span) for span in _spans(query, texts[side])} for side in Side]
            self._noted = frozenset(self._in_notes(query)) - found[0] - found[1]
        except PatternError as error:
            self.trouble, found, self._noted = str(error), [set(), set()], frozenset()
        left, right = (
            sorted(found[side] | {hit for hit in self._noted if hit[0] is side}) for side in Side
        )
        self._by_side = (left, right)
        self._hits = [*left, *right]
        self._now = None
        self._desk.view.repaint()
        return len(self._hits)

    def _in_notes(self, query: str) -> Iterator[Hit]:
        session = self._desk.session
        for item in session.annotations():
            side = session.side_of(item)
            if side is not None and item.note and _spans(query, item.note):
                yield side, item.start, item.start + len((item.quote.split() or [item.quote])[0])

    def clear(self) -> bool:
        """Forget the hits; whether there were any."""
        had = bool(self.query)
        self.search("")
        return had

    def hit(self, step: int) -> None:
        """To the next or the previous hit from the caret, around the end."""
        if not self._hits:
            none = f"‘{self.query}’ is nowhere in the two articles"
            begin = f"{self._desk.keymap.key('find.search')} searches"
            self._desk.say(self.trouble or (none if self.query else begin), warn=True)
            return
        caret = self._desk.view.caret
        here = (caret.side, caret.offset)
        find = bisect_right if step > 0 else bisect_left
        at = find(self._hits, here, key=_place)
        self._show((at if step > 0 else at - 1) % len(self._hits))

    def likely(self) -> list[tuple[Side, int]]:
        """Where the search goes next, forward and back."""
        caret = self._desk.view.caret
        here = (caret.side, caret.offset)
        nexts = (
            bisect_right(self._hits, here, key=_place),
            bisect_left(self._hits, here, key=_place),
        )
        places = (nexts[0] % max(1, len(self._hits)), nexts[1] - 1)
        return [_place(self._hits[at]) for at in places] if self._hits else []

    def first(self) -> None:
        """To the first hit at or after the caret."""
        caret = self._desk.view.caret
        if self._hits:
            at = bisect_left(self._hits, (caret.side, caret.offset), key=_place)
            self._show(at % len(self._hits))

    def _show(self, index: int) -> None:
        view, before = self._desk.view, self._now
        self._now = self._hits[index]
        for hit in (before, self._now):
            if hit is not None:
                view.repaint_block(hit[0], view.layout_now.block_at(hit[0], hit[1]).index)
        side, start, _ = self._now
        view.go(side, start)
        key = self._desk.keymap.key
        steps = f"{key('find.next')} next · {key('find.previous')} back"
        where = "in the note here · " if self._now in self._noted else ""
        which = f"hit {index + 1} of {len(self._hits)} for ‘{self.query}’"
        self._desk.say(f"{which} · {where}{steps}")

    @property
    def found(self) -> bool:
        """Whether there are hits to go to."""
        return bool(self._hits)

    def layers(self, side: Side, block: Block) -> list[Layer]:
        """Hits inside a block, the one that the caret is on made plain."""
        hits = self._by_side[side]
        found = []
        at = max(0, bisect_left(hits, (side, block.start), key=_place) - 1)
        while at < len(hits) and hits[at][1] < block.end:
            _, start, end = hits[at]
            found.append(Layer(start, end, "hit-now" if hits[at] == self._now else "hit"))
            at += 1
        return found


def _place(hit: Hit) -> tuple[Side, int]:
    return hit[0], hit[1]


def _spans(query: str, text: str) -> list[tuple[int, int]]:
    """Where a query occurs in a text; nothing for an empty one.

    Raises:
        PatternError: where it is no regular expression, or takes too long.
    """
    if not query.strip():
        return []
    if len(query) > 2 and query.startswith("/") and query.endswith("/"):
        return _matching(query[1:-1], text)
    flags = re.NOFLAG if any(char.isupper() for char in query) else re.IGNORECASE
    words = r"\s+".join(re.escape(word) for word in query.split())
    return [match.span() for match in re.finditer(words, text, flags)]


def _matching(expression: str, text: str) -> list[tuple[int, int]]:
    """Where a user's regular expression matches; `regex` can be stopped, `re` cannot."""
    import regex

    try:
        found = regex.finditer(expression, text, timeout=PATIENCE)
        return [match.span() for match in found if match.end() > match.start()]
    except regex.error as error:
        raise PatternError(f"no regular expression: {error}") from error
    except TimeoutError as error:
        raise PatternError("this expression takes too long") from error


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

    def bring(self, edits: Sequence[Edit]) -> None:
        """Go to what edits changed, where none of it is in sight."""
        view = self._desk.view
        places = list(whereabouts(self._desk.session, edits))
        if view.page_now is None or not places or any(view.in_sight(*each) for each in places):
            return
        side, span = next((each for each in places if each[0] is view.caret.side), places[0])
        self.remember()
        view.go(side, span.start)

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
        back = self._desk.keymap.key("read.to_mark")
        self._desk.say(f"mark {letter} set; {back} {letter} comes back here")

    def to_mark(self, letter: str) -> None:
        place = self._marks.get(letter)
        if place is None:
            known = " ".join(sorted(self._marks)) or "none"
            self._desk.say(f"there is no mark {letter}; set: {known}", warn=True)
            return
        self.remember()
        self._desk.view.go(*place)
