"""What a format is: a name, and functions from a view to bytes and from a file to a bundle."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from annotations.exchange.bundle import Bundle
from annotations.exchange.reports import Tally
from annotations.exchange.view import View

Write = Callable[[View, Tally], Iterator[bytes]]
WriteFiles = Callable[[View, Tally], Iterator[tuple[str, Iterable[bytes]]]]
Read = Callable[[Path], Bundle]


@dataclass(frozen=True, slots=True)
class Format:
    """One way out of the store, and for some the way back in.

    A format is one file (`write`), or a folder of files (`write_files`); `read` is None where it
    has no way in. `suffixes` are those of its files, the usual one first.
    """

    name: str
    about: str
    suffixes: tuple[str, ...]
    write: Write | None = None
    write_files: WriteFiles | None = None
    read: Read | None = None
