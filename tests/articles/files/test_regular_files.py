"""What a path names may be no file: one clear line, and no waiting for what never comes."""

import os
import socket
import threading
from pathlib import Path

import pytest

from annotations.articles import read_article
from annotations.errors import ArticleError


def refused(path: Path) -> str:
    with pytest.raises(ArticleError) as caught:
        read_article(path)
    assert str(caught.value).startswith(f"{path}: ")
    return str(caught.value)


def test_a_pipe_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "pipe.txt"
    os.mkfifo(path)
    # It waits for a reader, which ends a test that went wrong: it would read one word.
    writer = threading.Thread(target=path.write_bytes, args=(b"word",), daemon=True)
    writer.start()
    try:
        assert "it is a pipe, not a file; use - and standard input" in refused(path)
    finally:
        reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        writer.join()
        os.close(reader)


@pytest.mark.parametrize("name", ["null", "full", "zero", "tty"])
def test_a_device(name: str) -> None:
    assert "it is a device, not a file" in refused(Path("/dev", name))


def test_a_link_to_a_device(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.symlink_to("/dev/zero")
    assert "it is a device" in refused(path)


def test_a_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the path of a socket may not be long
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s")
        assert "it is a socket" in refused(Path("s"))


def test_a_file_that_becomes_a_pipe_before_it_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The bridge was shut on Monday.")
    opened = os.open

    def swap(name: Path, flags: int) -> int:
        assert flags & os.O_NONBLOCK
        path.unlink()
        os.mkfifo(path)
        return opened(name, flags)

    monkeypatch.setattr(os, "open", swap)
    assert "it is a pipe" in refused(path)


def test_a_pipe_that_the_shell_hands_over_is_read() -> None:
    reading, writing = os.pipe()
    try:
        os.write(writing, b"The bridge was shut on Monday, the county said.")
        os.close(writing)
        article = read_article(f"/dev/fd/{reading}")
    finally:
        os.close(reading)
    assert article.text == "The bridge was shut on Monday, the county said."
