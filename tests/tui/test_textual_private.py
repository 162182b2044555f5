"""Every part of Textual and Rich that we use though nobody promises it is listed, with its reason."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import rich
import textual

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "textual.md"
LISTED = set(re.findall(r"^\| `(.+?)` \| `(.+?)` \|", PAGE.read_text("utf-8"), re.MULTILINE))
"""File and name of each row of the page."""

FOREIGN = ("textual", "rich")
FILES = [
    path
    for path in sorted(ROOT.glob("tui/**/*.py"))
    if re.search(r"^\s*(?:from|import) (?:textual|rich)\b", path.read_text("utf-8"), re.MULTILINE)
]


def private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


@cache
def their_words() -> frozenset[str]:
    """Every private name that occurs in the sources of Textual and Rich."""
    return frozenset(
        word
        for package in (textual, rich)
        for path in Path(package.__path__[0]).rglob("*.py")
        for word in re.findall(r"\b_[a-z]\w*", path.read_text("utf-8"))
    )


@cache
def names_of(kind: type) -> frozenset[str]:
    """Private names that a class of theirs has, or gives its objects."""
    given = re.findall(r"\bself\.(_[a-z]\w*)\s*(?::[^=\n]+)?=[^=]", inspect.getsource(kind))
    return frozenset(filter(private, [*vars(kind), *given]))


def used(path: Path) -> set[str]:
    """Their private names that a file uses: imported, of an object of theirs, or inherited."""
    tree = ast.parse(path.read_text("utf-8"))
    return {*imported(tree), *looked_up(tree), *patched(tree), *inherited(tree, path)}


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(FOREIGN):
            names = [*(node.module or "").split("."), *(alias.name for alias in node.names)]
            yield from filter(private, names)


def looked_up(tree: ast.AST) -> Iterator[str]:
    """`thing._name`, where the name is one of theirs and no part of a named tuple or a module."""
    modules = {
        (alias.asname or alias.name).partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and private(node.attr) and node.attr in their_words():
            owner = node.value.id if isinstance(node.value, ast.Name) else ""
            own = owner in {"self", "cls"} | modules or ast.unparse(node.value) == "super()"
            if not own and node.attr != "_replace":
                yield node.attr


def patched(tree: ast.AST) -> Iterator[str]:
    """`setattr(Theirs, "name", …)`."""
    theirs = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(FOREIGN)
        for alias in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "setattr":
            owner, name = node.args[:2]
            if ast.unparse(owner) in theirs and isinstance(name, ast.Constant):
                yield f"{ast.unparse(owner)}.{name.value}"


def inherited(tree: ast.AST, path: Path) -> Iterator[str]:
    """Names that a class of ours uses or takes, and that a class of theirs above it has."""
    module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    for node in ast.walk(tree):
        kind = getattr(module, node.name, None) if isinstance(node, ast.ClassDef) else None
        above = [
            each for each in getattr(kind, "__mro__", ()) if each.__module__.startswith(FOREIGN)
        ]
        theirs = frozenset[str]().union(*map(names_of, above))
        for inner in ast.walk(node) if theirs else ():
            match inner:
                case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                    found = name
                case ast.Attribute(value=ast.Name(id="self" | "cls"), attr=name):
                    found = name
                case ast.Attribute(value=ast.Call(func=ast.Name(id="super")), attr=name):
                    found = name
                case ast.Name(id=name, ctx=ast.Store()):
                    found = name
                case _:
                    continue
            if found in theirs:
                yield found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_is_used_of_textual_though_private_is_listed(path: Path) -> None:
    file = str(path.relative_to(ROOT))
    missing = used(path) - {name for listed, name in LISTED if listed == file}
    assert not missing, f"{file} uses {sorted(missing)}: say why in docs/textual.md, or do without"


@pytest.mark.parametrize(("file", "name"), sorted(LISTED))
def test_what_is_listed_is_used(file: str, name: str) -> None:
    path = ROOT / file
    by_name = re.search(rf"\b{re.escape(name.rpartition('.')[2])}\b", path.read_text("utf-8"))
    assert name in used(path) or (by_name and not private(name)), f"{file} no longer uses {name}"


@pytest.mark.parametrize(
    "code",
    [
        "from textual._xterm_parser import XTermParser",
        "from textual.app import _secret",
        "from textual.app import App\ndef f(app): return app._driver",
        "from textual.strip import Strip\nsetattr(Strip, 'render', None)",
    ],
)
def test_a_new_use_would_be_seen(code: str) -> None:
    tree = ast.parse(code)
    assert {*imported(tree), *looked_up(tree), *patched(tree)}
