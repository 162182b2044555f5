"""Keep what the reader does: commands, undo and redo, the place; and hear what others wrote.

Everything here returns at once; what came of it arrives as a message on the screen.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.message import Message

from annotations.alignment import Alignment
from annotations.store import Command, Edit, Progress, Store
from tui.reading.caret import Caret, Side
from tui.saver import Job, Saver
from tui.session import Session


class Saved(Message, bubble=False):
    """Something is done and durable; `said` is to be told."""

    def __init__(self, said: str = "") -> None:
        super().__init__()
        self.said = said


class NotSaved(Message, bubble=False):
    """Saving failed; `waiting` commands are kept in memory."""

    def __init__(self, error: Exception, waiting: int) -> None:
        super().__init__()
        self.error = error
        self.waiting = waiting


class Changed(Message, bubble=False):
    """The store changed other than by a command of this reader."""

    def __init__(self, edits: tuple[Edit, ...]) -> None:
        super().__init__()
        self.edits = edits


class Keeper:
    """The reader's way to the store: one saver, and what it tells."""

    def __init__(self, store: Store, session: Session, post: Callable[[Message], object]) -> None:
        """`post` is called from the saver's thread."""
        self._session = session
        self._post = post
        self._own: tuple[Edit, ...] = ()
        self._place: tuple[Side, int, dict[str, Any]] | None = None
        self._saver = Saver(store, lambda error, count: post(NotSaved(error, count)))
        self._stop_listening = store.listen(self._heard)

    @property
    def waiting(self) -> int:
        """How many commands are not durable yet."""
        return self._saver.waiting

    @property
    def stuck(self) -> bool:
        """Whether the disk refused the last command, so that waiting will not help."""
        return self._saver.stuck

    def do(self, command: Command) -> None:
        """Save a command that is shown already; taken back where the store refuses it."""
        takes_back = Changed(command.inverse().edits)

        def run(store: Store) -> None:
            self._own = command.edits
            try:
                store.do(command)
            finally:
                self._own = ()

        self._saver.submit(
            Job(run, lambda done: self._post(Saved()), refused=lambda: self._post(takes_back))
        )

    def undo(self) -> None:
        pair = self._session.pair.id
        self.background(lambda store: _told("undid", store.undo(pair), "nothing to undo"))

    def redo(self) -> None:
        pair = self._session.pair.id
        self.background(lambda store: _told("did again", store.redo(pair), "nothing to redo"))

    def background(self, run: Callable[[Store], str]) -> None:
        """Other work on the store; what it returns is told."""
        self._saver.submit(Job(run, lambda said: self._post(Saved(said)), keeps=False))

    def save_alignment(self, alignment: Alignment) -> None:
        pair = self._session.pair.id
        self._saver.submit(Job(lambda store: store.save_alignment(pair, alignment), keeps=False))

    def look_around(self) -> None:
        """Ask what other processes wrote."""
        if not self._saver.waiting:
            self._saver.submit(Job(lambda store: store.refresh(), keeps=False))

    def keep_place(self, caret: Caret) -> None:
        """Save where the reader is and how the page is set, when that has changed."""
        place = (caret.side, caret.offset, dict(self._session.view))
        if self._session.read_only or place == self._place:
            return
        self._place = place
        pair, annotator = self._session.pair.id, self._session.annotator
        progress = Progress(
            pair, annotator, side=caret.side.word, offset=caret.offset, view=place[2]
        )
        self._saver.submit(Job(lambda store: store.save_progress(progress), keeps=False))

    def retry(self) -> None:
        self._saver.retry()

    def close(self) -> int:
        """Finish; returns how many commands could not be saved. A second call does nothing more."""
        stop, self._stop_listening = self._stop_listening, lambda: None
        stop()
        return self._saver.close()

    def _heard(self, edits: tuple[Edit, ...]) -> None:
        """On the saver's thread: the store changed."""
        foreign = tuple(edit for edit in edits if edit not in self._own)
        if foreign:
            self._post(Changed(foreign))


def _told(word: str, command: Command | None, nothing: str) -> str:
    """What undo or redo did, in words."""
    return f"{word}: {command.title}" if command else nothing
