"""The tour: the reader on the built-in pair in a temporary store, with one task at a time in a panel."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from rich.text import Text
from textual import on

from annotations.articles import Kind, read_article
from annotations.store import Store
from tui.features.tour_steps import Scene, TourProgress
from tui.keys.keymap import Keymap
from tui.page.caret import Side
from tui.reader.reader import Reader
from tui.sample import sample_paths
from tui.screens.closing import ClosesOnce
from tui.session.keeper import Saved
from tui.session.session import Session
from tui.widgets.bars import SearchBar
from tui.widgets.panel import Panel

LONG = 200
"""Code points from which on a paragraph is long enough to begin in."""


class Tour(Reader, ClosesOnce[int]):
    """A reader that asks for one thing after another in a panel below its page; Escape leaves it."""

    def __init__(self, keymap: Keymap, annotator: str) -> None:
        self._folder = TemporaryDirectory(prefix="crossread-tour-", ignore_cleanup_errors=True)
        left, right = sample_paths()
        self._store = Store.open(Path(self._folder.name) / "store.json", annotator=annotator)
        pair = self._store.add_pair(read_article(left), read_article(right))
        super().__init__(self._store, Session(self._store, pair), keymap)
        self._guide = TourProgress()
        self._scene: Scene | None = None
        self._helped = False
        self._panel = Panel(id="tour")

    def on_mount(self) -> None:
        super().on_mount()
        self.mount(self._panel, before=self.bars.status)

    def _first_place(self) -> int:
        """The first paragraph of some length: there is something in it to tag."""
        blocks = self.session.articles[Side.LEFT].blocks
        long = (
            each for each in blocks if each.kind is Kind.PARAGRAPH and each.end - each.start > LONG
        )
        return next((each.start for each in long), super()._first_place())

    @property
    def ended(self) -> bool:
        """Whether the tour was taken to its end."""
        return self._guide.ended

    def _hint(self) -> None:
        if self.view.page_now is not None:
            self._look()
        super()._hint()
        if self._panel.is_attached:
            self._ask()

    def _ask(self) -> None:
        """Show the task of now, how far the tour is, and the way out."""
        guide, key = self._guide, self.keymap.key
        words = Text()
        for part, is_key in guide.step.parts(self.keymap):
            words.append(f" {part} " if is_key else part, "bold reverse" if is_key else "")
        dots = "●" * guide.done + "○" * (guide.total - guide.done)
        words.append(f"\n{dots}", "dim")
        title = "Tour" if guide.ended else f"Tour · {guide.done + 1} of {guide.total}"
        foot = f"{key('select.drop')} leaves the tour · nothing of it is kept"
        self._panel.show(title, words, foot)

    def _look(self) -> None:
        session, caret = self.session, self.view.caret
        line_of = self.view.layout_now.y_of
        roots = [annotation.root for annotation in session.annotations()]
        scene = Scene(
            side=caret.side,
            offset=caret.offset,
            line=line_of(caret.side, caret.offset),
            on_tag=bool(session.at(caret.side, caret.offset)),
            selecting=caret.selecting,
            claims=roots.count("claim"),
            sources=roots.count("source"),
            relations=len(session.relations()),
            begun=bool(self.features.begun[0]),
            wants_kind=self.features.relations.wants_kind,
            diff=self.features.diffing.shown,
            searched=bool(self.features.search.query) and not self.features.search.typing,
            helped=self._helped,
            jumped=self.features.jumping.jumps > 0,
        )
        if self._scene is None:
            self._guide.begin(scene)
        self._scene = scene
        self._guide.lay_out(line_of)
        self._guide.look(scene)

    @on(Saved)
    @on(SearchBar.Left)
    def _look_again(self) -> None:
        self.call_later(self._hint)

    def on_screen_suspend(self) -> None:
        """Something stands over the page: help or the palette was tried."""
        self._helped = True

    def on_screen_resume(self) -> None:
        """Look whether that was the step that was asked for."""
        if self._scene is not None:
            self._hint()
        self._helped = False

    # Leaving

    def cancel(self) -> None:
        """Drop what is begun; where nothing is, leave."""
        begun = (
            self.features.begun[0],
            self.features.pending_keys.waits,
            self.features.tagging.resizing,
            self.view.caret.selecting,
            self.features.search.query,
            self.listing.display,
        )
        if any(begun) and not self.ended:
            super().cancel()
        else:
            self.leave()

    def leave(self) -> None:
        """Back to where the user came from."""
        self.close()
        self.dismiss()

    def close(self) -> int:
        """Throw away what was made here."""
        super().close()
        self._store.close()
        self._folder.cleanup()
        return 0
