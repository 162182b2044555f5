"""The reader in a browser: who may come in, under which name, and what arrives in the store."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from annotations.errors import CrossreadError
from annotations.store import Store
from tui.cli import serve
from tui.cli.options import UsageError

pytest.importorskip("textual_serve")
from aiohttp import ClientConnectorError, ClientSession, WSMsgType
from aiohttp.test_utils import TestClient, TestServer, unused_port

from tui.web.site import Site, name_of

HERE = {"Host": "127.0.0.1:8000"}


@asynccontextmanager
async def visiting(site: Site) -> AsyncIterator[TestClient]:
    async with TestClient(TestServer(await site._make_app())) as client:
        yield client


def site(url: str | None = None) -> Site:
    return Site(["crossread", "read"], "127.0.0.1", 8000, url)


async def test_a_visitor_is_asked_for_a_name_and_keeps_it() -> None:
    async with visiting(site()) as client:
        answer = await client.get("/", headers=HERE, allow_redirects=False)
        assert (answer.status, answer.headers["Location"]) == (302, "/enter")
        assert 'value="guest-' in await (await client.get("/enter", headers=HERE)).text()
        answer = await client.get(
            "/enter", params={"annotator": " Ada  B. "}, headers=HERE, allow_redirects=False
        )
        cookie = answer.headers["Set-Cookie"]
        assert "Ada B." in cookie and "HttpOnly" in cookie and "SameSite=Strict" in cookie
        cookies = {"Cookie": cookie.partition(";")[0]}
        page = await (await client.get("/", headers={**HERE, **cookies})).text()
        assert "ws://127.0.0.1:8000/ws" in page and "Ada B." in page
        assert "http://" not in page.replace("ws://", "")


@pytest.mark.parametrize(
    "wrong", ["", "; rm -rf /", "$(id)", "a\nb;c", "<script>", "--store=x", "`id`", "x" * 41]
)
async def test_what_is_no_name_is_asked_for_again(wrong: str) -> None:
    assert name_of(wrong) == ""
    async with visiting(site()) as client:
        page = await client.get("/enter", params={"annotator": wrong}, headers=HERE)
        assert "at most 40" in await page.text()
        cookie = {"Cookie": f'crossread_annotator="{wrong.strip()}"'.replace("\n", "")}
        answer = await client.get("/ws", headers={**HERE, **cookie})
        assert answer.status == 403


async def test_other_hosts_and_other_origins_are_refused() -> None:
    async with visiting(site()) as client:
        for headers in (
            {"Host": "evil.example"},
            {**HERE, "Origin": "http://evil.example"},
            {**HERE, "Origin": "null"},
            {**HERE, "Origin": "http://127.0.0.1:9999"},
        ):
            for path in ("/", "/enter", "/ws", "/static/js/textual.js"):
                assert (await client.get(path, headers=headers)).status == 403
        same = {**HERE, "Origin": "http://127.0.0.1:8000"}
        assert (await client.get("/enter", headers=same)).status == 200


async def test_a_public_address_is_let_in_where_it_is_named() -> None:
    async with visiting(site("https://read.example")) as client:
        headers = {"Host": "read.example", "Cookie": "crossread_annotator=ada"}
        assert "wss://read.example/ws" in await (await client.get("/", headers=headers)).text()


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["one.txt"], "needs two articles"),
        (["-", "one.txt"], "must be files"),
        (["--port", "0"], "--port is a number"),
        (["--host", "0.0.0.0"], "needs --url"),
    ],
)
def test_what_cannot_be_served_is_said(words: list[str], complaint: str) -> None:
    with pytest.raises(UsageError, match=complaint):
        serve.run(words)


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith(("textual_serve", "tui.web"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "textual_serve.server", None)
    with pytest.raises(CrossreadError, match=r"textual_serve.*pip install 'crossread\[web\]'"):
        serve.run([])


async def test_a_visitor_reads_tags_and_leaves(tmp_path: Path) -> None:
    port, store = unused_port(), tmp_path / "store.json"
    environment = {**os.environ, "HOME": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    words = [sys.executable, "-m", "tui", "serve", "--port", str(port), "--store", str(store)]
    server = subprocess.Popen(words, env=environment, stderr=subprocess.PIPE, text=True)
    try:
        assert server.stderr is not None and f"127.0.0.1:{port}" in server.stderr.readline()
        headers = {"Cookie": 'crossread_annotator="Ada B."'}
        async with ClientSession(headers=headers) as session:
            url = f"ws://127.0.0.1:{port}/ws?width=100&height=30"
            await listening(session, port)
            async with session.ws_connect(url) as socket:
                await shown(socket, "links between paragraphs")
                await socket.send_json(["stdin", "Jc"])
                await shown(socket, "undoes")
                await socket.send_json(["stdin", "q"])
                while (await socket.receive(timeout=15)).type is not WSMsgType.CLOSED:
                    pass
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(15)
    with Store.open(store, annotator="eve", read_only=True) as found:
        assert [each.annotator for each in found.annotations()] == ["Ada B."]


async def listening(session: ClientSession, port: int) -> None:
    """Wait until the server answers."""
    for _ in range(200):
        try:
            await session.get(f"http://127.0.0.1:{port}/enter")
            return
        except ClientConnectorError:
            await asyncio.sleep(0.05)
    raise AssertionError("the server never answered")


async def shown(socket, words: str) -> None:
    """Read what the reader draws until some words are there."""
    seen = ""
    while words not in seen:
        message = await socket.receive(timeout=20)
        assert message.type is not WSMsgType.CLOSED, seen
        if isinstance(message.data, bytes):
            seen += message.data.decode(errors="replace")
