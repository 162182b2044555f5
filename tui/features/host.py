"""What a feature may ask of the reader that it belongs to: the reader's parts, by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from annotations.alignment.meaning.encoder import KnownVectors
    from annotations.store import Command, Edit
    from tui.keys.hints import KeyHints
    from tui.keys.keymap import Keymap
    from tui.screens.dialogs import Dialogs
    from tui.session.event_alignments import EventAlignments
    from tui.session.keeper import Keeper
    from tui.session.session import Session
    from tui.widgets.pair_view import PairView

Result = TypeVar("Result")


class Bars(Protocol):
    """The lines around the page."""

    @property
    def key_hints(self) -> KeyHints:
        """What the reader is at, and what can be done there."""

    def show_message(
        self, text: str, *, warn: bool = False, first: bool = False, asks: bool = False
    ) -> None:
        """Tell, in the status line, what was just done or cannot be.

        What is begun is told in its place, unless it is `first`. What `asks` for a key is shown
        whole, over several lines at need, and is no message to be read again.
        """

    def show_place(self) -> None:
        """Say anew where the caret is, and how many suggestions are left."""


class Editing(Protocol):
    """Changes to the pair that can be taken back."""

    def do(self, command: Command, message: str = "") -> None:
        """Carry out a command: shown at once, saved in the background; `message` is said for it."""

    def undo(self) -> None:
        """Take back the last command of the pair, in the background."""

    def redo(self) -> None:
        """Do again what was last taken back."""


class Threads(Protocol):
    """Slow work off the screen's thread."""

    def run(self, work: Callable[[], Result], then: Callable[[Result], object]) -> None:
        """Slow work that needs no store; `then` gets what it returns, on the screen's thread.

        A `CrossreadError` is told in the status line instead.
        """


class Aligner(Protocol):
    """Lines up the pair."""

    @property
    def known(self) -> KnownVectors | None:
        """What a sentence model says of the blocks, once it has been asked."""

    def run_again(self) -> None:
        """Align anew between what people decided, and keep what is found."""


class Keys(Protocol):
    """What the keys of the page do."""

    def perform(self, id: str) -> None:
        """Carry out an action, as if its key had been pressed."""

    def missing(self, id: str) -> str:
        """What an action lacks to be carried out here, in words; empty for nothing."""


class EventPages(Protocol):
    """Opens other articles of the event in the columns."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Ids of the articles that are shown, from the left column to the right one."""

    @property
    def standing(self) -> tuple[str, ...]:
        """Ids of the articles that stand on the page now, in the order in which they are gone through.

        Two as the store has their pair; three from the left column to the right one.
        """

    @property
    def turning(self) -> bool:
        """Whether other articles are on their way to the page."""

    @property
    def alignments(self) -> EventAlignments:
        """The alignments of the event's pairs, as far as they are known."""

    def step(self, step: int, *, own: bool = False) -> None:
        """The next (1) or previous (-1) article of the event in the other column, or in the caret's own."""

    def put(self, article: str, *, own: bool = False) -> None:
        """An article of the event in the other column, or in the caret's own."""

    def bring(
        self, article: str, offset: int, *, until: int | None = None, words: str = ""
    ) -> None:
        """Go to a place of an article that is not open; it comes into the other column.

        What stands from there until another place is selected, as a hit is, and words are said.
        """

    def tab(self, step: int) -> None:
        """The caret to the next (1) or previous (-1) column, around the ends."""

    def follow(self, edits: Sequence[Edit], *, ours: bool) -> None:
        """The event may have other articles now; `ours` says that it was changed here."""

    def repaint(self, *, relaid: bool) -> None:
        """What is said of the third article may be other than before, and take other room."""

    def toggle_third(self) -> None:
        """Show a third article of the event, or hide it."""


class Host(Protocol):
    """The parts of a reader that its features see."""

    @property
    def view(self) -> PairView:
        """The page of two articles."""

    @property
    def session(self) -> Session:
        """The open pair: articles, alignment, annotations, as the store has or will have them.

        What is put into its `view` is remembered for this pair and annotator.
        """

    @property
    def keymap(self) -> Keymap:
        """The keys in force, for whatever names one."""

    @property
    def keys(self) -> Keys:
        """Carries out actions."""

    @property
    def bars(self) -> Bars:
        """Says what is done, and what can be."""

    @property
    def dialogs(self) -> Dialogs:
        """Asks for something on a screen over the page."""

    @property
    def editing(self) -> Editing:
        """Carries out commands."""

    @property
    def aligner(self) -> Aligner:
        """Lines up the pair."""

    @property
    def event_pages(self) -> EventPages:
        """Opens other articles of the event."""

    @property
    def keeper(self) -> Keeper:
        """The way to the store, for work on it that is more than one command."""

    @property
    def threads(self) -> Threads:
        """Runs slow work that needs no store."""


def awaits_alignment(host: Host, then: str) -> bool:
    """Whether it is not known yet which blocks are linked; the status line then says what comes."""
    if host.session.aligned:
        return False
    host.bars.show_message(f"lining up the paragraphs… {then}")
    return True
