"""The command between pipes and a terminal: an article on stdin, and progress."""

from __future__ import annotations

import json
from pathlib import Path

from tests.terminal.conftest import Open
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
