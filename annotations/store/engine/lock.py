"""One writer at a time: an advisory lock on the journal, which processes share."""

from __future__ import annotations

import errno
import os
import sys
import time
from contextlib import suppress

from annotations.errors import StoreError

PATIENCE = 10.0
"""Seconds to wait for another process before saying that it holds the store."""


class NoLocksError(Exception):
    """The drive cannot lock files (some network drives)."""


if sys.platform == "win32":
    import msvcrt

    FAR = 1 << 62
    """A byte beyond any journal: Windows locks are mandatory for the bytes they cover."""

    def _try(descriptor: int, *, shared: bool) -> None:
        os.lseek(descriptor, FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

    def unlock(descriptor: int) -> None:
        """Let the next process in."""
        os.lseek(descriptor, FAR, os.SEEK_SET)
        with suppress(OSError):
            msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try(descriptor: int, *, shared: bool) -> None:
        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)

    def unlock(descriptor: int) -> None:
        """Let the next process in."""
        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_UN)


BUSY = {errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK}


def lock(descriptor: int, name: str, *, shared: bool = False) -> None:
    """Take the lock, waiting up to `PATIENCE` seconds for other processes.

    Raises:
        StoreError: another process held it all that time.
        NoLocksError: the drive does not know locks.
    """
    deadline, pause = time.monotonic() + PATIENCE, 0.0005
    while True:
        try:
            _try(descriptor, shared=shared)
        except OSError as error:
            if error.errno not in BUSY:
                raise NoLocksError(str(error)) from error
        else:
            return
        if time.monotonic() > deadline:
            raise StoreError(
                f"{name} is held by another process for more than {PATIENCE:.0f} s;"
                " close the other crossread, or resume it if it is stopped"
            )
        time.sleep(pause)
        pause = min(pause * 2, 0.02)
