"""What changed in the tables of a store, as the edits that its listeners are told."""

from __future__ import annotations

from collections.abc import Iterable

from annotations.store import history
from annotations.store.command import Edit
from annotations.store.engine.encoding import decode
from annotations.store.engine.tables import RowChange

SILENT = frozenset({history.TABLE, "progress", "meta"})
"""Tables whose changes no listener waits for."""


def edits_of(changes: Iterable[RowChange]) -> tuple[Edit, ...]:
    """Changes as edits, those of silent tables aside."""
    edits: list[Edit] = []
    for table, _, raw_before, raw_after in changes:
        if table not in SILENT:
            before = None if raw_before is None else decode(raw_before)
            after = None if raw_after is None else decode(raw_after)
            edits.append(Edit(table, str((after or before or {}).get("id", "")), before, after))
    return tuple(edits)
