"""Show what differs inside linked rows, and step from change to change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, fields, replace
from enum import StrEnum
from time import sleep
from typing import TYPE_CHECKING, Any

from annotations.articles import Block, Span, visible
from tui.features.desk import Desk
from tui.features.finding import Travelling
from tui.quoting import short
from tui.reading.caret import Side
from tui.reading.page import Glyph
from tui.reading.painting import Layer
from tui.screens.finder import Choice, Finder
from tui.screens.prompt import Prompt

if TYPE_CHECKING:  # what compares words is loaded when the diff is first asked for
    from annotations.alignment import Change, Changes, Edit, Ignore


class Shown(StrEnum):
    """What of the diff is drawn."""

    OFF = "diff off"
    WORDS = "diff by words: − struck here only, + underlined there only"
    SENTENCES = "diff by sentences: those that changed"


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


class Diffing:
    """The diff of the pair: compared row by row as rows come into sight, and remembered."""

    def __init__(self, desk: Desk, travelling: Travelling) -> None:
        self._desk = desk
        self._travelling = travelling
        self._shown = Shown.OFF
        self._changes: Changes | None = None
        self._rows: tuple[dict[int, int], dict[int, int]] = ({}, {})
        self._layers: dict[tuple[Side, int], list[Layer]] = {}
        self._telling: dict[int, tuple[tuple[Span, ...], tuple[Span, ...]]] = {}
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
        self._layers.clear()
        if self._folds and not self.shown:
            self.fold_unchanged()
        self._desk.view.repaint()
        following = f" · {self._desk.keymap.key('diff.next')} next change" if self.shown else ""
        self._desk.say(self._shown.value + following)

    def forget(self) -> None:
        """The alignment or what is ignored changed: compare anew."""
        self._changes, self._now = None, None
        self._layers.clear()
        self._telling.clear()
        if self._folds:
            self._folds = False
            self._desk.view.fold_rows(())

    def layers(self, side: Side, block: Block) -> Iterable[Layer]:
        """What of a block the other article does not have."""
        if not self.shown:
            return ()
        found = self._layers.get((side, block.index))
        if found is None:
            found = self._layers[side, block.index] = list(self._drawn(side, block))
        return found

    def glyphs(self, side: Side, block: Block) -> list[Glyph]:
        """A sign beside a block that only this article has."""
        if not self.shown or self._row(side, block.index) is None:
            return []
        from annotations.alignment import Standing

        standing = self.changes.standings[self._rows[side][block.index]]
        if standing is not Standing.ONLY:
            return []
        return [Glyph(block.start, "+" if side else "−", "only")]

    def _drawn(self, side: Side, block: Block) -> Iterable[Layer]:
        from annotations.alignment import changed_sentences, refine

        changes, row = self.changes, self._row(side, block.index)
        edits = changes.edits(row) if row is not None else ()
        if row is None or not edits:
            return
        article = self._desk.session.articles[side]
        if self._shown is Shown.SENTENCES:
            for span in changed_sentences(article, block, edits, right=side is Side.RIGHT):
                yield Layer(span.start, span.end, "inserted" if side else "deleted")
        else:
            name = "inserted" if side else "deleted"
            for edit in edits:
                if not edit.changed:
                    continue
                for part in refine(edit, *self._desk.session.articles):
                    span = part.right if side else part.left
                    if part.changed and span.start < block.end and span.end > block.start:
                        yield Layer(span.start, span.end, name)
        strong = "inserted-strong" if side else "deleted-strong"
        for span in self._telling_in(row, edits)[side]:
            if span.start < block.end and span.end > block.start:
                yield Layer(span.start, span.end, strong)

    def _telling_in(
        self, row: int, edits: tuple[Edit, ...]
    ) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
        from annotations.alignment.telling import telling

        found = self._telling.get(row)
        if found is None:
            found = self._telling[row] = telling(edits, *self._desk.session.articles)
        return found

    @property
    def changes(self) -> Changes:
        """The changes of the pair as it is aligned now; nothing is compared before it is asked."""
        if self._changes is None:
            self._keep(self._fresh())
        assert self._changes is not None
        return self._changes

    def _fresh(self) -> Changes:
        """The changes, of which nothing is compared yet."""
        from annotations.alignment import changes

        session = self._desk.session
        return changes(*session.articles, session.alignment, shown=session.rows, ignore=self.ignore)

    def _keep(self, changes: Changes) -> None:
        rows = self._desk.session.rows
        self._changes = changes
        self._rows = (
            {row.left: at for at, row in enumerate(rows) if row.left is not None},
            {row.right: at for at, row in enumerate(rows) if row.right is not None},
        )

    def prepare(self) -> None:
        """Find out aside what the rows of a book are to each other, before the diff asks for it."""
        alignment, ignore, made = self._desk.session.alignment, self.ignore, self._fresh()

        def stand() -> None:
            if made.rows and made.standings:
                made.group(0)

        def stood(nothing: None) -> None:
            now = self._desk.session.alignment, self.ignore
            if self._changes is None and now[0] is alignment and now[1] is ignore:
                self._keep(made)

        if self._changes is None:
            self._desk.later(stand, stood)

    def _row(self, side: Side, block: int) -> int | None:
        """The aligned row of a block, however rows are shown now."""
        _ = self.changes
        return self._rows[side].get(block)

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
        from annotations.alignment import wanted

        view, changes = self._desk.view, self.changes
        caret, kinds = view.caret, wanted(self._wanted)
        if self._now is not None and self._is_at(self._now):
            go = changes.following if step > 0 else changes.preceding
            return go(self._now, kinds)
        row = self._row(caret.side, view.layout_now.block_at(caret.side, caret.offset).index)
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
        from annotations.alignment import wanted

        found = self.changes.ordinal(change, wanted(self._wanted))
        if found is None:
            self._count()
            return ""
        return f"change {found[0]} of {found[1]} · "

    def _count(self) -> None:
        """Compare all rows while the reader goes on; then say the count of the change looked at."""
        changes, view = self.changes, self._desk.view
        if self._counting is changes:
            return
        self._counting = changes

        def count() -> None:
            for _ in changes.survey(1):
                if self._changes is not changes or not view.is_running:
                    return
                sleep(PAUSE)

        def counted(nothing: None) -> None:
            if self._changes is changes and self._now is not None and self._is_at(self._now):
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
        changes = self.changes

        def fold(runs: list[range]) -> None:
            if self._changes is changes:
                self._folds = True
                view.fold_rows(runs)
                count = sum(map(len, runs))
                unfold = self._desk.keymap.key("diff.fold")
                self._desk.say(f"{count} unchanged rows folded · {unfold} unfolds")

        self._desk.later(lambda: list(changes.folds()), fold)
