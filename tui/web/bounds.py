"""What a visitor's reader holds itself to, in its own process: memory, and the server's life."""

from __future__ import annotations

import os
import select
import signal
import sys
from threading import Thread
from time import sleep

GRACE = 1.5
"""Seconds from the end of the server to the end of its readers: enough to save and leave."""
LOOK = 1000
"""Milliseconds between looks at the memory, where the system does not keep the limit itself."""


def limit_memory(size: int) -> bool:
    """Let this process, and each that it starts, hold no more than so many bytes of data.

    Beyond that Python raises MemoryError. It is RLIMIT_DATA, as Linux takes it since 4.7: private
    memory that can be written, which is what a reader can be made to fill. RLIMIT_AS counts
    address space: threads, allocators and numpy's libraries set aside gigabytes of it that are
    never touched, more of it the more cores there are.

    Returns whether the system keeps that limit; macOS, for one, does not.
    """
    if sys.platform != "linux":
        return False
    import resource

    most = resource.getrlimit(resource.RLIMIT_DATA)[1]
    limit = size if most == resource.RLIM_INFINITY else min(size, most)
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
    return True


def leave_with_server(size: int | None = None) -> None:
    """Have this process leave when the other end of its standard input is gone.

    However the server ended, the system closes its end of that pipe then; nothing is read from
    it here. The reader is told to end, which saves; `GRACE` later it is killed, with what it
    started. With a size, one that has held more bytes than that leaves too.
    """
    if hasattr(select, "poll"):  # elsewhere Textual's own reading of the pipe is all there is
        Thread(target=_watch, args=(size,), name="leave-with-server", daemon=True).start()


def _watch(size: int | None) -> None:
    pipe = select.poll()
    pipe.register(sys.stdin.fileno(), 0)  # hanging up is told without being asked for
    while not pipe.poll(None if size is None else LOOK):
        if size is not None and _most_held() > size:
            print(f"it took more memory than {size >> 20} MB", file=sys.stderr, flush=True)
            break
    os.kill(os.getpid(), signal.SIGTERM)
    sleep(GRACE)
    if os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os.kill(os.getpid(), signal.SIGKILL)


def _most_held() -> int:
    """As many bytes of memory as this process ever held."""
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024
