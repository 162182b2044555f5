"""The steps of the tour: what each asks for, and how it is seen that it was done."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from tui.keys.keymap import Keymap
from tui.page.caret import Side

_KEY = re.compile(r"‹([\w.]+)›")


@dataclass(frozen=True, slots=True)
class Scene:
    """What the reader is at, as far as a step needs it: a step is done by how it differs from before."""

    side: Side = Side.LEFT
    offset: int = 0
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
    jumped: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One step: `words` with ids of actions in ‹›, where their keys are to be shown; `done(before, now)`."""

    words: str
    done: Callable[[Scene, Scene], bool]

    def text(self, keymap: Keymap) -> str:
        """The words with the keys in force."""
        return _KEY.sub(lambda found: keymap.key(found[1]), self.words)

    def parts(self, keymap: Keymap) -> Iterator[tuple[str, bool]]:
        """The words in pieces, each with whether it is a key in force."""
        for at, part in enumerate(_KEY.split(self.words)):
            yield (keymap.key(part), True) if at % 2 else (part, False)


STEPS = (
    Step("‹read.down› and ‹read.up› go by lines: go down two", lambda then, now: now.line > then.line + 1),
    Step("‹read.other› goes to the other article, to the same row", lambda then, now: now.side is not then.side),
    Step("‹read.jump› puts letters on all in sight: type those of another sentence", lambda then, now: now.jumped),
    Step("‹tag.claim› tags the sentence under the caret as a claim", lambda then, now: now.claims > then.claims),
    Step("‹select.grow› selects the word here; again, the sentence", lambda then, now: now.selecting),
    Step("‹tag.source› tags what is selected as a source", lambda then, now: now.sources > then.sources),
    Step("‹app.undo› takes the last thing back, always", lambda then, now: now.claims + now.sources < then.claims + then.sources),
    Step("‹link.relate› begins a relation at a tag: put the caret on your claim first", lambda then, now: now.begun),
    Step("‹read.other›, then ‹tag.claim›: tag what the other article says of it", lambda then, now: now.claims > then.claims),
    Step("‹link.relate› here ends the relation", lambda then, now: now.wants_kind),
    Step("Say how the two relate: the line below has the ways", lambda then, now: now.relations > then.relations),
    Step("‹diff.toggle› shows what differs, word by word", lambda then, now: now.diff),
    Step("‹find.search› searches both: type a word, then enter", lambda then, now: now.searched),
    Step("‹app.menu› lists what can be done here, ‹app.help› every key: try one", lambda then, now: now.helped),
)  # fmt: skip
"""One key each, in the order in which they build on each other."""

END = "That is the whole of it. ‹select.drop› goes back; nothing of the tour is kept"


class TourProgress:
    """Which step of the tour is next."""

    def __init__(self, steps: tuple[Step, ...] = STEPS) -> None:
        self._steps = steps
        self._at = 0
        self._then = Scene()

    @property
    def ended(self) -> bool:
        """Whether all steps are done."""
        return self._at >= len(self._steps)

    def begin(self, scene: Scene) -> None:
        """The scene that the first step is measured against."""
        self._then = scene

    def lay_out(self, line_of: Callable[[Side, int], int]) -> None:
        """Measure anew in which line a step was begun: once the articles are aligned it is another."""
        then = self._then
        self._then = replace(then, line=line_of(then.side, then.offset))

    def look(self, scene: Scene) -> None:
        """Go on to the next step once this one is done."""
        if not self.ended and self._steps[self._at].done(self._then, scene):
            self._at += 1
            self._then = scene

    @property
    def done(self) -> int:
        """How many steps are done."""
        return self._at

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self._steps)

    @property
    def step(self) -> Step:
        """What to do now; at the end, what is said then."""
        return Step(END, lambda then, now: False) if self.ended else self._steps[self._at]
