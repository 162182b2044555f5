"""The library's front door: every name is there, none is loaded before it is used."""

from __future__ import annotations

import doctest
import subprocess
import sys
from pathlib import Path

import pytest

import annotations


def test_the_example_runs_as_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = doctest.testmod(annotations)
    assert result.attempted > 10
    assert result.failed == 0


def test_every_name_is_there_and_a_misspelt_one_is_not() -> None:
    for name in annotations.__all__:
        assert getattr(annotations, name) is not None
        assert name in dir(annotations)
    with pytest.raises(AttributeError):
        _ = annotations.nothing  # type: ignore[attr-defined]


def test_the_front_door_loads_nothing() -> None:
    code = (
        "import sys, annotations; print(sorted(name for name in sys.modules if name.partition('.')[0]"
        " in ('annotations', 'tinydb', 'orjson', 'rapidfuzz')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == "['annotations', 'annotations.lazily']"
