"""The `crossread` command: where a word leads, what ends it, and that it starts quickly."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tui.cli.command import COMMAND, Run
from tui.cli.main import COMMANDS, first_word
from tui.sample import sample_paths

LEFT, RIGHT = map(str, sample_paths())


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_each_command_shows_examples(run: Run, name: str) -> None:
    done = run(name, "--help")
    assert done.status == 0
    assert done.out.startswith(f"usage: crossread {name}")
    assert f"crossread {name}" in done.out.partition("examples:")[2]
    assert "--store" in done.out


def test_help_names_every_command(run: Run) -> None:
    done = run("--help")
    assert done.status == 0
    assert done.err == ""
    for name in COMMANDS:
        assert f"\n  {name} " in done.out


def test_version_is_that_of_the_distribution(run: Run) -> None:
    from importlib.metadata import version

    assert run("--version").out == f"crossread {version('crossread')}\n"


@pytest.mark.parametrize(
    ("words", "index"),
    [
        (["a", "b"], 0),
        (["--store", "align", "b"], 2),
        (["--store=align", "diff"], 1),
        (["--plain", "-", "b"], 1),
        (["--annotator", "read"], None),
        (["--", "read", "align"], None),
        ([], None),
    ],
)
def test_the_first_word_is_no_option_and_no_value_of_one(
    words: list[str], index: int | None
) -> None:
    assert first_word(words) == index


def test_a_file_named_like_a_command_can_be_read(run: Run, tmp_path: Path) -> None:
    for name in ("read", "align"):
        (tmp_path / name).write_text(f"The {name} ferry was late on Tuesday.\n", encoding="utf-8")
    for words in (
        ["./read", "./align", "--plain"],
        ["read", "--plain", "read", "align"],
        ["--plain", "--", "read", "align"],
    ):
        done = run(*words, cwd=tmp_path)
        assert done.status == 0, done.err
        assert "The align ferry was late" in done.out


def test_options_of_every_command_may_stand_before_it(run: Run, tmp_path: Path) -> None:
    done = run("--store", str(tmp_path / "s.json"), "align", LEFT, RIGHT)
    assert (done.status, done.err) == (0, "")


def test_a_misspelt_command_is_told_the_right_one(run: Run) -> None:
    done = run("algin")
    assert done.status == 2
    assert "is `crossread align` meant?" in done.one_line()


@pytest.mark.parametrize(
    "words",
    [
        ["align", LEFT],
        ["align", "--jsn", LEFT, RIGHT],
        ["align", "--json", "--plain", LEFT, RIGHT],
        ["align", "--batch", "pairs.jsonl", LEFT, RIGHT],
        ["align", "-", "-"],
        ["read", "-", LEFT, "-"],
        ["show"],
        ["--nonsense"],
    ],
    ids=" ".join,
)
def test_bad_usage_is_one_line_that_names_the_help(run: Run, words: list[str]) -> None:
    done = run(*words)
    assert done.status == 2
    assert done.out == ""
    assert "--help)" in done.one_line()


def test_the_name_of_a_file_cannot_act_on_the_terminal(run: Run) -> None:
    done = run("align", "no\x1b[31m\nsuch\x07file", RIGHT)
    assert done.status == 2
    assert not set(done.one_line()) & set("\x1b\x07")


def test_the_reader_without_a_terminal_names_the_way_out(run: Run) -> None:
    done = run(LEFT, RIGHT)
    assert done.status == 2
    assert "`crossread read --plain`" in done.one_line()


def test_a_closed_pipe_is_no_traceback(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [COMMAND, "align", LEFT, RIGHT], stdout=writer, stderr=subprocess.PIPE, text=True
    )
    os.close(writer)
    assert done.stderr == ""
    assert done.returncode == 141


def test_an_interrupt_is_quiet(tmp_path: Path) -> None:
    with subprocess.Popen(
        [COMMAND, "align", "--batch", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # A suite in the background of a script has it ignored, and so would the command.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(b'{"id": 1, "left": ["The ferry sank."], "right": []}\n')
        process.stdin.flush()
        assert process.stdout.readline() == b'{"id":1,"pairs":[]}\n'
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=120)
    assert (process.returncode, out, err) == (130, b"", b"")


def test_a_terminal_of_another_encoding_gets_escapes(tmp_path: Path) -> None:
    done = subprocess.run(
        [COMMAND, "align", LEFT, RIGHT],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
    )
    assert done.returncode == 0
    assert rb"\u201cIt was like driving into a wall,\u201d" in done.stdout


@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        ["--version"],
        ["align", LEFT, RIGHT],
        ["diff", LEFT, RIGHT],
        ["read", "--plain"],
        ["export"],
        ["list"],
        ["check"],
    ],
    ids=" ".join,
)
def test_nothing_but_the_reader_loads_a_screen(words: list[str], tmp_path: Path) -> None:
    code = (
        "import sys; from tui.cli import main; main(sys.argv[1:]);"
        "print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        env={**os.environ, "CROSSREAD_STORE": str(tmp_path / "store.json")},
        capture_output=True,
        text=True,
    )
    tops = {name.partition(".")[0] for name in done.stderr.split()}
    assert "tui" in tops
    assert not tops & {"textual", "rich"}


def test_an_export_loads_nothing_that_aligns_or_compares(tmp_path: Path) -> None:
    code = "import sys; from tui.cli import main; main(['export']); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "CROSSREAD_STORE": str(tmp_path / "store.json")},
        capture_output=True,
        text=True,
    )
    assert "tui.cli.commands.export" in done.stderr.split()
    assert not {"numpy", "scipy", "rapidfuzz", "regex"} & set(done.stderr.split())


def test_help_loads_nothing_of_the_domain() -> None:
    code = "import sys; from tui.cli import main; main(['--help']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    heavy = {"numpy", "scipy", "rapidfuzz", "tinydb", "orjson", "annotations.articles"}
    assert not heavy & set(done.stdout.split())


@pytest.mark.parametrize("command", ["align", "diff"])
def test_comparing_two_articles_loads_nothing_that_it_does_not_use(command: str) -> None:
    words = [sys.executable, "-X", "importtime", COMMAND, command, LEFT, RIGHT]
    done = subprocess.run(words, capture_output=True, text=True)
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "annotations.alignment.linking.scoring" in loaded
    unused = {"scipy", "numpy.ma", "importlib.resources", "textual", "rich", "tinydb"}
    assert not loaded & {*unused, "annotations.marks", "annotations.store", "concurrent.futures"}
