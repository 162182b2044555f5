"""The tour: the reader on the built-in pair, in a store that is thrown away, with a guide."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from textual import on

from annotations.articles import Kind, read_article
from annotations.store import Store
from tui.features.guiding import Guide, Scene
from tui.keeping import Saved
from tui.keymap import Keymap
from tui.reading.caret import Side
from tui.sample import sample_paths
from tui.screens.reader import Reader
from tui.session import Session
from tui.widgets.bars import SearchBar

LONG = 200
"""Code points from which on a paragraph is long enough to begin in."""


class Tour(Reader):
    """A reader that says in its hint line what to press next; Escape leaves it."""

    DEFAULT_CSS = "Tour Hints { color: $text-accent; }"

    def __init__(self, keymap: Keymap, annotator: str) -> None:
        self._folder = TemporaryDirectory(prefix="crossread-tour-", ignore_cleanup_errors=True)
        left, right = sample_paths()
        self._store = Store.open(Path(self._folder.name) / "store.json", annotator=annotator)
        pair = self._store.add_pair(read_article(left), read_article(right))
        super().__init__(self._store, Session(self._store, pair), keymap)
        self._guide = Guide()
        self._scene: Scene | None = None
        self._helped = False

    def _first_place(self) -> int:
        """The first paragraph of some length: there is something in it to tag."""
        blocks = self._session.articles[Side.LEFT].blocks
        long = (
            each for each in blocks if each.kind is Kind.PARAGRAPH and each.end - each.start > LONG
        )
        return next((each.start for each in long), super()._first_place())

    @property
    def ended(self) -> bool:
        """Whether the tour was taken to its end."""
        return self._guide.ended

    def _realigned(self) -> None:
        self._scene = None  # the lines are others now
        super()._realigned()

    def _hint(self) -> None:
        if self._laid:
            self._look()
        self.bars.hints.show((), (), self._guide.text(self._keymap))

    def _look(self) -> None:
        session, caret = self._session, self._view.caret
        roots = [annotation.root for annotation in session.annotations()]
        scene = Scene(
            side=caret.side,
            line=self._view.layout_now.y_of(caret.side, caret.offset),
            on_tag=bool(session.at(caret.side, caret.offset)),
            selecting=caret.selecting,
            claims=roots.count("claim"),
            sources=roots.count("source"),
            relations=len(session.relations()),
            begun=bool(self.features.linking.pending),
            wants_kind=self.features.linking.wants_kind,
            diff=self.features.diffing.shown,
            searched=bool(self.features.finding.query) and not self.searching,
            helped=self._helped,
        )
        if self._scene is None:
            self._guide.begin(scene)
        self._scene = scene
        self._guide.look(scene)

    @on(Saved)
    @on(SearchBar.Left)
    def _look_again(self) -> None:
        self.call_later(self._hint)

    def on_screen_suspend(self) -> None:
        self._helped = True

    def on_screen_resume(self) -> None:
        if self._scene is not None:
            self._hint()
        self._helped = False

    # Leaving

    def action_cancel(self) -> None:
        """Drop what is begun; where nothing is, leave."""
        begun = (
            self.features.linking.pending,
            self.features.answering.waits,
            self.features.tagging.resizing,
            self._view.caret.selecting,
            self.features.finding.query,
            self.listing.display,
        )
        if any(begun) and not self.ended:
            super().action_cancel()
        else:
            self.action_quit()

    def action_quit(self) -> None:
        """Back to where the user came from."""
        self.close()
        self.dismiss()

    def close(self) -> int:
        """Throw away what was made here."""
        super().close()
        self._store.close()
        self._folder.cleanup()
        return 0
