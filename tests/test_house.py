"""The floors of the house: an import goes down, never up, and the domain knows no screen."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FLOORS: dict[str, list[set[str]]] = {
    "annotations": [
        {"errors", "lazily", "processes", "parallel", "cluster", "extras"},
        {"articles"},
        {"alignment"},
        {"events"},
        {"marks"},
        {"agreement", "suggestions"},
        {"store"},
        {"exchange"},
    ],
    "tui": [
        {"config", "terminal", "sample"},
        {"page"},
        {"keys", "session"},
        {"widgets"},
        {"screens"},
        {"features"},
        {"home", "reader"},
        {"app", "cli", "web"},
    ],
}
"""The rooms of both packages, ground floor first; `tui` stands above `annotations`."""

ROOMS_OF_ALIGNMENT: dict[str, set[str]] = {
    "": {"linking", "rows", "diff", "meaning"},  # the front door of the room, which names all of it
    "meaning": set(),
    "linking": {"meaning"},
    "rows": set(),
    "diff": {"rows", "linking"},
}
"""Which rooms inside `alignment` a room may import, besides `link` and `stop_words`, which all share."""

MOST_LINES = 400
MOST_FILES = 18
"""Modules in one folder, its `__init__` aside; a folder of more has a room in it."""

LONGER = {
    "tests/benchmarks/fit_alignment.py": "one script, read from top to bottom",
    "tests/marks/edits.py": "a table of examples",
}
"""Files that may be longer than `MOST_LINES`, each with the reason."""

MODULES = sorted(ROOT.glob("annotations/**/*.py"))
ALL = sorted([*MODULES, *ROOT.glob("tui/**/*.py")])


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


def floor(package: str, module: str) -> int:
    """On which floor of a package a dotted module name stands."""
    room = module.split(".")[1]
    found = [at for at, rooms in enumerate(FLOORS[package]) if room in rooms]
    assert found, f"{room} is no room of {package}"
    return found[0]


def imports_inside(path: Path, package: str) -> set[str]:
    """What a file imports of its own package, the package's front door aside."""
    return {name for name in imported(path) if name.startswith(f"{package}.") and known(name)}


def known(name: str) -> bool:
    """Whether a dotted name is a module or a package of this repository."""
    base = ROOT.joinpath(*name.split("."))
    return base.is_dir() or base.with_suffix(".py").is_file()


@pytest.mark.parametrize("path", ALL, ids=lambda path: str(path.relative_to(ROOT)))
def test_an_import_goes_down_never_up(path: Path) -> None:
    parts = path.relative_to(ROOT).with_suffix("").parts
    package = parts[0]
    if parts[1] in ("__init__", "__main__"):  # the front doors may name every room
        return
    here = floor(package, ".".join(parts))
    above = {name for name in imports_inside(path, package) if floor(package, name) > here}
    assert not above, f"{path.relative_to(ROOT)} looks up to {sorted(above)}"


def test_the_rooms_of_alignment_import_each_other_in_one_direction() -> None:
    for path in sorted(ROOT.glob("annotations/alignment/**/*.py")):
        parts = path.relative_to(ROOT / "annotations" / "alignment").parts
        here = parts[0] if len(parts) > 1 else ""
        rooms = {
            name.split(".")[2]
            for name in imports_inside(path, "annotations")
            if name.startswith("annotations.alignment.")
        } - {here, "link", "stop_words"}
        assert rooms <= ROOMS_OF_ALIGNMENT[here], f"{path.relative_to(ROOT)}: {sorted(rooms)}"


def test_no_file_is_longer_than_can_be_read_at_once() -> None:
    for path in [*ALL, *sorted(ROOT.glob("tests/**/*.py"))]:
        name = path.relative_to(ROOT).as_posix()
        lines = len(path.read_text(encoding="utf-8").splitlines())
        assert lines <= MOST_LINES or name in LONGER, f"{name} has {lines} lines"


def test_no_folder_holds_more_files_than_a_glance_takes_in() -> None:
    folders = {path.parent for path in [*ALL, *ROOT.glob("tests/**/*.py")]}
    for folder in sorted(folders):
        files = [path for path in folder.glob("*.py") if path.name != "__init__.py"]
        assert len(files) <= MOST_FILES, f"{folder.relative_to(ROOT)} holds {len(files)} modules"


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
    for path in ALL:
        source = path.read_text("utf-8")
        if not any(sign in source for sign in signs):
            continue
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Constant | ast.JoinedStr):
                text = ast.get_source_segment(source, node) or ""
                wrong = [sign for sign in signs if sign in text]
                assert "(?" not in text or not wrong, f"{path}:{node.lineno}: {wrong}"


STAY_IN_THEIR_PROCESS = {
    "Changes",  # of a pair on the screen, made anew where the alignment changes
    "Channel",  # inside one call of `align`
    "Chances",  # inside one call of `align`
    "Matrix",  # inside one call of `align`
    "Sense",  # of words that a diff compares
    "WordComparison",  # inside one diff
    "_Revision",  # inside one call of `reanchor_all`
}
"""Frozen classes that may keep what they computed in a `__dict__`: none of them is pickled."""


def test_a_frozen_value_that_may_be_pickled_caches_nothing_in_a_dict() -> None:
    """`cached_property` writes to `__dict__`, which breaks a `pickle.dumps` in another thread.

    That of a `Struct` has the fields alone (`tests/articles/test_article.py`).
    """
    found = {
        node.name
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
        and "Struct" not in map(ast.unparse, node.bases)
        and any(
            "frozen=True" in ast.unparse(each) for each in (*node.decorator_list, *node.keywords)
        )
        and any(
            "cached_property" in ast.unparse(mark)
            for each in node.body
            if isinstance(each, ast.FunctionDef)
            for mark in each.decorator_list
        )
    }
    assert found == STAY_IN_THEIR_PROCESS


ENGINE = sorted(ROOT.glob("annotations/store/engine/*.py"))
DOMAIN_WORDS = re.compile(
    r"annotat(?!ions\.(?:errors|store\.engine)\b)|article|codebook|\bclaims?\b|\blabels?\b|relation"
    r"|\bpairs?\b|alignment",
    re.IGNORECASE,
)


@pytest.mark.parametrize("path", ENGINE, ids=lambda path: path.name)
def test_the_engine_knows_documents_and_nothing_of_annotations(path: Path) -> None:
    outside = {
        name
        for name in imported(path)
        if name.startswith("annotations")
        and not name.startswith(("annotations.errors", "annotations.store.engine"))
    }
    assert not outside
    text = path.read_text(encoding="utf-8").replace("from __future__ import annotations", "")
    assert not [line for line in text.splitlines() if DOMAIN_WORDS.search(line)]
