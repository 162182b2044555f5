"""A visitor with a real browser: Chromium without a window, driven by its DevTools protocol."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import subprocess
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest

from annotations.store import Store
from tests.tui.web.readers import serving

pytest.importorskip("textual_serve")
from aiohttp import ClientSession
from aiohttp.test_utils import unused_port

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
PATIENCE = 120.0
"""Seconds that a condition may take to come true."""


@contextmanager
def running(words: list[str], **more: Any) -> Iterator[None]:
    process = subprocess.Popen(
        words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True, **more
    )
    try:
        yield
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


class Browser:
    """One tab of a browser."""

    def __init__(self, socket: Any) -> None:
        self._socket = socket
        self._ids = count(1)

    async def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        id = next(self._ids)
        await self._socket.send_json({"id": id, "method": method, "params": parameters})
        while (answer := await self._socket.receive_json(timeout=PATIENCE)).get("id") != id:
            pass
        assert "error" not in answer, answer
        return dict(answer["result"])

    async def tells(self, expression: str) -> Any:
        """What a piece of JavaScript says; None while the page is another."""
        found = await self.call("Runtime.evaluate", expression=expression, returnByValue=True)
        return found["result"].get("value")

    async def until(self, expression: str) -> None:
        for _ in range(int(PATIENCE * 10)):
            if await self.tells(expression):
                return
            await asyncio.sleep(0.1)
        raise AssertionError(f"never came true: {expression}")

    async def picture(self, path: Path) -> None:
        """What the tab shows, as a PNG: to be looked at when the test fails."""
        found = await self.call("Page.captureScreenshot", format="png")
        path.write_bytes(b64decode(found["data"]))

    async def press(self, key: str) -> None:
        for kind in ("keyDown", "keyUp"):
            code = {"windowsVirtualKeyCode": ord(key.upper())}
            text = {"text": key} if kind == "keyDown" else {}
            await self.call("Input.dispatchKeyEvent", type=kind, key=key, **code, **text)


async def tab(session: ClientSession, profile: Path) -> str:
    """The address at which the browser's tab is driven, once it has one."""
    told = profile / "DevToolsActivePort"
    for _ in range(int(PATIENCE * 10)):
        if told.exists() and "\n" in (words := told.read_text()):
            port = words.split("\n")[0]
            async with session.get(f"http://127.0.0.1:{port}/json") as answer:
                pages = [each for each in await answer.json() if each["type"] == "page"]
            if pages:
                return str(pages[0]["webSocketDebuggerUrl"])
        await asyncio.sleep(0.1)
    raise AssertionError("the browser never came up")


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
async def test_who_opens_the_page_enters_a_name_and_tags_with_the_first_key(
    tmp_path: Path,
) -> None:
    assert CHROMIUM is not None
    path, profile = tmp_path / "store.json", tmp_path / "profile"
    home = {**os.environ, "HOME": str(tmp_path)}
    browse = [
        *(CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run"),
        *("--disable-dev-shm-usage", "--remote-debugging-port=0", f"--user-data-dir={profile}"),
        "about:blank",
    ]
    with serving(tmp_path, unused_port()) as server, running(browse, env=home):
        async with ClientSession() as session:
            driven = await tab(session, profile)
            async with session.ws_connect(driven, max_msg_size=0) as socket:
                browser = Browser(socket)
                bare = urljoin(server.address, "/")
                await browser.call("Page.navigate", url=bare)
                await browser.until("document.body.innerText.startsWith('open the whole address')")
                await browser.call("Page.navigate", url=server.address)
                await browser.until("location.pathname.endsWith('/enter') && !!document.forms[0]")
                await browser.tells(
                    "document.querySelector('#annotator').value = 'Mara';document.forms[0].submit()"
                )
                await browser.until("document.body.classList.contains('-first-byte')")
                await browser.until("document.activeElement.matches('.xterm-helper-textarea')")
                for _ in range(int(PATIENCE)):  # a key too early would be for nobody
                    await browser.press("c")
                    await asyncio.sleep(0.5)
                    if path.exists() and names(path):
                        break
                await browser.picture(tmp_path / "reader.png")
                await browser.press("q")
                await browser.until("document.body.classList.contains('-closed')")
    assert names(path) == [("claim", "Mara")]


def names(path: Path) -> list[tuple[str, str]]:
    """Label and annotator of each annotation, as another process reads them from the disk."""
    with Store.open(path, annotator="eve", read_only=True) as store:
        return [(each.label, each.annotator) for each in store.annotations()]
