"""A terminal for each test, with a home and a store of its own."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

import pytest

from tests.terminal.screen import Terminal

COMMAND = Path(sys.executable).parent / "crossread"
"""The installed command."""


class Open(Protocol):
    """Starts `crossread` with some words in a terminal of a given size."""

    def __call__(
        self,
        *words: str | Path,
        columns: int = 120,
        rows: int = 40,
        stdin: bytes | None = None,
        **env: str,
    ) -> Terminal: ...


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture
def env(home: Path) -> dict[str, str]:
    """The environment of a person at a modern terminal, and nothing of this machine's.

    What is suggested is found at leisure: its signs would be on some screens and not on others.
    """
    config = home / "config.toml"
    config.write_text("signs = false\n", encoding="utf-8")
    return {
        "CROSSREAD_CONFIG": str(config),
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "CROSSREAD_ANNOTATOR": "ada",
    }


@pytest.fixture
def crossread(env: dict[str, str], tmp_path: Path) -> Iterator[Open]:
    """Starts the command; whatever is still running at the end of the test is killed."""
    with ExitStack() as terminals:

        def start(
            *words: str | Path,
            columns: int = 120,
            rows: int = 40,
            stdin: bytes | None = None,
            **more: str,
        ) -> Terminal:
            terminal = Terminal(
                [COMMAND, *words],
                env={**env, **more},
                columns=columns,
                rows=rows,
                cwd=tmp_path,
                stdin=stdin,
            )
            return terminals.enter_context(terminal)

        yield start
