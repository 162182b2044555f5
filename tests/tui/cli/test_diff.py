"""`crossread diff`: aligned blocks, the words that are gone and those that have come."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from annotations.articles import Article, read_article
from tests.terminal.screen import Terminal
from tests.tui.cli.command import COMMAND, Run
from tui.sample import sample_paths

LEFT, RIGHT = map(str, sample_paths())

FERRY = "The ferry Maren Tide struck the breakwater with {} people aboard on Tuesday."
SHEEP = "Nine hundred sheep were counted on Skerrin in the month of March."
LIGHT = "Councillor Ardwin voted to repair the lamp of the outer light."


@pytest.fixture
def pair(tmp_path: Path) -> Path:
    """Two articles: a number changed, a paragraph moved, one gone, one come, one the same."""
    same = "The board will hold a hearing in the town hall of Vellmouth."
    left = [FERRY.format(87), same, SHEEP, LIGHT, "Only the Dispatch has heard of tea and buns."]
    right = [SHEEP, FERRY.format(93), same, LIGHT, "An opera was sung by four bakers in Oslo."]
    (tmp_path / "a.txt").write_text("\n\n".join(left) + "\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("\n\n".join(right) + "\n", encoding="utf-8")
    return tmp_path


def test_signs_mark_what_is_gone_and_what_has_come(run: Run, pair: Path) -> None:
    done = run("diff", "a.txt", "b.txt", cwd=pair)
    assert done.status == 1
    assert "changed left 1 right 2\n" in done.out
    assert "with [-!87-]{+!93+} people" in done.out
    assert "moved left 3 right 1\n" + SHEEP in done.out
    assert "[-Only the Dispatch has heard of tea and buns.-]" in done.out
    assert "{+An opera was sung by four bakers in Oslo.+}" in done.out
    assert "… 2 unchanged" in done.out.partition("+!93+}")[2]
    assert "\x1b" not in done.out


def test_colour_has_a_style_beside_it(run: Run, pair: Path) -> None:
    done = run("diff", "--color", "always", "a.txt", "b.txt", cwd=pair)
    assert "\x1b[1;31;9;7m87\x1b[0m\x1b[1;32;4;7m93\x1b[0m" in done.out
    assert "[-" not in done.out
    signs = run("diff", "a.txt", "b.txt", cwd=pair).out
    plain = re.sub(r"\x1b\[[0-9;]*m", "", done.out)
    assert plain == re.sub(r"\[-!?|-\]|\{\+!?|\+\}", "", signs)


@pytest.mark.parametrize(("no_color", "coloured"), [("", True), ("1", False)])
def test_a_terminal_is_coloured_unless_no_color_is_set(
    pair: Path, no_color: str, coloured: bool
) -> None:
    env = {**os.environ, "TERM": "xterm", "NO_COLOR": no_color}
    with Terminal([COMMAND, "diff", "a.txt", "b.txt"], env=env, cwd=pair) as terminal:
        assert terminal.finish() == 1
        assert (b"\x1b[1;31;9;7m87" in terminal.raw) == coloured
        assert ("[-!87-]" in terminal.text) != coloured


@pytest.mark.parametrize("path", [LEFT, RIGHT])
def test_an_article_does_not_differ_from_itself(run: Run, path: str) -> None:
    done = run("diff", path, path)
    assert done.status == 0
    blocks = sum(block.aligned for block in read_article(path).blocks)
    assert done.out.endswith(f"… {blocks} unchanged\n")
    assert run("diff", "--stat", path, path).out.split() == [str(blocks), "unchanged"]


def test_json_edits_turn_left_into_right(run: Run) -> None:
    left, right = read_article(LEFT), read_article(RIGHT)
    done = run("diff", "--json", LEFT, RIGHT)
    assert done.status == 1
    parts = json.loads(done.out)["parts"]
    told_left, told_right = [], []
    for part in parts:
        told_left += part["left"]
        told_right += part["right"]
        if not part["edits"]:
            assert part["state"] in ("only-left", "only-right", "elsewhere")
            continue
        gone = come = ""
        for edit in part["edits"]:
            old, new = left.text[slice(*edit["left"])], right.text[slice(*edit["right"])]
            gone, come = gone + old, come + new
            assert (old == new) == (edit["op"] == "equal") == (not edit["kinds"])
        assert gone == text_of(left, part["left"])
        assert come == text_of(right, part["right"])
    assert sorted(told_left) == [block.index for block in left.blocks if block.aligned]
    assert sorted(told_right) == [block.index for block in right.blocks if block.aligned]


def text_of(article: Article, blocks: list[int]) -> str:
    """The text of neighbouring blocks, what lies between them included."""
    return article.text[article.blocks[blocks[0]].start : article.blocks[blocks[-1]].end]


def test_stat_counts_blocks_and_kinds(run: Run, pair: Path) -> None:
    done = run("diff", "--stat", "a.txt", "b.txt", cwd=pair)
    assert done.status == 1
    assert sorted(" ".join(line.split()) for line in done.out.splitlines()) == [
        "1 edited",
        "1 moved",
        "1 of number",
        "1 only-left",
        "1 only-right",
        "2 unchanged",
    ]


def test_changes_keeps_only_blocks_where_such_a_thing_changed(run: Run, pair: Path) -> None:
    done = run("diff", "--changes", "numbers", "a.txt", "b.txt", cwd=pair)
    assert done.status == 1
    assert "{+!93+}" in done.out
    assert SHEEP not in done.out
    assert run("diff", "--changes", "quotes", "a.txt", "b.txt", cwd=pair).status == 0
