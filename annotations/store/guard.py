"""What must hold before a command is saved; each rule is one that `crossread check` verifies."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from annotations.errors import SpanError, StoreError
from annotations.store.documents import annotation_from_document, relation_from_document
from annotations.store.edits import Command
from annotations.store.encoding import plain

TABLES = frozenset({"texts", "articles", "annotations", "relations", "links", "labels"})
"""Tables that a command may edit; the others are the store's own."""

Documents = dict[tuple[str, str], dict[str, Any] | None]
"""What a command leaves: a document, or None for a removal, by table and key."""

Find = Callable[[str, str], dict[str, Any] | None]
"""The stored document of a table and a key."""


def outcome(command: Command, stored: Find) -> Documents:
    """The documents that a command leaves, if what it takes for granted is so.

    Raises:
        StoreError: a document is not as the command's `before` says: it was changed since.
    """
    after: Documents = {}
    for edit in command.edits:
        place = edit.table, edit.key
        if edit.table not in TABLES:
            raise StoreError(f"{command.title}: {edit.table!r} is no table that a command may edit")
        if not edit.key:
            raise StoreError(f"{command.title}: a document of {edit.table} has no key")
        now = after[place] if place in after else stored(*place)
        try:
            before = None if edit.before is None else {**plain(edit.before), "id": edit.key}
            wanted = None if edit.after is None else {**plain(edit.after), "id": edit.key}
        except (TypeError, ValueError, RecursionError) as error:
            raise StoreError(f"{command.title}: cannot be saved: {error}") from error
        if now != before:
            state = "is there already" if before is None else "was changed since"
            gone = "is no longer there" if now is None else state
            raise StoreError(f"{command.title}: not done, {edit.table[:-1]} {edit.key} {gone}")
        if wanted is not None or before is not None:
            after[place] = wanted
    return after


def check_annotations(title: str, after: Documents, text_of: Callable[[str], str | None]) -> None:
    """Raise unless each annotation's quote stands at its offsets; `text_of` takes an article id.

    Raises:
        SpanError: a quote differs from the text.
        StoreError: the article is not in the store.
    """
    for (table, _), document in after.items():
        if table != "annotations" or document is None:
            continue
        annotation = annotation_from_document(document)
        text = text_of(annotation.article)
        if text is None:
            raise StoreError(f"{title}: there is no article {annotation.article!r} in the store")
        if annotation.state.value == "orphan":
            continue
        inside = 0 <= annotation.start < annotation.end <= len(text)
        if not inside or text[annotation.start : annotation.end] != annotation.quote:
            raise SpanError(
                f"{title}: the quote is not at {annotation.start}–{annotation.end} of its article"
            )


def check_relations(
    title: str,
    after: Documents,
    stored: Find,
    relations_of: Callable[[str], list[str]],
) -> None:
    """Raise StoreError for a relation that would tie an annotation that is not there."""

    def there(key: str) -> bool:
        place = "annotations", key
        return (after[place] if place in after else stored(*place)) is not None

    for (table, key), document in after.items():
        if table == "relations" and document is not None:
            relation = relation_from_document(document)
            if not (there(relation.source) and there(relation.target)):
                raise StoreError(f"{title}: an annotation that relation {key} ties is not there")
        if table == "annotations" and document is None:
            for relation_id in relations_of(key):
                if after.get(("relations", relation_id), ...) is not None:
                    raise StoreError(f"{title}: it is tied to another annotation meanwhile")
