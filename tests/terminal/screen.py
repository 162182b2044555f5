"""A real terminal for tests: a command in a pty, its screen emulated, its keys pressed by hand.

Nothing here sleeps for a time in hope: each wait is for a condition on the screen.
"""

from __future__ import annotations

import contextlib
import os
import re
import select
import signal
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType

import pyte
from pyte.screens import Char

from tests.terminal.pseudo import SYNC_ANSWER, SYNC_QUERY, resize, spawn

KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "backspace": "\x7f",
    "delete": "\x1b[3~",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "shift+right": "\x1b[1;2C",
    "shift+left": "\x1b[1;2D",
    "shift+up": "\x1b[1;2A",
    "shift+down": "\x1b[1;2B",
    "ctrl+right": "\x1b[1;5C",
    "ctrl+left": "\x1b[1;5D",
    "space": " ",
}

_UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<=>?][0-9;]*(?:\$p|[mu])|\x1bP[^\x1b]*\x1b\\")
"""Private sequences (kitty keys, queries, DCS) that pyte would draw as text."""

_UNFINISHED = re.compile(rb"\x1b(?:\[[0-9;<=>?$]*)?$")

PATIENCE = 120.0
"""Seconds after which a command is taken to hang; a busy machine is given time."""


class Terminal:
    """A command that runs in a pty of a given size, until it is closed.

    `screen` is what a person would see; `raw` is every byte that the command wrote.
    """

    def __init__(
        self,
        command: Sequence[str | Path],
        *,
        env: Mapping[str, str],
        columns: int = 120,
        rows: int = 40,
        cwd: Path | None = None,
        stdin: bytes | None = None,
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self.raw = bytearray()
        self._stream = pyte.ByteStream(self.screen)
        self._pending = b""
        self._process, self._master = spawn(
            command, env=env, columns=columns, rows=rows, cwd=cwd, stdin=stdin
        )

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        os.close(self._master)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def text(self) -> str:
        """The screen as lines without trailing blanks."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def cell(self, column: int, row: int) -> Char:
        return self.screen.buffer[row][column]

    def find(self, text: str) -> tuple[int, int]:
        """Column and row of the first cell of a text that is on one line of the screen."""
        for row, line in enumerate(self.screen.display):
            if (column := line.find(text)) >= 0:
                return column, row
        raise AssertionError(f"{text!r} is not on the screen:\n{self.text}")

    def press(self, *keys: str) -> None:
        """Press keys by name (`enter`, `shift+right`), or as the characters they type."""
        for key in keys:
            self.write(KEYS.get(key, key).encode())

    def write(self, data: bytes) -> None:
        while data:
            data = data[os.write(self._master, data) :]

    def resize(self, columns: int, rows: int) -> None:
        self.screen.resize(rows, columns)
        resize(self._master, columns, rows)

    def signal(self, number: signal.Signals) -> None:
        self._process.send_signal(number)

    def wait_for(
        self, condition: str | Callable[[Terminal], object], timeout: float = PATIENCE
    ) -> None:
        """Read until a text is on the screen, or a condition holds; seconds at most."""
        holds = condition if callable(condition) else lambda _: condition in self.text
        deadline = time.monotonic() + timeout
        while not self._drained() or not holds(self):
            if time.monotonic() > deadline:
                raise AssertionError(f"not within {timeout} s: {condition}\n{self.text}")
            if not self._read(0.05) and self._process.poll() is not None and not holds(self):
                raise AssertionError(
                    f"ended with {self._process.returncode} before: {condition}\n{self.text}"
                )

    def finish(self, timeout: float = PATIENCE) -> int:
        """Read until the command ends; return its exit status."""
        deadline = time.monotonic() + timeout
        while self._process.poll() is None or self._read(0):
            if time.monotonic() > deadline:
                raise AssertionError(f"still running after {timeout} s\n{self.text}")
            self._read(0.02)
        return self._process.returncode

    def leave(self, timeout: float = PATIENCE) -> int:
        """Wait until the command ends, and read nothing of it; return its exit status."""
        return self._process.wait(timeout)

    def _drained(self) -> bool:
        return not select.select([self._master], [], [], 0)[0]

    def _read(self, timeout: float) -> bool:
        """Take what the command wrote within the seconds given; False where there was nothing."""
        if not select.select([self._master], [], [], timeout)[0]:
            return False
        data = b""
        with contextlib.suppress(OSError):  # EIO: the command has closed its end
            data = os.read(self._master, 65536)
        if not data:
            time.sleep(min(timeout, 0.01))
            return False
        self.raw += data
        if SYNC_QUERY in data:
            self.write(SYNC_ANSWER)
        data = self._pending + data
        unfinished = _UNFINISHED.search(data)
        cut = unfinished.start() if unfinished else len(data)
        data, self._pending = data[:cut], data[cut:]
        self._stream.feed(_UNKNOWN_TO_PYTE.sub(b"", data))
        return True
