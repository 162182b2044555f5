"""Running the command in this process, and what it said."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple, Protocol

COMMAND = Path(sys.executable).parent / "crossread"
"""The installed command, for tests that need a process of its own."""


class Done(NamedTuple):
    """An exit status, and what was written to stdout and stderr."""

    status: int
    out: str
    err: str

    def one_line(self) -> str:
        """The single line on stderr, which is all that a user's mistake may cause."""
        assert self.err.startswith("crossread: "), self.err
        assert self.err.endswith("\n"), self.err
        assert self.err.count("\n") == 1, self.err
        return self.err


class Run(Protocol):
    """Runs `crossread` with some words; the store is a fresh one unless they name another."""

    def __call__(self, *words: str, cwd: Path | None = None) -> Done: ...
