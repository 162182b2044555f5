"""A store of the version before, which knew pairs alone: each pair becomes an event of two."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from annotations.store import Store
from tests.store.old_stores import FILES, differences, old_store, written


def test_each_pair_becomes_an_event_of_two_and_nothing_else_changes(tmp_path: Path) -> None:
    path = old_store(tmp_path / "old")
    with Store.open(path, annotator="ann") as store:
        assert any("from schema 1 to 2" in notice for notice in store.notices)
        assert differences(store) == []
        assert list(store.check()) == []
    (kept,) = path.parent.glob("annotations.json.schema-1-*")
    assert kept.read_bytes() == (FILES / "schema-1.json").read_bytes()
    with Store.open(path) as store:
        assert store.notices == ()
        assert differences(store) == []


def test_undo_redo_and_the_place_of_a_pair_are_those_of_its_event(tmp_path: Path) -> None:
    with Store.open(old_store(tmp_path / "old"), annotator="ann") as store:
        first, second = store.events()
        assert store.next_undo(first.id) == "confirm link 2–2"
        assert store.next_redo(second.id) == "tag claim ‘No ferry had come since…’"
        store.redo(second.id)
        assert len(store.annotations(event=second.id)) == 3
        for _ in range(4):
            assert store.undo(first.id) is not None
        assert store.annotations(article=first.articles[1]) == ()
        progress = store.progress(first.id)
        assert progress is not None
        assert (progress.side, progress.offset, dict(progress.view)) == (
            "right",
            41,
            {"packed": True},
        )
        assert store.last_event() == first


def test_a_store_opened_for_reading_shows_its_events_and_stays_as_it_is(tmp_path: Path) -> None:
    path = old_store(tmp_path / "old")
    before = {each.name: each.read_bytes() for each in path.parent.iterdir()}
    with Store.open(path, read_only=True) as store:
        assert differences(store) == []
        assert len(store.annotations(event=store.events()[0].id)) == 2
    assert {each.name: each.read_bytes() for each in path.parent.iterdir()} == before


def test_an_event_of_two_is_not_made_again_where_the_version_is_lost(tmp_path: Path) -> None:
    path = old_store(tmp_path / "old")
    with Store.open(path) as store:
        store.tinydb.table("meta").truncate()
    with Store.open(path) as store:
        assert len(store.events()) == len(written()["pairs"]) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no fork and no kill -9")
def test_a_migration_that_is_killed_is_done_by_whoever_opens_the_store_next() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from tests.store.engine.killing import *; sys.exit(migration(40, 4))",
        ],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("0 of 40")
