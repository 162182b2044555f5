"""A command started in a pseudo terminal of its own."""

from __future__ import annotations

import fcntl
import os
import signal
import struct
import subprocess
import termios
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

SYNC_QUERY = b"\x1b[?2026$p"
SYNC_ANSWER = b"\x1b[?2026;2$y"
"""What a terminal says that knows synchronised updates (mode 2026), and has none running."""


def spawn(
    command: Sequence[str | Path],
    *,
    env: Mapping[str, str],
    columns: int,
    rows: int,
    cwd: Path | None = None,
    stdin: bytes | None = None,
) -> tuple[subprocess.Popen[bytes], int]:
    """Start a command; return it and the descriptor of its terminal's other side.

    Its stdin is the terminal too, unless bytes to read are given.
    """
    master, slave = os.openpty()
    resize(master, columns, rows)
    process = subprocess.Popen(
        list(map(str, command)),
        stdin=slave if stdin is None else subprocess.PIPE,
        stdout=slave,
        stderr=slave,
        env=dict(env),
        cwd=cwd,
        start_new_session=True,
        preexec_fn=_as_from_a_shell,
    )
    os.close(slave)
    if process.stdin is not None:
        process.stdin.write(stdin or b"")
        process.stdin.close()
    return process, master


def record(
    command: Sequence[str | Path], *, env: Mapping[str, str], columns: int, rows: int, cwd: Path
) -> tuple[int, bytes]:
    """Run a command that ends by itself; return its exit status and all that it sent."""
    process, master = spawn(command, env=env, columns=columns, rows=rows, cwd=cwd)
    sent = bytearray()
    try:
        with suppress(OSError):  # EIO: the command has closed its end
            while data := os.read(master, 1 << 16):
                sent += data
                if SYNC_QUERY in data:
                    os.write(master, SYNC_ANSWER)
        return process.wait(), bytes(sent)
    finally:
        process.kill()
        os.close(master)


def _as_from_a_shell() -> None:
    """In the new process: take the terminal, and be interruptible whoever runs the tests."""
    fcntl.ioctl(1, termios.TIOCSCTTY, 0)
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def resize(master: int, columns: int, rows: int) -> None:
    """Give the terminal another size, in cells; whoever runs in it is told by the system."""
    fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
