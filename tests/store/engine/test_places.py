"""Where a store can and cannot be: read-only, links, directories, drives without locks, full ones."""

from __future__ import annotations

import errno
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from annotations.errors import StoreError
from annotations.store import Store
from annotations.store.engine import lock
from tests.store.engine.machine import quick
from tests.store.support import LEFT, RIGHT, article, opened, tagged

posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")


def as_nobody(program: str, *arguments: str) -> str:
    """Run a program as a user whom permissions bind; root is bound by none."""
    drop = "import os\nif os.getuid() == 0: os.setgid(65534); os.setuid(65534)\n"
    done = subprocess.run(
        [sys.executable, "-c", "from annotations.store import Store\n"
         "import annotations.store.store, annotations.store.engine.tinydb_tables\n" + drop + program, *arguments],
        cwd=Path(__file__).parents[3], capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def open_to_all(tmp_path: Path) -> Path:
    """A directory that any user can reach."""
    temporary = Path(tempfile.gettempdir()).resolve()
    for each in (tmp_path, *tmp_path.resolve().parents):
        if temporary in each.parents:
            each.chmod(0o755)
    return tmp_path


READ = """
import sys
with Store.open(sys.argv[1], annotator="x") as store:
    print(len(store.annotations()), store.read_only, *store.notices)
    try:
        store.save_progress(__import__("annotations.store.serialization", fromlist=["x"]).Progress(pair="p", annotator="x"))
    except Exception as error:
        print(type(error).__name__, error)
"""


@posix
@pytest.mark.parametrize("what", ["directory", "file", "journal"])
def test_what_is_read_only_opens_for_reading_and_says_so(open_to_all: Path, what: str) -> None:
    store, pair = opened(open_to_all)
    with store:
        tagged(store, pair)
    open_to_all.chmod(0o555 if what == "directory" else 0o777)
    (open_to_all / "annotations.json").chmod(0o444 if what == "file" else 0o666)
    (open_to_all / "annotations.json.journal").chmod(0o444 if what == "journal" else 0o666)
    said = as_nobody(READ, str(store.path))
    assert said.startswith("1 True")
    assert "read-only" in said
    assert "StoreError" in said
    open_to_all.chmod(0o755)


@posix
def test_what_may_not_even_be_read_is_told_in_a_line(open_to_all: Path) -> None:
    store, _ = opened(open_to_all)
    store.close()
    store.path.chmod(0)
    open_to_all.chmod(0o777)
    program = "import sys\ntry: Store.open(sys.argv[1])\nexcept Exception as e: print(type(e).__name__, e)"
    assert "StoreError" in as_nobody(program, str(store.path))


def test_a_store_opened_for_reading_is_not_touched(tmp_path: Path) -> None:
    store, pair = opened(tmp_path)
    with store:
        tagged(store, pair)
        before = {each.name: each.read_bytes() for each in tmp_path.iterdir()}
        with Store.open(store.path, read_only=True) as reader:
            assert len(reader.annotations()) == 1
            with pytest.raises(StoreError, match="reading only"):
                tagged(reader, pair)
            tagged(store, pair, 4, 11)
            assert len(reader.refresh()) == 1
    assert before.keys() == {each.name for each in tmp_path.iterdir()}


def test_reading_a_store_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store"):
        Store.open(tmp_path / "s.json", read_only=True)
    assert list(tmp_path.iterdir()) == []


def test_a_directory_is_refused_with_the_mend(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"directory.*store\.json"):
        Store.open(tmp_path)


@pytest.mark.parametrize("read_only", [False, True])
def test_a_path_through_a_file_is_refused(tmp_path: Path, read_only: bool) -> None:
    (tmp_path / "file").write_text("x")
    for path in (tmp_path / "file" / "s.json", tmp_path / "file" / "folder" / "s.json"):
        with pytest.raises(StoreError, match=r"file is a file, not a folder.*--store"):
            Store.open(path, read_only=read_only)


@posix
@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize("end", ["", ".journal", ".new", ".journal.new"])
@pytest.mark.parametrize("kind", ["a pipe", "a socket", "a device", "a directory"])
def test_what_is_no_file_is_named_and_never_opened(
    tmp_path: Path, kind: str, end: str, read_only: bool
) -> None:
    """The store itself, or what stands where it keeps its other files."""
    path = tmp_path / "annotations.json"
    special = tmp_path / f"annotations.json{end}"
    if end:
        Store.open(path).close()
        special.unlink(missing_ok=True)
    if kind == "a pipe":
        os.mkfifo(special)
    elif kind == "a socket":
        with socket.socket(socket.AF_UNIX) as bound:
            bound.bind(str(special))
    elif kind == "a device":
        special.symlink_to("/dev/full")
        if not end:
            special = Path("/dev/full")
    else:
        special.mkdir()
    with pytest.raises(StoreError, match=f"{special} is {kind}"):
        Store.open(path, read_only=read_only)


@posix
@pytest.mark.parametrize("read_only", [False, True])
def test_a_link_into_a_folder_that_is_gone_makes_no_new_store(
    tmp_path: Path, read_only: bool
) -> None:
    gone = tmp_path / "drive"
    (tmp_path / "file.json").symlink_to(gone / "annotations.json")
    (tmp_path / "folder").symlink_to(gone)
    for path in (tmp_path / "file.json", tmp_path / "folder" / "annotations.json"):
        with pytest.raises(StoreError, match=r"is a link to .*drive.*no such folder"):
            Store.open(path, read_only=read_only)
    assert not gone.exists()


NO_STORE = """
import sys
try:
    Store.open(sys.argv[1])
except Exception as error:
    print(type(error).__name__, error)
"""


@posix
@pytest.mark.parametrize("name", ["annotations.json", "new/folder/annotations.json"])
def test_no_store_where_none_can_be_made_is_said_so(open_to_all: Path, name: str) -> None:
    open_to_all.chmod(0o555)
    said = as_nobody(NO_STORE, str(open_to_all / name))
    open_to_all.chmod(0o755)
    assert said.startswith("StoreError")
    assert "be made" in said
    assert "--store" in said
    assert said.count("\n") == 1


def test_missing_directories_are_made(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a" / "b" / "annotations.json") as store:
        assert store.path.exists()


@posix
def test_a_symbolic_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    link = tmp_path / "link.json"
    link.symlink_to(tmp_path / "real" / "annotations.json")
    for count in (1, 2):
        with Store.open(link, annotator="ann") as store:
            pair = store.add_pair(article(LEFT), article(RIGHT))
            tagged(store, pair, count, 9)
            assert len(store.annotations()) == count
    assert link.is_symlink()
    assert [each.name for each in tmp_path.glob("link*")] == ["link.json"]


@posix
def test_a_symbolic_link_to_itself_is_refused(tmp_path: Path) -> None:
    link = tmp_path / "loop.json"
    link.symlink_to(link)
    with pytest.raises(StoreError):
        Store.open(link)


def test_a_drive_without_locks_is_read_only_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, pair = opened(tmp_path)
    with store:
        tagged(store, pair)

    def refuse(descriptor: int, *, shared: bool) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(lock, "_try", refuse)
    with Store.open(store.path, annotator="ann") as store:
        assert store.read_only
        assert any("cannot lock" in notice and "--store" in notice for notice in store.notices)
        assert len(store.annotations()) == 1


@posix
def test_a_file_size_limit_refuses_the_save_and_keeps_what_was_saved(tmp_path: Path) -> None:
    program = """
import resource, sys
from pathlib import Path
from tests.store.support import LEFT, RIGHT, article, opened, tagged
from annotations.errors import StoreError
store, pair = opened(Path(sys.argv[1]))
tagged(store, pair, 0, 3)
journal = Path(sys.argv[1]) / "annotations.json.journal"
size = len(journal.read_bytes().rstrip(b"\\n"))
soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
for extra in (0, 1, 200, 500):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + extra, hard))
    try:
        tagged(store, pair, 4, 11)
    except StoreError as error:
        print("refused:", error)
    assert len(store.annotations()) == 1
resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
tagged(store, pair, 4, 11)
"""
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)],
        cwd=Path(__file__).parents[3], capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("refused") == 4
    with Store.open(tmp_path / "annotations.json") as store:
        assert len(store.annotations()) == 2
        assert store.notices == ()


