"""The script that completes crossread's words, as the shells themselves run it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from annotations.processes import python_command, safe_environment
from tui.cli.commands.completion import SHELLS
from tui.cli.main import COMMANDS, main


def completed(script: str, line: str, cwd: Path) -> set[str]:
    """What bash offers for the last word of a line."""
    words = line.split(" ")
    ask = f"""
    COMP_WORDS=({" ".join(repr(word) for word in words)}) COMP_CWORD={len(words) - 1}
    _shtab_crossread; printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    bash = ["bash", "--norc", "-c", script + ask]
    return set(subprocess.run(bash, cwd=cwd, capture_output=True, text=True).stdout.split())


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_bash_completes_commands_options_formats_and_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--print-completion", "bash"]) == 0
    script = capsys.readouterr().out
    (tmp_path / "monday.txt").touch()
    assert completed(script, "crossread ", tmp_path) == set(COMMANDS)
    assert completed(script, "crossread ex", tmp_path) == {"export"}
    assert completed(script, "crossread serve --no", tmp_path) == {"--no-token"}
    assert completed(script, "crossread read mon", tmp_path) == {"monday.txt"}
    assert completed(script, "crossread read --store mon", tmp_path) == {"monday.txt"}
    assert completed(script, "crossread export --format w", tmp_path) == {"w3c"}
    assert "complete -o default" in script.splitlines()[-1]  # files, where no command is meant


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_gets_every_command(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--print-completion", shell]) == 0
    script = capsys.readouterr().out
    assert all(name in script for name in COMMANDS)
    if path := shutil.which(shell):
        done = subprocess.run([path, "-n"], input=script, capture_output=True, text=True)
        assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("words", [["--print-completion"], ["--print-completion", "cmd.exe"]])
def test_a_shell_that_has_none_is_told_which_have(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    assert capsys.readouterr().err.startswith("crossread: --print-completion takes bash, zsh, fish")


def test_completion_loads_no_screen_and_help_no_completion() -> None:
    code = (
        "import sys; from tui.cli.main import main; main(sys.argv[1:]);"
        "print(sorted({'textual', 'rich', 'shtab', 'argparse'} & set(sys.modules)))"
    )
    loaded = [
        subprocess.run(
            [sys.executable, "-c", code, *words],
            env=safe_environment() | {"PYTHONPATH": str(Path(__file__).parents[3])},
            capture_output=True,
            text=True,
        ).stdout.splitlines()[-1]
        for words in (["--print-completion", "zsh"], ["--help"])
    ]
    assert "shtab" in loaded[0] and "textual" not in loaded[0]
    assert "shtab" not in loaded[1] and "textual" not in loaded[1]
    done = subprocess.run(
        python_command("tui", "--print-completion", "fish"), capture_output=True, text=True
    )
    assert done.stdout.startswith("#")
