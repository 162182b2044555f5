"""Stores of other versions: a newer one is refused, an older one migrated, its original kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from msgspec.structs import replace
from tinydb import TinyDB

from annotations.errors import StoreError
from annotations.store import Store
from annotations.store import store as store_module
from annotations.store.engine.encoding import decode
from annotations.store.engine.schema import Migration, Tables
from annotations.store.schema import SCHEMA, encode
from tests.store.support import opened, tagged

OURS = SCHEMA.version or 0


def of_next_version(step: Migration = lambda tables: None) -> pytest.MonkeyPatch:
    """A program whose stores are of the next version; `step` brings one of ours there."""
    patch = pytest.MonkeyPatch()
    newer = replace(SCHEMA, version=OURS + 1, migrations={**SCHEMA.migrations, OURS: step})
    patch.setattr(store_module, "SCHEMA", newer)
    return patch


def test_a_newer_store_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    patch = of_next_version()
    try:
        store, pair = opened(tmp_path)
        with store:
            tagged(store, pair)
    finally:
        patch.undo()
    before = {each.name: each.read_bytes() for each in tmp_path.iterdir()}
    for read_only in (False, True):
        with pytest.raises(StoreError, match=rf"newer crossread \(schema {OURS + 1}"):
            Store.open(tmp_path / "annotations.json", read_only=read_only)
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == before


def test_an_older_store_is_migrated_and_its_original_kept(tmp_path: Path) -> None:
    store, pair = opened(tmp_path)
    with store:
        tagged(store, pair)
    before = store.path.read_bytes()

    def shout(tables: Tables) -> None:
        rows = tables["annotations"]
        for number, raw in list(rows.documents.items()):
            rows.put(number, encode("annotations", {**decode(raw), "note": "migrated"}))

    patch = of_next_version(shout)
    try:
        with Store.open(store.path) as store:
            assert store.annotations()[0].note == "migrated"
            assert any(f"schema {OURS} to {OURS + 1}" in notice for notice in store.notices)
        with Store.open(store.path) as store:
            assert store.notices == ()
    finally:
        patch.undo()
    (kept,) = tmp_path.glob(f"annotations.json.schema-{OURS}-*")
    assert kept.read_bytes() == before


def migrated(path: Path) -> None:
    """Open a store once by a version that migrates it."""
    patch = of_next_version()
    try:
        Store.open(path).close()
    finally:
        patch.undo()


def test_a_process_of_the_older_version_notices_a_migration_beside_it(tmp_path: Path) -> None:
    store, pair = opened(tmp_path)
    migrated(store.path)
    with pytest.raises(StoreError, match="newer"):
        tagged(store, pair)


def test_a_file_of_stock_tinydb_gets_keys_and_a_version(tmp_path: Path) -> None:
    path = tmp_path / "annotations.json"
    with TinyDB(path) as stock:
        stock.table("labels").insert({"name": "claim"})
    before = path.read_bytes()
    with Store.open(path) as store:
        (label,) = store.labels()
        assert label["name"] == "claim"
        assert label["id"]
    (kept,) = tmp_path.glob("annotations.json.schema-0-*")
    assert kept.read_bytes() == before
    assert json.loads(path.read_text())["meta"]["1"]["version"] == SCHEMA.version


def test_what_refused_a_newer_store_does_not_write_into_it_afterwards(tmp_path: Path) -> None:
    store, pair = opened(tmp_path)
    migrated(store.path)
    before = {each.name: each.read_bytes() for each in tmp_path.iterdir()}
    for _ in range(2):
        with pytest.raises(StoreError, match="newer"):
            tagged(store, pair)
    store.close()
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == before
