"""Show what differs inside linked rows, and step from change to change."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, fields, replace
from time import sleep
from typing import TYPE_CHECKING, Any

from annotations.articles import Block, Span, visible
from tui.features.compared import Compared, Shown
from tui.features.desk import Desk
from tui.features.finding import Travelling
from tui.quoting import short
from tui.reading.caret import Side
from tui.reading.page import Glyph
from tui.reading.painting import Layer
from tui.screens.finder import Choice, Finder
from tui.screens.prompt import Prompt

if TYPE_CHECKING:  # what compares words is loaded when the diff is first asked for
    from annotations.alignment import Change, Changes, Ignore
    from annotations.alignment.stops import Wanted


_KINDS = {
    "all": "everything, moved and one-sided blocks too",
    "important": "numbers, dates, names, negations, quotations",
    "numbers": "numbers and dates",
    "names": "names",
    "quotes": "quotations",
    "negations": "negations",
    "moved": "moved blocks",
    "only": "blocks on one side only",
}
_OWN = "a pattern of your own"

PAUSE = 0.001
"""Seconds between two rows that are compared ahead, for keys to be heard in."""
FRAME = 0.02
"""Seconds in which what a key asks for is painted, before slow work of it begins."""


class Diffing:
    """The diff of the pair: compared row by row as rows come into sight, and remembered."""

    def __init__(self, desk: Desk, travelling: Travelling) -> None:
        self._desk = desk
        self._travelling = travelling
        self._shown = Shown.OFF
        self._compared: Compared | None = None
        self._ignore: Ignore | None = None
        self._wanted = "all"
        self._now: Change | None = None
        self._counting: Changes | None = None
        self._folds = False

    @property
    def shown(self) -> bool:
        return self._shown is not Shown.OFF

    # What is drawn

    def toggle(self) -> None:
        """Off, words, sentences, and off again."""
        modes = list(Shown)
        self._shown = modes[(modes.index(self._shown) + 1) % len(modes)]
        if self._folds and not self.shown:
            self.fold_unchanged()
        self._desk.view.repaint()
        following = f" · {self._desk.keymap.key('diff.next')} next change" if self.shown else ""
        self._desk.say(self._shown.value + following)

    def forget(self) -> None:
        """The alignment or what is ignored changed: compare anew."""
        self._compared, self._now = None, None
        if self._folds:
            self._folds = False
            self._desk.view.fold_rows(())

    def layers(self, side: Side, block: Block) -> Iterable[Layer]:
        """What of a block the other article does not have."""
        return self.compared.layers(self._shown, side, block) if self.shown else ()

    def glyphs(self, side: Side, block: Block) -> list[Glyph]:
        """A sign beside a block that only this article has."""
        return self.compared.glyphs(side, block) if self.shown else []

    @property
    def compared(self) -> Compared:
        """The pair compared as it is aligned now, row by row as somebody asks."""
        if self._compared is None:
            self._compared = Compared(self._fresh())
        return self._compared

    @property
    def changes(self) -> Changes:
        """The changes of the pair as it is aligned now; nothing is compared before it is asked."""
        return self.compared.changes

    @property
    def prepared(self) -> Compared | None:
        """The pair compared, if it has been found out what the rows are to each other."""
        return self._compared

    def _fresh(self) -> Changes:
        """The changes, of which nothing is compared yet."""
        from annotations.alignment import changes

        session = self._desk.session
        return changes(*session.articles, session.alignment, shown=session.rows, ignore=self.ignore)

    def prepare(self, then: Callable[[], None]) -> None:
        """Find out aside what the rows of a book are to each other, before the diff asks for it."""
        alignment, ignore, made = self._desk.session.alignment, self.ignore, self._fresh()

        def stand() -> Compared:
            if made.rows and made.standings:
                made.group(0)
            return Compared(made)

        def stood(compared: Compared) -> None:
            now = self._desk.session.alignment, self.ignore
            if self._compared is None and now[0] is alignment and now[1] is ignore:
                self._compared = compared
                then()

        if self._compared is None:
            self._desk.later(stand, stood)

    @property
    def manner(self) -> Shown:
        """How the diff is drawn, or would be if it was drawn now."""
        return self._shown if self.shown else Shown.WORDS

    @property
    def kinds(self) -> Wanted:
        """The kinds of change that are stopped at."""
        from annotations.alignment import wanted

        return wanted(self._wanted)

    def next_place(self) -> tuple[Side, int] | None:
        """Where the change after the caret is looked at; compares what lies between."""
        found = self._next(1)
        if found is None:
            return None
        side, span = self._place(found)
        return side, span.start

    # From change to change

    def change(self, step: int) -> None:
        """To the next or the previous change; shows the diff if it was hidden."""
        view = self._desk.view
        if view.page_now is None:
            return
        if not self.shown:
            self.toggle()
        found = self._next(step)
        if found is None:
            self._desk.say("no further change this way", warn=True)
            return
        self._now = found
        side, span = self._place(found)
        self._travelling.remember()
        view.go(side, span.start)
        self._told(found)

    def _next(self, step: int) -> Change | None:
        view, changes = self._desk.view, self.changes
        caret, kinds = view.caret, self.kinds
        if self._now is not None and self._is_at(self._now):
            go = changes.following if step > 0 else changes.preceding
            return go(self._now, kinds)
        row = self.compared.row(
            caret.side, view.layout_now.block_at(caret.side, caret.offset).index
        )
        look = changes.after if step > 0 else changes.before
        # A change right under the caret has not been seen yet: it is the next one.
        offset = caret.offset - 1 if step > 0 else caret.offset
        return look(row or 0, offset, right=caret.side is Side.RIGHT, wanted=kinds)

    def _place(self, change: Change) -> tuple[Side, Span]:
        """Where a change is looked at: on the left, or where only the right has something."""
        if change.left is not None and (change.left.end > change.left.start or not change.right):
            return Side.LEFT, change.left
        assert change.right is not None
        return Side.RIGHT, change.right

    def _told(self, change: Change) -> None:
        """Say which change it is, of what kind, and from what to what."""
        left, right = self._desk.session.articles
        grave = [kind for kind in change.kinds if kind.important] or list(change.kinds)
        kinds = ", ".join(sorted(kind.value for kind in grave)) or change.what.value
        blocks = f" ({change.blocks} blocks)" if change.blocks > 1 else ""
        parts = [
            f"‘{short(visible(article.text[span.start : span.end]), 36)}’"
            for article, span in ((left, change.left), (right, change.right))
            if span is not None and span.end > span.start
        ]
        words = " → ".join(parts) if not change.blocks else ""
        count = self._ordinal(change)
        self._desk.say(f"{count}{kinds}{blocks}{': ' if words else ''}{words}")

    def _ordinal(self, change: Change) -> str:
        found = self.changes.ordinal(change, self.kinds)
        if found is None:
            self._count()
            return ""
        return f"change {found[0]} of {found[1]} · "

    def _count(self) -> None:
        """Compare all rows while the reader goes on; then say the count of the change looked at."""
        compared, view = self.compared, self._desk.view
        changes = compared.changes
        if self._counting is changes:
            return
        self._counting = changes

        def count() -> None:
            sleep(FRAME)
            for _ in changes.survey(1):
                if self._compared is not compared or not view.is_running:
                    return
                sleep(PAUSE)

        def counted(nothing: None) -> None:
            if self._compared is compared and self._now is not None and self._is_at(self._now):
                self._told(self._now)

        self._desk.later(count, counted)

    def _is_at(self, change: Change) -> bool:
        """Whether the caret stands where a change is looked at."""
        side, span = self._place(change)
        caret = self._desk.view.caret
        return (side, span.start) == (caret.side, caret.offset)

    def twin(self) -> None:
        """Bring the other half of a moved block level with it."""
        view = self._desk.view
        if view.page_now is None:
            return
        block = view.layout_now.block_at(view.caret.side, view.caret.offset).index
        if not view.page_now.partners(view.caret.side, block):
            self._desk.say("this block has no twin on the other side", warn=True)
        else:
            view.follow()
            flow = self._desk.keymap.key("read.flow")
            self._desk.say(f"its twin stands level; {flow} goes back to aligned rows")

    # What is looked for, what is left out of account

    def filter(self) -> None:
        """Choose which kinds of change to stop at."""
        choices = [
            Choice(name, name, f"{about}{'  ✓' if name == self._wanted else ''}")
            for name, about in _KINDS.items()
        ]

        def keep(name: str) -> None:
            self._wanted, self._now = name, None
            key = self._desk.keymap.key
            steps = f"{key('diff.next')} and {key('diff.previous')}"
            self._desk.say(f"{steps} stop at {_KINDS[name]}")

        self._desk.ask(Finder("Stop at", choices), keep)

    @property
    def ignore(self) -> Ignore:
        """What is left out of account; white space from the start, or rewrapping would show."""
        if self._ignore is None:
            self._ignore = self._desk.session.diff_ignore
        return self._ignore

    def ignoring(self) -> None:
        """Switch what is left out of account, one after another until it is left."""
        now = self.ignore
        flags = [field.name for field in fields(now) if field.name != "patterns"]
        choices = [
            Choice(name, f"{'✓' if getattr(now, name) else '·'} {name.replace('_', ' ')}")
            for name in flags
        ]
        choices += [Choice(f"/{pattern}", f"✓ /{pattern}/") for pattern in now.patterns]
        choices.append(Choice(_OWN, f"+ {_OWN}"))

        def switch(name: str) -> None:
            if name == _OWN:
                self._desk.ask(Prompt("Leave out what matches", ""), self._add_pattern)
                return
            if name.startswith("/"):
                kept = tuple(pattern for pattern in now.patterns if pattern != name[1:])
                self._set(replace(now, patterns=kept))
            else:
                flag: Any = {name: not getattr(now, name)}
                self._set(replace(now, **flag))
            self.ignoring()

        self._desk.ask(Finder("Leave out of account", choices), switch)

    def _add_pattern(self, pattern: str) -> None:
        from annotations.alignment import check_patterns
        from annotations.errors import PatternError

        texts = [article.text for article in self._desk.session.articles]

        def checked(trouble: str) -> None:
            if trouble:
                self._desk.say(trouble, warn=True)
            else:
                self._set(replace(self.ignore, patterns=(*self.ignore.patterns, pattern)))
                self.ignoring()

        def check() -> str:
            try:
                check_patterns([pattern], texts)
            except PatternError as error:
                return str(error)
            return ""

        self._desk.later(check, checked)

    def _set(self, ignore: Ignore) -> None:
        self._ignore = ignore
        self.forget()
        self._desk.view.repaint()
        self._desk.keep_view("ignore", asdict(ignore))

    def fold_unchanged(self) -> None:
        """Fold runs of rows that do not differ to one line each, or unfold them."""
        view = self._desk.view
        if self._folds:
            self._folds = False
            view.fold_rows(())
            return
        compared = self.compared

        def fold(runs: list[range]) -> None:
            if self._compared is compared:
                self._folds = True
                view.fold_rows(runs)
                count = sum(map(len, runs))
                unfold = self._desk.keymap.key("diff.fold")
                self._desk.say(f"{count} unchanged rows folded · {unfold} unfolds")

        self._desk.later(lambda: list(compared.changes.folds()), fold)
