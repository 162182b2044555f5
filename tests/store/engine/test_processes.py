"""Several processes share a store: nothing is lost, and each sees what the others saved."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from annotations.errors import StoreError
from annotations.store import Edit, Store
from annotations.store.commands import change
from annotations.store.engine import lock
from tests.store.engine.machine import quick
from tests.store.support import opened, tagged

WRITER = """
import sys
from pathlib import Path
from annotations.store import Store
from annotations.store.engine import storage
from tests.store.engine.machine import quick
from tests.store.support import LEFT, RIGHT, article, tagged
storage.LARGE = 20_000
directory, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
with quick():
    for turn in range(3):
        with Store.open(directory / "annotations.json", annotator=name) as store:
            pair = store.add_pair(article(LEFT), article(RIGHT))
            for place in range(count):
                tagged(store, pair, place, place + 4)
                store.tinydb.table("spare").insert({"by": name})
            store.undo(pair.id)
"""


def test_four_writers_lose_nothing_while_the_store_is_folded_under_them(tmp_path: Path) -> None:
    count = 25
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path), name, str(count)],
            cwd=Path(__file__).parents[3],
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in "abcd"
    ]
    for writer in writers:
        _, errors = writer.communicate(timeout=120)
        assert writer.returncode == 0, errors
    with Store.open(tmp_path / "annotations.json", annotator="a") as store:
        assert store.notices == ()
        by = [annotation.annotator for annotation in store.annotations()]
        assert {name: by.count(name) for name in "abcd"} == dict.fromkeys("abcd", 3 * (count - 1))
        assert len(store.tinydb.table("spare")) == 4 * 3 * count


def test_each_sees_what_the_other_saved(tmp_path: Path) -> None:
    one, pair = opened(tmp_path, annotator="one")
    with one, Store.open(one.path, annotator="two") as two:
        heard: list[tuple[Edit, ...]] = []
        two.listen(heard.append)
        command = tagged(one, pair)
        assert two.refresh() == command.edits
        assert heard == [command.edits]
        assert two.annotations() == one.annotations()
        assert two.refresh() == ()
        (said,) = two.annotations()
        two.do(change(said, said, "touch"))
        assert [each.key for each in one.refresh()] == [said.id]
        assert one.annotations() == two.annotations()


def test_each_sees_what_the_other_saved_before_it_folded(tmp_path: Path) -> None:
    one, pair = opened(tmp_path, annotator="one")
    two = Store.open(one.path, annotator="two")
    command = tagged(one, pair)
    one.close()  # folds: snapshot and journal are new files
    with two:
        assert two.refresh() == command.edits
        tagged(two, pair, 4, 11)
    with Store.open(one.path) as store:
        assert len(store.annotations()) == 2
        assert store.notices == ()


def test_each_sees_what_another_saved_after_a_fold(tmp_path: Path) -> None:
    one, pair = opened(tmp_path, annotator="one")
    with Store.open(one.path, annotator="two") as two:
        tagged(one, pair)
        two.refresh()
        one.close()  # folds: what two has open is no longer the store's journal
        with Store.open(one.path, annotator="three") as three:
            command = tagged(three, pair, 4, 11)
        assert two.refresh() == command.edits


def test_a_change_on_what_the_other_changed_is_refused(tmp_path: Path) -> None:
    one, pair = opened(tmp_path, annotator="one")
    with one, Store.open(one.path, annotator="two") as two:
        tagged(one, pair)
        two.refresh()
        (said,) = two.annotations()
        one.do(change(said, replace(said, note="one says so")))
        with pytest.raises(StoreError, match="changed since"):
            two.do(change(said, replace(said, note="two says so")))
        assert two.annotations() == one.annotations()


def test_histories_of_two_annotators_do_not_mix(tmp_path: Path) -> None:
    one, pair = opened(tmp_path, annotator="one")
    with one, Store.open(one.path, annotator="two") as two:
        tagged(one, pair, 0, 3)
        tagged(two, pair, 4, 11)
        one.refresh()
        assert one.next_undo(pair.id) == "tag claim ‘The’"
        assert two.next_undo(pair.id) == "tag claim ‘harbour’"
        one.undo(pair.id)
        assert one.undo(pair.id) is None
        two.refresh()
        assert [each.annotator for each in two.annotations()] == ["two"]


def test_who_waits_too_long_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, pair = opened(tmp_path)
    journal = (tmp_path / "annotations.json.journal").open("rb")
    with store, journal:
        lock.lock(journal.fileno(), "it")
        monkeypatch.setattr(lock, "PATIENCE", 0.05)
        with pytest.raises(StoreError, match="another process"):
            tagged(store, pair)
        lock.unlock(journal.fileno())
        tagged(store, pair)
        assert len(store.annotations()) == 1


def test_a_torn_line_of_a_dead_process_is_mended_by_the_living(tmp_path: Path) -> None:
    with quick():
        store, pair = opened(tmp_path)
        with store:
            tagged(store, pair, 0, 3)
            journal = tmp_path / "annotations.json.journal"
            whole = journal.read_bytes()
            end = whole.rstrip(b"\n").rfind(b"\n") + 1
            for torn in (b'{"crc":"12', b'{"crc":"12345678","prev":"' + b"x" * 300):
                whole = journal.read_bytes()
                end = whole.rstrip(b"\n").rfind(b"\n") + 1
                journal.write_bytes(whole[:end] + torn)
                tagged(store, pair, len(torn) % 50, 60)
        with Store.open(store.path) as again:
            assert len(again.annotations()) == 3
