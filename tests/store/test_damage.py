"""Damaged files: what can be read is read, the rest is kept aside and named, never in silence."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from annotations.errors import StoreError
from annotations.store import Store, storage
from annotations.store.commands import change
from tests.store.machine import quick
from tests.store.support import article, ids, opened, tagged

SNAPSHOT, JOURNAL = "annotations.json", "annotations.json.journal"

Damage = Callable[[bytes, random.Random], bytes]


def truncated(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def cut_at_a_line(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    return b"".join(lines[: chance.randrange(len(lines))])


def flipped(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]


def zeroed(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    size = chance.choice((1, 20, 512, len(data)))
    return data[:at] + b"\0" * len(data[at : at + size]) + data[at + size :]


def appended(data: bytes, chance: random.Random) -> bytes:
    return data + chance.choice((b"}", b"\0" * 100, b'{"x": 1}\n', chance.randbytes(60)))


def without_a_line(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    del lines[chance.randrange(len(lines))]
    return b"".join(lines)


def with_a_line_twice(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    at = chance.randrange(len(lines))
    return b"".join([*lines[: at + 1], *lines[at:]])


def emptied(data: bytes, chance: random.Random) -> bytes:
    return b""


KINDS: list[Damage] = [
    truncated, cut_at_a_line, flipped, zeroed, appended, without_a_line, with_a_line_twice, emptied
]  # fmt: skip


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with six annotations in its snapshot and four more in its journal."""
    directory = tmp_path_factory.mktemp("whole")
    with quick(), pytest.MonkeyPatch.context() as patch:
        store, pair = opened(directory)
        for place in range(6):
            tagged(store, pair, place, place + 9)
        store.close()
        patch.setattr(storage.JournalStorage, "_worth_folding", lambda self: False)
        with Store.open(directory / SNAPSHOT, annotator="ann") as store:
            for place in range(6, 10):
                tagged(store, pair, place, place + 9)
    journal = (directory / JOURNAL).read_bytes()
    assert journal.endswith(b"\n" * 1000)  # room for more: no place to look for damage in
    (directory / JOURNAL).write_bytes(journal.rstrip(b"\n") + b"\n")
    return directory


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("name", [SNAPSHOT, JOURNAL])
def test_damage_is_never_silent_and_never_thrown_away(
    tmp_path: Path, whole: Path, name: str, kind: Damage
) -> None:
    with quick(), Store.open(whole / SNAPSHOT, read_only=True) as store:
        truth = {table: sorted(map(str, store.documents(table))) for table in store.tables()}
    chance = random.Random(kind.__name__ + name)
    for trial in range(1 if kind is emptied else 25):
        place = tmp_path / str(trial)
        shutil.copytree(whole, place)
        damaged = kind((place / name).read_bytes(), chance)
        if damaged == (whole / name).read_bytes():
            continue
        (place / name).write_bytes(damaged)
        with quick():
            with Store.open(place / SNAPSHOT, annotator="ann") as store:
                found = {each: sorted(map(str, store.documents(each))) for each in store.tables()}
                assert found == truth or store.notices, f"trial {trial}: silent"
                if damaged and store.notices:
                    kept = [path.read_bytes() for path in place.glob(f"{name}.damaged-*")]
                    assert damaged in kept, f"trial {trial}: thrown away"
                before = ids(store.annotations())
            with Store.open(place / SNAPSHOT, annotator="ann") as store:
                assert ids(store.annotations()) == before
                assert store.notices == (), f"trial {trial}: told twice"
        shutil.rmtree(place)


@pytest.mark.parametrize("name", [SNAPSHOT, JOURNAL])
def test_one_damaged_line_costs_one_document(tmp_path: Path, whole: Path, name: str) -> None:
    """The lines before and after it are read."""
    lines = (whole / name).read_bytes().splitlines(keepends=True)
    for at, line in enumerate(lines):
        if b'"quote"' not in line:
            continue
        place = tmp_path / str(at)
        shutil.copytree(whole, place)
        broken = line.replace(b'"quote"', b'"quo\x00', 1)
        (place / name).write_bytes(b"".join([*lines[:at], broken, *lines[at + 1 :]]))
        with quick(), Store.open(place / SNAPSHOT) as store:
            assert len(store.annotations()) >= 9
            assert store.notices


def test_damage_is_read_only_read_when_the_store_is_opened_for_reading(
    tmp_path: Path, whole: Path
) -> None:
    shutil.copytree(whole, tmp_path / "s")
    path = tmp_path / "s" / SNAPSHOT
    path.write_bytes(path.read_bytes()[:900])
    before = {each.name: each.read_bytes() for each in path.parent.iterdir()}
    with Store.open(path, read_only=True) as store:
        assert store.notices
    assert {each.name: each.read_bytes() for each in path.parent.iterdir()} == before


