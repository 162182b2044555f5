"""Files that the store has as they are need not be taken apart to be known again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from annotations.articles import read_article
from annotations.store import Store
from tui.cli.stores import digests, pair_of_bytes, pair_to_read

LEFT = b"The bridge\n\nThe bridge was closed on Monday.\n"
RIGHT = b"The bridge\n\nThe bridge was shut on Tuesday.\n"


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    left, right = tmp_path / "left.txt", tmp_path / "right.txt"
    left.write_bytes(LEFT)
    right.write_bytes(RIGHT)
    return left, right


def test_a_pair_is_known_by_the_bytes_of_its_files(
    files: tuple[Path, Path], tmp_path: Path
) -> None:
    with Store.open(tmp_path / "store.json") as store:
        found = digests(*map(str, files))
        assert found is not None
        assert pair_of_bytes(store, *found) is None
        added = pair_to_read(store, *map(read_article, files))
        assert pair_of_bytes(store, *found) == added
        assert pair_of_bytes(store, *reversed(found)) is None
        files[0].write_bytes(LEFT + b"More.\n")
        changed = digests(*map(str, files))
        assert changed is not None and pair_of_bytes(store, *changed) is None


def test_a_file_whose_bytes_are_not_its_text_is_read_and_known_all_the_same(
    files: tuple[Path, Path], tmp_path: Path
) -> None:
    files[0].write_bytes(LEFT.replace(b"\n", b"\r\n"))
    with Store.open(tmp_path / "store.json") as store:
        added = pair_to_read(store, *map(read_article, files))
        found = digests(*map(str, files))
        assert found is not None and pair_of_bytes(store, *found) is None
        assert pair_to_read(store, *map(read_article, files)) == added


def test_what_is_no_file_is_not_touched(files: tuple[Path, Path], tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for name in (
        str(pipe),
        "-",
        str(tmp_path),
        str(tmp_path / "none.txt"),
        "https://x.test/a",
        "\0",
    ):
        assert digests(name, str(files[1])) is None
        assert digests(str(files[0]), name) is None
