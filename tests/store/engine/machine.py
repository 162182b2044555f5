"""A machine that can fail: system calls of the store recorded, refused, or ended by death.

`Machine` stands in for `os` in `annotations.store.engine.disk`. What it recorded, `Power` turns into disk
states that a power cut could leave: synced data stays; of what was not synced, each sector and
each name may have reached the disk or not.
"""

from __future__ import annotations

import errno
import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from annotations.store.engine import disk

# ruff: noqa: PTH105, PTH108, PTH110, PTH112
SECTOR = 512


class Dead(BaseException):
    """The process was killed at this call: nothing after it happens."""


@dataclass(frozen=True)
class Event:
    """One call: what, on which inode, with which bytes or names."""

    what: str
    inode: int = -1
    offset: int = 0
    data: bytes = b""
    names: tuple[str, ...] = ()


Fault = Callable[[int, str], str]
"""Given the number of a call and its name: "" (go on), "kill", "short", or an errno's name."""


class Machine:
    """`os` for the store: real files, with every call that changes them recorded."""

    def __init__(self, fault: Fault | None = None, *, syncs: bool = False) -> None:
        self.events: list[Event] = []
        self.calls: list[str] = []
        self._fault = fault or (lambda number, name: "")
        self._syncs = syncs
        self._dead = False
        self._inodes: dict[int, int] = {}  # by descriptor
        self._names: dict[str, int] = {}
        self._directories: set[int] = set()
        self._count = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(os, name)

    def note(self, what: str, word: str) -> None:
        """Note what the caller of the store does: "try" before a save, "ack" after it."""
        self.events.append(Event(what, names=(word,)))

    def _call(self, name: str) -> str:
        if self._dead:
            raise Dead
        self.calls.append(name)
        fault = self._fault(len(self.calls) - 1, name)
        if fault == "kill":
            self.die()
            raise Dead
        if fault and fault != "short":
            raise OSError(getattr(errno, fault), os.strerror(getattr(errno, fault)))
        return fault

    def die(self) -> None:
        """Close everything, as the kernel does for a dead process."""
        self._dead = True
        for descriptor in self._inodes:
            os.close(descriptor)
        self._inodes.clear()

    def open(self, path: str | Path, flags: int, mode: int = 0o777) -> int:
        self._call("open")
        name, there = str(path), os.path.exists(path)
        descriptor = os.open(path, flags, mode)
        if there and name not in self._names:
            self._names[name] = self._fresh_inode()
        if not there:
            self._names[name] = self._fresh_inode()
            self.events.append(Event("link", self._names[name], names=(name,)))
        if there and flags & os.O_TRUNC:
            self.events.append(Event("truncate", self._names[name], 0))
        self._inodes[descriptor] = self._names[name]
        if os.path.isdir(path):
            self._directories.add(self._names[name])
        return descriptor

    def _fresh_inode(self) -> int:
        self._count += 1
        return self._count

    def close(self, descriptor: int) -> None:
        try:
            self._call("close")
        finally:
            if self._inodes.pop(descriptor, None) is not None:
                os.close(descriptor)

    def pwrite(self, descriptor: int, data: memoryview, offset: int) -> int:
        fault = self._call("pwrite")
        data = data[: max(1, len(data) // 2)] if fault == "short" else data
        written = os.pwrite(descriptor, data, offset)
        inode = self._inodes[descriptor]
        self.events.append(Event("write", inode, offset, bytes(data[:written])))
        return written

    def ftruncate(self, descriptor: int, size: int) -> None:
        self._call("ftruncate")
        os.ftruncate(descriptor, size)
        self.events.append(Event("truncate", self._inodes[descriptor], size))

    def fdatasync(self, descriptor: int) -> None:
        self._call("fdatasync")
        if self._syncs:
            os.fdatasync(descriptor)
        inode = self._inodes[descriptor]
        self.events.append(Event("sync names" if inode in self._directories else "sync", inode))

    fsync = fdatasync

    def replace(self, source: str | Path, target: str | Path) -> None:
        self._call("replace")
        os.replace(source, target)
        names = str(source), str(target)
        inode = self._names.pop(names[0])
        self._names[names[1]] = inode
        self.events.append(Event("rename", inode, names=names))

    def unlink(self, path: str | Path) -> None:
        self._call("unlink")
        os.unlink(path)
        inode = self._names.pop(str(path), -1)
        self.events.append(Event("unlink", inode, names=(str(path),)))


@contextmanager
def running(machine: Machine) -> Iterator[Machine]:
    """Let the store run on a machine; its files are closed at the end, as by the kernel."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(disk, "os", machine)
        try:
            yield machine
        finally:
            machine.die()


@contextmanager
def quick() -> Iterator[None]:
    """Let syncs return at once: for tests in which nothing crashes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(disk, "sync", lambda descriptor: None)
        patch.setattr(disk, "sync_directory", lambda directory: None)
        yield


@dataclass
class _File:
    """What the disk may hold of one inode: synced bytes, and what was not synced yet."""

    synced: bytearray = field(default_factory=bytearray)
    pending: list[Event] = field(default_factory=list)

    def sync(self) -> None:
        for event in self.pending:
            _apply(self.synced, event)
        self.pending.clear()

    def survived(self, chance: random.Random, luck: float) -> bytes:
        """Bytes after a cut: each pending sector is there with a chance of `luck`."""
        data = bytearray(self.synced)
        for event in self.pending:
            if event.what == "truncate":
                if chance.random() < luck:
                    _apply(data, event)
                continue
            at, end = event.offset, event.offset + len(event.data)
            while at < end:
                stop = min(end, (at // SECTOR + 1) * SECTOR)
                if chance.random() < luck:
                    part = event.data[at - event.offset : stop - event.offset]
                    _apply(data, Event("write", offset=at, data=part))
                at = stop
        return bytes(data)


def _apply(data: bytearray, event: Event) -> None:
    if event.what == "truncate":
        del data[event.offset :]
        data.extend(b"\0" * (event.offset - len(data)))
    else:
        data.extend(b"\0" * (event.offset - len(data)))
        data[event.offset : event.offset + len(event.data)] = event.data


@dataclass(frozen=True)
class Cut:
    """A disk after a power cut: files by name, and what the caller had noted before it."""

    files: dict[str, bytes]
    noted: tuple[Event, ...]


def cut(
    events: list[Event], at: int, chance: random.Random, luck: float, names_kept: int | None = None
) -> Cut:
    """A disk state that a power cut before `events[at]` could leave.

    Of the names that were not synced, those survive whose bit is set in `names_kept`, or, where it
    is None, each with a chance of `luck`.
    """
    files: dict[int, _File] = {}
    names: dict[str, int] = {}
    pending: list[Event] = []
    noted: list[Event] = []
    for event in events[:at]:
        if event.what in ("try", "ack"):
            noted.append(event)
        elif event.what in ("write", "truncate"):
            files.setdefault(event.inode, _File()).pending.append(event)
        elif event.what == "sync":
            files.setdefault(event.inode, _File()).sync()
        elif event.what == "sync names":
            for each in pending:
                _name(names, each)
            pending.clear()
        else:
            pending.append(event)
    for place, each in enumerate(pending):
        kept = chance.random() < luck if names_kept is None else names_kept >> place & 1
        if kept:
            _name(names, each)
    found = {
        name: files.get(inode, _File()).survived(chance, luck) for name, inode in names.items()
    }
    return Cut(found, tuple(noted))


def unsynced_names(events: list[Event], at: int) -> int:
    """How many changes of names are not synced before `events[at]`."""
    count = 0
    for event in events[:at]:
        if event.what == "sync names":
            count = 0
        count += event.what in ("link", "rename", "unlink")
    return count


def _name(names: dict[str, int], event: Event) -> None:
    if event.what == "unlink":
        names.pop(event.names[0], None)
    elif event.what == "link":
        names[event.names[0]] = event.inode
    else:
        if names.get(event.names[0]) == event.inode:
            del names[event.names[0]]
        names[event.names[1]] = event.inode
