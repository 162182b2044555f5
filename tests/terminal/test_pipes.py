"""The command between pipes and a terminal: an article on stdin, and progress."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.terminal.conftest import COMMAND, Open
from tests.terminal.screen import Terminal
from tui.sample import sample_paths

LEFT, RIGHT = sample_paths()


def test_an_article_from_stdin_leaves_the_keyboard_to_the_reader(
    crossread: Open, home: Path
) -> None:
    reader = crossread("-", RIGHT, stdin=LEFT.read_bytes())
    reader.wait_for("links between paragraphs")
    reader.press("c")
    reader.wait_for("tag claim")
    reader.wait_for("saved ")
    reader.press("q")
    assert reader.finish() == 0
    assert reader.raw.count(b"\x1b[?1049l") == 1


def test_a_batch_says_how_far_it_is(crossread: Open, tmp_path: Path) -> None:
    pair = json.dumps({"id": 1, "left": ["The ferry sank."], "right": ["The ferry sank."]})
    (tmp_path / "pairs.jsonl").write_text(f"{pair}\n" * 3, encoding="utf-8")
    batch = crossread("align", "--batch", "pairs.jsonl")
    assert batch.finish() == 0
    assert batch.text.count('"pairs":[[0,0,') == 3
    assert "aligned 3" in batch.text


@pytest.mark.parametrize("redirected", ["2>log", "2>&-"])
def test_the_reader_draws_to_the_terminal_wherever_its_errors_go(
    env: dict[str, str], tmp_path: Path, redirected: str
) -> None:
    command = ["/bin/sh", "-c", f'exec "$0" {redirected}', COMMAND]
    with Terminal(command, env=env, cwd=tmp_path) as reader:
        reader.wait_for("links between paragraphs")
        reader.press("q")
        assert reader.finish() == 0
    log = tmp_path / "log"
    assert not log.exists() or log.read_bytes() == b""


def test_without_a_terminal_the_reader_says_so_in_one_line(env: dict[str, str]) -> None:
    done = subprocess.run([COMMAND, LEFT, RIGHT], env=env, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1 and "needs a terminal" in done.stderr
