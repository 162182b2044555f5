"""Work done by the workers of a Dask cluster that is already there.

One more `Executor` for `annotations.parallel.in_order`, beside the processes of this machine, so
that both run the same code. Needs the extra `crossread[cluster]` here, and the same crossread on
every worker. What is sent and answered are pickles: name only a cluster that you trust.
"""

from __future__ import annotations

import logging
import pickle
import socket
import warnings
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from concurrent.futures import wait as wait_for
from contextlib import suppress
from importlib import import_module
from importlib.metadata import version
from time import monotonic
from typing import Any
from weakref import WeakSet

import numpy as np
from numpy.typing import NDArray

from annotations.errors import CrossreadError
from annotations.extras import install_command

PATIENCE = 10
"""Seconds until a scheduler must have answered, and a first worker must be there."""

NEAR = 2.0
"""Seconds within which a worker is to be reached, or the scheduler is asked to pass things on."""

STRAIGHT = 1 << 17
"""Bytes of a part from which it goes straight to a worker, and its answer comes straight back.

Of a smaller one, what is to be said about it is more than the scheduler's work with it.
"""

LONGEST_ALONE = 60.0
"""Seconds that a cluster may be without any worker before what it was given is given up."""

LARGE = "distributed.admin.large-graph-warning-threshold"
"""What Dask calls the size of a part from which it has something to say."""

LOOK = 2.0
"""Seconds between two looks at whether an answer that is waited for can still come."""


class ClusterError(CrossreadError):
    """The cluster is not there, or its workers cannot do the work; the message is one line."""


class LostWorkerError(BrokenExecutor):
    """What was to be done is not: its workers ended, or the scheduler did."""

    advice = "look at the cluster's own log"


class _Answer(Future[Any]):
    """An answer of a cluster; waiting for it ends where nobody is left to give it."""

    def __init__(self, look: Callable[[], None]) -> None:
        """`look` raises where no answer is to be expected any more."""
        super().__init__()
        self._look = look

    def result(self, timeout: float | None = None) -> Any:
        """Wait for what was answered; raises ClusterError where the cluster has no worker left."""
        while timeout is None and not wait_for([self], LOOK).done:
            self._look()
        return super().result(timeout)


