"""Where a store is: the file that a path names, whether it can be written, copies kept beside it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from annotations.errors import StoreError
from annotations.store import disk

Stamp = tuple[int, int, int] | None
"""Inode, size and time of change of a file, None where there is none: tells it from a changed one."""


def stamp(path: Path) -> Stamp:
    """What tells this state of a file from another."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def real(path: str | Path) -> Path:
    """The file that a path names, symbolic links followed: a fold replaces it, not the link."""
    try:
        return Path(path).expanduser().resolve()
    except (OSError, RuntimeError) as error:
        raise StoreError(f"{path}: cannot be followed ({error}); name another store") from error


def why_read_only(path: Path, journal: Path) -> str:
    """Why a store cannot be written, "" where it can: folding needs the directory too."""
    named = ((path.parent, "its directory"), (path, "the file"), (journal, "its journal"))
    for each, name in named:
        if each.exists() and not os.access(each, os.W_OK):
            return f"{name} is read-only"
    return ""


def set_aside(paths: Iterable[Path], word: str) -> list[str]:
    """Copy files as they are, and say where to in a sentence for each; empty ones are left out.

    Raises:
        OSError: there is no room for a copy, or no right to make one.
    """
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    told: list[str] = []
    for path in paths:
        if path.exists() and path.stat().st_size:
            copy = path.with_name(f"{path.name}.{word}-{moment}")
            disk.copy(path, copy)
            told.append(f"{path.name} as it was is kept in {copy}")
    return told
