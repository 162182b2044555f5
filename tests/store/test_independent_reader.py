"""`docs/store.md` says enough to write another reader: one that was reads the same documents."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from annotations.store import Store
from annotations.store.engine import disk
from annotations.store.engine.storage import JournalStorage
from tests.store import independent_reader
from tests.store.support import opened, tagged

PAGE = Path(__file__).parents[2] / "docs" / "store.md"


def as_kept(path: Path) -> independent_reader.Tables:
    """What crossread's own engine reads, damage refused."""
    storage = JournalStorage(path, read_only=True)
    assert not storage.damage
    found = storage.read() or {}
    storage.close()
    return {
        name: {int(number): document for number, document in table.items()}
        for name, table in found.items()
        if table
    }


def left_open(folder: Path) -> Path:
    """A store with a snapshot and saves, undos and removals in its journal."""
    store, pair = opened(folder)
    tagged(store, pair)
    store.close()
    with Store.open(folder / "annotations.json", annotator="ann – ✓") as store:
        tagged(store, pair, 4, 11, label="theme")
        tagged(store, pair, 0, 3)
        store.undo(pair.id)
        copy = folder / "copy"
        copy.mkdir()
        for path in folder.glob("annotations.json*"):
            shutil.copy(path, copy)
    return copy / "annotations.json"


def test_a_reader_written_from_the_page_reads_snapshot_and_journal(tmp_path: Path) -> None:
    path = left_open(tmp_path)
    read = independent_reader.read(path)
    assert read == as_kept(path)
    labels = [each["label"] for each in read["annotations"].values()]
    assert labels == ["claim", "theme"]
    _, transactions = independent_reader.read_journal(
        path.with_name("annotations.json.journal").read_bytes()
    )
    assert len(transactions) == 3


def test_it_reads_what_a_crash_in_the_middle_of_a_fold_leaves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = left_open(tmp_path)
    expected = as_kept(path)
    replace = disk.replace

    def crash(target: Path, chunks: object) -> None:
        if target != path:
            raise OSError("no more power")
        replace(target, chunks)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(disk, "replace", crash)
        JournalStorage(path).close()
    first, transactions = independent_reader.read_journal(
        path.with_name("annotations.json.journal").read_bytes()
    )
    _, seal = independent_reader.read_snapshot(path)
    assert transactions and seal["generation"] == first["generation"] + 1
    assert independent_reader.read(path) == expected == as_kept(path)


def cut_the_end(data: bytes) -> bytes:
    return data.rstrip(b"\n").rpartition(b"\n")[0] + b"\n"


def flip_a_letter(data: bytes) -> bytes:
    return data.replace(b'"label":"theme"', b'"label":"thema"')


def drop_a_line(data: bytes) -> bytes:
    lines = data.split(b"\n")
    return b"\n".join([lines[0], *lines[2:]])


@pytest.mark.parametrize("damage", [cut_the_end, flip_a_letter, drop_a_line])
def test_it_knows_damage_by_what_the_page_says(
    tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    path = left_open(tmp_path)
    journal = path.with_name("annotations.json.journal")
    journal.write_bytes(damage(journal.read_bytes()))
    with pytest.raises(independent_reader.Unsound):
        independent_reader.read(path)


def test_the_example_of_the_page_is_a_store(tmp_path: Path) -> None:
    snapshot, journal = re.findall(r"```json\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    path = tmp_path / "store.json"
    path.write_bytes(snapshot.encode())
    path.with_name("store.json.journal").write_bytes(journal.encode())
    read = independent_reader.read(path)
    assert read["notes"] == {
        2: {"id": "b", "text": "second, mended"},
        3: {"id": "c", "text": "third – ✓"},
    }
    assert read == as_kept(path)
