"""Do one kind of work on many things with several workers, and give the answers in order.

The workers are those of a `concurrent.futures.Executor`: processes of this machine
(`local_processes`), or whatever else gives one. However long the input, only a few things are held
at a time, and an answer is given as soon as those before it are, even while more input is awaited.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from queue import Empty, Full, Queue
from threading import Event, Thread
from typing import Generic, TypeVar

from annotations.errors import CrossreadError

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 4
"""Things a worker that are given out, or have their answers waiting, at a time."""

LOOK = 0.5
"""Seconds that waiting for more input lasts until it is asked whether somebody wants it to end."""

TRIES = 3
"""Times that workers may be lost in a row without any answer in between."""


class WorkerError(CrossreadError):
    """The processes that do the work end before they answer, again and again."""


@dataclass(frozen=True)
class _End:
    """The input is over: all of it was given, or reading it failed."""

    error: BaseException | None = None


@dataclass(frozen=True)
class _Item(Generic[T]):
    value: T


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def local_processes(jobs: int) -> Executor:
    """Give so many processes of this machine, started one by one as there is work for them.

    They import nothing from the working folder if this process does not
    (`annotations.processes.leave_out_working_folder`). Ctrl-C is for this process alone to answer.
    """
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(jobs, context, initializer=_begin)


def in_order(
    work: Callable[[T], R], items: Iterable[T], start: Callable[[], Executor], jobs: int
) -> Generator[R, None, None]:
    """Give what `work` makes of each item, in the order of the items.

    `start` gives workers, `jobs` in number; where one is lost (killed, out of memory) new ones do
    what was not answered. Raises what `work` or reading the items raised, once all before it is
    answered, and `WorkerError` where workers are lost again and again.
    """
    arriving: Queue[_Item[T] | _End] = Queue(AHEAD * jobs)
    over = Event()
    Thread(target=_feed, args=(items, arriving, over), daemon=True).start()
    before = set(multiprocessing.active_children())
    executor = start()
    pending: deque[tuple[T, Future[R]]] = deque()
    end: _End | None = None
    lost = 0
    try:
        while True:
            while end is None and len(pending) < AHEAD * jobs:
                try:
                    arrived = arriving.get_nowait() if pending else _awaited(arriving)
                except Empty:
                    break
                if isinstance(arrived, _End):
                    end = arrived
                else:
                    pending.append((arrived.value, _submitted(executor, work, arrived.value)))
            if not pending:
                break
            try:
                answer = pending[0][1].result()
            except BrokenExecutor as error:
                lost += 1
                if lost == TRIES:
                    raise WorkerError(
                        f"a worker was ended {TRIES} times before it answered; memory may be short"
                        f" there: {getattr(error, 'advice', 'try fewer --jobs')}"
                    ) from error
                executor.shutdown(wait=False, cancel_futures=True)
                executor = start()
                pending = deque((item, _submitted(executor, work, item)) for item, _ in pending)
                continue
            lost = 0
            pending.popleft()
            yield answer
        if end is not None and end.error is not None:
            raise end.error
        executor.shutdown()
    finally:
        over.set()
        for child in set(multiprocessing.active_children()) - before:
            child.terminate()
        # Waited for, or Python's own end may find the pool half closed and say so.
        executor.shutdown(wait=True, cancel_futures=True)


def _awaited(arriving: Queue[T]) -> T:
    """What arrives next.

    A Ctrl-C that comes as Python is about to wait for a lock is seen when the wait is over: it must
    not last for ever.
    """
    while True:
        with suppress(Empty):
            return arriving.get(timeout=LOOK)


def _feed(items: Iterable[T], arriving: Queue[_Item[T] | _End], over: Event) -> None:
    """Read the items in a thread of its own, so that waiting for one holds up no answer."""

    def put(arrived: _Item[T] | _End) -> None:
        while not over.is_set():
            try:
                arriving.put(arrived, timeout=0.1)
            except Full:
                continue
            return

    try:
        for item in items:
            put(_Item(item))
            if over.is_set():
                return
    except BaseException as error:
        put(_End(error))
    else:
        put(_End())


def _submitted(executor: Executor, work: Callable[[T], R], item: T) -> Future[R]:
    """Give an item out; where the workers are lost already, the future says so, as it does later."""
    try:
        with _interrupts_held():
            return executor.submit(work, item)
    except BrokenExecutor as error:
        failed: Future[R] = Future()
        failed.set_exception(error)
        return failed


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold Ctrl-C back while a process may be started: the child is born deaf to it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)


def _begin() -> None:
    """Begin a process that works: one thread, no answer to Ctrl-C, no life after its parent's."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process when the one that started it ends, however that does."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
