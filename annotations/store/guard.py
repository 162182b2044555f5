"""What must hold before a command is saved; each rule is one that `crossread check` verifies."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from annotations.errors import SpanError, StoreError
from annotations.marks.annotation import AnchorState
from annotations.store.documents import anchor_of, relation_from_document
from annotations.store.edits import Command, Document
from annotations.store.encoding import decode, encode

TABLES = frozenset(
    {"texts", "articles", "pairs", "alignments", "annotations", "relations", "links", "labels"}
)
"""Tables that a command may edit; the others are the store's own."""

Find = Callable[[str, str], bytes | None]
"""The stored document of a table and a key, as JSON bytes."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command leaves of one document: bytes before and after, None where there is none."""

    table: str
    key: str
    before: bytes | None
    after: bytes | None

    @property
    def document(self) -> dict[str, Any] | None:
        return None if self.after is None else decode(self.after)


Outcomes = dict[tuple[str, str], Outcome]


def outcomes(command: Command, stored: Find) -> Outcomes:
    """What a command leaves, each document once, if what it takes for granted is so.

    Raises:
        StoreError: a document is not as the command's `before` says (it was changed since), or
            holds what JSON cannot carry.
    """
    found: Outcomes = {}
    for edit in command.edits:
        place = edit.table, edit.key
        if edit.table not in TABLES or not edit.key:
            raise StoreError(f"{command.title}: no command may edit {edit.table} {edit.key!r}")
        known = found.get(place)
        first = stored(*place) if known is None else known.before
        now = first if known is None else known.after
        before, after = (_encoded(edit.table, edit.key, each) for each in (edit.before, edit.after))
        if now != before and (now is None or before is None or decode(now) != decode(before)):
            what = f"{edit.table[:-1]} {edit.key}"
            state = "is there already" if before is None else "was changed since"
            raise StoreError(
                f"{command.title}: not done, {what} {'is not there' if now is None else state}"
            )
        found[place] = Outcome(edit.table, edit.key, first, after)
    return found


def _encoded(table: str, key: str, document: Document | None) -> bytes | None:
    if document is not None and document.get("id") != key:
        document = {**document, "id": key}
    return None if document is None else encode(table, document)


def check_annotations(
    title: str, left: Iterable[Outcome], text_of: Callable[[str], str | None]
) -> None:
    """Raise unless each annotation's quote stands at its offsets; `text_of` takes an article id.

    Raises:
        SpanError: a quote differs from the text.
        StoreError: the article is not in the store.
    """
    for outcome in left:
        if outcome.table != "annotations" or outcome.after is None:
            continue
        article, start, end, quote, state = anchor_of(decode(outcome.after))
        text = text_of(article)
        if text is None:
            raise StoreError(f"{title}: there is no article {article!r} in the store")
        if state is AnchorState.ORPHAN:
            continue  # its quote is nowhere in the text: it waits in the review queue
        if not 0 <= start < end <= len(text) or text[start:end] != quote:
            raise SpanError(f"{title}: the quote is not at {start}–{end} of its article")


def check_relations(
    title: str, left: Outcomes, stored: Find, relations_of: Callable[[str], Iterable[str]]
) -> None:
    """Raise StoreError for a relation that would tie an annotation that is not there."""

    def there(table: str, key: str) -> bool:
        outcome = left.get((table, key))
        return (stored(table, key) if outcome is None else outcome.after) is not None

    for (table, key), outcome in left.items():
        if table == "relations" and outcome.after is not None:
            relation = relation_from_document(decode(outcome.after))
            ends = relation.source, relation.target
            if not all(there("annotations", end) for end in ends):
                raise StoreError(f"{title}: an annotation that relation {key} ties is not there")
        elif table == "annotations" and outcome.after is None:
            for relation_id in relations_of(key):
                if there("relations", relation_id):
                    raise StoreError(f"{title}: not done, it is tied to another annotation")
