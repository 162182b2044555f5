"""One visit: a process that reads, tied to the web socket of the page that shows it.

The process is `tui.cli.commands.visitor` under Textual's web driver, which speaks in packets both ways: one
byte for the kind (`D` what a terminal would be sent or send, `M` a JSON object about it), four
bytes, most significant first, for the length, and so many bytes. Before the first it writes the
line `__GANGLION__`.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from aiohttp import WSCloseCode, WSMsgType
from aiohttp.web import WebSocketResponse

from annotations.articles.text.visible import one_line
from annotations.processes import safe_environment
from tui.web.messages import (
    Focused,
    MalformedMessageError,
    Pinged,
    Resized,
    Typed,
    read_message,
)

SAVING, ENDING = 1.0, 0.5
"""Seconds that a reader has to save and leave by itself, and then once it is told to end."""
PRELUDE = b"__GANGLION__\n"
COMPLAINT = 2000
"""As many of the last bytes that a reader said on stderr are kept."""


class Visit:
    """A reader of one visitor's own, from the opening of the page to its end."""

    def __init__(self, words: Sequence[str], name: str) -> None:
        """`words` start the process; `name` is the visitor's, for what is said about it."""
        self._words = words
        self._name = name
        self._leaving = asyncio.Event()

    def leave(self) -> None:
        """Have the reader save and leave; `read` returns when it has."""
        self._leaving.set()

    async def read(self, page: WebSocketResponse, size: tuple[int, int]) -> None:
        """Start a reader of so many columns and rows, and carry between it and the page.

        It returns when one of them is gone or `leave` is called, and then neither is left.
        """
        try:
            process = await self._start(size)
        except OSError as error:
            self._say(f"cannot be started: {error.strerror or error}")
            await page.close(code=WSCloseCode.TRY_AGAIN_LATER)
            return
        complaint = asyncio.create_task(_last_of(process.stderr))
        parts = [
            asyncio.create_task(part)
            for part in (
                self._leaving.wait(),
                _show(process, page),
                _listen(page, process),
            )
        ]
        try:
            await asyncio.wait(parts, return_when=asyncio.FIRST_COMPLETED)
        finally:
            await asyncio.shield(self._finish(process, page, parts))
        if process.returncode and (said := (await complaint).splitlines()):
            self._say(f"ended: {said[-1].removeprefix('crossread: ')}")

    async def _finish(
        self, process: Process, page: WebSocketResponse, parts: Sequence[asyncio.Task[Any]]
    ) -> None:
        """End the reader and close the page, whichever is left; a mistake of ours is raised."""
        for part in parts:
            part.cancel()
        outcomes = await asyncio.gather(*parts, return_exceptions=True)
        await _end(process)
        malformed = any(isinstance(each, MalformedMessageError) for each in outcomes)
        await page.close(code=WSCloseCode.POLICY_VIOLATION if malformed else WSCloseCode.OK)
        for each in outcomes:
            if isinstance(each, Exception) and not isinstance(each, MalformedMessageError):
                raise each

    def _say(self, what: str) -> None:
        """Tell whoever runs the server of this reader."""
        print(one_line(f"crossread: {self._name}'s reader {what}"), file=sys.stderr, flush=True)

    async def _start(self, size: tuple[int, int]) -> Process:
        environment = {
            **safe_environment(),
            "TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver",
            "TEXTUAL_COLOR_SYSTEM": "truecolor",
            "TERM_PROGRAM": "textual",
            "COLUMNS": str(size[0]),
            "ROWS": str(size[1]),
        }
        return await asyncio.create_subprocess_exec(
            *self._words,
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            env=environment,
            start_new_session=True,  # a process group that can be ended whole
        )


async def _show(process: Process, page: WebSocketResponse) -> None:
    """Pass what the reader draws to the page, as fast as the page takes it, until one is gone."""
    assert process.stdout is not None
    with suppress(asyncio.IncompleteReadError, ConnectionError):
        await process.stdout.readuntil(PRELUDE)
        while True:
            kind = await process.stdout.readexactly(1)
            length = int.from_bytes(await process.stdout.readexactly(4), "big")
            payload = await process.stdout.readexactly(length)
            if kind == b"D":
                await page.send_bytes(payload)
            elif json.loads(payload)["type"] == "exit":
                return


async def _listen(page: WebSocketResponse, process: Process) -> None:
    """Pass what the page sends to the reader, until one is gone.

    Raises:
        MalformedMessageError: the page sent what it never would.
    """
    assert process.stdin is not None
    async for frame in page:
        if frame.type is not WSMsgType.TEXT:
            raise MalformedMessageError
        message = read_message(frame.data)
        with suppress(ConnectionError):
            if isinstance(message, Pinged):
                await page.send_json(["pong", message.word])
            else:
                process.stdin.write(_packet(message))
                await process.stdin.drain()


async def _last_of(stderr: asyncio.StreamReader | None) -> str:
    """The end of what a reader says on stderr."""
    assert stderr is not None
    last = b""
    while said := await stderr.read(4096):
        last = (last + said)[-COMPLAINT:]
    return last.decode(errors="replace")


async def _end(process: Process) -> None:
    """Let a reader save and leave; what is still there then is killed, its children too."""
    assert process.stdin is not None
    drained = asyncio.create_task(_drain(process))  # a full pipe would keep it from leaving
    process.stdin.write(_packed(b"M", b'{"type": "quit"}'))
    if not await _gone(process, SAVING):
        _signal(process, signal.SIGTERM)
        await _gone(process, ENDING)
    _signal(process, signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
    await process.wait()
    await drained


def _packet(message: Typed | Resized | Focused) -> bytes:
    """The packet that tells Textual's driver of a message."""
    match message:
        case Typed(data):
            return _packed(b"D", data.encode())
        case Resized(width, height):
            about = {"type": "resize", "width": width, "height": height}
        case Focused(gained):
            about = {"type": "focus" if gained else "blur"}
    return _packed(b"M", json.dumps(about).encode())


def _packed(kind: bytes, payload: bytes) -> bytes:
    return kind + len(payload).to_bytes(4, "big") + payload


async def _drain(process: Process) -> None:
    assert process.stdout is not None
    while await process.stdout.read(2**16):
        pass


async def _gone(process: Process, seconds: float) -> bool:
    """Whether a process ends within some seconds."""
    with suppress(TimeoutError):
        await asyncio.wait_for(process.wait(), seconds)
    return process.returncode is not None


def _signal(process: Process, number: signal.Signals) -> None:
    """Send a signal to a process and what it started, as far as they are there.

    Not by `Process.terminate` or `kill`: `subprocess.Popen`, which is under them, asks first
    whether the process has ended, and where it just has, that takes the exit status away from
    asyncio, which then says "Unknown child process" on stderr and reports 255.
    """
    with suppress(ProcessLookupError):
        if os.name == "posix":
            os.killpg(process.pid, number)
        elif process.returncode is None:
            process.send_signal(number)
