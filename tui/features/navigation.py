"""Jumps: back and forward to places the caret came from, and marks named by a letter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from annotations.marks import Annotation
from annotations.store import Edit
from annotations.store.serialization import annotation_from_document
from tui.features.host import Host
from tui.page.caret import Side
from tui.session.locate import whereabouts


class Place(NamedTuple):
    """An offset in an article of the event, and the side on which that stood."""

    article: str
    offset: int
    side: Side


class Navigation:
    """The places jumped from, in order, and the marks."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._back: list[Place] = []
        self._forward: list[Place] = []
        self._marks: dict[str, Place] = {}

    def remember(self) -> None:
        """Keep the caret's place before a jump."""
        place = self._place
        if not self._back or self._back[-1] != place:
            self._back.append(place)
        self._forward.clear()
        del self._back[:-200]

    @property
    def leads(self) -> tuple[bool, bool, bool]:
        """Whether there is a jump to go back from, one to repeat, and a mark to go to."""
        return bool(self._back), bool(self._forward), bool(self._marks)

    @property
    def _place(self) -> Place:
        caret = self._host.view.caret
        return Place(self._host.session.article_ids[caret.side], caret.offset, caret.side)

    def go(self, place: Place) -> None:
        """To a place; an article that is not open comes into the other column."""
        ids = self._host.session.article_ids
        if ids[place.side] == place.article:
            self._host.view.go(place.side, place.offset)
        elif place.article in ids:
            self._host.view.go(Side(ids.index(place.article)), place.offset)
        else:
            self._host.event_pages.bring(place.article, place.offset)

    def visit(self, annotation: Annotation, offset: int | None = None) -> None:
        """To an annotation, wherever in the event it stands, or to an offset in it."""
        side = self._host.session.side_of(annotation) or Side.LEFT
        place = Place(annotation.article, annotation.start if offset is None else offset, side)
        self.remember()
        self.go(place)

    def bring(self, edits: Sequence[Edit]) -> None:
        """Go to what edits changed, where none of it is in sight."""
        view = self._host.view
        places = list(whereabouts(self._host.session, edits))
        if view.page_now is None or any(view.in_sight(*each) for each in places):
            return
        if not places:
            self._bring_article(edits)
            return
        side, span = next((each for each in places if each[0] is view.caret.side), places[0])
        self.remember()
        view.go(side, span.start)

    def _bring_article(self, edits: Sequence[Edit]) -> None:
        """Where edits changed only annotations of an article that is not open, open it there."""
        documents = [each.after or each.before for each in edits if each.table == "annotations"]
        found = [annotation_from_document(each) for each in documents if each]
        if found and found[0].article in self._host.session.event.articles:
            self.visit(found[0])

    def to_block(self, number: int) -> None:
        """To the block of the caret's article that has a number, as the page shows it."""
        view = self._host.view
        side = view.caret.side
        blocks = self._host.session.articles[side].blocks
        if not 1 <= number <= len(blocks):
            words = f"there is no block {number}: the last one is {len(blocks)}"
            self._host.bars.show_message(words, warn=True)
            return
        self.remember()
        view.go(side, blocks[number - 1].start)

    def jump_back(self) -> None:
        """To where the last jump began."""
        if not self._back:
            self._host.bars.show_message(
                "this is where you started; there is no jump to go back from", warn=True
            )
            return
        self._forward.append(self._place)
        self.go(self._back.pop())

    def jump_forward(self) -> None:
        """To where the last jump back began."""
        if self._forward:
            self._back.append(self._place)
            self.go(self._forward.pop())
        else:
            self._host.bars.show_message("there is no jump to repeat", warn=True)

    def set_mark(self, letter: str) -> None:
        """Name the caret's place by a letter."""
        self._marks[letter] = self._place
        back = self._host.keymap.key("read.to_mark")
        self._host.bars.show_message(f"mark {letter} set; {back} {letter} comes back here")

    def to_mark(self, letter: str) -> None:
        """To the place that a letter names."""
        place = self._marks.get(letter)
        if place is None:
            known = " ".join(sorted(self._marks)) or "none"
            self._host.bars.show_message(f"there is no mark {letter}; set: {known}", warn=True)
            return
        self.remember()
        self.go(place)
