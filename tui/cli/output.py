"""What the command line prints: text from elsewhere acts on no terminal, whoever prints it.

`guard_output` puts a `GuardedText` in the place of stdout and stderr. From then on a `print` cannot
send a control character, an escape sequence or a bidi control, wherever its text came from, to a
terminal, a pipe or a file. The few sequences that are crossread's own go past it by `print_coloured`
and `rewrite_line`; bytes (JSON, exports) go to `stdout.buffer`, which is guarded on a terminal.
"""

from __future__ import annotations

import io
import re
import sys
from codecs import getincrementaldecoder
from collections.abc import Iterable
from typing import TextIO, cast


class GuardedText(io.TextIOBase):
    """A text stream that shows what it writes as `annotations.articles.text.visible` does."""

    def __init__(self, stream: TextIO) -> None:
        self.unguarded = stream
        self._bytes: GuardedBytes | None = None

    def write(self, text: str, /) -> int:
        """Write text made visible; returns how many characters of it were taken."""
        self.unguarded.write(shown(text))
        return len(text)

    def writelines(self, lines: Iterable[str], /) -> None:  # type: ignore[override]
        for line in lines:
            self.write(line)

    @property
    def buffer(self) -> io.RawIOBase:
        """The stream of bytes below: as it is, or guarded where it ends in a terminal."""
        raw = cast(io.RawIOBase, self.unguarded.buffer)
        if not self.isatty():
            return raw
        self._bytes = self._bytes or GuardedBytes(raw)  # it may hold half a character
        return self._bytes

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return self.unguarded.encoding

    @property
    def errors(self) -> str | None:  # type: ignore[override]
        return self.unguarded.errors

    def writable(self) -> bool:
        return True

    def flush(self) -> None:
        self.unguarded.flush()

    def isatty(self) -> bool:
        return self.unguarded.isatty()

    def fileno(self) -> int:
        return self.unguarded.fileno()


class GuardedBytes(io.RawIOBase):
    """UTF-8 for a terminal, written as text made visible; other bytes become U+FFFD."""

    def __init__(self, stream: io.RawIOBase) -> None:
        self._stream = stream
        self._decoder = getincrementaldecoder("utf-8")("replace")

    def write(self, data: bytes, /) -> int:  # type: ignore[override]
        self._stream.write(shown(self._decoder.decode(bytes(data))).encode("utf-8"))
        return len(data)

    def writable(self) -> bool:
        return True

    def flush(self) -> None:
        self._stream.flush()


def guard_output() -> None:
    """Guard stdout and stderr of this process, once."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is not None and not isinstance(stream, GuardedText):
            setattr(sys, name, GuardedText(stream))


def shown(text: str) -> str:
    """The text made visible; what does that is loaded where there is something to do."""
    if text.replace("\n", "").isprintable():
        return text
    from annotations.articles.text.visible import visible

    return visible(text)


def coloured(line: str) -> str:
    """A line made visible but for the colours of `tui.cli.colour`, which stay."""
    from tui.cli.colour import COLOUR_SEQUENCE  # most commands print nothing coloured

    parts = re.split(COLOUR_SEQUENCE, line)  # text and sequence in turn
    return "".join(part if at % 2 else shown(part) for at, part in enumerate(parts))


def print_coloured(line: str) -> None:
    """Print a line to stdout with the colours that crossread has put in it."""
    _unguarded(sys.stdout).write(coloured(line) + "\n")


def rewrite_line(text: str, *, end: str = "") -> None:
    """Print to stderr from the start of the line that the cursor is in."""
    stream = _unguarded(sys.stderr)
    stream.write(f"\r{shown(text)}{end}")
    stream.flush()


def _unguarded(stream: TextIO) -> TextIO:
    return stream.unguarded if isinstance(stream, GuardedText) else stream
