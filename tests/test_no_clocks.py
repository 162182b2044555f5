"""No test fails because a machine is busy: what waits, waits for a condition, or a minute and more."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

TESTS = Path(__file__).parent
FILES = [
    path
    for path in sorted(TESTS.rglob("*.py"))
    if not {"benchmarks", "interop"} & set(path.relative_to(TESTS).parts)
]
LEAST = 60.0
"""Seconds that a guard against a hang has at least."""

WAITS = {"communicate", "wait", "join", "wait_for", "finish", "leave"}
CLOCKS = {"monotonic", "perf_counter"}
PACES = {"terminal/test_any_keys.py": {"finish"}}
"""What waits for a moment and goes on whether or not something has come."""


def number(node: ast.expr | None) -> float | None:
    """The number that an expression is; None for any other."""
    is_number = isinstance(node, ast.Constant) and type(node.value) in (int, float)
    return float(node.value) if is_number else None  # type: ignore[union-attr,arg-type]


def hurried(tree: ast.AST, allowed: frozenset[str] = frozenset()) -> Iterator[str]:
    """Lines that may fail by the clock, each with what is wrong."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            given = {each.arg: number(each.value) for each in node.keywords}
            first = number(node.args[0]) if node.args else None
            if name == "pause" and first:
                yield f"{node.lineno}: sleeps and then looks"
            if given.get("deadline") is not None:
                yield f"{node.lineno}: a deadline"
            limit = given.get("timeout", first if name in WAITS else None)
            if limit is not None and limit < LEAST and name not in allowed:
                yield f"{node.lineno}: {name} waits {limit} s"
        elif isinstance(node, ast.arguments):
            pairs = zip(node.args[::-1], node.defaults[::-1], strict=False)
            for argument, default in pairs:
                limit = number(default)
                if argument.arg == "timeout" and limit is not None and limit < LEAST:
                    yield f"{default.lineno}: waits {limit} s unless told otherwise"
        elif isinstance(node, ast.Assert):
            names = {
                getattr(each.func, "attr", getattr(each.func, "id", ""))
                for each in ast.walk(node)
                if isinstance(each, ast.Call)
            }
            if names & CLOCKS:
                yield f"{node.lineno}: asserts what a clock says"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(TESTS)))
def test_no_file_of_tests_fails_by_the_clock(path: Path) -> None:
    allowed = PACES.get(path.relative_to(TESTS).as_posix(), set())
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert list(hurried(tree, frozenset(allowed))) == []


@pytest.mark.parametrize(
    "line",
    [
        "settings(deadline=200)",
        "process.communicate(timeout=10)",
        "process.wait(15)",
        "pilot.pause(0.1)",
        "def f(timeout: float = 15.0): pass",
        "assert perf_counter() - start < 1",
    ],
)
def test_a_wait_that_may_be_too_short_is_found(line: str) -> None:
    assert list(hurried(ast.parse(line)))


def test_hypothesis_has_no_clock() -> None:
    assert settings().deadline is None
    assert HealthCheck.too_slow in settings().suppress_health_check
