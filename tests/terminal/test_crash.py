"""Whatever ends the reader, the terminal is given back and what was saved is there."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.terminal.conftest import COMMAND, Open
from tests.terminal.screen import Terminal

ALIGNED = "links between paragraphs"
TEXT = "The heron at the mill pond was green, said nobody in particular.\n"

BROKEN = """
import sys
from tui.features.comparing.diffing import Diffing
from tui.features.exporting import Exporting
from annotations.store import Store

def fail(self, *arguments):
    sentence = self._host.session.articles[0].text
    raise KeyError(sentence)

def fail_in_saver(self):
    sentence = self._host.session.articles[0].text
    self._host.keeper.background(lambda store: [][sentence])

Diffing.toggle = fail
Exporting.begin = fail_in_saver
from tui.cli import main
sys.exit(main(sys.argv[1:]))
"""
"""The command with two keys that crash: `d` on the screen's thread, `E` on the saver's."""


@pytest.fixture
def broken(env: dict[str, str], tmp_path: Path) -> Terminal:
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(f"{name}\n\n{TEXT}")
    words = [sys.executable, "-c", BROKEN, "one.txt", "two.txt"]
    with Terminal(words, env={**env, "PYTHONPATH": ":".join(sys.path)}, cwd=tmp_path) as terminal:
        yield terminal


def given_back(terminal: Terminal) -> bool:
    return b"\x1b[?1049l" in terminal.raw and b"\x1b[?1003l" in terminal.raw


def saved(env: dict[str, str]) -> list[str]:
    done = subprocess.run([COMMAND, "export"], env=env, capture_output=True, text=True, check=True)
    records = map(json.loads, done.stdout.splitlines())
    return [record["quote"] for record in records if record["type"] == "annotation"]


@pytest.mark.parametrize("key", ["d", "E"])
def test_a_crash_leaves_a_terminal_a_line_and_a_report(
    broken: Terminal, env: dict[str, str], home: Path, key: str
) -> None:
    broken.wait_for(ALIGNED)
    broken.press("J", "c", key)
    assert broken.finish() == 70
    assert given_back(broken)
    said = broken.raw.rpartition(b"\x1b[?1049l")[2].decode()
    kind = {"d": "KeyError", "E": "TypeError"}[key]
    assert f"something went wrong that should not ({kind}); all is saved" in said
    assert "Traceback" not in said
    (report,) = (home / ".local/state/crossread/crashes").iterdir()
    assert report.name in said
    text = report.read_text()
    assert kind in text and "textual 8" in text and "Reader, 120×40" in text
    assert "heron" not in text and "heron" not in said
    assert str(home) not in text
    if key == "d":
        assert "in fail" in text and "tui/features/actions.py" in text
    assert saved(env) == [TEXT.strip()]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_the_reader_as_the_user_would(
    crossread: Open, env: dict[str, str], number: signal.Signals
) -> None:
    reader = crossread()
    reader.wait_for(ALIGNED)
    reader.press("J", "c")
    reader.wait_for("tag claim")
    reader.signal(number)
    assert reader.finish() == 128 + number
    assert given_back(reader)
    assert len(saved(env)) == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_the_reader_also_where_nobody_drains_the_terminal(
    crossread: Open, env: dict[str, str], number: signal.Signals
) -> None:
    reader = crossread()
    reader.wait_for(ALIGNED)
    reader.press("J", "c")
    reader.wait_for("tag claim")
    for _ in range(60):  # each paints more than the terminal still takes
        reader.press("G", "g")
        time.sleep(0.02)
    reader.signal(number)
    assert reader.leave() == 128 + number
    assert len(saved(env)) == 1


def told(screen: str) -> list[str]:
    """The page without its two bars and the nearest passages, which come from a thread, one by one."""
    near = re.compile(r"~\d+")
    return [near.sub(lambda at: " " * len(at[0]), line) for line in screen.splitlines()[:-2]]


def test_unknown_sequences_and_pastes_do_nothing(crossread: Open, env: dict[str, str]) -> None:
    reader = crossread()
    reader.wait_for(ALIGNED)
    reader.press("J", "c")
    reader.wait_for("saved ")
    page = told(reader.text)
    reader.write(b"\x1b[99;99X\x1b]11;rgb:cccc/ssss/dddd\x1b\\\x1bP>|uutst(3)\x1b\\")
    reader.write(b"\x1b[200~uqtcs\x1b[3~\x1b[99;99Xdq\nq\x1b[201~")
    reader.press("tab", "shift+tab")
    reader.press("i")
    reader.wait_for("esc saves")
    reader.press("escape")
    reader.wait_for(lambda screen: "esc saves" not in screen.text)
    assert told(reader.text) == page
    reader.press("q")
    assert reader.finish() == 0
    assert len(saved(env)) == 1


def test_bytes_that_are_no_text_do_nothing(crossread: Open, env: dict[str, str]) -> None:
    reader = crossread()
    reader.wait_for(ALIGNED)
    reader.write(b"\xc3")
    reader.write(b"J\xff\xfe\xe4c\x80")
    reader.wait_for("tag claim")
    reader.press("i")
    reader.wait_for("esc saves")
    reader.write(b"na\xefve \xc3\xa9t\xc3\xa9")
    reader.wait_for("nave été")
    reader.press("escape")
    reader.wait_for(lambda screen: "esc saves" not in screen.text)
    reader.press("q")
    assert reader.finish() == 0
    assert len(saved(env)) == 1
