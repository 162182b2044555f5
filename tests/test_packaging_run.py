"""`python3 run.py`: sets itself up on any machine, once, and says in one line why it cannot."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from tests.hostile_folder import acted, hostile_folder

ROOT = Path(__file__).parent.parent


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with nothing set up."""
    folder = tmp_path / "a checkout"
    folder.mkdir()
    for name in ("run.py", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder)
    return folder


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return hostile_folder(tmp_path, monkeypatch)


def load(checkout: Path) -> ModuleType:
    """The script as a module."""
    spec = importlib.util.spec_from_file_location("run", checkout / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def installed(checkout: Path) -> ModuleType:
    """Make it look as if the installation were done; `crossread` prints its arguments."""
    run = load(checkout)
    run.BIN.mkdir(parents=True)
    run.PYTHON.symlink_to(sys.executable)
    command = run.BIN / "crossread"
    command.write_text('#!/bin/sh\nprintf "<%s>" "$@"\nexit 3\n', encoding="utf-8")
    command.chmod(0o755)
    (run.VENV / ".installed").write_text(run.state(), encoding="utf-8")
    return run


def call(checkout: Path, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, checkout / "run.py", *words],
        env={**os.environ, **env},
        capture_output=True,
        text=True,
    )


def lines_of_failure(done: subprocess.CompletedProcess[str]) -> list[str]:
    """What was said after the announcement that it is being set up."""
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    lines = done.stderr.splitlines()
    assert lines[0].startswith("Setting up crossread")
    return lines[1:]


@pytest.mark.parametrize(
    ("words", "passed"),
    [
        (["read", "A", "B"], "<read><A><B>"),
        (["--", "--version"], "<--version>"),
        (["--", "test"], "<test>"),
    ],
)
def test_arguments_reach_the_command_and_its_status_comes_back(
    checkout: Path, words: list[str], passed: str
) -> None:
    installed(checkout)
    done = call(checkout, *words)
    assert (done.returncode, done.stdout, done.stderr) == (3, passed, "")


def test_a_change_of_the_project_file_asks_for_a_new_installation(checkout: Path) -> None:
    run = installed(checkout)
    assert run.stamped(run.VENV / ".installed")
    with (checkout / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    assert not run.stamped(run.VENV / ".installed")


def test_a_moved_checkout_asks_for_a_new_installation(checkout: Path) -> None:
    installed(checkout)
    moved = load(checkout.rename(checkout.with_name("moved")))
    assert not moved.stamped(moved.VENV / ".installed")


def test_the_tests_need_the_dev_group_as_well(checkout: Path) -> None:
    run = installed(checkout)
    assert not run.stamped(run.VENV / ".installed-dev")
    assert any(name.startswith("pytest>=") for name in run.requirements("dev"))


def test_extras_come_with_the_next_installation_and_stay(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = installed(checkout)
    commands: list[list[str]] = []

    def install(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        commands.append(command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(run, "environment", lambda: ["installer"])
    monkeypatch.setattr(subprocess, "run", install)
    extras, rest = run.asked_for(["--with", "web,pdf", "serve", "--with", "x"])
    assert (extras, rest) == ({"web", "pdf"}, ["serve", "--with", "x"])
    run.set_up(extras=extras)
    run.set_up(extras={"pdf"})
    run.set_up()
    assert [command[2] for command in commands] == [f"{checkout}[pdf,web]"]
    with (checkout / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    run.set_up()
    run.set_up(extras={"web"})
    assert [command[2] for command in commands] == [f"{checkout}[pdf,web]"] * 2


@pytest.mark.parametrize("words", [["--with"], ["--with", "pfd"], ["--with", "pdf,"]])
def test_an_extra_that_is_none_is_said(checkout: Path, words: list[str]) -> None:
    installed(checkout)
    done = call(checkout, *words)
    assert (done.returncode, done.stdout) == (2, "")
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"][
        "optional-dependencies"
    ]
    assert done.stderr.startswith(f"run.py: --with takes {', '.join(sorted(extras))}, not ")


def test_an_old_python_is_told_so(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = load(checkout)
    monkeypatch.setattr(sys, "version_info", (3, 10, 0))
    with pytest.raises(run.SetupError, match=r"needs Python 3\.11 or newer, and .* is 3\.10"):
        run.main([])


def test_without_a_network_one_line_says_so_and_the_working_folder_is_left_out(
    checkout: Path, hostile: Path
) -> None:
    """Both in one test, for it takes seconds to make an environment."""
    done = call(checkout, PIP_NO_INDEX="1", PIP_FIND_LINKS="", PIP_CONFIG_FILE=os.devnull)
    assert acted(hostile) == ""
    (line,) = lines_of_failure(done)
    assert line.startswith("run.py: the packages could not be installed (")
    assert "hatchling" in line
    assert str(checkout / ".venv" / "install.log") in line
    assert not (checkout / ".venv" / ".installed").exists()


def test_without_any_installer_one_line_names_the_package(checkout: Path, tmp_path: Path) -> None:
    """Debian without python3-venv and python3-pip: neither ensurepip nor pip can be imported."""
    hidden = "import sys\nsys.modules['ensurepip'] = sys.modules['pip'] = None\n"
    (tmp_path / "sitecustomize.py").write_text(hidden, encoding="utf-8")
    done = call(checkout, PYTHONPATH=str(tmp_path), PATH=str(tmp_path))
    (line,) = lines_of_failure(done)
    assert "apt install python3-venv" in line


def test_a_failing_check_fails_the_run_and_pytest_still_closes_it(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = load(checkout)
    called: list[list[str]] = []

    def fake(command: list[str], **_: object) -> int:
        called.append(command[2:])
        return int("format" in command)

    monkeypatch.setattr(subprocess, "call", fake)
    assert run.check(["-k", "house"]) == 1
    assert [command[0] for command in called] == ["ruff", "ruff", "mypy", "pytest"]
    assert called[-1][-2:] == ["-k", "house"]
