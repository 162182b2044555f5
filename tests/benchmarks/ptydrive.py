"""A stopwatch on a real terminal: one key is written, and the clock stops when its frame is whole.

A frame is whole at the end of the synchronised update (`CSI ? 2026 l`) that draws it: before
that, a terminal shows nothing of it. Times are milliseconds: of the clock on the wall, and of the
processor, all threads of the process together, which others on the same machine disturb less.
"""

from __future__ import annotations

import math
import os
import select
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median, quantiles
from types import TracebackType
from typing import NamedTuple

from tests.terminal.pseudo import SYNC_ANSWER, SYNC_QUERY, resize, spawn


class Taken(NamedTuple):
    """Milliseconds of the clock on the wall, and of the processor (NaN where that is not told)."""

    wall: float
    cpu: float


FRAME_END = b"\x1b[?2026l"
QUIET = 0.04
"""Seconds without output after which a frame is taken for the last one."""


class Driven:
    """A command in a terminal, timed from its start on."""

    def __init__(
        self,
        command: Sequence[str | Path],
        *,
        env: Mapping[str, str],
        columns: int = 160,
        rows: int = 45,
    ) -> None:
        self.began = time.perf_counter()
        self.process, self._master = spawn(command, env=env, columns=columns, rows=rows)

    def __enter__(self) -> Driven:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._master)

    def first_paint(self, text: bytes = b"", timeout: float = 60.0) -> Taken:
        """What it takes from the start of the process to the first whole frame that has a text."""
        seen = b""
        deadline = self.began + timeout
        while time.perf_counter() < deadline:
            seen += self._read(deadline)
            at = seen.find(text)
            if at >= 0 and FRAME_END in seen[at:]:
                return Taken((time.perf_counter() - self.began) * 1000, self._cpu() * 1000)
        raise TimeoutError(f"no frame with {text!r} within {timeout} s: {seen[-2000:]!r}")

    def key(self, data: str, timeout: float = 2.0) -> Taken | None:
        """What it takes from a key to the end of its first frame; None where nothing was drawn.

        What the keys before it still draw is waited for first.
        """
        self.drain()
        return self.press(data, timeout)

    def press(self, data: str, timeout: float) -> Taken | None:
        """Like `key`, but at once: a frame of the key before it may be taken for its own."""
        before = self._cpu()
        os.write(self._master, data.encode())
        began = time.perf_counter()
        seen = b""
        while (left := began + timeout - time.perf_counter()) > 0:
            seen = seen[-len(FRAME_END) :] + self._read(time.perf_counter() + left)
            if FRAME_END in seen:
                wall = time.perf_counter() - began
                return Taken(wall * 1000, (self._cpu() - before) * 1000)
        return None

    def resize(self, columns: int, rows: int) -> float:
        """Milliseconds from a new size to the end of the last frame that it causes."""
        self.drain()
        began = time.perf_counter()
        resize(self._master, columns, rows)
        last = began
        while chunk := self._read(time.perf_counter() + (2.0 if last == began else 0.3)):
            if FRAME_END in chunk:
                last = time.perf_counter()
        return (last - began) * 1000

    def drain(self) -> None:
        """Read until nothing has come for a while."""
        while self._read(time.perf_counter() + QUIET):
            pass

    def settle(self, quiet: float = 1.0, timeout: float = 600.0) -> None:
        """Wait until the process has done next to nothing for some seconds: its work is over."""
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline:
            before = self._cpu()
            until = time.perf_counter() + quiet
            while time.perf_counter() < until:
                self._read(until)
            if not self._cpu() - before > 0.03 * quiet:
                return
        raise TimeoutError(f"still busy after {timeout} s")

    def memory(self) -> float:
        """Resident memory in megabytes (Linux)."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        return int(status.partition("VmRSS:")[2].split()[0]) / 1024

    def _cpu(self) -> float:
        """Seconds of processor time used so far (Linux; NaN elsewhere)."""
        try:
            return time.clock_gettime((~self.process.pid << 3) | 2)  # its CPUCLOCK_SCHED
        except (AttributeError, OSError):
            return math.nan

    def _read(self, deadline: float) -> bytes:
        """What comes before a deadline of the clock; nothing where nothing does."""
        wait = max(0.0, deadline - time.perf_counter())
        if not select.select([self._master], [], [], wait)[0]:
            return b""
        try:
            data = os.read(self._master, 1 << 20)
        except OSError as error:
            raise RuntimeError(f"ended with {self.process.wait()}") from error
        if SYNC_QUERY in data:
            os.write(self._master, SYNC_ANSWER)
        return data


def environment(home: Path) -> dict[str, str]:
    """The environment of a person at a modern terminal, with a home of its own."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "CROSSREAD_STORE": str(home / "annotations.json"),
        "CROSSREAD_ANNOTATOR": "bench",
    }


def p95(times: Sequence[float]) -> float:
    """The time that 19 of 20 do not exceed."""
    return quantiles(times, n=20, method="inclusive")[-1]


def summary(times: Sequence[float]) -> str:
    """Median, 95th percentile and worst of some milliseconds, as a row of a table."""
    return f"{median(times):8.1f} {p95(times):8.1f} {max(times):8.1f}"
