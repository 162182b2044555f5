"""Nothing is imported from the folder that crossread is started in, by no process of ours."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from annotations import processes
from annotations.alignment import align
from annotations.articles import Article, read_article
from annotations.processes import python_command, safe_environment
from tests.hostile_folder import acted, hostile_folder

ROOT = Path(__file__).parent.parent
COMMAND = Path(sys.executable).parent / "crossread"
DOOR = "annotations/processes.py"
HINT = "annotations/extras.py"
"""It names the interpreter in the command that it tells the user to run, and starts nothing."""


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return hostile_folder(tmp_path, monkeypatch)


def long_article(word: str) -> Article:
    lines = (f"Paragraph {n}: the {word} left harbour {n} at noon." for n in range(300))
    return read_article("-", stdin="\n\n".join(lines).encode())


def test_the_hostile_folder_acts_on_a_careless_start(hostile: Path) -> None:
    subprocess.run([sys.executable, "-c", "import tui"], check=True)
    assert "tui" in acted(hostile)


def test_a_long_pair_is_aligned_without_the_working_folder(hostile: Path) -> None:
    from tui.session.align_process import LARGE, align_in_process

    pair = long_article("ferry"), long_article("barge")
    assert len(pair[0].blocks) * len(pair[1].blocks) >= LARGE
    assert align_in_process(pair, ()) == align(*pair)
    assert acted(hostile) == ""


@pytest.mark.parametrize("path", [None, f"{os.pathsep}/nowhere"])
@pytest.mark.parametrize(
    "words",
    [["--help"], ["align", "a.txt", "b.txt"], ["diff", "a.txt", "b.txt"], ["read", "--plain"],
     ["suggest", "a.txt"], ["align", "--batch", "batch.jsonl", "--jobs", "2"],
     ["diff", "--git", "a", "a.txt", "0", "1", "b.txt", "0", "1"], ["export"], ["check"]],
    ids=lambda words: " ".join(words[:2]),
)  # fmt: skip
def test_no_command_imports_from_the_working_folder(
    hostile: Path, tmp_path: Path, words: list[str], path: str | None
) -> None:
    for name in ("a.txt", "b.txt"):
        (hostile / name).write_text(f"{name}\n\nThe ferry left at noon.\n")
    (hostile / "batch.jsonl").write_text(
        '{"id": 1, "left": ["It rained."], "right": ["Rain."]}\n' * 9
    )
    env = {**os.environ, "HOME": str(tmp_path), "CROSSREAD_STORE": str(tmp_path / "s.json")}
    if path is not None:
        env["PYTHONPATH"] = path
    if path:
        # The user's own Python looks there before a line of ours runs: only the rest is ours.
        for name in ("argparse", "json", "struct", "pickle", "multiprocessing", "runpy", "tui",
                     "annotations"):  # fmt: skip
            (hostile / f"{name}.py").unlink()
            shutil.rmtree(hostile / name, ignore_errors=True)
    done = subprocess.run([COMMAND, *words], env=env, capture_output=True, text=True)
    assert done.returncode in (0, 1) or "no store" in done.stderr, done.stderr
    assert acted(hostile) == ""


def test_children_of_a_process_pool_stay_out_of_the_working_folder(hostile: Path) -> None:
    code = (
        "from annotations.processes import leave_out_working_folder as leave\n"
        "if __name__ == '__main__':\n"
        "    leave()\n"
        "    from multiprocessing import get_context\n"
        "    for way in ('spawn', 'forkserver'):\n"
        "        with get_context(way).Pool(1) as pool:\n"
        "            assert pool.apply(abs, (-1,)) == 1\n"
    )
    program = hostile.parent / "program.py"
    program.write_text(code)
    subprocess.run([sys.executable, program], check=True)
    assert acted(hostile) == ""


def test_a_module_is_found_wherever_crossread_is(tmp_path: Path) -> None:
    """In a checkout that is not installed, too."""
    for package in ("annotations", "tui"):
        shutil.copytree(ROOT / package, tmp_path / package)
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from annotations.processes import *;"
        "import subprocess; done = subprocess.run(python_command('tui', '--version'),"
        " env=safe_environment(), capture_output=True, text=True); print(done.stdout)"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", code, tmp_path], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("crossread ")


def test_the_environment_names_no_folder_that_depends_on_where_one_is() -> None:
    given = {"PYTHONPATH": os.pathsep.join(["", "/one", ".", "two", "/three"]), "A": "b"}
    assert safe_environment(given) == {
        "PYTHONPATH": f"/one{os.pathsep}/three",
        "A": "b",
        "PYTHONSAFEPATH": "1",
    }
    assert "PYTHONPATH" not in safe_environment({"PYTHONPATH": "."})
    assert "-P" in python_command("tui")
    assert python_command.__module__ == processes.__name__


def test_only_one_place_starts_python() -> None:
    """All else takes its command from there: no other module names `sys.executable`."""
    for path in sorted([*ROOT.glob("annotations/**/*.py"), *ROOT.glob("tui/**/*.py")]):
        name = path.relative_to(ROOT).as_posix()
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute):
                named = node.attr in ("executable", "_base_executable")
                assert not named or name in (DOOR, HINT), name
            if isinstance(node, ast.Import | ast.ImportFrom):
                imported = {alias.name for alias in node.names}
                assert name == DOOR or not (
                    getattr(node, "module", "") == "sys" and "executable" in imported
                ), name
            if isinstance(node, ast.Constant):
                named = node.value in ("python", "python3")
                assert not named or name == HINT, f"{name}:{node.lineno}"
