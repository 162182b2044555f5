"""The C library's memory: what one thread has given back is there for the next.

glibc gives threads heaps of their own (arenas), up to eight a processor, so that they need not wait
for each other. Python's threads do anyway, and each alignment, export and search runs in a thread:
each arena grew to what the dearest work in it once took, some 5 MB, and none took from another.
"""

from __future__ import annotations

import os

ARENA_MAX = -8
"""`M_ARENA_MAX` of glibc's `malloc.h`: the most arenas there are."""


def share_one_arena() -> None:
    """Have all threads share one heap; to be called before the first begins.

    Nothing happens where there is no glibc.
    """
    if not hasattr(os, "confstr") or "CS_GNU_LIBC_VERSION" not in os.confstr_names:
        return
    import ctypes

    ctypes.CDLL(None).mallopt(ARENA_MAX, 1)
