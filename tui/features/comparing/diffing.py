"""The diff of the pair: show what differs, go from change to change, choose what counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, fields, replace
from time import sleep
from typing import TYPE_CHECKING, Any

from annotations.articles import Block, Span, visible
from annotations.marks.quote import shorten
from tui.features.comparing.diff_layers import DiffLayers, DiffMode
from tui.features.host import Host, awaits_alignment
from tui.features.navigation import Navigation
from tui.page.caret import Side
from tui.page.marginalia import Glyph
from tui.page.style_runs import Layer
from tui.screens.finder import Choice, Finder
from tui.screens.prompt import Prompt

if TYPE_CHECKING:  # what compares words is loaded when the diff is first asked for
    from annotations.alignment import Change, Changes, Ignore
    from annotations.alignment.diff.filters import ChangeFilter


_KINDS = {
    "all": "everything, moved and one-sided blocks too",
    "important": "numbers, dates, names, negations, quotations, how much, how sure",
    "numbers": "numbers and dates",
    "names": "names",
    "quotes": "quotations",
    "negations": "negations",
    "quantifiers": "how much: all, most, nearly",
    "certainty": "how sure: will, may, allegedly",
    "moved": "moved blocks",
    "only": "blocks on one side only",
}
_OWN = "a pattern of your own"

PAUSE = 0.001
"""Seconds between two rows that are compared ahead, for keys to be heard in."""
FRAME = 0.02
"""Seconds in which what a key asks for is painted, before slow work of it begins."""


class Diffing:
    """The diff of the pair. A row is compared when it comes into sight, and its changes are kept."""

    def __init__(self, host: Host, navigation: Navigation) -> None:
        self._host = host
        self._navigation = navigation
        self._shown = DiffMode.OFF
        self._compared: DiffLayers | None = None
        self._ignore: Ignore | None = None
        self._wanted = "all"
        self._now: Change | None = None
        self._counting: Changes | None = None
        self._folds = False
        self._asked_for = False

    @property
    def shown(self) -> bool:
        """Whether the diff is drawn."""
        return self._shown is not DiffMode.OFF

    # What is drawn

    def toggle(self) -> None:
        """Off, words, sentences, and off again; while nothing is aligned, ask for it or not."""
        if self._host.session.aligned:
            self._turn()
            return
        self._asked_for = not self._asked_for
        then = "the diff appears then" if self._asked_for else "no diff appears then"
        awaits_alignment(self._host, f"{then}; {self._host.keymap.key('diff.toggle')} changes that")

    def aligned(self) -> None:
        """It is known now which blocks are linked: show the diff if it was asked for."""
        if self._asked_for:
            self._asked_for = False
            self._turn()

    def _turn(self) -> None:
        modes = list(DiffMode)
        self._shown = modes[(modes.index(self._shown) + 1) % len(modes)]
        if self._folds and not self.shown:
            self.fold_unchanged()
        self._host.view.repaint()
        following = f" · {self._host.keymap.key('diff.next')} next change" if self.shown else ""
        self._host.bars.show_message(self._shown.value + following)

    def forget(self) -> None:
        """The alignment or what is ignored changed: compare anew."""
        self._compared, self._now = None, None
        if self._folds:
            self._folds = False
            self._host.view.fold_rows(())

    def layers(self, side: Side, block: Block) -> Iterable[Layer]:
        """What of a block the other article does not have."""
        return self.compared.layers(self._shown, side, block) if self.shown else ()

    def glyphs(self, side: Side, block: Block) -> list[Glyph]:
        """A sign beside a block that only this article has."""
        return self.compared.glyphs(side, block) if self.shown else []

    @property
    def compared(self) -> DiffLayers:
        """The pair compared as it is aligned now, row by row as somebody asks."""
        if self._compared is None:
            self._compared = DiffLayers(self._fresh())
        return self._compared

    @property
    def changes(self) -> Changes:
        """The changes of the pair as it is aligned now; nothing is compared before it is asked."""
        return self.compared.changes

    @property
    def prepared(self) -> DiffLayers | None:
        """The pair compared, if it has been found out what the rows are to each other."""
        return self._compared

    def _fresh(self) -> Changes:
        """The changes, of which nothing is compared yet."""
        from annotations.alignment import changes

        session = self._host.session
        return changes(*session.articles, session.alignment, shown=session.rows, ignore=self.ignore)

    def prepare(self, then: Callable[[], None]) -> None:
        """Find out in a worker thread what the rows of a book are to each other, before the diff asks for it."""
        alignment, ignore, made = self._host.session.alignment, self.ignore, self._fresh()

        def stand() -> DiffLayers:
            if made.rows and made.statuses:
                made.group(0)
            return DiffLayers(made)

        def stood(compared: DiffLayers) -> None:
            now = self._host.session.alignment, self.ignore
            if self._compared is None and now[0] is alignment and now[1] is ignore:
                self._compared = compared
                then()

        if self._compared is None:
            self._host.threads.run(stand, stood)

    @property
    def manner(self) -> DiffMode:
        """How the diff is drawn, or would be if it was drawn now."""
        return self._shown if self.shown else DiffMode.WORDS

    @property
    def kinds(self) -> ChangeFilter:
        """The kinds of change that are stopped at.

        Blocks told in other words are marked, not stopped at: what they tell differently is.
        """
        from annotations.alignment import ChangeType, wanted

        return frozenset(wanted(self._wanted)) - {ChangeType.RETOLD}

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
        view = self._host.view
        if view.page_now is None:
            return
        if not self._host.session.aligned:
            self._asked_for = True
            awaits_alignment(self._host, "the diff appears then")
            return
        if not self.shown:
            self.toggle()
        found = self._next(step)
        if found is None:
            self._host.bars.show_message("no further change this way", warn=True)
            return
        self._now = found
        side, span = self._place(found)
        self._navigation.remember()
        view.go(side, span.start)
        self._told(found)

    def _next(self, step: int) -> Change | None:
        view, changes = self._host.view, self.changes
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
        left, right = self._host.session.articles
        grave = [kind for kind in change.kinds if kind.important] or list(change.kinds)
        kinds = ", ".join(sorted(kind.value for kind in grave)) or change.what.value
        blocks = f" ({change.blocks} blocks)" if change.blocks > 1 else ""
        parts = [
            f"‘{shorten(visible(article.text[span.start : span.end]), 36)}’"
            for article, span in ((left, change.left), (right, change.right))
            if span is not None and span.end > span.start
        ]
        words = " → ".join(parts) if not change.blocks else ""
        count = self._ordinal(change)
        self._host.bars.show_message(f"{count}{kinds}{blocks}{': ' if words else ''}{words}")

    def _ordinal(self, change: Change) -> str:
        found = self.changes.ordinal(change, self.kinds)
        if found is None:
            self._count()
            return ""
        return f"change {found[0]} of {found[1]} · "

    def _count(self) -> None:
        """Compare all rows while the reader goes on; then say the count of the change looked at."""
        compared, view = self.compared, self._host.view
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

        self._host.threads.run(count, counted)

    def _is_at(self, change: Change) -> bool:
        """Whether the caret stands where a change is looked at."""
        side, span = self._place(change)
        caret = self._host.view.caret
        return (side, span.start) == (caret.side, caret.offset)

    def twin(self) -> None:
        """Bring the other half of a moved block level with it."""
        view = self._host.view
        if view.page_now is None or awaits_alignment(self._host, "blocks have twins then"):
            return
        block = view.layout_now.block_at(view.caret.side, view.caret.offset).index
        if not view.page_now.partners(view.caret.side, block):
            other = self._host.session.names[view.caret.side.other]
            self._host.bars.show_message(f"this block has no twin in {other}", warn=True)
        else:
            view.follow()
            flow = self._host.keymap.key("read.flow")
            self._host.bars.show_message(f"its twin stands level; {flow} goes back to aligned rows")

    # What is looked for, what is left out of account

    def filter(self) -> None:
        """Choose which kinds of change to stop at."""
        choices = [
            Choice(name, name, f"{about}{'  ✓' if name == self._wanted else ''}")
            for name, about in _KINDS.items()
        ]

        def keep(name: str) -> None:
            self._wanted, self._now = name, None
            key = self._host.keymap.key
            steps = f"{key('diff.next')} and {key('diff.previous')}"
            self._host.bars.show_message(f"{steps} stop at {_KINDS[name]}")

        self._host.dialogs.ask(Finder("Stop at", choices), keep)

    @property
    def ignore(self) -> Ignore:
        """What is left out of account; white space from the start, or rewrapping would show."""
        if self._ignore is None:
            self._ignore = self._host.session.diff_ignore
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
                self._host.dialogs.ask(Prompt("Leave out what matches", ""), self._add_pattern)
                return
            if name.startswith("/"):
                kept = tuple(pattern for pattern in now.patterns if pattern != name[1:])
                self._set(replace(now, patterns=kept))
            else:
                flag: Any = {name: not getattr(now, name)}
                self._set(replace(now, **flag))
            self.ignoring()

        self._host.dialogs.ask(Finder("Leave out of account", choices), switch)

    def _add_pattern(self, pattern: str) -> None:
        from annotations.alignment import check_patterns
        from annotations.errors import PatternError

        texts = [article.text for article in self._host.session.articles]

        def checked(trouble: str) -> None:
            if trouble:
                self._host.bars.show_message(trouble, warn=True)
            else:
                self._set(replace(self.ignore, patterns=(*self.ignore.patterns, pattern)))
                self.ignoring()

        def check() -> str:
            try:
                check_patterns([pattern], texts)
            except PatternError as error:
                return str(error)
            return ""

        self._host.threads.run(check, checked)

    def _set(self, ignore: Ignore) -> None:
        self._ignore = ignore
        self.forget()
        self._host.view.repaint()
        self._host.session.view["ignore"] = asdict(ignore)

    def fold_unchanged(self) -> None:
        """Fold runs of rows that do not differ to one line each, or unfold them."""
        view = self._host.view
        if awaits_alignment(self._host, "what is unchanged is known then"):
            return
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
                unfold = self._host.keymap.key("diff.fold")
                self._host.bars.show_message(f"{count} unchanged rows folded · {unfold} unfolds")

        self._host.threads.run(lambda: list(compared.changes.folds()), fold)
