"""Saving off the screen's thread: one thread, in order, that keeps what it could not save."""

from __future__ import annotations

from asyncio import get_running_loop
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from threading import Condition, Thread
from typing import Any

from msgspec import Struct

from annotations.errors import CrossreadError, RefusedError, SpanError
from annotations.store import Store


class Job(Struct, frozen=True):
    """Work on the store; `done` gets its result, on the saver's thread.

    `refused` gets the store, there too, once that has refused the work.
    `keeps` says that it holds what the user did: when the disk fails it stays first in line.
    """

    run: Callable[[Store], Any]
    done: Callable[[Any], object] = lambda result: None
    refused: Callable[[Store], object] = lambda store: None
    keeps: bool = True


class Saver:
    """Runs jobs on a store, one after another, off the calling thread.

    A job that the disk fails stays at the head of the line, and is tried again with the next job
    or by `retry`; a job that the store refuses is dropped. `failed` is told of either.
    """

    def __init__(self, store: Store, failed: Callable[[Exception, int], object]) -> None:
        self._store = store
        self._failed = failed
        self._jobs: deque[Job] = deque()
        self._changed = Condition()
        self._blocked = False
        self._closing = False
        self._thread = Thread(target=self._work, name="saver", daemon=True)
        self._thread.start()

    @property
    def waiting(self) -> int:
        """How many jobs of the user are not durable yet."""
        with self._changed:
            return sum(job.keeps for job in self._jobs)

    @property
    def stuck(self) -> bool:
        """Whether a job of the user failed and has not been tried again."""
        with self._changed:
            return self._blocked

    @property
    def alive(self) -> bool:
        """Whether jobs are still run."""
        return self._thread.is_alive()

    def submit(self, job: Job, *, after: float = 0.0) -> None:
        """Put a job in line; it may begin `after` seconds, and is in line all the same by then.

        On an event loop, that is: elsewhere it may begin at once.
        """
        with self._changed:
            self._jobs.append(job)
            self._blocked = self._blocked and not job.keeps
        if after:
            with suppress(RuntimeError):
                get_running_loop().call_later(after, self._wake)
                return
        self._wake()

    def _wake(self) -> None:
        with self._changed:
            self._changed.notify_all()

    def retry(self) -> None:
        with self._changed:
            self._blocked = False
            self._changed.notify_all()

    def close(self, timeout: float = 10.0) -> int:
        """Finish what can be finished; returns how many jobs of the user were left unsaved."""
        with self._changed:
            self._closing = True
            self._blocked = False
            self._changed.notify_all()
        self._thread.join(timeout)
        return self.waiting

    def _work(self) -> None:
        while True:
            with self._changed:
                while not self._closing and (self._blocked or not self._jobs):
                    self._changed.wait()
                if not self._jobs or (self._closing and self._blocked):
                    return
                job = self._jobs[0]
            try:
                result = job.run(self._store)
            except Exception as error:
                # Trying again helps where the disk failed; all else fails the same way again.
                refused = isinstance(error, RefusedError | SpanError) or not isinstance(
                    error, CrossreadError | OSError
                )
                with self._changed:
                    if job.keeps and not refused:
                        self._blocked = True
                    else:
                        self._jobs.popleft()
                    count = sum(waiting.keeps for waiting in self._jobs)
                if refused:
                    job.refused(self._store)
                self._failed(error, count)
            else:
                with self._changed:
                    self._jobs.popleft()
                job.done(result)
