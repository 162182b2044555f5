"""What the engine is told of the documents it keeps, and how an older store is brought up to date.

The engine itself knows tables of JSON documents and no more. Whoever keeps something in it hands
over a `Schema`: the version of what is kept, the fields that are looked up by, the step from each
older version to the next, and a check for documents that are read out of a damaged file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from msgspec import Struct, field

from annotations.errors import StoreError
from annotations.store.engine.encoding import KEY_ALONE, decode, encode
from annotations.store.engine.tables import Rows

META = "meta"
"""The engine's own table: its document `schema` says the version of the others."""

Tables = dict[str, Rows]
Migration = Callable[[Tables], None]


def _accept(table: str, document: Mapping[str, Any]) -> None:
    """The check of a schema that has none."""


class Schema(Struct, frozen=True):
    """What a store may hold; `Schema()` stands for any documents in any tables.

    `version` is the version that is written, from 1; None opens a store of any version and leaves
    the version as it is. `tables` names the tables that make a file a store of this schema, each
    with the fields that lead its documents: the first is the key, the others are indexed. Other
    tables may be there too; their key is `id`. `migrations` maps each older version to the step
    to the next, on the tables in memory; 0 is a TinyDB file without a version. `check` is called
    with a table's name and a document read from a damaged or foreign file, and raises StoreError
    for one that could not be used.
    """

    version: int | None = None
    tables: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    migrations: Mapping[int, Migration] = field(default_factory=lambda: MappingProxyType({}))
    check: Callable[[str, Mapping[str, Any]], None] = _accept

    def rows(self, table: str) -> Rows:
        """An empty table of this name."""
        return Rows(table, self.tables.get(table, KEY_ALONE))

    def encode(self, table: str, document: Mapping[str, Any]) -> bytes:
        """A document of a table as JSON bytes, the fields that it is looked up by in front.

        Raises:
            StoreError: a value JSON cannot carry.
        """
        return encode(table, document, self.tables.get(table, KEY_ALONE))

    def owns(self, tables: Mapping[str, object]) -> bool:
        """Whether a file with these tables may be a store of this schema."""
        return not self.tables or META in tables or any(name in tables for name in self.tables)

    def refuse_newer(self, version: int, path: Path) -> None:
        """Raise StoreError for a version of a program that knows more; `path` is the store's."""
        if self.version is not None and version > self.version:
            raise StoreError(
                f"{path} was written by a newer crossread (schema {version}; this one knows"
                f" {self.version}); update crossread, or name another store with --store"
            )

    def is_older(self, version: int) -> bool:
        """Whether a store of this version has to be migrated."""
        return self.version is not None and version < self.version


def version_of(tables: Tables) -> int:
    """The version that the tables say they have, 0 where they say none."""
    raw = tables[META].by_key("schema") if META in tables else None
    version = decode(raw).get("version") if raw is not None else 0
    return version if isinstance(version, int) else 0


def step_up(tables: Tables, schema: Schema) -> None:
    """Bring the documents of an older version to the schema's, in memory; they do not say so."""
    for step in range(version_of(tables), schema.version or 0):
        schema.migrations[step](tables)


def migrate(tables: Tables, schema: Schema, store: str) -> None:
    """Bring tables to the schema's version, in memory; the caller saves them.

    `store` is the store's own name for itself, kept beside the version.
    """
    if schema.version is None:
        return
    step_up(tables, schema)
    meta = tables.setdefault(META, schema.rows(META))
    number = meta.number_of("schema") or meta.next_number()
    document = {"id": "schema", "version": schema.version, "store": store}
    meta.put(number, schema.encode(META, document))
