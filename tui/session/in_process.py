"""Ask a question of a module of ours in a process of its own: what it takes goes with the process."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Callable
from typing import Any

from annotations.errors import CrossreadError
from annotations.processes import python_command, safe_environment


def ask_process(module: str, question: object, complaint: str) -> Any:
    """What a module, run as a program that calls `answer`, gives for a question.

    Both are pickled. Raises CrossreadError, with the complaint, where the process fails.
    """
    done = subprocess.run(
        python_command(module),
        env=safe_environment(),
        input=pickle.dumps(question),
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise CrossreadError(complaint)
    # What our own process wrote to our own pipe: no pickle from elsewhere is ever read.
    return pickle.loads(done.stdout)


def answer(work: Callable[[Any], object]) -> None:
    """In that process: read the question from standard input, write what `work` makes of it."""
    sys.stdout.buffer.write(pickle.dumps(work(pickle.load(sys.stdin.buffer))))
