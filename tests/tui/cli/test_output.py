"""Nothing that is printed acts on a terminal, whoever prints it."""

from __future__ import annotations

import io
import os
import sys

import pytest

from tui.cli import output, pager
from tui.cli.colour import COLOURS
from tui.cli.output import GuardedText, guard_output, print_coloured, rewrite_line

HOSTILE = "\x1b]0;OWNED\x07\x1b[2J\x9b5m\x00\x7f\u202e\u2066\r\x1b[201~\ud800"


class Terminal(io.TextIOWrapper):
    """A stream that says it is a terminal, and keeps the bytes it gets."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", errors="backslashreplace")

    def isatty(self) -> bool:
        return True

    def said(self) -> str:
        self.flush()
        assert isinstance(self.buffer, io.BytesIO)
        return self.buffer.getvalue().decode()


def at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Guard a terminal in the place of stdout and stderr, until the test ends."""
    made = Terminal()
    monkeypatch.setattr(sys, "stdout", made)
    monkeypatch.setattr(sys, "stderr", made)
    guard_output()
    return made


def test_what_is_printed_is_visible_and_as_long(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = at_a_terminal(monkeypatch)
    print(HOSTILE, "naïve", sep="|")
    print(HOSTILE, file=sys.stderr)
    lines = terminal.said().splitlines()
    assert all(line.isprintable() for line in lines)
    assert len(lines[0]) == len(HOSTILE) + len("|naïve")
    assert lines[0].endswith("|naïve")


def test_bytes_for_a_terminal_are_visible_also_where_a_character_comes_in_parts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal = at_a_terminal(monkeypatch)
    data = f"{HOSTILE[:-1]} né\n".encode()
    for byte in data:
        sys.stdout.buffer.write(bytes([byte]))
    sys.stdout.buffer.flush()
    assert terminal.said().rstrip("\n").isprintable()
    assert terminal.said().endswith(" né\n")


def test_bytes_for_a_file_are_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    file = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    monkeypatch.setattr(sys, "stdout", file)
    guard_output()
    sys.stdout.buffer.write(b"\x1b\x00\xff")
    assert isinstance(file.buffer, io.BytesIO)
    assert file.buffer.getvalue() == b"\x1b\x00\xff"


def test_only_our_own_colours_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = at_a_terminal(monkeypatch)
    before, after = COLOURS.deleted
    print_coloured(f"{before}gone\x1b[31m{after}\x1b[2J")
    assert terminal.said() == f"{before}gone␛[31m{after}␛[2J\n"
    print(f"{before}not by print{after}")
    assert terminal.said().endswith("␛[31;9mnot by print␛[0m\n")


def test_progress_goes_back_to_the_start_of_its_line_and_nothing_else_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal = at_a_terminal(monkeypatch)
    rewrite_line("3\r4")
    assert terminal.said() == "\r3␍4"


def test_the_pager_is_given_no_more_than_the_terminal(
    monkeypatch: pytest.MonkeyPatch, tmp_path: os.PathLike[str]
) -> None:
    at_a_terminal(monkeypatch)
    monkeypatch.setenv("PAGER", f"tee {tmp_path}/paged")
    pager.show([f"{HOSTILE[:-1]}{COLOURS.dim[0]}dim{COLOURS.dim[1]}"])
    with open(f"{tmp_path}/paged", encoding="utf-8") as file:  # noqa: PTH123
        paged = file.read().rstrip("\n")
    assert paged.endswith("\x1b[2mdim\x1b[0m")
    assert paged.removesuffix("\x1b[2mdim\x1b[0m").isprintable()


def test_guarding_twice_guards_once(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = at_a_terminal(monkeypatch)
    guard_output()
    assert isinstance(sys.stdout, GuardedText)
    assert sys.stdout.unguarded is terminal
    assert output.shown("plain\ntext") == "plain\ntext"
