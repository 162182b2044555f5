"""Damaged files: what can be read is read, the rest is kept aside and named, never in silence."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from annotations.errors import StoreError
from annotations.store import Store
from annotations.store.commands import change
from annotations.store.engine import storage
from tests.store.engine.machine import SECTOR, quick
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


def torn(journal: Path, chance: random.Random) -> int:
    """Lose sectors of the room at a journal's end, as a power cut may; returns where it begins."""
    data = bytearray(journal.read_bytes())
    begin = len(bytes(data).rstrip(b"\n")) + 1
    assert len(data) - begin > 60_000
    for sector in range(begin // SECTOR + 1, len(data) // SECTOR):
        if chance.random() < 0.5:
            data[sector * SECTOR : (sector + 1) * SECTOR] = bytes(SECTOR)
    journal.write_bytes(data)
    return begin


@pytest.fixture
def unfolded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a store with an annotation in its journal, which has room at its end."""
    monkeypatch.setattr(storage.JournalStorage, "_worth_folding", lambda self: False)
    with quick():
        store, pair = opened(tmp_path)
        with store:
            tagged(store, pair)
    return tmp_path


def test_room_that_never_reached_the_disk_is_no_damage(unfolded: Path) -> None:
    torn(unfolded / JOURNAL, random.Random(3))
    with quick():
        for read_only in (True, False):
            with Store.open(unfolded / SNAPSHOT, annotator="ann", read_only=read_only) as store:
                assert store.notices == ()
                assert len(store.annotations()) == 1
                assert list(store.check()) == []
        with Store.open(unfolded / SNAPSHOT, annotator="ann") as store:
            tagged(store, store.pairs()[0], 4, 11)  # over what was torn
        with Store.open(unfolded / SNAPSHOT, annotator="ann") as store:
            assert store.notices == ()
            assert len(store.annotations()) == 2


def test_a_save_torn_in_the_room_is_one_damage(unfolded: Path) -> None:
    """Its first sector is there, another one is not, and the room behind it is full of holes."""
    begin = torn(unfolded / JOURNAL, random.Random(4))
    with (unfolded / JOURNAL).open("r+b") as file:
        file.seek(begin)
        file.write(b'{"crc":"0123abcd","prev":"' + b"x" * 700 + bytes(SECTOR))
    with quick(), Store.open(unfolded / SNAPSHOT, read_only=True) as store:
        (notice,) = store.notices
        assert f"at {begin} are damaged" in notice
        assert len(store.annotations()) == 1


@pytest.mark.parametrize("name", [SNAPSHOT, JOURNAL])
def test_notices_are_few_and_short_however_bad_the_file(unfolded: Path, name: str) -> None:
    """What a program prints of them fits into a pipe that nobody reads."""
    with quick():
        if name == SNAPSHOT:
            long = ",".join(f'"{n}":{{"id":"x","start":"{"y" * 900}"}}' for n in range(2000))
            content = b'{"annotations":{' + long.encode() + b"}}"
        else:
            lines = (unfolded / name).read_bytes().rstrip(b"\n").splitlines(keepends=True)
            content = lines[0] + b"".join(b"damaged\n%b" % lines[0] for _ in range(2000))
        (unfolded / name).write_bytes(content)
        with Store.open(unfolded / SNAPSHOT, annotator="ann") as store:
            assert any("more places are damaged" in notice for notice in store.notices)
            assert sum(len(notice.encode()) for notice in store.notices) < 4096


@pytest.mark.parametrize("name", [SNAPSHOT, JOURNAL])
def test_neighbouring_damaged_lines_are_one_notice(unfolded: Path, name: str) -> None:
    with quick():
        lines = (unfolded / name).read_bytes().rstrip(b"\n").splitlines(keepends=True)
        bad = b"".join(b"bad %d\n" % number for number in range(50_000))
        (unfolded / name).write_bytes(b"".join([*lines[:2], bad, *lines[2:]]) + b"\n")
        with Store.open(unfolded / SNAPSHOT, read_only=True) as store:
            assert len(store.notices) == 1
            assert "damaged" in store.notices[0] or "lines 3 to 50002" in store.notices[0]
