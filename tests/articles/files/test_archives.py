"""Zip archives from strangers: what is unpacked is counted, and stops at the bound."""

import io
import struct
import zipfile
from pathlib import Path

import pytest

from annotations.articles.files.archives import MOST_MEMBERS, open_archive
from annotations.errors import ArchiveError

MIB = 1 << 20


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return data.getvalue()


def with_false_size(data: bytes, size: int) -> bytes:
    """The archive of one member, whose header and directory claim another unpacked size."""
    entry = data.index(b"PK\x01\x02")
    field = struct.pack("<L", size)
    return data[:22] + field + data[26 : entry + 24] + field + data[entry + 28 :]


def test_members_are_read_from_bytes_and_from_a_path(tmp_path: Path) -> None:
    data = zipped({"a.txt": b"one", "b/c.txt": b"two" * 100_000})
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    for source in (data, path):
        with open_archive(source) as archive:
            assert archive.names == {"a.txt", "b/c.txt"}
            assert archive.read("a.txt") == b"one"
            assert archive.read("b/c.txt") == b"two" * 100_000


def test_what_is_unpacked_is_bounded_over_all_members_together() -> None:
    data = zipped({"a": bytes(MIB), "b": bytes(MIB)})
    with open_archive(data, name="x.zip", largest=MIB + MIB // 2) as archive:
        assert len(archive.read("a")) == MIB
        with pytest.raises(ArchiveError, match=r"^x\.zip: unpacks to more than 1 MiB"):
            archive.read("b")


@pytest.mark.parametrize("claimed", [10, 1 << 30])
def test_a_false_size_is_not_believed(claimed: int) -> None:
    import tracemalloc

    data = with_false_size(zipped({"a": bytes(64 * MIB)}), claimed)
    tracemalloc.start()
    with open_archive(data, largest=8 * MIB) as archive, pytest.raises(ArchiveError):
        for _ in archive.chunks("a"):
            pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2 * MIB


def test_a_method_without_a_bound_is_refused() -> None:
    data = zipped({"a": bytes(MIB)}, zipfile.ZIP_LZMA)
    with open_archive(data) as archive, pytest.raises(ArchiveError, match="way that is not read"):
        archive.read("a")


def test_too_many_members_are_refused_before_the_directory_is_parsed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(zipfile, "ZipFile", None)
    with (
        pytest.raises(ArchiveError, match="more than 50,000 files"),
        open_archive(b"PK\x01\x02" * (MOST_MEMBERS + 1)),
    ):
        pass


def test_what_is_no_archive_or_missing_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="no zip archive"), open_archive(b"PK\x03\x04 not"):
        pass
    with (
        pytest.raises(ArchiveError, match=r"none\.zip: cannot be read: No such file"),
        open_archive(tmp_path / "none.zip"),
    ):
        pass


def test_a_damaged_member_and_a_missing_one() -> None:
    data = bytearray(zipped({"a": bytes(range(256)) * 9}))
    data[45] ^= 0xFF
    with open_archive(bytes(data)) as archive:
        with pytest.raises(ArchiveError, match="damaged"):
            archive.read("a")
        with pytest.raises(KeyError):
            archive.read("b")


def test_an_encrypted_member_says_so() -> None:
    data = bytearray(zipped({"a": b"secret"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with open_archive(bytes(data)) as archive, pytest.raises(ArchiveError, match="password"):
        archive.read("a")
