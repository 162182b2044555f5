"""Where a store is: the file that a path names, whether it can be written, copies kept beside it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from annotations.errors import StoreError
from annotations.store.engine import disk

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
    """The file that a path names, symbolic links followed: a fold replaces it, not the link.

    A link may lead to a file that is not there yet, not to a folder that is not there: then a
    drive is missing, and a new, empty store in its stead would look as if all were lost.

    Raises:
        StoreError: a link leads nowhere, or the path leads through a file.
    """
    try:
        given = Path(path).expanduser()
        found = given.resolve()
    except (OSError, RuntimeError) as error:
        raise StoreError(f"{path}: cannot be followed ({error}); name another store") from error
    links = [each for each in given.parents if each.is_symlink() and not each.exists()]
    if given.is_symlink() and not found.parent.is_dir():
        links.append(given)
    if links:
        raise StoreError(
            f"{links[-1]} is a link to {links[-1].resolve()}, and there is no such folder;"
            " mend the link, or name another store with --store"
        )
    for each in found.parents:
        if each.exists() and not each.is_dir():
            raise StoreError(
                f"{found}: {each} is {_kind(each) or 'a file'}, not a folder;"
                " name another store with --store"
            )
    return found


def refuse_special(path: Path) -> None:
    """Let nothing but a file be opened: a pipe would wait for its other end, for ever.

    Raises:
        StoreError: the path names a directory, a pipe, a device or a socket.
    """
    kind = _kind(path)
    if kind == "a directory":
        raise StoreError(f"{path} is a directory; name a file in it, as {path}/store.json")
    if kind:
        raise StoreError(
            f"{path} is {kind}, and a store needs a file there; name another store with --store"
        )


def _kind(path: Path) -> str:
    """What a path names where that is no ordinary file, "" for one and for nothing."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return ""
    if stat.S_ISDIR(mode):
        return "a directory"
    if stat.S_ISFIFO(mode):
        return "a pipe"
    if stat.S_ISSOCK(mode):
        return "a socket"
    return "" if stat.S_ISREG(mode) else "a device"


def make_folder(path: Path) -> None:
    """Make a folder and those above it; StoreError, which says why, where that cannot be."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"the folder {path} is not there and cannot be made ({error.strerror or error});"
            " name another store with --store"
        ) from error


def why_read_only(path: Path, journal: Path) -> str:
    """Why a store cannot be written, "" where it can: folding needs the directory too."""
    named = ((path.parent, "its directory"), (path, "the file"), (journal, "its journal"))
    for each, name in named:
        if each.exists() and not os.access(each, os.W_OK):
            return f"{name} is read-only"
    return ""


def back_up(paths: Iterable[Path], word: str) -> list[str]:
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
