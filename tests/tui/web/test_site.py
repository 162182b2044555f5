"""The pages of the site: who may come in, under which name, and how many at once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

pytest.importorskip("textual_serve")
from aiohttp.test_utils import TestClient, TestServer

from tui.web.access import Access
from tui.web.site import Site, name_of

HERE = {"Host": "127.0.0.1:8000"}
ADA = {**HERE, "Cookie": "crossread_annotator=ada"}
OPEN = Access.to("127.0.0.1", 8000, token=False)


@asynccontextmanager
async def visiting(access: Access = OPEN, visitors: int = 8) -> AsyncIterator[TestClient]:
    site = Site(["no-such-reader"], access, visitors)
    async with TestClient(TestServer(site.app())) as client:
        yield client


async def test_a_visitor_is_asked_for_a_name_and_keeps_it() -> None:
    access = Access.to("127.0.0.1", 8000)
    async with visiting(access) as client:
        home = f"{access.prefix}/"
        answer = await client.get(home, headers=HERE, allow_redirects=False)
        assert (answer.status, answer.headers["Location"]) == (302, "enter")
        assert 'value="guest-' in await (await client.get(f"{home}enter", headers=HERE)).text()
        name = {"annotator": " Ada  B. "}
        answer = await client.get(f"{home}enter", params=name, headers=HERE, allow_redirects=False)
        assert answer.headers["Location"] == "./"
        cookie = answer.headers["Set-Cookie"]
        assert "Ada B." in cookie and "HttpOnly" in cookie and "SameSite=Strict" in cookie
        cookies = {"Cookie": cookie.partition(";")[0]}
        page = await (await client.get(home, headers={**HERE, **cookies})).text()
        assert f"ws://127.0.0.1:8000{access.prefix}/ws" in page and "Ada B." in page
        assert "http://" not in page.replace("ws://", "")


@pytest.mark.parametrize(
    "wrong", ["", "; rm -rf /", "$(id)", "a\nb;c", "<script>", "--store=x", "`id`", "x" * 41]
)
async def test_what_is_no_name_is_asked_for_again(wrong: str) -> None:
    assert name_of(wrong) == ""
    async with visiting() as client:
        page = await client.get("/enter", params={"annotator": wrong}, headers=HERE)
        assert "at most 40" in await page.text()
        cookie = {"Cookie": f'crossread_annotator="{wrong.strip()}"'.replace("\n", "")}
        answer = await client.get("/ws", headers={**HERE, **cookie})
        assert answer.status == 403


async def test_only_the_whole_address_is_answered_under_its_own_name() -> None:
    access = Access.to("127.0.0.1", 8000)
    paths = ("/", "/enter", "/ws", "/static/js/textual.js", "/nowhere")
    async with visiting(access) as client:
        for path in paths:
            assert (await client.get(path, headers=ADA)).status == 403
            assert (await client.get(f"/{'x' * 24}{path}", headers=ADA)).status == 403
            for wrong in (
                {"Host": "evil.example"},
                {"Origin": "http://evil.example"},
                {"Origin": "null"},
                {"Origin": "http://["},
                {"Origin": "http://127.0.0.1:9999"},
            ):
                answer = await client.get(access.prefix + path, headers={**ADA, **wrong})
                assert answer.status == 403
        same = {**ADA, "Origin": "http://127.0.0.1:8000"}
        for path in ("/", "/enter", "/static/js/textual.js"):
            answer = await client.get(access.prefix + path, headers=same)
            assert answer.status == 200
            assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert (await client.get(f"{access.prefix}/nowhere", headers=same)).status == 404


async def test_without_a_token_host_and_origin_are_still_looked_at() -> None:
    async with visiting() as client:
        assert (await client.get("/", headers=ADA)).status == 200
        for wrong in ({"Host": "evil.example"}, {"Origin": "http://evil.example"}):
            assert (await client.get("/ws", headers={**ADA, **wrong})).status == 403


async def test_a_public_address_is_let_in_where_it_is_named() -> None:
    access = Access.to("127.0.0.1", 8000, "https://read.example/room/", token=False)
    async with visiting(access) as client:
        headers = {"Host": "read.example", "Cookie": "crossread_annotator=ada"}
        page = await (await client.get("/", headers=headers)).text()
        assert "wss://read.example/room/ws" in page


async def test_a_letter_size_is_a_number() -> None:
    async with visiting() as client:
        for asked, given in (("20", "20"), ("x", "16"), ("1000", "16"), ('"><b>', "16")):
            page = await client.get("/", params={"fontsize": asked}, headers=ADA)
            assert f'data-font-size="{given}"' in await page.text()


async def test_no_more_than_so_many_visitors_come_in() -> None:
    async with visiting(visitors=0) as client:
        for path in ("/", "/ws"):
            answer = await client.get(path, headers=ADA)
            assert answer.status == 503
            assert "--visitors" in await answer.text()


async def test_where_no_reader_can_be_started_that_is_said(capsys: pytest.CaptureFixture) -> None:
    async with visiting() as client, client.ws_connect("/ws", headers=ADA) as page:
        await page.receive()
        assert page.close_code == 1013
    assert "ada's reader cannot be started: No such file" in capsys.readouterr().err
