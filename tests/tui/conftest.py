"""What holds for every test of the terminal: no settings of the developer, no waiting for nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input, TextArea


@pytest.fixture(autouse=True)
def _undisturbed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Colours, theme and folders as on a fresh machine; keys at the pace the app takes them."""
    for name in ("NO_COLOR", "TEXTUAL_THEME", "TEXTUAL_COLOR_SYSTEM", "CROSSREAD_STORE"):
        monkeypatch.delenv(name, raising=False)
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "home" / name.lower()))
    for widget in (Input, TextArea):  # a cursor that stands: else a slow machine draws it or not
        monkeypatch.setattr(widget, "cursor_blink", False)
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", 1 / 500)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the test's store is."""
    return tmp_path / "store.json"
