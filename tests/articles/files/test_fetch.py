"""A web address becomes an article, within limits; the server is on the loopback address."""

import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from annotations.articles import read_article
from annotations.articles.files.fetch import fetch
from annotations.errors import ArticleError

PAGE = """<html><head><title>Bridge shut</title></head><body><h1>Bridge shut</h1>
<p>The bridge was shut on Monday after a check found two cracks in its deck – “deep” ones.</p>
</body></html>"""
TOO_MUCH = 1 << 20
DRIPS = 2400
"""Bytes, one every twentieth of a second: far longer than any test waits."""


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        path = self.path
        if path == "/page":
            self.answer(PAGE.encode("windows-1252"), "text/html; charset=iso-8859-1")
        elif path == "/plain":
            self.answer(b"One paragraph of plain text, no more.", "text/plain")
        elif path in ("/moved", "/to-a-file", "/round"):
            target = {"/moved": "/page", "/to-a-file": "file:///etc/passwd"}.get(path, path)
            self.send_response(302)
            self.send_header("Location", target)
            self.end_headers()
        elif path == "/large":
            self.answer(b"x" * (TOO_MUCH + 1), "text/plain")
        elif path == "/drip":
            self.send_response(200)
            self.end_headers()
            with suppress(OSError):  # until the reader has gone
                for _ in range(DRIPS):
                    self.wfile.write(b"x")
                    time.sleep(0.05)
        elif path == "/cut":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b"half")
        elif path == "/garbage":
            self.wfile.write(b"\x00\x01\x02 nonsense\r\n\r\n")
        else:
            self.send_error(404)

    def answer(self, body: bytes, media: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", media)
        self.end_headers()
        self.wfile.write(body)

    def handle(self) -> None:
        with suppress(OSError):  # the client went away, as it should from a slow answer
            super().handle()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def refused(url: str, **limits: float) -> str:
    with pytest.raises(ArticleError) as caught:
        fetch(url, **limits)  # type: ignore[arg-type]
    assert str(caught.value).startswith(url)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_page_is_fetched_and_read(address: str) -> None:
    article = read_article(f"{address}/page")
    assert article.title == "Bridge shut"
    assert article.source == f"{address}/page"
    assert article.encoding == "windows-1252"
    assert "– “deep” ones" in article.text


def test_a_redirection_is_followed_and_the_final_address_kept(address: str) -> None:
    article = read_article(f"{address}/moved")
    assert article.url == f"{address}/page"


def test_plain_text_is_read_as_plain_text(address: str) -> None:
    assert read_article(f"{address}/plain").text == "One paragraph of plain text, no more."


def test_no_redirection_leaves_the_web(address: str) -> None:
    assert "file" in refused(f"{address}/to-a-file")


def test_a_redirection_without_end(address: str) -> None:
    assert "302" in refused(f"{address}/round")


def test_an_error_of_the_server_is_told(address: str) -> None:
    assert "the server says 404 Not Found" in refused(f"{address}/nothing")


def test_too_large_a_page(address: str) -> None:
    assert "larger than 1 MiB" in refused(f"{address}/large", largest=TOO_MUCH)


def test_a_server_that_drips_is_given_up_in_time(address: str) -> None:
    assert "within 0.3 s" in refused(f"{address}/drip", seconds=0.3)


@pytest.mark.parametrize("path", ["cut", "garbage"])
def test_an_answer_that_is_none(address: str, path: str) -> None:
    assert "cannot be" in refused(f"{address}/{path}")


def test_nobody_there() -> None:
    assert "cannot be reached" in refused("http://127.0.0.1:9/x", seconds=5)


@pytest.mark.parametrize(
    "url", ["http://", "http://[bad", "http://a b/", "https://127.0.0.1:99999/"]
)
def test_an_address_that_is_none(url: str) -> None:
    assert "cannot be" in refused(url)