class Cluster(Executor):
    """The workers of one cluster; `jobs` is how many things they do at a time.

    A worker that is lost is made good by Dask with another. Where Dask gives up on a thing, its
    future raises `LostWorkerError`, as a pool of processes does, and whoever asked may ask again.
    """

    def __init__(self, address: str) -> None:
        """Raises ClusterError where nobody answers there, or no worker has this crossread."""
        try:
            dask = import_module("distributed")
        except ImportError as error:
            raise ClusterError(
                f"--cluster needs {error.name or 'distributed'}: {install_command('cluster')}"
            ) from error
        # What Dask has to say of a lost worker goes to its own log, there; here it is one line.
        for name in ("distributed", "distributed.client"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
        self._lost: type[BaseException] = dask.KilledWorker
        self._answers: WeakSet[_Answer] = WeakSet()
        self._address = address
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on versions that differ, which is checked below
            try:
                # With no name at all, Dask would start a cluster of its own, here.
                import_module("distributed.comm").get_address_host_port(address)
                client = dask.Client(address, timeout=PATIENCE, set_as_default=False)
            except (OSError, ValueError, TypeError, AttributeError) as error:
                raise ClusterError(
                    f"{address}: no Dask scheduler answers there; --cluster takes its address,"
                    " as tcp://10.0.0.5:8786"
                ) from error
        self._client = client
        # Parts are large, and few; Dask would print of each that others are smaller.
        import_module("dask").config.set({LARGE: "1 GiB"})
        self._alone_since: float | None = None
        try:
            self._check()
            self._direct = self._workers_are_near()
        except BaseException:
            client.close()
            raise

    def _check(self) -> None:
        """Let each worker say which crossread it has: another one would give other answers."""
        try:
            self._client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError as error:
            raise ClusterError(f"{self._address}: the cluster has no worker") from error
        try:
            found = set(self._client.run(version, "crossread").values())
        except ImportError as error:  # a package that is not there is one, too
            raise ClusterError(
                f"{self._address}: a worker has no crossread; install the same one there"
            ) from error
        ours = own_version()
        if found - {ours}:
            raise ClusterError(
                f"{self._address}: a worker has crossread {min(found - {ours})}, and this is"
                f" {ours}; install the same one there"
            )

    def _workers_are_near(self) -> bool:
        """Whether workers can be called from here, and not by the scheduler alone.

        What is sent and answered then goes straight there and back. Asked for longer than `NEAR`, a
        worker is taken for lost: Dask itself would call a dead one for half a minute.
        """
        addressed = import_module("distributed.comm").get_address_host_port
        try:
            where = addressed(next(iter(self._client.nthreads())))
            socket.create_connection(where, NEAR).close()
        except (OSError, ValueError, StopIteration):
            return False
        self._client.rpc.timeout = NEAR
        return True

    @property
    def jobs(self) -> int:
        """How many things the workers that are there now do at a time."""
        return max(1, sum(map(int, self._client.nthreads().values())))

    def submit(self, work: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Have something done by a worker."""
        answer = _Answer(self._look_for_workers)
        self._answers.add(answer)
        # Of a part with a thousand small arrays, Dask would send and copy each for itself.
        packed = np.frombuffer(pickle.dumps((work, args, kwargs), 5), np.uint8)
        try:
            self._client.loop.add_callback(self._answered, answer, packed)
        except Exception as error:  # the connection is gone, by many names
            raise LostWorkerError(f"{self._address}: the scheduler is gone") from error
        return answer

    async def _answered(self, answer: _Answer, packed: NDArray[np.uint8]) -> None:
        """Have something done, and give it as an answer; what was lost is asked of the scheduler."""
        direct = self._direct and len(packed) >= STRAIGHT
        try:
            try:
                result = await self._result(packed, direct=direct)
            except LostWorkerError:
                if not direct:
                    raise
                result = await self._result(packed, direct=False)
        except BaseException as error:
            _settle(answer, error)
        else:
            _settle(answer, None, result)

    async def _result(self, packed: NDArray[np.uint8], *, direct: bool) -> Any:
        """What comes of it, straight from a worker or by way of the scheduler.

        The scheduler gives what it has to another worker where one is lost. Raises what the work
        raised, else LostWorkerError.
        """
        client, given = self._client, None
        try:
            held = packed
            if direct:
                held = await client.scatter(packed, direct=True, hash=False, asynchronous=True)
            given = client.submit(_done, held, pure=False)
            return await client.gather(given, direct=direct, asynchronous=True)
        except BaseException as error:
            if given is not None and given.status == "error" and not isinstance(error, self._lost):
                raise
            # Somebody is gone: Dask says so by many names.
            raise LostWorkerError(f"{self._address}: a worker was lost") from error

    def _look_for_workers(self) -> None:
        """Raise ClusterError where there was no worker for long: Dask itself would wait for ever."""
        try:
            there = bool(self._client.nthreads())
        except Exception:  # the scheduler is gone, by many names
            there = False
        now = monotonic()
        if there or self._alone_since is None:
            self._alone_since = None if there else now
        elif now - self._alone_since >= LONGEST_ALONE:
            raise ClusterError(
                f"{self._address}: all workers of the cluster are gone; start one there, and align"
                " again what is not answered yet"
            )

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take back what is not done yet and leave; the cluster itself goes on."""
        if wait and not cancel_futures:
            wait_for(self._answers)
        with suppress(Exception):  # of a cluster that is gone, there is nothing to take back
            self._client.close()


def _done(packed: NDArray[np.uint8]) -> Any:
    """What a worker makes of what `Cluster.submit` packed."""
    work, args, kwargs = pickle.loads(packed.data)
    return work(*args, **kwargs)


def own_version() -> str:
    """Which crossread this is."""
    return version("crossread")


def workers_of(address: str) -> tuple[int, Callable[[], Executor]]:
    """How many things a cluster does at a time, and what gives its workers, as often as needed.

    Raises ClusterError as `Cluster` does, at once.
    """
    first = [Cluster(address)]
    return first[0].jobs, lambda: first.pop() if first else Cluster(address)


def _settle(answer: Future[Any], error: BaseException | None, result: Any = None) -> None:
    """Give a future its answer, unless nobody waits for it any more."""
    if answer.cancelled():
        return
    if error is None:
        answer.set_result(result)
    else:
        answer.set_exception(error)
