"""Paths as they are typed: what a line names, and how it may go on."""

from __future__ import annotations

import asyncio
import os
import shlex
from bisect import bisect_left
from collections.abc import Sequence
from contextlib import suppress
from itertools import islice, takewhile
from pathlib import Path
from threading import Thread

from textual.suggester import Suggester

from annotations.articles.text.visible import visible

LOOKED_AT = 100_000
"""Names of a folder that are looked at."""

NEVER_IN = {"": " \t\"'\\", '"': '"\\', "'": "'"}
"""Characters that a name cannot have in a line of several, by the quote that it is in."""


class PathSuggester(Suggester):
    """Looks into folders in threads of its own: a disk that does not answer holds up nothing else.

    The names of the folder that was looked into last are kept, for the next key asks for them.
    """

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._turn = asyncio.Lock()
        self._newest = ""
        self._folder = ""
        self._names: list[str] = []

    async def get_suggestion(self, value: str) -> str | None:
        """The line with its last path as far as it can be told; None where there is none such."""
        self._newest = value
        async with self._turn:
            if value != self._newest:  # more was typed meanwhile
                return None
            loop = asyncio.get_running_loop()
            found: asyncio.Future[str | None] = loop.create_future()

            def tell(said: str | None) -> None:
                if not found.done():
                    found.set_result(said)

            def look() -> None:
                said = self._completed(value)
                with suppress(RuntimeError):  # the app has ended since
                    loop.call_soon_threadsafe(tell, said)

            Thread(target=look, name="completing", daemon=True).start()
            return await found

    def _completed(self, line: str) -> str | None:
        """The whole line as one path, as it is read where there is such a file; else its last word."""
        start, quote = last_word(line)
        for at, never in ((0, ""), (start, NEVER_IN[quote])):
            folder, slash, begun = line[at:].rpartition("/")
            if folder + slash + begun and (
                rest := rest_of(self._in(folder + slash, begun), begun, never)
            ):
                return line + rest
        return None

    def _in(self, folder: str, begun: str) -> Sequence[str]:
        """The names in a folder, looked up anew where a name begins."""
        if folder != self._folder or not begun:
            self._folder, self._names = folder, names_in(folder)
        return self._names


def sources(line: str) -> list[str]:
    """The files, folders and addresses that a line names; quotes hold blanks together, as in a shell."""
    whole = line.strip()
    if is_there(whole):
        return [whole]
    try:
        return shlex.split(whole)
    except ValueError:  # a quote that is not closed
        return whole.split()


def path_of(name: str) -> Path:
    """The path that a name stands for, `~` for the home of a user there is."""
    try:
        return Path(name).expanduser()
    except RuntimeError:  # nobody is called so
        return Path(name)


def is_there(name: str) -> bool:
    """Whether a name is that of a file or folder; one that is too long, or hidden, is none."""
    try:
        return path_of(name).exists()
    except OSError:
        return False


def last_word(line: str) -> tuple[int, str]:
    """Where the last name of a line begins, and the quote that it is in, if any."""
    start, quote = 0, ""
    for at, char in enumerate(line):
        if char == quote:
            quote = ""
        elif not quote and char in "\"'" and at == start:
            start, quote = at + 1, char
        elif not quote and char.isspace():
            start = at + 1
    return start, quote


def names_in(folder: str) -> list[str]:
    """The names in a folder, ascending, a slash behind those of folders; none where it is none.

    A name that would act on the screen, or not look as it is, is left out.
    """
    try:
        with os.scandir(path_of(folder or ".")) as found:
            return sorted(
                each.name + "/" * each.is_dir()
                for each in islice(found, LOOKED_AT)
                if "\n" not in each.name and visible(each.name) == each.name
            )
    except (OSError, ValueError):
        return []


def rest_of(names: Sequence[str], begun: str, never: str) -> str:
    """What is missing of the first name that begins so and has none of some characters, or nothing.

    A hidden name is meant only where its dot is typed.
    """
    later = islice(names, bisect_left(names, begun), None)
    near = takewhile(lambda name: name.startswith(begun), later)
    for name in near:
        if len(name) > len(begun) and (begun or name[0] != ".") and not set(never) & set(name):
            return name[len(begun) :]
    return ""
