"""What must hold before a command is saved: its edits apply, and the rules hold afterwards.

The rules are those of `rules`, which `crossread check` verifies too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from msgspec import Struct

from annotations.errors import RefusedError
from annotations.store.command import Document, Edit
from annotations.store.engine.encoding import decode
from annotations.store.rules import Fault, Rules
from annotations.store.schema import encode, key_reader
from annotations.store.serialization import read_back

TABLES = frozenset(
    {
        "texts",
        "articles",
        "events",
        "pairs",
        "alignments",
        "annotations",
        "relations",
        "links",
        "rejections",
        "labels",
    }
)
"""Tables that a command may edit; the others are the store's own."""

Find = Callable[[str, str], bytes | None]
"""The stored document of a table and a key, as JSON bytes."""


class Outcome(Struct, frozen=True):
    """What a command leaves of one document: bytes before and after, None where there is none."""

    table: str
    key: str
    before: bytes | None
    after: bytes | None

    @property
    def document(self) -> dict[str, Any] | None:
        return None if self.after is None else decode(self.after)


Outcomes = dict[tuple[str, str], Outcome]


def outcomes(title: str, edits: Iterable[Edit], stored: Find) -> Outcomes:
    """What the edits of a command leave, each document once, if what it takes for granted is so.

    Raises:
        RefusedError: a document is not as the command's `before` says (it was changed since), or
            holds what JSON cannot carry.
    """
    found: Outcomes = {}
    for edit in edits:
        place = edit.table, edit.key
        if edit.table not in TABLES or not edit.key:
            raise RefusedError(f"{title}: no command may edit {edit.table} {edit.key!r}")
        known = found.get(place)
        first = stored(*place) if known is None else known.before
        now = first if known is None else known.after
        before, after = (_encoded(edit.table, edit.key, each) for each in (edit.before, edit.after))
        if now != before and (now is None or before is None or decode(now) != decode(before)):
            what = f"{edit.table[:-1]} {edit.key}"
            state = "is there already" if before is None else "was changed since"
            raise RefusedError(
                f"{title}: not done, {what} {'is not there' if now is None else state}"
            )
        found[place] = Outcome(edit.table, edit.key, first, after)
    return found


def unchanged(title: str, left: Outcomes, stored: Find) -> None:
    """Raise RefusedError where a document is another by now than when its outcome was worked out."""
    for (table, key), outcome in left.items():
        if stored(table, key) != outcome.before:
            raise RefusedError(f"{title}: not done, {table[:-1]} {key} was changed since")


def _encoded(table: str, key: str, document: Document | None) -> bytes | None:
    if document is not None and document.get("id") != key:
        document = {**document, "id": key}
    return None if document is None else encode(table, document)


def check_rules(title: str, left: Outcomes, rules: Rules, *, again: bool = False) -> None:
    """Raise unless each document that a command leaves keeps the rules.

    `again` says that the command brings back what was in the store: faults that are not grave may
    come back with it, and they may stay where an edit finds them.

    Raises:
        SpanError: an annotation's quote differs from the text, or its span cuts a character.
        RefusedError: any other rule is broken, or the document cannot be read.
    """
    for outcome in left.values():
        document = outcome.document
        if document is None:
            continue
        if outcome.table != "annotations":  # whose values the rules read themselves
            read_back(outcome.table, document)
        for fault in rules.faults(outcome.table, document):
            if fault.grave or not (again or _had(fault, outcome, rules)):
                name = f"{outcome.table.removesuffix('s')} {outcome.key}"
                raise fault.error(f"{title}: not done, {name}: {fault.what}")


def _had(fault: Fault, outcome: Outcome, rules: Rules) -> bool:
    before = None if outcome.before is None else decode(outcome.before)
    return before is not None and fault.what in [
        each.what for each in rules.faults(outcome.table, before)
    ]


_TIED = {
    "articles": ("annotations", "rejections", "events", "pairs"),
    "annotations": ("relations",),
    "pairs": ("links",),
}
"""The tables whose documents need one of the table, and would dangle without it."""


def check_removals(
    title: str, left: Outcomes, needing: Callable[[str, str], Iterable[str]], stored: Find
) -> None:
    """Raise RefusedError where a command removes what another document needs.

    `needing` gives the keys of the documents of a table that name a key.
    """
    for (table, key), outcome in left.items():
        if outcome.after is not None:
            continue
        for other in _TIED.get(table, ()):
            for tied in needing(other, key):
                there = left.get((other, tied))
                after = stored(other, tied) if there is None else there.after
                if (
                    after is not None
                    and key.encode(errors="surrogatepass") in key_reader(other)(after)[1:]
                ):
                    what = "it is tied to another annotation"
                    if other != "relations":
                        what = f"{other} need {table.removesuffix('s')} {key}"
                    raise RefusedError(f"{title}: not done, {what}")
