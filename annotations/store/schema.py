"""The version of what a store holds, and the steps from each older version to the next."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from annotations.store.encoding import decode, encode
from annotations.store.rows import Rows

SCHEMA = 1
"""The version that this program writes; 0 is a TinyDB file without a version."""

Tables = dict[str, Rows]


def version_of(tables: Tables) -> int:
    """The version that the tables say they have, 0 where they say none."""
    raw = tables["meta"].by_key("schema") if "meta" in tables else None
    version = decode(raw).get("version") if raw is not None else 0
    return version if isinstance(version, int) else 0


def migrate(tables: Tables, version: int, store: str) -> None:
    """Bring tables of an older version to `SCHEMA`, in memory; the caller saves them."""
    for step in range(version, SCHEMA):
        MIGRATIONS[step](tables)
    meta = tables.setdefault("meta", Rows("meta"))
    number = meta.number_of("schema") or meta.next_number()
    meta.put(number, encode("meta", {"id": "schema", "version": SCHEMA, "store": store}))


def _from_0(tables: Tables) -> None:
    """A TinyDB file made by hand or by a script: its documents get keys."""
    for name, rows in tables.items():
        for number, raw in list(rows.documents.items()):
            document = decode(raw)
            if not isinstance(document.get("id"), str):
                rows.put(number, encode(name, {**document, "id": str(uuid4())}))


MIGRATIONS: dict[int, Callable[[Tables], None]] = {0: _from_0}
"""The step from each version to the next, on the tables in memory."""
