"""No text acts on the terminal: every screen and every command, looked at byte by byte."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminal.hostile import ACTS, CONFIG, hostile_archive, hostile_store, strange
from tests.terminal.pseudo import record
from tui.cli.colour import COLOUR_SEQUENCE
from tui.cli.main import COMMANDS as COMMANDS_OF_CLI
from tui.features.actions import ACTIONS
from tui.features.contexts import CONTEXTS

ROOT = Path(__file__).parent.parent.parent
NOT_RUN = {"app.quit", "app.suspend", "home.quit"}
"""They end the walk: the one leaves, the other stops the process."""


def ids() -> set[str]:
    """The ids of all actions that the walk runs."""
    inside = {action.id for context in CONTEXTS.values() for action in context.actions}
    return (inside | {action.id for action in ACTIONS}) - NOT_RUN


@pytest.fixture
def store(tmp_path: Path) -> Path:
    folder = tmp_path / "store"
    folder.mkdir()
    return hostile_store(folder)


def test_nothing_that_is_shown_acts_on_the_terminal(
    env: dict[str, str], store: Path, tmp_path: Path
) -> None:
    """Every action of the registry is run, so that a new screen is looked at too."""
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")
    hostile_archive(tmp_path / "archive.jsonl")
    report = tmp_path / "report.json"
    words = [sys.executable, "-m", "tests.terminal.walk", report, "--store", store]
    here = {**env, "PYTHONPATH": str(ROOT), "CROSSREAD_CONFIG": str(tmp_path / "config.toml")}
    status, sent = record(words, env=here, columns=84, rows=24, cwd=tmp_path)
    told = json.loads(report.read_text("utf-8"))
    assert (status, told["faults"]) == (0, []), sent[-500:]
    assert ids() - set(told["ran"]) == set()
    assert strange(sent) == []
    assert "[b]mærk[/b]".encode() in sent
    assert told["parsed"] == [], "text from elsewhere was taken for markup"
    assert told["mended"] == [], "a widget did not make its text visible, so its widths are wrong"


NAME = f"no such {ACTS.replace(chr(0), '')}"
GIT = ["a", "{a}", "0", "1", "{b}", "0", "1"]
WORDS: dict[str, list[list[str]]] = {
    "read": [["--plain"], ["--plain", "{a}", "{b}"], [NAME, "{b}"]],
    "align": [["{a}", "{b}"], ["--json", "{a}", "{b}"], ["--explain", "{a}", "{b}"], [NAME, "{b}"]],
    "diff": [["--color", "always", "{a}", "{b}"], ["--json", "{a}", "{b}"], ["--git", *GIT]],
    "find": [["{a}", "{b}"], ["--json", "{a}", "{b}"], [NAME], ["--index", NAME, "{a}"]],
    "search": [["the"], ["the", "--index", NAME], [NAME]],
    "suggest": [["--all", "--explain", "{a}", "{b}"], ["--json", "{a}"], [NAME], ["--batch", NAME]],
    "export": [
        ["--format", each] for each in ("jsonl", "markdown", "html", "w3c", "prodigy", "qdc")
    ]
    + [["--format", NAME], ["-o", f"/nowhere/{NAME}"]],
    "import": [[NAME], ["{a}"]],
    "check": [[], ["--json"], ["--store", NAME]],
    "serve": [["--url", NAME], ["--port", NAME]],
}
OTHERS = [["{a}", "{b}"], [NAME], [f"--{NAME}"]]
"""For a command that has no line above yet."""
CASES = [
    [name, *words] for name in COMMANDS_OF_CLI for words in (*WORDS.get(name, OTHERS), OTHERS[2])
]
LINE = re.compile(rf"{COLOUR_SEQUENCE}|\r\n")
"""What the command line may send beside text."""


@pytest.mark.parametrize("terminal", [True, False], ids=["terminal", "file"])
def test_nothing_that_is_printed_acts_on_the_terminal(
    env: dict[str, str],
    store: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    terminal: bool,
) -> None:
    """All commands in one process each way, for a start of Python takes longer than they do."""
    files = sorted(path.as_posix() for path in store.parent.glob("*.txt"))
    cases = [[word.format(a=files[0], b=files[1]) for word in words] for words in CASES]
    (tmp_path / "cases.json").write_text(json.dumps(cases), encoding="utf-8")
    command = [sys.executable, "-c", RUN_ALL, tmp_path / "cases.json"]
    here = {**env, "PYTHONPATH": str(ROOT), "CROSSREAD_STORE": str(store), "PAGER": "cat"}
    if terminal:
        status, sent = record(command, env=here, columns=100, rows=30, cwd=tmp_path)
    else:
        done = subprocess.run(command, env=here, cwd=tmp_path, capture_output=True)
        status, sent = done.returncode, done.stdout + done.stderr
    assert status == 0, sent[-2000:]
    assert sent.count(b"status ") >= len(CASES)
    assert strange(sent, LINE) == []
    assert "mærk".encode() in sent


RUN_ALL = """
import json, sys
from pathlib import Path
from tui.cli import main
for words in json.loads(Path(sys.argv[1]).read_text()):
    print("status", main(words), words[0])
"""
