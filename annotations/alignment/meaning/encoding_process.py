"""Ask an encoder in a process of its own, beside a reader whose keys must not wait.

The model's memory is given back when it ends, and whatever its C code does, the reader lives.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Thread

from annotations.alignment.meaning.encoder import Encoder, KnownVectors, load_encoder
from annotations.errors import CrossreadError
from annotations.parallel import cores
from annotations.processes import python_command, safe_environment

LOOK = 0.2
"""Seconds between two looks whether the answer is still wanted."""


def encoded_aside(
    named: str,
    texts: Sequence[str],
    beside: Path | None = None,
    wanted: Callable[[], bool] = lambda: True,
) -> KnownVectors:
    """The vectors of some texts by the encoder of a name, kept beside a store if one is named.

    The process is ended as soon as the answer is not `wanted` any more.

    Raises CrossreadError where the encoder cannot be loaded, or its process failed or was ended.
    """
    distinct = list(dict.fromkeys(texts))
    threads = {"OMP_NUM_THREADS": str(max(1, cores() - 1))}  # one core is for the keys
    process = subprocess.Popen(
        python_command("annotations.alignment.meaning.encoding_process", str(os.getpid())),
        env={**safe_environment(), **threads},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    said = b""
    asked: bytes | None = pickle.dumps((named, distinct, beside))
    while True:
        try:
            said, _ = process.communicate(asked, timeout=LOOK)
            break
        except subprocess.TimeoutExpired:
            asked = None  # Python remembers what is still to be written
            if not wanted():
                process.kill()
    if process.returncode:
        raise CrossreadError(
            "the paragraphs could not be compared by meaning; is there memory left?"
        )
    # What our own process wrote to our own pipe: no pickle from elsewhere is ever read.
    answer: KnownVectors | CrossreadError = pickle.loads(said)
    if isinstance(answer, CrossreadError):
        raise answer
    return answer


def main() -> None:
    """Read what is asked from standard input, write the answer to standard output.

    Where a user can mend what went wrong, that error is written in place of it.
    """
    parent = int(sys.argv[1])
    Thread(target=_end_with, args=(parent,), daemon=True).start()
    if hasattr(os, "nice"):
        os.nice(10)
    named, texts, beside = pickle.load(sys.stdin.buffer)
    answer: KnownVectors | CrossreadError
    try:
        encoder: Encoder = load_encoder(named)
        if beside is not None:
            from annotations.alignment.meaning.vector_cache import CachedEncoder

            encoder = CachedEncoder(encoder, beside)
        vectors = encoder.encode(texts)
        answer = KnownVectors(encoder.name, encoder.fitted, dict(zip(texts, vectors, strict=True)))
    except CrossreadError as error:
        answer = CrossreadError(str(error))
    sys.stdout.buffer.write(pickle.dumps(answer))


def _end_with(parent: int) -> None:
    """End when the process that asked does: nobody waits for the answer then."""
    from time import sleep

    while os.name == "nt" or os.getppid() == parent:
        sleep(0.5)
    os._exit(1)


if __name__ == "__main__":
    main()
