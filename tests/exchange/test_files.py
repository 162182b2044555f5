"""An output appears whole or not at all, and never over something without being told to."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotations.errors import ExchangeError
from annotations.exchange import FORMATS, export
from annotations.exchange.files import write_file, write_folder
from tests.exchange.stores import SAMPLE, stored


def broken() -> Iterator[bytes]:
    yield b"half"
    raise RuntimeError("the power went")


def test_a_file_that_failed_halfway_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError):
        write_file(tmp_path / "out", broken())
    with pytest.raises(RuntimeError):
        write_folder(tmp_path / "folder", [("a", [b"1"]), ("b", broken())])
    assert list(tmp_path.iterdir()) == []


def test_a_failed_replacement_leaves_the_old_one(tmp_path: Path) -> None:
    out, folder = tmp_path / "out", tmp_path / "folder"
    write_file(out, [b"old"])
    write_folder(folder, [("a", [b"old"])])
    with pytest.raises(RuntimeError):
        write_file(out, broken(), force=True)
    with pytest.raises(RuntimeError):
        write_folder(folder, [("a", broken())], force=True)
    assert out.read_bytes() == b"old" and (folder / "a").read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 2


def test_what_is_there_is_replaced_only_by_force(tmp_path: Path) -> None:
    out, folder = tmp_path / "out", tmp_path / "folder"
    for _ in range(2):
        write_file(out, [b"1"], force=True)
        write_folder(folder, [("a", [b"1"])], force=True)
    with pytest.raises(ExchangeError, match="--force"):
        write_file(out, [b"2"])
    with pytest.raises(ExchangeError, match="--force"):
        write_folder(folder, [("a", [b"2"])])
    assert out.read_bytes() == b"1" and (folder / "a").read_bytes() == b"1"


def test_a_dangling_link_counts_as_something_there(tmp_path: Path) -> None:
    (tmp_path / "out").symlink_to(tmp_path / "nowhere")
    with pytest.raises(ExchangeError, match="--force"):
        write_file(tmp_path / "out", [b"1"])


def test_a_folder_with_other_things_in_it_is_never_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "thesis.odt").write_bytes(b"years of work")
    with pytest.raises(ExchangeError, match=r"thesis\.odt"):
        write_folder(folder, [("a", [b"1"])], force=True)
    assert (folder / "thesis.odt").exists()


def test_a_file_came_while_it_was_written(tmp_path: Path) -> None:
    out = tmp_path / "out"

    def chunks() -> Iterator[bytes]:
        out.write_bytes(b"somebody else's")
        yield b"mine"

    with pytest.raises(ExchangeError, match="--force"):
        write_file(out, chunks())
    assert out.read_bytes() == b"somebody else's"


@pytest.mark.parametrize("name", ["missing/out", "."])
def test_a_place_that_cannot_be_written_is_said_in_one_line(tmp_path: Path, name: str) -> None:
    with pytest.raises(ExchangeError) as caught:
        write_file(tmp_path / name, [b"1"])
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "format",
    [name for name in FORMATS if FORMATS[name].out and name not in ("spacy", "codebook", "qdc")],
)
def test_a_quote_that_is_not_in_its_text_stops_every_export(format: str, tmp_path: Path) -> None:
    with stored(SAMPLE) as store:
        store.tinydb.table("annotations").update({"quote": "something else"})
        stream = io.BytesIO()
        with pytest.raises(
            ExchangeError, match=r"nothing was exported: annotation .* `crossread check`"
        ):
            if FORMATS[format].write is None:
                export(store, format=format, out=tmp_path / "out")
            else:
                export(store, format=format, out=stream)
    assert stream.getvalue() == b"" and list(tmp_path.iterdir()) == []


def test_a_file_has_the_rights_that_new_files_have(tmp_path: Path) -> None:
    write_file(tmp_path / "out", [b"1"])
    (tmp_path / "usual").touch()
    assert (tmp_path / "out").stat().st_mode == (tmp_path / "usual").stat().st_mode


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes by name here")
def test_a_device_is_written_to_as_it_is() -> None:
    write_file(Path(os.devnull), [b"1"])
    assert not Path(os.devnull).is_file()
