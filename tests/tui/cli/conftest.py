"""The command, run in this process on a fresh store."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.cli.command import Done, Run
from tui.cli import main


@pytest.fixture
def store_path(tmp_path: Path) -> Path:
    return tmp_path / "store" / "annotations.json"


@pytest.fixture
def run(
    store_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    monkeypatch.setenv("CROSSREAD_STORE", str(store_path))
    monkeypatch.setenv("CROSSREAD_ANNOTATOR", "ada")
    monkeypatch.delenv("NO_COLOR", raising=False)

    def command(*words: str, cwd: Path | None = None) -> Done:
        if cwd is not None:
            monkeypatch.chdir(cwd)
        capsys.readouterr()
        status = main(words)
        return Done(status, *capsys.readouterr())

    return command
