"""Home and the screens over it, as their keys see them."""

from __future__ import annotations

from typing import Protocol


class HomeScreen(Protocol):
    """All events of the store: found, ordered, changed."""

    def step(self, step: int) -> None:
        """Move the cursor by some events."""

    def page(self, step: int) -> None:
        """Move the cursor by a screen of events."""

    def open(self) -> None:
        """Read the event at the cursor."""

    def unfinished(self, step: int) -> None:
        """Go to the next event, or the previous one, that is unread or unfinished."""

    def search(self) -> None:
        """Type words to find."""

    def end_search(self) -> None:
        """Back to the list, with what is found."""

    def drop(self) -> None:
        """Let go of what is found, then of what is marked, then go back to the reader."""

    def order(self) -> None:
        """Ask in which order to show events."""

    def archived(self) -> None:
        """Show or hide archived events."""

    def mark(self) -> None:
        """Mark the event at the cursor, or no longer."""

    def pin(self) -> None:
        """Pin what is marked, or unpin it."""

    def archive(self) -> None:
        """Archive what is marked, or bring it back."""

    def delete(self) -> None:
        """Ask, then delete what is marked."""

    def rename(self) -> None:
        """Ask for another title."""

    def join(self) -> None:
        """Make one event of those that are marked."""

    def articles(self) -> None:
        """The event's articles: order, split, take out."""

    def add(self) -> None:
        """Ask for files, a folder or addresses to add."""

    def paste(self) -> None:
        """Ask for a text to add as an article."""

    def find(self) -> None:
        """Ask for an archive to find events in."""

    def undo(self) -> None:
        """Undo what was done last at home."""

    def redo(self) -> None:
        """Do again what was undone."""

    def counts(self) -> None:
        """Counts over the whole store."""

    def retag(self) -> None:
        """Find annotations and give them another label."""

    def palette(self) -> None:
        """All that can be done here."""

    async def leave(self) -> None:
        """Leave crossread."""


class ArticlesScreen(Protocol):
    """The articles of one event."""

    def step(self, step: int) -> None:
        """Move the cursor."""

    def move(self, step: int) -> None:
        """Move the article at the cursor."""

    def mark(self) -> None:
        """Mark it, or no longer."""

    def split(self) -> None:
        """Make an event of its own of what is marked."""

    def take_out(self) -> None:
        """Take it out of the event."""

    def keep(self) -> None:
        """Keep the order and close."""

    async def cancel(self) -> None:
        """Close, all as it was."""


class PasteScreen(Protocol):
    """A text that is pasted."""

    def keep(self) -> None:
        """Close with the text, if there is any."""


class CountsScreen(Protocol):
    """Counts over the whole store."""

    def turn(self, step: int) -> None:
        """Count by something else."""

    def scroll(self, lines: int) -> None:
        """Scroll by lines."""

    async def cancel(self) -> None:
        """Close."""


class FoundScreen(Protocol):
    """Events found in an archive."""

    def open(self) -> None:
        """Add the event at the cursor, and read it."""

    def add(self) -> None:
        """Add what is marked, else the event at the cursor."""

    def mark(self) -> None:
        """Mark it, or no longer."""

    def mark_all(self) -> None:
        """Mark all, or none."""

    def step(self, step: int) -> None:
        """Move the cursor."""

    def page(self, pages: int) -> None:
        """Move the cursor by screens."""

    def read(self, lines: int) -> None:
        """Scroll what the event has."""

    def passed(self) -> None:
        """Show what was passed over."""

    def undo(self) -> None:
        """Undo what was done last at home."""

    def redo(self) -> None:
        """Do again what was undone."""

    async def cancel(self) -> None:
        """Close."""


class RetagScreen(Protocol):
    """Annotations found in the whole store."""

    def take(self) -> None:
        """Ask for the label, and retag."""

    def step(self, step: int) -> None:
        """Move through what is found."""

    async def cancel(self) -> None:
        """Close."""
