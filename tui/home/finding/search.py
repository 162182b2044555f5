"""A search in an archive that goes on beside the app, in a process of its own."""

from __future__ import annotations

import pickle
import subprocess
from collections.abc import Callable, Sequence
from contextlib import suppress
from threading import Thread

import msgspec

from annotations.processes import python_command, safe_environment
from tui.home.finding.answers import Answer, Asked, Failed, Outcome

GRACE = 0.3
"""Seconds that a search has to close its index before it is killed; that harms no index either.

By then the next one, which may begin at once, has not come to the index yet.
"""


class ArchiveSearch:
    """Searches the files and folders of some names; `tell` gets each answer, on another thread.

    What was read when it is closed is kept in the index of the archive, and not read again.
    """

    def __init__(self, names: Sequence[str], tell: Callable[[Answer], object]) -> None:
        self._tell = tell
        self._closed = False
        self._process = subprocess.Popen(
            python_command("tui.home.finding.process"),
            env=safe_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._write(msgspec.json.encode(list(names)))
        Thread(target=self._listen, daemon=True).start()

    def ask(self, does: str, *events: int) -> None:
        """Ask for the `preview` of an event, or for all articles of some to `keep`."""
        self._write(msgspec.json.encode(Asked(does, events)))

    def close(self) -> None:
        """End it, whatever it does; returns at once."""
        if not self._closed:
            self._closed = True
            with suppress(OSError):
                assert self._process.stdin is not None
                self._process.stdin.close()
            Thread(target=self._end, daemon=True).start()

    def _end(self) -> None:
        try:
            self._process.wait(GRACE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _write(self, line: bytes) -> None:
        with suppress(OSError, ValueError):  # it has ended, and the thread that listens says so
            assert self._process.stdin is not None
            self._process.stdin.write(line + b"\n")
            self._process.stdin.flush()

    def _listen(self) -> None:
        out = self._process.stdout
        assert out is not None
        found = False
        # What our own process wrote to our own pipe: no pickle from elsewhere is ever read.
        with out, suppress(EOFError, OSError, pickle.UnpicklingError):
            while True:
                answer: Answer = pickle.load(out)
                found = found or isinstance(answer, Outcome | Failed)
                if self._closed:
                    return
                self._tell(answer)
                if isinstance(answer, Failed):
                    return
        if not self._closed:
            words = "the archive can be asked no more" if found else "the search ended midway"
            self._tell(Failed(f"{words}; is there memory left?"))
