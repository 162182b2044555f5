"""Snapshot and journal put together: what the state is, and what does not fit."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

from msgspec import Struct

from annotations.errors import StoreError
from annotations.store.engine.damage import few
from annotations.store.engine.journal import NOTHING, Head, JournalContents, JournalPosition
from annotations.store.engine.recovery import Salvaged
from annotations.store.engine.schema import Schema, version_of
from annotations.store.engine.tables import Rows


class State(Struct):
    """A store's state in memory, and where the journal's next line goes.

    `fresh`: there was no store. `unfit`: snapshot and journal are to be written anew before
    anything is appended. `damage`: sentences, each of which also makes it unfit.
    """

    tables: dict[str, Rows]
    head: Head
    place: JournalPosition
    damage: list[str]
    fresh: bool = False
    unfit: bool = False


def nothing(schema: Schema) -> State:
    """The state of a store that is not there yet."""
    head = Head(0, NOTHING, uuid4().hex, schema.version or 0)
    return State({}, head, JournalPosition(0, NOTHING, 0), [], fresh=True, unfit=True)


def reconcile(
    found: Salvaged, reading: JournalContents | None, path: Path, schema: Schema
) -> State:
    """The state of the snapshot at `path` and its journal (None: missing or empty).

    Raises:
        StoreError: the file at `path` is something else than a store.
    """
    name = path.name
    if reading is None:
        return _alone(found, path, schema)
    damage = [*few(found.damage, name), *few(reading.damage, f"{name}.journal")]
    head, seal, unfit = reading.head, found.seal, False
    if head is None:
        damage.append(f"{name}.journal: its first line is missing")
        head = Head(seal.generation if seal else 0, "", seal.store if seal else uuid4().hex, 0)
    elif seal is None:
        unfit = True
        if found.foreign:
            damage.append(f"{name} was changed by another program since it was saved")
        elif head.generation and not found.damage:
            damage.append(f"{name} is missing: only its journal was read")
    elif seal.store != head.store:
        damage.append(f"{name} and its journal belong to two different stores")
    elif seal.generation == head.generation + 1 and seal.absorbed == reading.place.crc:
        reading.operations.clear()  # all in the snapshot: the crash came before the new journal
        unfit = True
    elif (seal.generation, seal.checksum) != (head.generation, head.seal):
        damage.append(f"{name} is of another time than its journal (a restored copy?)")
    if seal is not None and seal.generation > head.generation:
        head = Head(seal.generation, head.seal, head.store, head.schema)
    for table, number, raw in reading.operations:
        found.tables.setdefault(table, schema.rows(table)).put(number, raw)
    return State(found.tables, head, reading.place, damage, unfit=unfit or bool(damage))


def _alone(found: Salvaged, path: Path, schema: Schema) -> State:
    """The state of a snapshot without a journal: a TinyDB file, or a store that lost half."""
    name, seal = path.name, found.seal
    damage = few(found.damage, name)
    if seal is not None:
        damage.append(
            f"{name}.journal is missing or empty: what was saved after {name} was written"
            " is not there"
        )
    elif not found.tables and not damage and not found.foreign:
        return nothing(schema)
    elif found.size and not schema.owns(found.tables):
        raise StoreError(f"{path} is no crossread store; it is left as it is")
    version = version_of(found.tables)
    if seal is None and version:
        damage.append(f"{name} was changed by another program, and its journal is missing")
    head = Head(seal.generation if seal else 0, "", seal.store if seal else uuid4().hex, version)
    return State(found.tables, head, JournalPosition(0, NOTHING, 0), damage, unfit=True)
