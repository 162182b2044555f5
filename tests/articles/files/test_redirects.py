"""A page that is fetched cannot send the fetcher on into the user's own network.

The servers are on loopback addresses; 127.0.0.1 stands for a public one where a test says so.
"""

import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from annotations.articles.files import redirects
from annotations.articles.files.fetch import fetch
from annotations.errors import ArticleError

PUBLIC = "127.0.0.1"
PRIVATE = "127.0.0.2"


class Handler(BaseHTTPRequestHandler):
    """Redirects to what stands behind `/to/`; everything else is a page."""

    asked: list[str] = []  # noqa: RUF012

    def do_GET(self) -> None:
        self.asked.append(f"{self.server.server_address[0]}{self.path}")
        start, _, target = self.path.partition("/to/")
        if target and not start:
            self.send_response(302)
            self.send_header("Location", target)
            self.end_headers()
        else:
            self.send_response(200)
            self.send_header("Content-Type", "text/plain")
            self.end_headers()
            self.wfile.write(b"what only this machine may see")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The port of a server on PUBLIC, which counts as public, and of one on PRIVATE."""
    for name in ("http_proxy", "all_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    outer = ThreadingHTTPServer((PUBLIC, 0), Handler)
    inner = ThreadingHTTPServer((PRIVATE, outer.server_port), Handler)
    for server in (outer, inner):
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    Handler.asked = []
    yield outer.server_port
    for server in (outer, inner):
        server.shutdown()
        server.server_close()


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch) -> None:
    known = redirects.is_public
    monkeypatch.setattr(redirects, "is_public", lambda each: each == PUBLIC or known(each))


def names(monkeypatch: pytest.MonkeyPatch, answers: dict[str, list[str]]) -> None:
    """Let a name server give these addresses, one a question, the last one ever after."""
    real: Callable[..., Any] = socket.getaddrinfo

    def answer(host: str, *rest: Any, **options: Any) -> Any:
        if host in answers:
            left = answers[host]
            host = left.pop(0) if len(left) > 1 else left[0]
        return real(host, *rest, **options)

    monkeypatch.setattr(socket, "getaddrinfo", answer)


@pytest.mark.usefixtures("outside")
@pytest.mark.parametrize(
    "target",
    [
        f"http://{PRIVATE}",
        f"http://[::ffff:{PRIVATE}]",
        "http://2130706434",
        "http://0x7f000002",
        "http://inside.example",
        f"http://{PUBLIC}:PORT/to/http://{PRIVATE}",
    ],
)
def test_a_redirection_into_the_private_network_is_refused(
    port: int, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    names(monkeypatch, {"inside.example": [PRIVATE]})
    target = f"{target.replace('PORT', str(port))}:{port}/secret"
    with pytest.raises(ArticleError, match=r"/to/.*: redirects to .*, a private address"):
        fetch(f"http://{PUBLIC}:{port}/to/{target}")
    assert not any(each.startswith(PRIVATE) for each in Handler.asked)


@pytest.mark.usefixtures("outside")
def test_a_name_that_changes_its_address_gains_nothing(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    names(monkeypatch, {"news.example": [PUBLIC, PRIVATE]})
    with pytest.raises(ArticleError, match=r"redirects to news\.example, a private address"):
        fetch(f"http://news.example:{port}/to/http://news.example:{port}/secret")
    names(monkeypatch, {"news.example": [PUBLIC, PUBLIC, PRIVATE]})
    page = fetch(f"http://news.example:{port}/to/http://news.example:{port}/page")
    assert page.url == f"http://news.example:{port}/page"  # looked up once a hop, and no more
    assert not any(each.startswith(PRIVATE) for each in Handler.asked)


@pytest.mark.usefixtures("outside")
def test_of_several_addresses_only_the_public_ones_are_tried(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    real: Callable[..., Any] = socket.getaddrinfo

    def answer(host: str, *rest: Any, **options: Any) -> Any:
        both = (PRIVATE, PUBLIC) if host == "both.example" else (host,)
        return [each for address in both for each in real(address, *rest, **options)]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    fetch(f"http://{PUBLIC}:{port}/to/http://both.example:{port}/page")
    assert Handler.asked[-1] == f"{PUBLIC}/page"


def test_a_private_address_that_the_user_named_may_redirect_to_another(port: int) -> None:
    assert fetch(f"http://{PUBLIC}:{port}/to/http://{PRIVATE}:{port}/page").data


@pytest.mark.usefixtures("outside")
def test_behind_a_proxy_a_redirection_to_a_private_address_is_refused_too(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", f"http://{PRIVATE}:{port}")  # a proxy may be inside
    proxied = "http://news.invalid/to/x"
    Handler.asked = []
    assert fetch("http://news.invalid/page").data  # a name that only the proxy knows
    monkeypatch.setattr(Handler, "do_GET", redirecting)
    with pytest.raises(ArticleError, match=r"redirects to 169\.254\.169\.254, a private address"):
        fetch(proxied)


def redirecting(self: Handler) -> None:
    self.send_response(302)
    self.send_header("Location", "http://169.254.169.254/latest/meta-data")
    self.end_headers()


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.9.9.9",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fe80::1%1",
        "fc00::1",
        "fec0::1",
        "ff02::1",
        "fd00:ec2::254",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "2002:7f00:1::",
        "64:ff9b::7f00:1",
        "2001:0:4136:e378:8000:63bf:80ff:fffe",
    ],
)
def test_an_address_inside(address: str) -> None:
    assert not redirects.is_public(address)


@pytest.mark.parametrize(
    "address",
    ["93.184.215.14", "2606:2800:21f:cb07::1", "::ffff:93.184.215.14", "64:ff9b::808:808"],
)
def test_an_address_that_everybody_can_reach(address: str) -> None:
    assert redirects.is_public(address)
