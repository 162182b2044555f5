"""The reader as the table of actions sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from tui.features.host import Host

if TYPE_CHECKING:
    from tui.features.registry import Features
    from tui.widgets.annotation_list import AnnotationList
    from tui.widgets.bars import SearchBar


class SaveStatus(Protocol):
    """How far saving is."""

    def retry(self) -> None:
        """Try again to save what could not be saved."""


class ReaderScreen(Host, Protocol):
    """What an action of the page may call: the reader's parts, every feature, and the screen itself."""

    listing: AnnotationList
    search_bar: SearchBar

    @property
    def features(self) -> Features: ...

    @property
    def save_status(self) -> SaveStatus: ...

    def cancel(self) -> None:
        """Drop what is begun, the last thing first."""

    def show_help(self) -> None:
        """Show what can be done here, and every key."""

    def show_messages(self) -> None:
        """Show all that was said, the last first."""

    def leave(self) -> None:
        """Save what waits to be saved, and leave."""
