"""A batch on a Dask cluster: a scheduler and two workers, processes of this machine."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from annotations import cluster
from annotations.cluster import Cluster, ClusterError, workers_of
from annotations.events.archive.finding import Workers, events_in, gather
from annotations.events.archive.index import Index
from annotations.events.finding.describing import FoundEvent
from annotations.parallel import WorkerError, in_order
from annotations.processes import safe_environment
from tests.benchmarks.events.archive import archive
from tests.tui.cli.command import Run

distributed = pytest.importorskip("distributed", reason="crossread[cluster] is not installed")

START = "import sys; from distributed.cli.{0} import main; main(sys.argv[1:])"
ALL_OPTIONS = ["--no-dashboard", "--host", "127.0.0.1"]


class DaskProcesses:
    """A scheduler and its workers; each worker is one process that can be killed alone."""

    def __init__(self, folder: Path) -> None:
        with closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{port}"
        self._folder = folder
        self._running: list[subprocess.Popen[bytes]] = []
        scheduler = self._start("dask_scheduler", *ALL_OPTIONS, "--port", str(port))
        # Asked by a client too early, Dask waits longer and longer before it asks again.
        while scheduler.poll() is None:
            with closing(socket.socket()) as asked:
                if asked.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        self.workers = [self.worker() for _ in range(2)]

    def worker(self) -> subprocess.Popen[bytes]:
        own = ["--no-nanny", "--nthreads", "1", "--local-directory", str(self._folder)]
        return self._start("dask_worker", self.address, *ALL_OPTIONS, *own)

    def _start(self, which: str, *words: str) -> subprocess.Popen[bytes]:
        # `distributed` before `tests`: Dask must find the code that the tests send it.
        paths = {"PYTHONPATH": str(Path(__file__).parents[3])}
        made = subprocess.Popen(
            [sys.executable, "-P", "-c", START.format(which), *words],
            env={
                **safe_environment(),
                **paths,
                "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0",
            },
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._running.append(made)
        return made

    def end(self) -> None:
        for each in self._running:
            each.kill()
            each.wait()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DaskProcesses]:
    """A cluster for tests that kill none of it."""
    yield from started(tmp_path_factory.mktemp("dask"))


@pytest.fixture
def dask(tmp_path: Path) -> Iterator[DaskProcesses]:
    yield from started(tmp_path)


def started(folder: Path) -> Iterator[DaskProcesses]:
    made = DaskProcesses(folder)
    try:
        with distributed.Client(made.address, timeout=60, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
        yield made
    finally:
        made.end()


def batch_of(size: int) -> str:
    pairs = (
        {"id": n, "left": [f"Ship {n} sank at dawn.", "It rained."], "right": [f"Ship {n} sank."]}
        for n in range(size)
    )
    return "".join(json.dumps(pair) + "\n" for pair in pairs)


def once_killed(marker: str) -> str:
    """End this worker as a system short of memory would, the first time."""
    try:
        Path(marker).touch(exist_ok=False)
    except FileExistsError:
        return marker
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def test_a_batch_on_a_cluster_prints_the_same_bytes(
    run: Run, shared: DaskProcesses, tmp_path: Path
) -> None:
    (tmp_path / "pairs.jsonl").write_text(batch_of(40), "utf-8")
    local = run("align", "--batch", "pairs.jsonl", "--jobs", "1", cwd=tmp_path)
    far = run("align", "--batch", "pairs.jsonl", "--cluster", shared.address, cwd=tmp_path)
    assert far == local
    assert (far.status, far.err, len(far.out.splitlines())) == (0, "", 40)


def test_answers_stay_whole_and_in_order_where_a_worker_is_killed_in_the_middle(
    dask: DaskProcesses,
) -> None:
    jobs, start = workers_of(dask.address)
    assert jobs == 2
    answers = in_order(slow_square, range(60), start, jobs)
    found = [next(answers) for _ in range(10)]
    dask.workers[0].kill()
    assert [*found, *answers] == [n * n for n in range(60)]


def slow_square(number: int) -> int:
    time.sleep(0.02)
    return number * number


@pytest.mark.parametrize("straight", [0, 1 << 40])
def test_what_a_worker_took_down_with_it_is_done_by_another(
    dask: DaskProcesses, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, straight: int
) -> None:
    """The scheduler of this cluster gives up on what a worker died of, and so is asked again."""
    monkeypatch.setattr(cluster, "STRAIGHT", straight)
    markers = [str(tmp_path / str(number)) for number in range(4)]
    for marker in (markers[0], markers[1], markers[3]):
        Path(marker).touch()
    jobs, start = workers_of(dask.address)
    assert list(in_order(once_killed, markers, start, jobs)) == markers


def always_lost(_: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def test_workers_that_are_lost_again_and_again_are_one_line(
    dask: DaskProcesses, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "STRAIGHT", 0)
    for _ in range(4):  # each try may cost two of them: what is lost is asked of the scheduler
        dask.worker()
    with pytest.raises(WorkerError, match="look at the cluster's own log") as told:
        list(in_order(always_lost, range(1), workers_of(dask.address)[1], 1))
    assert "\n" not in str(told.value)


def test_a_cluster_whose_workers_are_all_gone_is_one_line_and_waited_for_no_longer(
    dask: DaskProcesses, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "LOOK", 0.05)
    monkeypatch.setattr(cluster, "LONGEST_ALONE", 0.2)
    made = Cluster(dask.address)
    for worker in dask.workers:
        worker.kill()
        worker.wait()
    while made._client.nthreads():
        time.sleep(0.01)
    with pytest.raises(ClusterError, match="all workers of the cluster are gone") as told:
        list(in_order(slow_square, range(9), lambda: made, 2))
    assert "\n" not in str(told.value)


def test_a_mistake_in_the_batch_is_told_as_it_is_of_a_local_one(
    run: Run, shared: DaskProcesses, tmp_path: Path
) -> None:
    (tmp_path / "pairs.jsonl").write_text(batch_of(3) + "[]\n", "utf-8")
    local = run("align", "--batch", "pairs.jsonl", "--jobs", "1", cwd=tmp_path)
    far = run("align", "--batch", "pairs.jsonl", "--cluster", shared.address, cwd=tmp_path)
    assert far == local
    assert far.status == 2


def test_workers_that_cannot_be_called_from_here_are_asked_by_the_scheduler(
    shared: DaskProcesses, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(cluster, "STRAIGHT", 0)
    monkeypatch.setattr("annotations.cluster.socket.create_connection", refused)
    made = Cluster(shared.address)
    monkeypatch.setattr(made._client, "scatter", None)
    assert list(in_order(slow_square, range(9), lambda: made, 2)) == [n * n for n in range(9)]


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nowhere at all", "ftp://x:1", ""])
def test_a_wrong_address_is_one_line(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    (tmp_path / "pairs.jsonl").write_text(batch_of(3), "utf-8")
    done = run("align", "--batch", "pairs.jsonl", "--cluster", address, cwd=tmp_path)
    assert (done.status, done.out) == (2, "")
    assert f"{address}: no Dask scheduler answers there" in done.one_line()


def test_a_worker_with_another_crossread_is_refused(
    shared: DaskProcesses, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "own_version", lambda: "9.9")
    with pytest.raises(ClusterError, match=r"a worker has crossread .*, and this is 9\.9"):
        Cluster(shared.address)


@pytest.mark.parametrize("straight", [0, 1 << 40])
def test_events_are_the_same_with_a_worker_killed_in_the_middle(
    dask: DaskProcesses, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, straight: int
) -> None:
    """Reading, looking for candidates, judging and describing are shared out, each in small parts."""
    monkeypatch.setattr(cluster, "STRAIGHT", straight)
    monkeypatch.setattr("annotations.events.archive.finding.SHARED_OUT", 10)
    monkeypatch.setattr("annotations.events.finding.find.ALONE", 0)
    monkeypatch.setattr("annotations.events.finding.find.BATCH", 5)
    monkeypatch.setattr("annotations.events.finding.candidates.BLOCK", 10)
    monkeypatch.setattr("annotations.events.finding.grouping.TOGETHER", 50)
    rows = tmp_path / "rows.jsonl"
    rows.write_text("".join(json.dumps(each) + "\n" for each in archive(120, words=8000)))
    done: list[str] = []

    def start() -> Cluster:
        made = Cluster(dask.address)
        submit = made.submit

        def noting(work: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
            done.append(work.__name__)
            return submit(work, *args, **kwargs)

        monkeypatch.setattr(made, "submit", noting)
        return made

    def end_one(compared: int) -> None:
        if compared >= 30:
            dask.workers[0].kill()

    def events(workers: Workers, tell: Callable[[int], None]) -> list[FoundEvent]:
        with Index.open(tmp_path / str(workers.jobs)) as index:
            gathered = gather(index, [str(rows)], workers)
            return events_in(index, gathered.numbers, tell, workers)

    alone = events(Workers(), lambda _: None)
    assert events(Workers(2, start), end_one) == alone != []
    assert dask.workers[0].wait() != 0
    assert set(done) == {"read_all", "nearest", "odds_of", "describe"}
