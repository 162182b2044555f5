"""What home does to events: pin, archive, delete, rename, join, and the order of their articles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from annotations.errors import CrossreadError
from annotations.store import Command, Event
from annotations.store.commands import together
from annotations.store.events import commands
from tui.page.events.event_words import event_title
from tui.page.fitted import fitted
from tui.screens.finder import Choice, Finder

if TYPE_CHECKING:
    from annotations.store.events.overview import EventSummary
    from tui.home.host import HomeHost

_NAME = 40
"""Cells of a title in a question."""


class Changing:
    """Builds commands for what is marked, asking first where something would be lost."""

    def __init__(self, home: HomeHost) -> None:
        self._home = home

    def pin(self) -> None:
        """Pin what is marked, or unpin it where all of it is pinned."""
        chosen = self._home.chosen
        on = not all(each.event.pinned for each in chosen)
        verb = "pin" if on else "unpin"
        self._each(verb, [e for e in chosen if e.event.pinned != on], lambda e: commands.pin(e, on))

    def archive(self) -> None:
        """Archive what is marked, or bring it back where all of it is archived."""
        chosen = self._home.chosen
        on = not all(each.event.archived for each in chosen)
        verb = "archive" if on else "bring back"
        some = [each for each in chosen if each.event.archived != on]
        self._each(verb, some, lambda event: commands.archive(event, on))

    def _each(
        self, verb: str, some: Sequence[EventSummary], command: Callable[[Event], Command]
    ) -> None:
        made = [command(each.event) for each in some]
        if len(made) == 1:
            self._home.do(made[0])
        elif made:
            self._home.do(together(f"{verb} {len(made)} events", made))

    def delete(self) -> None:
        """Ask, then delete what is marked, with the articles that are in no other event."""
        home, chosen = self._home, self._home.chosen
        if not chosen:
            return
        tags = sum(each.tags for each in chosen)
        what = named(chosen)
        lost = f", {tags:,} tag{'s' * (tags != 1)}" if tags else ""
        articles = sum(len(each.event.articles) for each in chosen)
        choices = [
            Choice("leave", "Leave it"),
            Choice(
                "delete",
                "Delete",
                f"with articles in no other event; {home.keymap.key('home.undo')} brings it back",
            ),
        ]
        home.dialogs.ask(
            Finder(f"Delete {what}: {articles} articles{lost}?", choices),
            lambda answer: self._delete(chosen) if answer == "delete" else None,
        )

    def _delete(self, chosen: Sequence[EventSummary]) -> None:
        home, ids = self._home, [each.event.id for each in chosen]
        if home.library.read_only:
            home.say("this store is open for reading only; nothing was changed", warn=True)
            return
        home.library.remove(ids, lambda title: home.say(f"{title} · saved"))

    def rename(self) -> None:
        """Ask for another title of the event at the cursor."""
        from tui.screens.prompt import Prompt

        chosen = self._home.chosen[:1]
        if chosen:
            event = chosen[0].event
            self._home.dialogs.ask(
                Prompt("Title of the event", event.title or event_title(chosen[0])),
                lambda title: self._home.do(commands.rename(event, title)),
            )

    def join(self) -> None:
        """Make one event of those that are marked; with fewer than two, ask which other one."""
        home, chosen = self._home, self._home.chosen
        if not chosen:
            return
        if len(chosen) > 1:
            home.listing.mark(frozenset())
            home.do(commands.join(*(each.event for each in chosen)))
            return
        first = chosen[0]
        known = {
            each.event.id: each for each in home.listing.shown if each.event.id != first.event.id
        }
        choices = [Choice(key, event_title(each)) for key, each in list(known.items())[:1000]]
        home.dialogs.ask(
            Finder(f"Join {named([first])} with", choices),
            lambda key: home.do(commands.join(first.event, known[key].event)),
        )

    def articles(self) -> None:
        """Show the event's articles, to order, split and take out."""
        from tui.home.articles import Arranged, Articles

        home, chosen = self._home, self._home.chosen[:1]
        if not chosen:
            return
        event = chosen[0].event

        def take(arranged: Arranged) -> None:
            try:
                if arranged.does == "split":
                    command = commands.split(event, arranged.articles)
                elif arranged.does == "take out":
                    command = commands.take_article(event, arranged.articles[0])
                else:
                    command = commands.reorder(event, arranged.articles)
            except CrossreadError as error:
                home.say(str(error), warn=True)
            else:
                home.do(command)

        home.dialogs.ask(Articles(chosen[0]), take)


def named(chosen: Sequence[EventSummary]) -> str:
    """Events as a question names them."""
    if len(chosen) > 1:
        return f"{len(chosen)} events"
    return f"‘{fitted(event_title(chosen[0]), _NAME)}’"
