"""Work that several workers do, answered in order."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

import pytest

from annotations.parallel import AHEAD, WorkerError, in_order, local_processes


def two_threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(2)


def late_when_even(number: int) -> int:
    time.sleep(0.02 * (number % 2 == 0))
    return number * number


def killed_once(marker: str) -> str:
    """End this process as a system short of memory would, the first time."""
    try:
        Path(marker).touch(exist_ok=False)
    except FileExistsError:
        return marker
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def killed(_: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def test_answers_come_in_the_order_of_the_questions() -> None:
    assert list(in_order(late_when_even, range(9), two_threads, 2)) == [n * n for n in range(9)]


def test_only_a_few_things_are_read_ahead_of_the_answers() -> None:
    read = count()
    answers = in_order(abs, read, two_threads, 2)
    for _ in range(20):
        next(answers)
    time.sleep(0.05)
    answers.close()
    assert next(read) <= 20 + 2 * AHEAD * 2 + 2


def test_an_answer_is_given_while_more_input_is_awaited() -> None:
    answered: list[int] = []

    def conversation() -> Iterator[int]:
        for number in range(5):
            while len(answered) < number:
                time.sleep(0.001)
            yield number

    for answer in in_order(abs, conversation(), two_threads, 2):
        answered.append(answer)
    assert answered == [0, 1, 2, 3, 4]


def test_what_ends_the_input_is_told_after_the_answers_before_it() -> None:
    def broken() -> Iterator[int]:
        yield from range(3)
        raise ValueError("line 4")

    answers = in_order(late_when_even, broken(), two_threads, 2)
    assert [next(answers) for _ in range(3)] == [0, 1, 4]
    with pytest.raises(ValueError, match="line 4"):
        next(answers)


@pytest.mark.skipif(os.name == "nt", reason="no such signal there")
def test_what_a_killed_worker_had_is_done_by_another(tmp_path: Path) -> None:
    markers = [str(tmp_path / str(number)) for number in range(4)]
    for marker in (markers[0], markers[1], markers[3]):
        Path(marker).touch()
    assert list(in_order(killed_once, markers, lambda: local_processes(2), 2)) == markers


@pytest.mark.skipif(os.name == "nt", reason="no such signal there")
def test_workers_that_are_killed_again_and_again_are_one_clear_line() -> None:
    with pytest.raises(WorkerError, match="fewer --jobs") as told:
        list(in_order(killed, range(3), lambda: local_processes(1), 1))
    assert "\n" not in str(told.value)


@pytest.mark.skipif(os.name == "nt", reason="signals are held back as POSIX has it")
def test_an_interrupt_that_wakes_nobody_ends_the_wait_for_more_input() -> None:
    # As one does that comes just before Python waits: the thread that waits is not woken by it.
    code = """
import os, signal, sys, threading
from concurrent.futures import ThreadPoolExecutor
from annotations.parallel import in_order

def waits():
    frame = sys._current_frames()[threading.main_thread().ident]
    return frame.f_code.co_name == "wait" and frame.f_back.f_code.co_name == "get"

def silent():
    while not waits():
        pass
    os.kill(os.getpid(), signal.SIGINT)
    threading.Event().wait()
    yield

signal.signal(signal.SIGINT, signal.default_int_handler)
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
threads = threading.Thread.start
def start(thread):  # whoever is started takes the signal, as the main thread does not
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    threads(thread)
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
threading.Thread.start = start
try:
    list(in_order(str, silent(), lambda: ThreadPoolExecutor(1), 1))
except KeyboardInterrupt:
    print("ended")
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.stdout, done.stderr) == ("ended\n", "")