@pytest.fixture
def small_disk(tmp_path: Path):
    """A disk of 64 KiB."""
    place = tmp_path / "small"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(place)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("no tmpfs can be mounted here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_full_disk_refuses_the_save_and_goes_on_once_there_is_room(small_disk: Path) -> None:
    ballast = small_disk / "ballast"
    ballast.write_bytes(b"x" * 20_000)
    store, pair = opened(small_disk)
    saved = 0
    with pytest.raises(StoreError, match="not saved"):
        for place in range(200):
            tagged(store, pair, place % 40, place % 40 + 5)
            saved += 1
    assert saved > 3
    assert len(store.annotations()) == saved
    ballast.unlink()
    tagged(store, pair)
    store.close()
    with quick(), Store.open(small_disk / "annotations.json") as store:
        assert len(store.annotations()) == saved + 1
        assert store.notices == ()
        store.close()


def test_a_store_on_a_full_disk_can_still_be_read(small_disk: Path) -> None:
    store, pair = opened(small_disk)
    tagged(store, pair)
    ballast = os.open(small_disk / "ballast", os.O_WRONLY | os.O_CREAT)
    with pytest.raises(OSError, match="space"):
        while True:
            os.write(ballast, b"x" * 4096)
    os.close(ballast)
    store.close()
    with Store.open(small_disk / "annotations.json") as store:
        assert len(store.annotations()) == 1


def test_a_file_that_is_no_store_gets_no_journal_beside_it(tmp_path: Path) -> None:
    foreign = tmp_path / "other.json"
    foreign.write_text('{"a": 1}')
    with pytest.raises(StoreError, match="no crossread store"):
        Store.open(foreign, annotator="ada")
    assert [path.name for path in tmp_path.iterdir()] == ["other.json"]
