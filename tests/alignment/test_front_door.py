"""What the alignment room offers: every name is there, and reading loads no word matching."""

from __future__ import annotations

import subprocess
import sys

import annotations.alignment as room


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_every_name_offered_is_the_thing_and_no_module() -> None:
    assert len(room.__all__) == len(set(room.__all__))
    for name in room.__all__:
        assert not isinstance(getattr(room, name), type(sys)), name


def test_a_name_still_means_the_thing_when_all_modules_are_loaded() -> None:
    code = (
        "import pkgutil, importlib, annotations.alignment as room\n"
        "for found in pkgutil.iter_modules(room.__path__):\n"
        "    importlib.import_module(f'{room.__name__}.{found.name}')\n"
        "print([name for name in room.__all__ if type(getattr(room, name)) is type(room)])"
    )
    assert run(code) == "[]"


def test_reading_needs_no_word_matching() -> None:
    code = (
        "import sys\nfrom annotations.alignment import Alignment, Link, Row, rows\n"
        "print([name for name in ('rapidfuzz', 'regex', 'scipy') if name in sys.modules])"
    )
    assert run(code) == "[]"
