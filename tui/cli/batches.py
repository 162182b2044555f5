"""Reading a batch: a file of JSON lines, or stdin, and how many processes it is worth."""

from __future__ import annotations

import os
import stat
import sys
from argparse import ArgumentTypeError
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from annotations.errors import ArticleError

WORTH_A_PROCESS = 100_000
"""Bytes of a batch for which a process more is started: that takes as long as some pairs."""


class Line(NamedTuple):
    """A line of a batch: where it stands, for whoever has to mend it, and what it holds."""

    where: str
    value: Any


def whole_number(said: str) -> int:
    """A number of processes, 1 or more, as it was typed."""
    if not said.isdecimal() or int(said) < 1:
        raise ArgumentTypeError(f"a whole number from 1 on, not {said!r}")
    return int(said)


def usual_jobs(source: str) -> int:
    """All cores, but no more than a file is worth."""
    from annotations.parallel import cores

    size = size_of(source)
    return cores() if size is None else max(1, min(cores(), size // WORTH_A_PROCESS))


def size_of(source: str) -> int | None:
    """The length in bytes of a batch, where it is a file."""
    try:
        found = os.fstat(sys.stdin.fileno()) if source == "-" else os.stat(source)  # noqa: PTH116
    except (OSError, ValueError, AttributeError):
        return None
    return found.st_size if stat.S_ISREG(found.st_mode) else None


def lines_in(source: str) -> int | None:
    """How many lines a batch has, where it is a file with a name."""
    if source == "-" or size_of(source) is None:
        return None
    with open(source, "rb") as file:  # noqa: PTH123 - as in `json_lines`
        return sum(1 for line in file if line.strip())


def json_lines(source: str, skip: Callable[[str, str], None] | None = None) -> Iterator[Line]:
    """The lines of a JSON lines file, or of stdin for `-`, decoded; blank ones are passed over.

    Raises `ArticleError`, which names the line, for one that is no JSON; where there is a `skip`, it is told of it
    (what, and where), and the line is left out.
    """
    if source == "-":
        try:
            descriptor = sys.stdin.fileno()
        except OSError:  # a closed stdin, in whose place stands an empty one
            yield from _decoded(sys.stdin.buffer, "stdin", skip)
            return
        # Read past `sys.stdin`, which must not be in use by a thread when Python ends.
        with open(descriptor, "rb", closefd=False) as file:
            yield from _decoded(file, "stdin", skip)
        return
    try:
        with open(source, "rb") as file:  # noqa: PTH123 - the name is printed as it was typed
            yield from _decoded(file, source, skip)
    except OSError as error:
        raise ArticleError(f"{source}: {error.strerror}") from error


def _decoded(
    file: Iterable[bytes], name: str, skip: Callable[[str, str], None] | None
) -> Iterator[Line]:
    import orjson

    for number, line in enumerate(file, start=1):
        if not line.strip():
            continue
        try:
            yield Line(f"{name}, line {number}", orjson.loads(line))
        except orjson.JSONDecodeError as error:
            if skip is None:
                raise ArticleError(f"{name}, line {number}: not JSON ({error})") from error
            skip("lines of broken JSON", f"{name}, line {number}: {error.msg}")
