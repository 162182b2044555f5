"""A server with real readers, and what is left of them."""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from aiohttp import ClientWebSocketResponse, WSMsgType

from annotations.processes import python_command, safe_environment

PATIENCE = 120.0
"""Seconds after which a test gives up; none waits so long for something that comes true."""


class Server(NamedTuple):
    """A running `crossread serve`."""

    process: subprocess.Popen[str]
    address: str
    """Where it said that it is, with a slash at its end."""

    @property
    def socket(self) -> str:
        return f"{self.address}ws?width=100&height=30"

    def readers(self) -> list[int]:
        """The processes that it started."""
        pid = self.process.pid
        return list(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split()))


@contextmanager
def serving(home: Path, port: int, *words: str) -> Iterator[Server]:
    """Serve on a port, with a store in a folder; what it says on stderr can be read at the end."""
    command = python_command(
        "tui", "serve", "--port", str(port), "--store", str(home / "store.json"), *words
    )
    process = subprocess.Popen(
        command,
        env={**safe_environment(), "HOME": str(home)},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        assert process.stderr is not None
        while not (found := re.search(r"reading on (\S+)", line := process.stderr.readline())):
            assert line, "the server ended"
        yield Server(process, found[1])
    finally:
        process.terminate()
        process.wait(PATIENCE)


async def shown(page: ClientWebSocketResponse, words: str) -> None:
    """Read what the reader draws until some words are there."""
    seen = ""
    while words not in seen:
        message = await page.receive(timeout=PATIENCE)
        assert message.type not in (WSMsgType.CLOSE, WSMsgType.CLOSED), seen
        if isinstance(message.data, bytes):
            seen += message.data.decode(errors="replace")


async def closed(page: ClientWebSocketResponse) -> int | None:
    """Read on until the server closes the page; its reason, as a number."""
    while (await page.receive(timeout=PATIENCE)).type is not WSMsgType.CLOSED:
        pass
    return page.close_code


async def until(condition: Callable[[], Any]) -> None:
    """Wait until something is true."""
    for _ in range(int(PATIENCE * 20)):
        if condition():
            return
        await asyncio.sleep(0.05)
    raise AssertionError("it never came true")


def gone(*pids: int) -> bool:
    """Whether none of these processes runs any more."""
    return not any(map(_runs, pids))


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        about = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except (ProcessLookupError, FileNotFoundError):
        return False
    return about.rpartition(")")[2].split()[0] != "Z"  # dead, and not fetched by its parent