def test_a_restored_older_snapshot_is_noticed(tmp_path: Path) -> None:
    with quick():
        store, pair = opened(tmp_path)
        tagged(store, pair, 0, 3)
        store.close()
        backup = (tmp_path / SNAPSHOT).read_bytes()
        with Store.open(tmp_path / SNAPSHOT, annotator="ann") as store:
            tagged(store, pair, 4, 7)
        (tmp_path / SNAPSHOT).write_bytes(backup)
        with Store.open(tmp_path / SNAPSHOT) as store:
            assert len(store.annotations()) == 1
            assert any("another time" in notice for notice in store.notices)


def test_the_journal_of_another_store_is_noticed(tmp_path: Path) -> None:
    with quick():
        for name in "ab":
            (tmp_path / name).mkdir()
            store, pair = opened(tmp_path / name)
            tagged(store, pair)
            store.close()
        shutil.copy(tmp_path / "a" / JOURNAL, tmp_path / "b" / JOURNAL)
        with Store.open(tmp_path / "b" / SNAPSHOT) as store:
            assert any("two different stores" in notice for notice in store.notices)
            assert len(store.annotations()) == 1


@pytest.mark.parametrize(
    "content",
    [
        b"just some text, an article perhaps",
        b'{"name": "package", "version": "1.0", "scripts": {"a": "b"}}',
        b'{"_default": {"1": {"somebody": "else"}}}',
        b"[1, 2, 3]",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 50,
    ],
)
def test_a_file_that_is_no_store_is_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "something"
    path.write_bytes(content)
    with pytest.raises(StoreError, match="no crossread store"):
        Store.open(path)
    assert path.read_bytes() == content


NONSENSE = [
    b"{}",
    b'{"annotations": {}}',
    b'{"annotations": []}',
    b'{"annotations": {"1": 5}}',
    b'{"annotations": {"1": {"id": 7}}}',
    b'{"annotations": {"one": {"id": "x"}}}',
    b'{"annotations": {"1": {"id": "x", "score": NaN}}}',
    b'{"annotations": {"1": {"id": "\\ud800"}}}',
    b'{"annotations": {"1": {"id": "x", "article": 3, "start": "a"}}}',
    b'{"meta": {"1": {"id": "schema", "version": "two"}}}',
    b'{"history": {"1": {"id": "h", "scope": "p a"}}, "annotations": {}}',
    b'{"annotations": ' + b"[" * 2000,
]


@pytest.mark.parametrize("content", NONSENSE, ids=range(len(NONSENSE)))
@pytest.mark.parametrize("journal", [False, True], ids=["alone", "with its journal"])
def test_a_store_edited_into_nonsense_is_told_in_a_line(
    tmp_path: Path, content: bytes, journal: bool
) -> None:
    with quick():
        if journal:
            store, pair = opened(tmp_path)
            tagged(store, pair)
            store.close()
        path = tmp_path / SNAPSHOT
        path.write_bytes(content)
        try:
            with Store.open(path, annotator="a") as store:
                kept = [each.read_bytes() for each in tmp_path.glob(f"{SNAPSHOT}.*-*")]
                assert content in kept
                for ask in (store.annotations, store.relations, store.pairs, store.last_pair):
                    try:
                        ask()
                    except StoreError as error:
                        assert "\n" not in str(error)
                pair = store.add_pair(article("One text."), article("Two text."))
                tagged(store, pair, 0, 3)
                assert [each.quote for each in store.annotations(pair=pair.id)] == ["One"]
        except StoreError as error:
            assert "\n" not in str(error)
            assert path.read_bytes() == content


def test_a_document_changed_by_hand_is_read_and_named(tmp_path: Path) -> None:
    with quick():
        store, pair = opened(tmp_path)
        tagged(store, pair)
        (said,) = store.annotations()
        store.do(change(said, said, "touch"))
        store.close()
        path = tmp_path / SNAPSHOT
        path.write_bytes(path.read_bytes().replace(b'"note":""', b'"note":"by hand"'))
        with Store.open(path) as store:
            assert store.annotations()[0].note == "by hand"
            assert store.notices


def test_a_file_edited_by_hand_while_the_store_is_open_is_kept(tmp_path: Path) -> None:
    with quick():
        store, pair = opened(tmp_path)
        tagged(store, pair)
        edited = store.path.read_bytes() + b"\n// a remark by hand"
        store.path.write_bytes(edited)
        store.close()
        (kept,) = tmp_path.glob(f"{SNAPSHOT}.changed-*")
        assert kept.read_bytes() == edited
        with Store.open(store.path) as store:
            assert len(store.annotations()) == 1
            assert store.notices == ()
