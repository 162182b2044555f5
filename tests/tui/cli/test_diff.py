"""`crossread diff`: aligned blocks, the words that are gone and those that have come."""

from __future__ import annotations

import json
import os
import re
import subprocess
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


def terminal_env(**more: str) -> dict[str, str]:
    """The environment of a plain terminal, without what this one says of itself."""
    return {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TERM": "xterm", **more}


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
    env = terminal_env(NO_COLOR=no_color, PAGER="cat")
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


@pytest.mark.parametrize("columns", [100, 160])
def test_a_wide_terminal_has_the_sides_next_to_each_other(pair: Path, columns: int) -> None:
    env = terminal_env(NO_COLOR="1", PAGER="cat")
    command = [COMMAND, "diff", "a.txt", "b.txt"]
    with Terminal(command, env=env, cwd=pair, columns=columns, rows=60) as terminal:
        assert terminal.finish() == 1
        column, row = terminal.find("[-!87-]")
        other, other_row = terminal.find("{+!93+}")
        middle = terminal.screen.display[row].index("│")
        assert column < middle < other
        assert row == other_row
        assert b"\x1b" not in terminal.raw
        bars = {line.find("│") for line in terminal.screen.display if "│" in line}
        assert bars == {middle}
    with Terminal([*command, "--unified"], env=env, cwd=pair, columns=columns) as terminal:
        assert terminal.finish() == 1
        assert "│" not in terminal.text
        assert "[-!87-]{+!93+}" in terminal.text


def test_the_pager_of_the_user_gets_the_diff(pair: Path, tmp_path: Path) -> None:
    pager = tmp_path / "my pager"
    pager.write_text('#!/bin/sh\necho "through: $LESS"\nexec cat\n', encoding="utf-8")
    pager.chmod(0o755)
    env = terminal_env(PAGER=f"'{pager}'")
    with Terminal([COMMAND, "diff", "a.txt", "b.txt"], env=env, cwd=pair, rows=60) as terminal:
        assert terminal.finish() == 1
        assert terminal.text.startswith("through: FRX\n---")


def test_a_pager_that_is_left_at_once_or_is_not_there_is_no_traceback(pair: Path) -> None:
    for pager, shown in (("true", False), ("no-such-pager", True)):
        env = terminal_env(PAGER=pager)
        with Terminal([COMMAND, "diff", "a.txt", "b.txt"], env=env, cwd=pair) as terminal:
            assert terminal.finish() == 1
            assert ("+++" in terminal.text) == shown
            assert "Traceback" not in terminal.text


def git(folder: Path, *words: str) -> str:
    """What git says, with crossread as its diff."""
    env = {
        **os.environ,
        "GIT_EXTERNAL_DIFF": f"'{COMMAND}' diff --git",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
    }
    who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
    done = subprocess.run(
        ["git", *who, *words], cwd=folder, env=env, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_git_shows_a_change_of_prose(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    article = tmp_path / "ferry.txt"
    article.write_text(f"{FERRY.format(87)}\n\n{SHEEP}\n", encoding="utf-8")
    (tmp_path / "gone.txt").write_text(LIGHT, encoding="utf-8")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "one")
    article.write_text(f"{FERRY.format(93)}\n\n{SHEEP}\n", encoding="utf-8")
    (tmp_path / "gone.txt").unlink()
    out = git(tmp_path, "diff")
    assert "diff ferry.txt\n--- " in out
    assert "with [-!87-]{+!93+} people" in out
    assert "diff gone.txt\ndeleted file\n" in out
    assert f"[-{LIGHT.split()[0]}" in out and "git-blob" not in out


def test_git_shows_what_is_new_moved_or_of_another_mode(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    old = tmp_path / "old.txt"
    old.write_text(f"{FERRY.format(87)}\n\n{SHEEP}\n", encoding="utf-8")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "one")
    old.rename(tmp_path / "now.txt")
    (tmp_path / "now.txt").chmod(0o755)
    (tmp_path / "new.txt").write_text(LIGHT, encoding="utf-8")
    git(tmp_path, "add", ".")
    out = git(tmp_path, "diff", "-M", "HEAD")
    assert "diff new.txt\nnew file\n" in out and f"{{+{LIGHT.split()[0]}" in out
    assert "diff old.txt\nrenamed to now.txt\nmode 100644, now 100755\n" in out
    out = git(tmp_path, "difftool", "-y", "-x", f"'{COMMAND}' diff", "HEAD", "--", "new.txt")
    assert f"{{+{LIGHT.split()[0]}" in out


def test_blocks_in_other_words_are_printed_whole_with_the_facts_that_differ(
    run: Run, tmp_path: Path
) -> None:
    left = (
        "Harbour master Ilse Roon said on Tuesday that 87 passengers were brought ashore in boats"
        " after the ferry Maren Tide struck the outer breakwater of Vellmouth."
    )
    right = (
        "It took three hours to empty the Maren Tide. By nightfall some 93 passengers sat in the"
        " school, captain Dorn told reporters: the outer breakwater had opened the hull of the ferry."
    )
    (tmp_path / "a.txt").write_text(left + "\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text(right + "\n", encoding="utf-8")
    done = run("diff", "a.txt", "b.txt", cwd=tmp_path)
    assert done.status == 1
    assert "in other words: left 1 right 1\n" in done.out
    assert left.replace("87", "[-!87-]") + "\n" in done.out
    assert right.replace("93", "{+!93+}") + "\n" in done.out
    coloured = run("diff", "--color", "always", "a.txt", "b.txt", cwd=tmp_path).out
    assert "\x1b[1mouter breakwater\x1b[0m" in coloured
    parts = json.loads(run("diff", "--json", "a.txt", "b.txt", cwd=tmp_path).out)["parts"]
    assert len(parts[0]["edits"]) > 2
