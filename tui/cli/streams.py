"""Standard output and standard error below `tui.cli.output`: what happens where they take nothing.

Every command prints as it likes. What a full disk, a closed descriptor or a reader that went away
make of that is decided here, once for all commands:

- data that cannot be written to stdout ends the command with an `OutputError`;
- a reader of stdout that went away ends it with a `BrokenPipeError`;
- words that cannot be written to stderr are left unsaid: they must not cost the data.
"""

from __future__ import annotations

import io
import os
import select
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

from annotations.errors import CrossreadError


class OutputError(CrossreadError):
    """Standard output cannot be written: its disk is full, or it is closed."""


class _Guarded(io.RawIOBase):
    """The raw end of a standard stream; None for one that is closed."""

    def __init__(self, raw: io.RawIOBase | None) -> None:
        self._raw = raw
        self.given_up = False  # nothing is written any more, and nothing complains of that

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        if self._raw is None:
            raise io.UnsupportedOperation("the stream is closed")
        return self._raw.fileno()

    def isatty(self) -> bool:
        return self._raw is not None and self._raw.isatty()

    def write(self, data: object, /) -> int:
        size = len(memoryview(data))  # type: ignore[arg-type]  # any buffer
        if self.given_up:
            return size
        try:
            if self._raw is None:
                raise OutputError("standard output is closed; nothing was printed")
            while (written := self._raw.write(data)) is None:  # type: ignore[arg-type]
                select.select((), (self._raw,), ())  # it does not block, and was not ready
        except OSError as error:
            self.refuse(error)
            return size
        return written

    def refuse(self, error: OSError) -> None:
        """What a failed write comes to."""
        if isinstance(error, BrokenPipeError):
            raise error
        raise OutputError(
            f"standard output cannot be written: {error.strerror or error}"
        ) from error


class _Words(_Guarded):
    """The raw end of stderr: what cannot be written to it is left unsaid."""

    def __init__(self, raw: io.RawIOBase | None) -> None:
        super().__init__(raw)
        self.given_up = raw is None

    def refuse(self, error: OSError) -> None:
        self.given_up = True


@contextmanager
def standard_streams() -> Iterator[None]:
    """Let stdout and stderr behave as above, and take any text: a Latin-1 terminal gets escapes.

    A closed stdin is empty. At the end the streams are as before; what was not flushed is gone.
    """
    _fill_gaps()
    before = sys.stdin, sys.stdout, sys.stderr
    if sys.stdin is None:
        sys.stdin = io.TextIOWrapper(io.BufferedReader(io.BytesIO()))
    guards: list[_Guarded] = []
    for name, kind in (("stdout", _Guarded), ("stderr", _Words)):
        stream = getattr(sys, name)
        raw = _raw(stream)
        if stream is None or raw is not None:
            guard = kind(raw)
            setattr(sys, name, _text(guard, stream))
            guards.append(guard)
        else:  # a test's stand-in
            getattr(stream, "reconfigure", dict)(errors="backslashreplace")
    try:
        yield
    finally:
        with suppress(OSError, CrossreadError):
            sys.stderr.flush()
        for guard in guards:
            guard.given_up = True
        sys.stdin, sys.stdout, sys.stderr = before


def _raw(stream: TextIO | None) -> io.RawIOBase | None:
    """The raw end of a stream that writes to a descriptor; None for any other."""
    buffer = getattr(stream, "buffer", None)
    raw = getattr(buffer, "raw", buffer)  # `python -u` has no buffer between
    return raw if isinstance(raw, io.RawIOBase) else None


def _text(guard: _Guarded, like: TextIO | None) -> TextIO:
    """A text stream on a guarded end, with the ways of another one."""
    return io.TextIOWrapper(
        io.BufferedWriter(guard),
        encoding=getattr(like, "encoding", "utf-8"),
        errors="backslashreplace",
        line_buffering=bool(getattr(like, "line_buffering", False)),
        write_through=bool(getattr(like, "write_through", False)),
    )


def _fill_gaps() -> None:
    """Open the null device where one of the three standard descriptors is closed.

    The next file to be opened would get its number, and what some library prints would land in
    the store. It is opened the wrong way round, so that reading or writing it fails.
    """
    for descriptor, flags in ((0, os.O_WRONLY), (1, os.O_RDONLY), (2, os.O_RDONLY)):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, flags)  # takes the lowest number that is free
