"""A visitor's reader: within bounds, and gone with the visitor and with the server."""

from __future__ import annotations

import asyncio
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("textual_serve")
from aiohttp import ClientSession, WSServerHandshakeError
from aiohttp.test_utils import TestClient, TestServer, unused_port

from annotations.processes import python_command, safe_environment
from annotations.store import Store
from tests.tui.web.readers import PATIENCE, closed, gone, serving, shown, until
from tui.web import visit
from tui.web.access import Access
from tui.web.site import Site

ADA = {"Cookie": 'crossread_annotator="Ada B."'}
ROOTED = safe_environment() | {"PYTHONPATH": str(Path(__file__).parents[3])}
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")

STUBBORN = """
import signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(1000)"])
said = f"{BEFORE}{child.pid} {__import__('os').getpid()}|".encode()
sys.stdout.buffer.write(b"__GANGLION__\\nD" + len(said).to_bytes(4, "big") + said)
sys.stdout.buffer.flush()
THEN
time.sleep(1000)
"""
"""A reader that neither leaves nor lets itself be ended, and has started a process; it tells
both numbers."""


async def test_a_visitor_reads_an_event_of_more_than_two(tmp_path: Path) -> None:
    names = [str(tmp_path / f"report-{number}.txt") for number in range(3)]
    for name in names:
        text = f"What {Path(name).stem} says\n\nThe bridge was closed on Monday.\n"
        Path(name).write_text(text, encoding="utf-8")
    with serving(tmp_path, unused_port(), *names) as server:
        async with (
            ClientSession(headers=ADA) as session,
            session.ws_connect(server.socket) as page,
        ):
            await shown(page, "1/3")


@LINUX
async def test_a_visitor_reads_tags_and_leaves_within_the_bounds(tmp_path: Path) -> None:
    port = unused_port()
    with serving(tmp_path, port, "--memory", "300", "--visitors", "1") as server:
        async with ClientSession(headers=ADA) as session:
            async with session.ws_connect(server.socket) as page:
                await shown(page, "links between paragraphs")
                (reader,) = server.readers()
                limits = Path(f"/proc/{reader}/limits").read_text(encoding="utf-8")
                assert f"Max data size             {300 << 20}" in limits
                with pytest.raises(WSServerHandshakeError, match="503"):
                    await session.ws_connect(server.socket)
                await page.send_json(["resize", {"width": 10**6, "height": 10**6}])
                await page.send_json(["resize", {"width": 100, "height": 30}])
                await page.send_json(["stdin", "Jc"])
                await shown(page, "undoes")
                await page.send_json(["stdin", "q"])
                assert await closed(page) == 1000
            while (await session.get(server.address)).status == 503:
                pass
            async with session.get(server.address) as answer:
                assert answer.status == 200  # there is room again
    with Store.open(tmp_path / "store.json", annotator="eve", read_only=True) as found:
        assert [each.annotator for each in found.annotations()] == ["Ada B."]


@LINUX
async def test_nothing_malformed_prints_a_traceback_or_disturbs_others(tmp_path: Path) -> None:
    port = unused_port()
    with serving(tmp_path, port, "--no-token") as server:
        async with ClientSession(headers=ADA) as session, session.ws_connect(server.socket) as good:
            for bad in ("{", '["resize", {"width": null}]', '["stdin", 7]', "[" * 5000):
                async with session.ws_connect(server.socket) as page:
                    await page.send_str(bad)
                    assert await closed(page) == 1008
            async with session.ws_connect(server.socket) as page:
                await page.send_bytes(b"\xff\x00")
                assert await closed(page) == 1008
            for raw in (b"\x16\x03\x01\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", UPGRADE):
                with socket.create_connection(("127.0.0.1", port), PATIENCE) as plain:
                    plain.sendall(raw)
                    while plain.recv(4096):
                        pass
            await good.send_json(["ping", "still here"])
            async for message in good:
                if message.data == '["pong", "still here"]':
                    break
        server.process.terminate()
        assert server.process.stderr is not None
        assert server.process.stderr.read() == ""


