"""The steps of the tour: what to press, and how it is seen that it was done."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from tui.keymap import Keymap
from tui.reading.caret import Side

_KEY = re.compile(r"‹([\w.]+)›")


@dataclass(frozen=True, slots=True)
class Scene:
    """What a step can be seen done by: where the caret stands, and how much there is of each."""

    side: Side = Side.LEFT
    line: int = 0
    on_tag: bool = False
    selecting: bool = False
    claims: int = 0
    sources: int = 0
    relations: int = 0
    begun: bool = False
    wants_kind: bool = False
    diff: bool = False
    searched: bool = False
    helped: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """What to do, with command ids in ‹› where their keys are said; done by then and now."""

    words: str
    done: Callable[[Scene, Scene], bool]

    def text(self, keymap: Keymap) -> str:
        """The words with the keys in force."""
        return _KEY.sub(lambda found: keymap.key(found[1]), self.words)


STEPS = (
    Step("‹read.down› and ‹read.up› go by lines: go down two", lambda then, now: now.line > then.line + 1),
    Step("‹read.other› goes to the other article, to the same row", lambda then, now: now.side is not then.side),
    Step("‹tag.claim› tags the sentence under the caret as a claim", lambda then, now: now.claims > then.claims),
    Step("‹select.grow› selects the word here; again, the sentence", lambda then, now: now.selecting),
    Step("‹tag.source› tags what is selected as a source", lambda then, now: now.sources > then.sources),
    Step("‹app.undo› takes the last thing back, always", lambda then, now: now.claims + now.sources < then.claims + then.sources),
    Step("‹link.relate› begins a relation at a tag: put the caret on your claim first", lambda then, now: now.begun),
    Step("‹read.other›, then ‹tag.claim›: tag what the other article says of it", lambda then, now: now.claims > then.claims),
    Step("‹link.relate› here ends the relation", lambda then, now: now.wants_kind),
    Step("Say how the two relate: the line above has the ways", lambda then, now: now.relations > then.relations),
    Step("‹diff.toggle› shows what differs, word by word", lambda then, now: now.diff),
    Step("‹find.search› searches both: type a word, then enter", lambda then, now: now.searched),
    Step("‹app.help› says what can be done here, ‹app.palette› finds every command: try one", lambda then, now: now.helped),
)  # fmt: skip
"""One key each, in the order in which they build on each other."""

END = "That is the whole of it. ‹select.drop› goes back; nothing of the tour is kept"


class Guide:
    """Where the reader is in the tour."""

    def __init__(self, steps: tuple[Step, ...] = STEPS) -> None:
        self._steps = steps
        self._at = 0
        self._then = Scene()

    @property
    def ended(self) -> bool:
        return self._at >= len(self._steps)

    def begin(self, scene: Scene) -> None:
        """The scene that the first step is measured against."""
        self._then = scene

    def look(self, scene: Scene) -> None:
        """Go on to the next step once this one is done."""
        if not self.ended and self._steps[self._at].done(self._then, scene):
            self._at += 1
            self._then = scene

    def text(self, keymap: Keymap) -> str:
        """What to do now, with its place in the tour."""
        if self.ended:
            return Step(END, lambda then, now: False).text(keymap)
        return f"{self._at + 1}/{len(self._steps)}  {self._steps[self._at].text(keymap)}"
