"""What a feature may ask of the screen that it serves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from textual.screen import ModalScreen

from annotations.store import Command, Store
from tui.keymap import Keymap
from tui.session import Session
from tui.situation import Situation
from tui.widgets.pair_view import PairView

Answer = TypeVar("Answer")


class Desk(Protocol):
    """The reader's screen as its features see it."""

    @property
    def view(self) -> PairView: ...

    @property
    def session(self) -> Session: ...

    @property
    def keymap(self) -> Keymap:
        """The keys in force, for whatever names one."""

    @property
    def situation(self) -> Situation:
        """What the reader is at, and what can be done there."""

    def do(self, command: Command, said: str = "") -> None:
        """Carry out a command: shown at once, saved in the background."""

    def undo(self) -> None:
        """Take back the last command of the pair, in the background."""

    def say(self, text: str, *, warn: bool = False) -> None:
        """Tell the reader, in the status line, what was just done or cannot be."""

    def ask(
        self, screen: ModalScreen[Any], then: Callable[[Any], None] = lambda answer: None
    ) -> None:
        """Show a modal screen; `then` gets its answer, unless it was left with none."""

    def background(self, run: Callable[[Store], str]) -> None:
        """Work on the store off the screen's thread; what it returns is said."""

    def realign(self) -> None:
        """Run the aligner again between what people decided, and keep what it finds."""

    def later(self, work: Callable[[], Answer], then: Callable[[Answer], None]) -> None:
        """Slow work that needs no store, off the screen's thread; `then` gets what it returns."""

    def keep_view(self, name: str, value: Any) -> None:
        """Remember a setting of the view for this pair and annotator; the value is plain JSON."""
