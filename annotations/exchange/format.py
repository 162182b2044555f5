"""What a format is: a name, and functions from a view to bytes and from a file to a bundle."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from annotations.exchange.bundle import Bundle
from annotations.exchange.reports import LossCounts
from annotations.exchange.view import View

Write = Callable[[View, LossCounts], Iterator[bytes]]
WriteFiles = Callable[[View, LossCounts], Iterator[tuple[str, Iterable[bytes]]]]
Read = Callable[[Path], Bundle]


@dataclass(frozen=True, slots=True)
class Format:
    """One way out of the store, or the way in, or both.

    A format is one file (`write`), or a folder of files (`write_files`), or what its name on the command
    line says, with an ending or without, where it has both; both are None where it has
    no way out, `read` where it has no way in. `suffixes` are those of its files, the usual one first.

    What `write` gives may be shown on a terminal, so nothing in it may act there: JSON and TOML escape
    such characters, XML writes them as numeric references, reports for people show placeholders. A
    `binary` format cannot be shown, and is not written to a terminal. The files of `write_files`
    (CSV, the texts of brat, the sources of a REFI-QDA archive) are for programs and keep every
    character as it is, for offsets count them.

    `suggestions`: its readers tell a suggestion from a person's work by themselves, so suggestions are
    always written; to any other format they go only where they are asked for. `utf16`: it can state
    that its offsets are UTF-16 units. `rejections`: it keeps what was rejected of the program's suggestions.
    """

    name: str
    about: str
    suffixes: tuple[str, ...]
    write: Write | None = None
    write_files: WriteFiles | None = None
    read: Read | None = None
    binary: bool = False
    suggestions: bool = False
    utf16: bool = False
    rejections: bool = False

    @property
    def out(self) -> bool:
        return self.write is not None or self.write_files is not None
