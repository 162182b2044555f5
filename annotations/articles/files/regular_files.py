"""Opening a file that somebody named, which may turn out to be a pipe or a device.

To open a pipe that nobody writes to waits for ever, and so does reading a terminal; `/dev/zero`
never ends. So only regular files are opened, and pipes that whoever started crossread has handed
to it already open (`<(command)` in a shell).
"""

from __future__ import annotations

import errno
import os
import re
import stat
from pathlib import Path
from typing import BinaryIO

_HANDED_OVER = re.compile(r"/(?:dev|proc/self)/fd/\d+|/dev/stdin")
_KINDS = (
    (stat.S_ISFIFO, "it is a pipe, not a file; use - and standard input"),
    (stat.S_ISCHR, "it is a device, not a file"),
    (stat.S_ISBLK, "it is a device, not a file"),
    (stat.S_ISSOCK, "it is a socket, not a file"),
)
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
_FLAGS |= getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def open_regular(path: Path) -> BinaryIO:
    """Open a regular file to read its bytes; never waits, whatever the path names.

    Raises OSError where it cannot be opened: IsADirectoryError for a directory, and for a pipe, a
    device or a socket one whose `strerror` says so. ValueError for a path with a NUL in it.
    """
    _refuse_irregular(path, path.stat())  # a device may act on being opened
    descriptor = os.open(path, _FLAGS)
    try:
        # The path may name something else by now; what counts is what was opened.
        found = os.fstat(descriptor)
        _refuse_irregular(path, found)
        if stat.S_ISFIFO(found.st_mode):
            os.set_blocking(descriptor, True)  # it is read as standard input would be
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def _refuse_irregular(path: Path, found: os.stat_result) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    for is_kind, words in _KINDS:
        if is_kind(found.st_mode) and not (
            is_kind is stat.S_ISFIFO and _HANDED_OVER.fullmatch(str(path))
        ):
            raise OSError(errno.EINVAL, words, str(path))
