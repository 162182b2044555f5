"""A working folder that somebody else filled: whatever is imported from it leaves a file behind."""

from __future__ import annotations

from pathlib import Path

import pytest


def hostile_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder whose modules, named as those that are imported, leave a file behind."""
    folder = tmp_path / "archive"
    folder.mkdir()
    leave = f"open({str(tmp_path / 'acted')!r}, 'a').write(__name__ + '\\n')\n"
    # What is looked for only in the working folder, and what stands before the standard library.
    names = ("tui", "annotations", "pip", "venv", "pickle", "multiprocessing", "runpy", "numpy",
             "orjson", "regex", "textual", "ensurepip", "argparse", "json", "struct")  # fmt: skip
    for name in names:
        (folder / f"{name}.py").write_text(leave, encoding="utf-8")
    for name in ("tui", "annotations", "pip", "multiprocessing"):
        (folder / name).mkdir()
        for file in ("__init__", "__main__", "aside"):
            (folder / name / f"{file}.py").write_text(leave, encoding="utf-8")
    monkeypatch.chdir(folder)
    for name in ("PYTHONPATH", "PYTHONSAFEPATH"):
        monkeypatch.delenv(name, raising=False)
    return folder


def acted(folder: Path) -> str:
    """What ran of a hostile folder."""
    file = folder.parent / "acted"
    return file.read_text() if file.exists() else ""
