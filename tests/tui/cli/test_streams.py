"""Output that does not arrive: full, closed, left by its reader. One line, a status, no traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from annotations.store import Store
from tests.store.support import opened, tagged
from tests.tui.cli.command import COMMAND
from tui.cli.main import COMMANDS
from tui.sample import sample_paths

LEFT, RIGHT = map(str, sample_paths())

PRINTING = {
    "help": ["--help"],
    "version": ["--version"],
    "export": ["export"],
    "align": ["align", "--json", LEFT, RIGHT],
    "align, as rows": ["align", LEFT, RIGHT],
    "align, a batch": ["align", "--batch", "batch.jsonl"],
    "diff": ["diff", LEFT, RIGHT],
    "diff, as JSON": ["diff", "--json", LEFT, RIGHT],
    "diff, called by git": ["diff", "--git", "a.txt", LEFT, "0", "1", RIGHT, "0", "1"],
    "find": ["find", LEFT, RIGHT, "--index", "found"],
    "search": ["search", "the", "--index", "found"],
    "suggest": ["suggest", LEFT, RIGHT],
    "read": ["read", "--plain"],
    "list": ["list", "--help"],
    "show": ["show", "--help"],
    "counts": ["counts", "--help"],
    "check": ["check", "--store", "bad.json"],
    "import": ["import", "--help"],
    "serve": ["serve", "--help"],
}
"""Words that print something on stdout, for each subcommand."""

needs_full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a store, one with a problem, and a batch."""
    store, pair = opened(tmp_path)
    with store:
        tagged(store, pair)
    (tmp_path / "batch.jsonl").write_text('{"id": 1, "left": ["A ferry."], "right": []}\n' * 3)
    with Store.open(tmp_path / "bad.json") as bad:
        bad.tinydb.table("relations").insert({"id": "r"})
    return tmp_path


def environment(folder: Path) -> Mapping[str, str]:
    return {**os.environ, "CROSSREAD_STORE": str(folder / "annotations.json")}


def shell(
    folder: Path, words: list[str], redirection: str, stdout: int = subprocess.PIPE
) -> subprocess.CompletedProcess[str]:
    """Run a command with redirections as `sh` knows them."""
    return subprocess.run(
        ["/bin/sh", "-c", f'exec "$0" "$@" {redirection}', *words],
        cwd=folder, env=environment(folder), stdout=stdout, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


class Ran(NamedTuple):
    """What one command said, and its status."""

    status: int
    out: str
    err: str


def each(folder: Path, redirection: str, stdout: int = subprocess.PIPE) -> dict[str, Ran]:
    """Run every command of `PRINTING`, one after the other in one process, with a redirection."""
    code = (
        "import json, os, pathlib, sys; from tui.cli import main\n"
        "def part():\n"
        "    for descriptor in (1, 2):\n"
        "        try: os.write(descriptor, b'\\0')\n"
        "        except OSError: pass\n"
        "statuses = [(main(words), part())[0] for words in json.loads(sys.argv[1])]\n"
        "pathlib.Path('statuses').write_text(json.dumps(statuses))"
    )
    words = [sys.executable, "-c", code, json.dumps(list(PRINTING.values()))]
    done = shell(folder, words, redirection, stdout)
    assert done.returncode == 0, done.stderr
    statuses = json.loads((folder / "statuses").read_text())
    said = [(stream or "").split("\0") for stream in (done.stdout, done.stderr)]
    assert all(parts[-1] == "" for parts in said), "something was said while Python ended"
    filled = [parts[:-1] or [""] * len(statuses) for parts in said]
    return {name: Ran(*ran) for name, *ran in zip(PRINTING, statuses, *filled, strict=True)}


def test_every_subcommand_is_tried_here() -> None:
    assert COMMANDS.keys() <= {name.partition(",")[0] for name in PRINTING}


@needs_full
@pytest.mark.parametrize(
    ("redirection", "reason"),
    [(">/dev/full", "No space left on device"), (">&-", "standard output is closed")],
    ids=["full", "closed"],
)
def test_stdout_that_takes_nothing_is_one_line(folder: Path, redirection: str, reason: str) -> None:
    for name, done in each(folder, redirection).items():
        assert done.status == 2, name
        assert done.err.startswith("crossread: standard output "), name
        assert reason in done.err, name
        assert done.err.count("\n") == 1, name


@needs_full
@pytest.mark.parametrize("redirection", ["2>/dev/full", "2>&-"], ids=["full", "closed"])
def test_stderr_that_takes_nothing_changes_nothing_else(folder: Path, redirection: str) -> None:
    told, silent = each(folder, ""), each(folder, redirection)
    for name in PRINTING:
        assert told[name].out, name
        assert silent[name][:2] == told[name][:2], name


def test_a_reader_that_went_away_is_no_traceback(folder: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    ran = each(folder, "", writer)
    os.close(writer)
    for name, done in ran.items():
        assert (done.status, done.err) == (141, ""), name


@needs_full
@pytest.mark.parametrize("words", [["--help"], ["export"]], ids=" ".join)
def test_the_end_of_the_process_adds_nothing(folder: Path, words: list[str]) -> None:
    """Python flushes once more on its way out, and would say so where that fails."""
    done = shell(folder, [str(COMMAND), *words], ">/dev/full")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1


@needs_full
@pytest.mark.parametrize("redirection", ["2>/dev/full", ">&-"], ids=["full", "closed"])
def test_what_prints_nothing_does_its_work_all_the_same(folder: Path, redirection: str) -> None:
    command = str(COMMAND)
    assert shell(folder, [command, "export", "-o", "out.jsonl"], redirection).returncode == 0
    words = [command, "import", "out.jsonl", "--store", "new.json"]
    assert shell(folder, words, redirection).returncode == 0
    with Store.open(folder / "new.json", read_only=True) as store:
        assert len(store.annotations()) == 1


def test_words_for_a_closed_stderr_do_not_land_in_the_data(folder: Path) -> None:
    """Python prints to stdout what goes to a `None`."""
    done = shell(folder, [str(COMMAND), "import", "nothing.jsonl"], "2>&-")
    assert (done.returncode, done.stdout) == (2, "")


def test_no_file_takes_the_number_of_a_closed_descriptor(folder: Path) -> None:
    """What a library prints must not be written into the store."""
    code = (
        "import os, sys; from tui.cli import main; from tui.cli.commands import check\n"
        "check.as_line = lambda problem: os.write(1, b'stray') and ''\n"
        "sys.exit(main(['check', '--store', 'bad.json']))"
    )
    before = (folder / "bad.json").read_bytes()
    done = shell(folder, [sys.executable, "-c", code], ">&- <&-")
    assert "Bad file descriptor" in done.stderr
    assert (folder / "bad.json").read_bytes() == before


def test_a_closed_stdin_is_an_empty_one(folder: Path) -> None:
    done = shell(folder, [str(COMMAND), "align", "--batch", "-"], "<&-")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