UPGRADE = (
    b"GET /ws HTTP/1.1\r\nHost: 127.0.0.1:1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13\r\n\r\n\xff\xff\xff\xff"
)


@LINUX
@pytest.mark.parametrize("how", ["kill", "terminate"])
async def test_no_reader_outlives_the_server(tmp_path: Path, how: str) -> None:
    with serving(tmp_path, unused_port()) as server:
        async with ClientSession(headers=ADA) as session:
            page = await session.ws_connect(server.socket)
            await shown(page, "links between paragraphs")
            await session.ws_connect(server.socket)  # this one is still starting
            await until(lambda: len(server.readers()) == 2)
            readers = server.readers()
            getattr(server.process, how)()
            await until(lambda: gone(*readers))


@LINUX
async def test_a_reader_that_hangs_is_killed_when_its_visitor_leaves(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(visit, "SAVING", 0.1)
    monkeypatch.setattr(visit, "ENDING", 0.1)
    words = [sys.executable, "-c", STUBBORN.replace("{BEFORE}", "").replace("THEN", "")]
    access = Access.to("127.0.0.1", 8000, token=False)
    headers = {**ADA, "Host": "127.0.0.1:8000"}
    async with TestClient(TestServer(Site(words, access, 1).app())) as client:
        async with client.ws_connect("/ws", headers=headers) as page:
            pids = list(map(int, (await page.receive_bytes()).strip(b"|").split()))
            assert not gone(*pids)
        await until(lambda: gone(*pids))


@LINUX
def test_a_reader_that_hangs_ends_by_itself_when_the_server_is_gone() -> None:
    watch = "from tui.web.bounds import leave_with_server; leave_with_server()"
    code = STUBBORN.replace("{BEFORE}", "|").replace("THEN", watch)
    reader = subprocess.Popen(
        [sys.executable, "-c", code],
        env=ROOTED,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    assert reader.stdin is not None and reader.stdout is not None
    said = b""
    while said.count(b"|") < 2:
        said += reader.stdout.read1()
    pids = list(map(int, said.split(b"|")[1].split()))
    assert not gone(*pids)
    reader.stdin.close()
    reader.wait(PATIENCE)
    while not gone(*pids):
        pass
    reader.stdout.close()


@LINUX
def test_a_reader_takes_no_more_memory_than_it_may() -> None:
    code = (
        "from tui.web.bounds import limit_memory; assert limit_memory(2**28);"
        " import subprocess, sys; grow = 'bytearray(2**29)';"
        " print(subprocess.call([sys.executable, '-c', grow], stderr=-3)); exec(grow)"
    )
    done = subprocess.run([sys.executable, "-c", code], env=ROOTED, capture_output=True, text=True)
    assert "MemoryError" in done.stderr
    assert done.stdout == "1\n"  # what it starts is bounded too


def test_where_the_system_bounds_no_memory_the_reader_looks_itself() -> None:
    code = (
        "from tui.web import bounds; import time; bounds.LOOK = 10;"
        " bounds.leave_with_server(2**27); full = bytearray(2**28); time.sleep(1000)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code],
        env=ROOTED,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as reader:
        assert reader.stderr is not None
        assert reader.stderr.read() == "it took more memory than 128 MB\n"
    assert reader.returncode == -signal.SIGTERM


def test_a_visitors_command_is_any_command_within_bounds() -> None:
    command = python_command("tui.cli.commands.visitor", str(2**30), "--version")
    done = subprocess.run(
        command, env=safe_environment(), stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    assert done.stdout.startswith("crossread ")


@LINUX
async def test_a_reader_that_ends_as_it_is_told_to_keeps_its_exit_status() -> None:
    for _ in range(60):
        reader = await asyncio.create_subprocess_exec("false", start_new_session=True)
        while reader.returncode is None:
            visit._signal(reader, signal.SIGTERM)
            await asyncio.sleep(0)
        assert reader.returncode in (1, -signal.SIGTERM)
