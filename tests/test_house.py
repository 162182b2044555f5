"""The floors of the house: an import goes down, never up, and the domain knows no screen."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FLOORS = ["errors", "lazily", "articles", "alignment", "marks", "store", "exchange"]
"""Rooms of `annotations`, ground floor first; `tui` stands above them all."""

MODULES = sorted(ROOT.glob("annotations/**/*.py"))


def imported(path: Path) -> set[str]:
    """Absolute names of the modules that a file imports, deferred imports included."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names.add(node.module or "")
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def room(module: str) -> str:
    return module.split(".")[1] if module.startswith("annotations.") else ""


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_an_import_goes_down_never_up(path: Path) -> None:
    here = path.relative_to(ROOT / "annotations").parts[0].removesuffix(".py")
    if here == "__init__":  # the front door of the library may name every room
        return
    assert here in FLOORS, f"{here} is no room of the house"
    rooms = {room(name) for name in imported(path)} - {"", here}
    above = {
        other for other in rooms if other in FLOORS and FLOORS.index(other) > FLOORS.index(here)
    }
    assert not above, f"{path.relative_to(ROOT)} looks up to {sorted(above)}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_domain_names_no_screen(path: Path) -> None:
    tops = {name.partition(".")[0] for name in imported(path)}
    assert not tops & {"tui", "textual", "rich"}


def test_importing_the_whole_domain_loads_no_screen() -> None:
    names = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in MODULES
    ]
    code = "\n".join(f"import {name}" for name in names) + (
        "\nimport sys; print([m for m in sys.modules if m.partition('.')[0] in"
        " ('textual', 'rich', 'tui')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_no_two_modules_of_the_house_import_each_other() -> None:
    """No circle between any two or more modules, packages' front doors aside."""
    files = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts): path
        for top in ("annotations", "tui")
        for path in sorted(ROOT.glob(f"{top}/**/*.py"))
        if path.name != "__init__.py"
    }
    graph = {
        name: {other for other in imported(path) if other in files} for name, path in files.items()
    }
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " → ".join((*trail[trail.index(name) :], name))
        if name not in done:
            for other in sorted(graph[name]):
                visit(other, (*trail, name))
            done.add(name)

    for name in graph:
        visit(name, ())


def test_no_pattern_leans_on_what_python_3_11_first_read_wrongly() -> None:
    """Possessive and atomic groups that can go back inside: python/cpython#106052, mended in 3.11.5."""
    signs = (")*+", ")++", ")?+", "])*+", "(?>")
    for path in [*MODULES, *sorted(ROOT.glob("tui/**/*.py"))]:
        source = path.read_text("utf-8")
        if not any(sign in source for sign in signs):
            continue
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Constant | ast.JoinedStr):
                text = ast.get_source_segment(source, node) or ""
                wrong = [sign for sign in signs if sign in text]
                assert "(?" not in text or not wrong, f"{path}:{node.lineno}: {wrong}"
