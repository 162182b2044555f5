"""How work is shared out: what does one kind of work on many things, and gives the answers in order.

`map` does it here and now; `annotations.parallel.in_order` has it done by processes, or a cluster.
What is given out holds all that is needed, and no more; so the answers are the same whoever works.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")


ALONE = 2000
"""Articles, or those of events, that are done here and now: before a process has begun, they are."""


class Share(Protocol):
    """Who does some work, as `map` does."""

    def __call__(self, work: Callable[[T], R], items: Iterable[T], /) -> Iterator[R]:
        """What `work` makes of each item, in the order of the items."""
