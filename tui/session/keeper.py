"""Keep what the reader does: commands, undo and redo, the place; and hear what others wrote.

Everything here returns at once; what came of it arrives as a message on the screen.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, wait
from typing import Any, TypeVar

from textual.message import Message

from annotations.alignment import Alignment
from annotations.errors import StoreError
from annotations.store import Command, Edit, Progress, Store
from tui.page.caret import Caret, Side
from tui.session.read_shares import furthest
from tui.session.save_queue import Job, Saver
from tui.session.session import Session

KNOWN = 100
"""Commands that are taken back on the screen before the store has answered."""
PATIENCE = 1.0
"""Seconds after which who waits for an answer looks whether one can still come."""
FRAME = 0.008
"""Seconds in which what a key did is painted; saving it meanwhile would take as long again."""


class Saved(Message, bubble=False):
    """Something is done and durable; `said` is to be told, what `edits` changed to be seen."""

    def __init__(self, said: str = "", edits: tuple[Edit, ...] = ()) -> None:
        super().__init__()
        self.said = said
        self.edits = edits


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


T = TypeVar("T")

Step = Callable[[Store], Command | None]
"""Undo or redo in a store."""


class Recent:
    """What the history of the pair ends with, as far as this reader made it since it began.

    Every list ends with what takes back, or does again, the last command. Once something else may
    have come between, nothing is known any more, and the store is asked.
    """

    def __init__(self) -> None:
        self._undo: deque[Command] = deque(maxlen=KNOWN)
        self._redo: deque[Command] = deque(maxlen=KNOWN)
        self._void: list[Command] = []

    def did(self, takes_back: Command) -> None:
        """A new command is on its way; what was undone cannot be done again."""
        self._undo.append(takes_back)
        self._redo.clear()

    def undo(self) -> Command | None:
        """The command that takes the last one back, which can be done again from now on."""
        return self._turn(self._undo, self._redo)

    def redo(self) -> Command | None:
        """The command that does the last undone one again."""
        return self._turn(self._redo, self._undo)

    def _turn(self, source: deque[Command], target: deque[Command]) -> Command | None:
        while source and self.is_void(source[-1]):
            source.pop()
        if not source:
            return None
        target.append(source[-1].inverse())
        return source.pop()

    def never_was(self, takes_back: Command) -> None:
        """The store refused the command that this would take back (from the saver's thread)."""
        self._void.append(takes_back)

    def is_void(self, takes_back: Command) -> bool:
        return any(takes_back is each for each in self._void)

    def forget(self) -> None:
        self._undo.clear()
        self._redo.clear()


class Keeper:
    """The reader's way to the store: one saver, and what it tells."""

    def __init__(self, store: Store, session: Session, post: Callable[[Message], object]) -> None:
        """`post` is called from the saver's thread."""
        self.store_file = store.path
        self._session = session
        self._post = post
        self._own: tuple[Edit, ...] = ()
        self._unheard: list[Edit] = []
        self._recent = Recent()
        self._stepping: deque[Command] = deque()
        self._place: tuple[Side, int, dict[str, Any]] | None = None
        self._saver = Saver(store, lambda error, count: post(NotSaved(error, count)))
        self._stop_listening = store.listen(self._heard)

    @property
    def saver(self) -> Saver:
        """The thread that has the store while this reader is open; home works on it too."""
        return self._saver

    @property
    def waiting(self) -> int:
        """How many commands are not durable yet."""
        return self._saver.waiting

    @property
    def saving(self) -> bool:
        """Whether anything that is shown is not durable yet."""
        return bool(self._stepping) or self._saver.waiting > 0

    @property
    def stuck(self) -> bool:
        """Whether the disk refused the last command, so that waiting will not help."""
        return self._saver.stuck

    def do(self, command: Command) -> None:
        """Save a command that is shown already; taken back where the store refuses it."""
        takes_back = command.inverse()
        if command.pair == self._session.history and command.edits:
            self._recent.did(takes_back)
        else:
            self._recent.forget()

        def run(store: Store) -> None:
            self._own = command.edits
            try:
                store.do(command)
            finally:
                self._own = ()

        def refused(store: Store) -> None:
            # What the command took to be there may be gone since: the store says what is.
            self._recent.never_was(takes_back)
            self._post(Changed(tuple(_as_stored(store, command.edits))))

        job = Job(run, lambda done: self._post(Saved()), refused=refused)
        self._saver.submit(job, after=FRAME)

    def undo(self) -> Command | None:
        """Take back the last command.

        Returns what is to be shown at once, where that is known for sure; else what is done comes
        as a message, as does what the store did other than was shown.
        """
        history = self._session.history
        words = ("undid", "nothing to undo")
        return self._step(words, lambda store: store.undo(history), self._recent.undo())

    def redo(self) -> Command | None:
        """Do again what was undone last; returns and tells as `undo`."""
        history = self._session.history
        words = ("did again", "nothing to redo")
        return self._step(words, lambda store: store.redo(history), self._recent.redo())

    def _step(self, words: tuple[str, str], step: Step, command: Command | None) -> Command | None:
        """Take a step in the store's history; show at once what it does, where that is known."""
        if command is None or not self._session.stands(command.edits):
            self._recent.forget()
            self._saver.submit(
                Job(lambda store: _told(words, step(store)), self._post, keeps=False)
            )
            return None

        def run(store: Store) -> Saved:
            if self._recent.is_void(command):  # what it takes back was refused, and taken back
                self._stepping.popleft()
                return Saved()
            self._own, self._unheard = command.edits, list(command.edits)
            done = None
            try:
                done = step(store)
            finally:
                self._own = ()
                self._stepping.popleft()
                if self._unheard:
                    self._recent.forget()
                    self._post(Changed(tuple(_as_stored(store, self._unheard))))
            return _told(words, done) if self._unheard else Saved()

        self._stepping.append(command)
        self._saver.submit(Job(run, self._post, keeps=False), after=FRAME)
        return command

    def background(self, run: Callable[[Store], str]) -> None:
        """Other work on the store; what it returns is told."""
        self._recent.forget()
        self._saver.submit(Job(run, lambda said: self._post(Saved(said)), keeps=False))

    def asked(self, question: Callable[[Store], T]) -> T:
        """From a worker thread: the answer to a question to the store, once its turn has come.

        Raises what the question raises, and StoreError where the store is closed before that.
        """
        answer: Future[T] = Future()

        def run(store: Store) -> None:
            try:
                answer.set_result(question(store))
            except Exception as error:
                answer.set_exception(error)

        self._saver.submit(Job(run, keeps=False))
        while not answer.done():
            if not self._saver.alive:
                raise StoreError("the store was closed before it could answer")
            wait([answer], timeout=PATIENCE)
        return answer.result()

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
        session = self._session
        session.read |= furthest(session, caret)
        progress = Progress(
            pair=session.pair.id,
            event=session.event.id,
            annotator=session.annotator,
            side=caret.side.word,
            offset=caret.offset,
            view=place[2],
            read=dict(session.read),
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
        self._unheard = [edit for edit in self._unheard if edit not in edits]
        if foreign:
            self._post(Changed(foreign))


def _as_stored(store: Store, edits: Iterable[Edit]) -> Iterator[Edit]:
    """From what edits left on the screen to what the store has."""
    for edit in edits:
        yield Edit(edit.table, edit.key, edit.after, store.document(edit.table, edit.key))


def _told(words: tuple[str, str], command: Command | None) -> Saved:
    """What undo or redo did, in words, and what it changed."""
    return Saved(f"{words[0]}: {command.title}", command.edits) if command else Saved(words[1])
