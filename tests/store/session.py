"""A session of a reader, as the crash tests know it: saves, undos, restarts, and what must hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from annotations.articles.article import Span
from annotations.store import Store
from annotations.store.commands import tag
from tests.store.support import LEFT, RIGHT, article

Note = Callable[[str, str], None]
"""Takes "try" before a save and "ack" after it, and the save: `+id` or `-id`."""


def session(path: Path, note: Note, *, rounds: int = 3, saves: int = 4) -> None:
    """Open, save, undo now and then, close; `rounds` times."""
    for turn in range(rounds):
        with Store.open(path, annotator="ann") as store:
            save(store, note, saves, undo=turn % 2 == 1)


def save(store: Store, note: Note, saves: int, *, undo: bool) -> None:
    """Tag some spans, and with `undo` take back the last."""
    pair = store.add_pair(article(LEFT), article(RIGHT))
    for place in range(saves):
        span = Span(place, place + 5)
        command = tag(
            pair.left, store.article(pair.left), span, "claim", "ann", pair=pair.id, note="n" * 300
        )
        key = command.edits[0].key
        note("try", f"+{key}")
        store.do(command)
        note("ack", f"+{key}")
    if undo:
        note("try", f"-{key}")
        store.undo(pair.id)
        note("ack", f"-{key}")


def lost(noted: Iterable[tuple[str, str]], there: set[str]) -> list[str]:
    """Acknowledged saves that a store does not show, and shown ones that nobody made.

    A save that was tried and not acknowledged may be there or not.
    """
    must: dict[str, bool | None] = {}
    for what, word in noted:
        must[word[1:]] = word[0] == "+" if what == "ack" else None
    wrong = [key for key, wanted in must.items() if wanted is not None and wanted != (key in there)]
    return wrong + sorted(there - must.keys())


def found(path: Path) -> tuple[set[str], list[str]]:
    """Ids of the annotations in a store, and its notices; opening mends what a crash left."""
    with Store.open(path) as store:
        return {annotation.id for annotation in store.annotations()}, list(store.notices)
