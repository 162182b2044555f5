"""Break the program in one small place at a time, and show which tests go red (mutation testing).

A mutation that no test notices is a behaviour that nobody holds: it survives. The mutations are
picked by hand, one table a room of the house; each names the one file of tests that should notice.
"""

from __future__ import annotations

import compileall
import contextlib
import io
import os
import re
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HANGS = 600
"""Seconds after which a run of tests is given up; a mutation that never ends is noticed too."""

_FROM_ELSEWHERE = (
    *("hypothesis.strategies", "numpy", "rapidfuzz.fuzz", "rapidfuzz.distance"),
    *("orjson", "msgspec", "regex", "tinydb", "markdown_it", "jsonschema", "lxml.etree"),
)

_RED = re.compile(r"^(?:FAILED|ERROR) (?:tests/)?(.+?)(?: - .*)?$", re.MULTILINE)


@dataclass(frozen=True)
class Mutation:
    """One small change: in `file`, `old`, which is there once, becomes `new`.

    `tests` is the file of tests that should go red, without `.py`; both are told from the folders
    of the room.
    """

    name: str
    tests: str
    file: str
    old: str
    new: str


@dataclass(frozen=True)
class Room:
    """The mutations of one part of the program, whose source and tests lie in two folders."""

    name: str
    source: str
    tests: str
    mutations: tuple[Mutation, ...]

    def path(self, mutation: Mutation) -> str:
        """The file that a mutation changes, from the top of the project on."""
        return f"{self.source}/{mutation.file}"

    def test_path(self, mutation: Mutation) -> str:
        """The file of tests that should notice it, from the top of the project on."""
        return f"{self.tests}/{mutation.tests}.py"


def mutated(room: Room, mutation: Mutation, root: Path = ROOT) -> str:
    """The source of the mutation's file, of the project below `root`, with the mutation in it.

    Raises AssertionError where the text to change is not there exactly once.
    """
    source = (root / room.path(mutation)).read_text(encoding="utf-8")
    places = source.count(mutation.old)
    assert places == 1, f"{mutation.name}: {mutation.old!r} is in {mutation.file} {places} times"
    return source.replace(mutation.old, mutation.new)


class Copy:
    """A copy of the project that mutations are put into, one after another."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for part in ("annotations", "tests"):
            shutil.copytree(ROOT / part, root / part, ignore=_ignored)
        shutil.copy(ROOT / "pyproject.toml", root)
        compileall.compile_dir(root / "annotations", quiet=2)
        self._green: dict[str, list[str]] = {}

    def red(self, room: Room, mutation: Mutation) -> list[str]:
        """The test that fails first with a mutation in place; empty for none.

        Raises AssertionError where a test of the file fails without it: that would tell nothing.
        """
        path = room.test_path(mutation)
        if path not in self._green:
            self._green[path] = self._failed(path)
        assert not self._green[path], f"red without any mutation: {self._green[path]}"
        with self._changed(room.path(mutation), mutated(room, mutation, self.root)):
            return self._failed(path)

    @contextlib.contextmanager
    def _changed(self, path: str, text: str) -> Iterator[None]:
        """Let a file have another text for a while; its old time says that its bytecode is right."""
        file = self.root / path
        before, times = file.read_bytes(), (file.stat().st_atime, file.stat().st_mtime)
        file.write_text(text, encoding="utf-8")
        try:
            yield
        finally:
            file.write_bytes(before)
            os.utime(file, times)

    def _failed(self, path: str) -> list[str]:
        """The first test of a file that fails."""
        with tempfile.TemporaryFile("w+", encoding="utf-8") as out:
            child = os.fork()
            if not child:
                os.dup2(out.fileno(), 1)
                os.dup2(out.fileno(), 2)
                os._exit(_tested(self.root, path))
            _, status = os.waitpid(child, 0)
            out.seek(0)
            told = out.read()
        if os.WIFSIGNALED(status):
            return [f"{path}: ended by signal {os.WTERMSIG(status)}"]
        found = [name.replace(".py::test_", ": ") for name in _RED.findall(told)]
        return found or ([] if os.WEXITSTATUS(status) == 0 else [f"{path}: {told[-300:]}"])


def _tested(root: Path, path: str) -> int:
    """Run a file of tests of a copy in this process, which is a child made for it; its status.

    What the project imports from elsewhere is there from the parent: most of the time of so short
    a run goes into imports.
    """
    signal.alarm(HANGS)  # ends the process
    os.chdir(root)
    sys.dont_write_bytecode = True
    for name in [name for name in sys.modules if name.partition(".")[0] == "tests"]:
        del sys.modules[name]
    sys.path.insert(0, str(root))
    sys.path_importer_cache.clear()
    os.environ.update(NO_COLOR="1", COLUMNS="400")
    options = ["-q", "-x", "--tb=no", "-p", "no:cacheprovider", "--override-ini=addopts=-rfE"]
    return int(pytest.main([path, *options]))


def _load() -> None:
    """Import what the tests import from elsewhere, and pytest with its plugins."""
    for name in _FROM_ELSEWHERE:
        with contextlib.suppress(ImportError):
            import_module(name)
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        pytest.main(["--version", "--version"])
    assert "annotations" not in sys.modules, "a copy could not be told from the project"


def _ignored(folder: str, names: Sequence[str]) -> set[str]:
    """What a copy does without: bytecode, and the tests that look at the whole project."""
    return {"__pycache__", ".hypothesis", "test_library.py", "test_table.py"} & set(names)


def table(rooms: Sequence[Room], words: Sequence[str]) -> int:
    """Print which test notices each mutation whose room or name has one of the words.

    Without words all are tried. Returns how many survive.
    """
    survivors = 0
    _load()
    with tempfile.TemporaryDirectory() as place:
        copy = Copy(Path(place))
        for room in rooms:
            chosen = [
                each
                for each in room.mutations
                if not words or any(word in f"{room.name}: {each.name}" for word in words)
            ]
            noticed = 0
            for mutation in chosen:
                names = copy.red(room, mutation)
                noticed += bool(names)
                shown = names[0] if names else "**survives**"
                print(f"| {room.name} | {mutation.name} | {shown} |", flush=True)
            survivors += len(chosen) - noticed
            if chosen:
                print(f"{room.name}: {noticed} of {len(chosen)} noticed", file=sys.stderr)
    return survivors
