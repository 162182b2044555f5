"""Functions that build the commands on events: pure and fast, so the screen may call them.

`history` says where undo finds the command: the id of the event that is being read, or "" for the
history of the whole store, which is home's.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4

from msgspec.structs import replace

from annotations.errors import StoreError
from annotations.marks.cleaning import clean_line
from annotations.marks.quote import shorten
from annotations.store.command import Command, Edit
from annotations.store.commands import now
from annotations.store.rules import wrong_articles
from annotations.store.serialization import Event, event_to_document

LONGEST_TITLE = 300
"""Code points of an event's title."""


def event_edit(before: Event | None, after: Event | None) -> Edit:
    """The edit that adds, changes or removes an event."""
    either = after or before
    assert either is not None
    return Edit(
        "events",
        either.id,
        None if before is None else event_to_document(before),
        None if after is None else event_to_document(after),
    )


def clean_title(title: str) -> str:
    """A title of an event on one line, without characters that act; may be empty."""
    return clean_line(title)[:LONGEST_TITLE].rstrip()


def new_event(articles: Sequence[str], title: str = "", *, key: str = "") -> Event:
    """An event of stored articles, made now; under an id of its own unless `key` gives one.

    Raises:
        StoreError: these articles make no event.
    """
    made = Event(
        id=key or str(uuid4()), articles=tuple(articles), created=now(), title=clean_title(title)
    )
    return _sound("no event was made", made)


def add(event: Event, *, history: str = "") -> Command:
    """Keep an event whose articles are stored already."""
    return Command(f"add {event_name(event)}", (event_edit(None, event),), history)


def rename(event: Event, title: str, *, history: str = "") -> Command:
    """Give an event another title; an empty one takes its title away."""
    after = replace(event, title=clean_title(title))
    return _change(f"rename {event_name(event)}", event, after, history)


def put_article(event: Event, article: str, at: int | None = None, *, history: str = "") -> Command:
    """Take a stored article into an event: at the end, or before the article at an index.

    Raises:
        StoreError: it is in the event already.
    """
    if article in event.articles:
        raise StoreError(f"nothing was added: {event_name(event)} has this article already")
    place = len(event.articles) if at is None else at
    articles = (*event.articles[:place], article, *event.articles[place:])
    return _change(
        f"add an article to {event_name(event)}", event, replace(event, articles=articles), history
    )


def take_article(event: Event, article: str, *, history: str = "") -> Command:
    """Take an article out of an event; it stays in the store, with all that is said of it.

    Raises:
        StoreError: it is not in the event, or one article alone would be left.
    """
    articles = tuple(each for each in event.articles if each != article)
    if len(articles) == len(event.articles):
        raise StoreError(f"nothing was taken out: {event_name(event)} has no article {article!r}")
    return _change(
        f"take an article out of {event_name(event)}",
        event,
        replace(event, articles=articles),
        history,
    )


def move_article(event: Event, article: str, to: int, *, history: str = "") -> Command:
    """Give an article another place among those of its event, counted from 0."""
    if article not in event.articles:
        raise StoreError(f"nothing was moved: {event_name(event)} has no article {article!r}")
    rest = [each for each in event.articles if each != article]
    rest.insert(max(0, to), article)
    title = f"move an article in {event_name(event)}"
    return _change(title, event, replace(event, articles=tuple(rest)), history)


def reorder(event: Event, articles: Sequence[str], *, history: str = "") -> Command:
    """Put the articles of an event into another order.

    Raises:
        StoreError: these are not the articles of the event.
    """
    if sorted(articles) != sorted(event.articles):
        raise StoreError(f"not reordered: {event_name(event)} has other articles than these")
    after = replace(event, articles=tuple(articles))
    return _change(f"reorder {event_name(event)}", event, after, history)


def pin(event: Event, on: bool = True, *, history: str = "") -> Command:
    """Show an event before those that are not pinned, or no longer."""
    verb = "pin" if on else "unpin"
    return _change(f"{verb} {event_name(event)}", event, replace(event, pinned=on), history)


def archive(event: Event, on: bool = True, *, history: str = "") -> Command:
    """Keep an event out of sight, or bring it back."""
    verb = "archive" if on else "bring back"
    return _change(f"{verb} {event_name(event)}", event, replace(event, archived=on), history)


def join(first: Event, *others: Event, history: str = "") -> Command:
    """Make one event of several: the first takes the articles of the others, which go."""
    articles = dict.fromkeys(each for event in (first, *others) for each in event.articles)
    title = first.title or next((each.title for each in others if each.title), "")
    after = replace(first, articles=tuple(articles), title=title)
    if len(articles) < 2:  # all of them are of one text that is read against itself
        after = first
    edits = [event_edit(each, None) for each in others if each.id != first.id]
    if after != first:
        edits.append(event_edit(first, after))
    return Command(f"join {len(others) + 1} events to {event_name(first)}", tuple(edits), history)


def split(event: Event, articles: Sequence[str], title: str = "", *, history: str = "") -> Command:
    """Make an event of its own of some articles of an event, which keeps the others.

    Raises:
        StoreError: they are not all in the event, or either event would have one article alone.
    """
    what = f"{event_name(event)} was not split"
    if not set(articles) <= set(event.articles):
        raise StoreError(f"{what}: it has other articles than these")
    leaving = tuple(each for each in event.articles if each in set(articles))
    rest = replace(event, articles=tuple(each for each in event.articles if each not in leaving))
    for part in (leaving, rest.articles):
        if len(part) < 2:
            raise StoreError(f"{what}: both events need two articles or more")
    edits = event_edit(event, rest), event_edit(None, new_event(leaving, title))
    return Command(f"split {event_name(event)}", edits, history)


def event_name(event: Event) -> str:
    """An event as titles of commands name it."""
    return f"event ‘{shorten(event.title)}’" if event.title else "the event"


def _change(title: str, before: Event, after: Event, history: str) -> Command:
    _sound(f"not done, {title}", after)
    edits = () if before == after else (event_edit(before, after),)
    return Command(title, edits, history)


def _sound(what: str, event: Event) -> Event:
    if wrong := wrong_articles(event):
        hint = "; remove the event instead" if len(event.articles) == 1 else ""
        raise StoreError(f"{what}: {wrong}{hint}")
    return event
