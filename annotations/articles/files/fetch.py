"""A web address into bytes, within limits of time and size."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from typing import Any

from annotations.articles.text.visible import one_line
from annotations.errors import ArticleError

SECONDS = 20.0
"""Longest wait for a whole page."""

LARGEST = 16 * 1024 * 1024
"""Bytes of a page; a larger one is refused."""

_AGENT = "Mozilla/5.0 (compatible; crossread)"
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server sent: the bytes, the media type, the declared encoding, the final address."""

    data: bytes
    media: str
    charset: str
    url: str


def is_address(source: str) -> bool:
    """Whether a source is a web address rather than a path."""
    return source.lower().startswith(("http://", "https://"))


def fetch(url: str, *, seconds: float = SECONDS, largest: int = LARGEST) -> Fetched:
    """Fetch a page by HTTP or HTTPS, redirections included.

    A redirection to a private address is refused, unless `url` itself is at one (see
    `redirects`). `seconds` bounds the whole of it, however slowly the server drips. Raises ArticleError with
    one line for every way it can fail.
    """
    outcome: list[Fetched | ArticleError] = []
    deadline = time.monotonic() + seconds

    def work() -> None:
        try:
            outcome.append(_fetched(url, deadline, seconds, largest))
        except ArticleError as error:
            outcome.append(error)

    # A socket's own time limit starts anew with each byte; only another thread's clock does not.
    worker = threading.Thread(target=work, name="fetch", daemon=True)
    worker.start()
    worker.join(seconds)
    result = outcome[0] if outcome else ArticleError(_too_slow(url, seconds))
    if isinstance(result, ArticleError):
        raise ArticleError(one_line(str(result)))  # some of it is the server's own words
    return result


def _fetched(url: str, deadline: float, seconds: float, largest: int) -> Fetched:
    import http.client
    from urllib import error, request

    from annotations.articles.files.redirects import opener

    try:
        asked = request.Request(
            url, headers={"User-Agent": _AGENT, "Accept": "text/html, */*;q=0.5"}
        )
        with opener(url).open(asked, timeout=seconds) as response:
            media = response.headers.get_content_type()
            charset = response.headers.get_content_charset("") or ""
            data = _body(response, url, deadline, seconds, largest)
            return Fetched(data, media, charset, response.geturl())
    except error.HTTPError as failed:
        raise ArticleError(
            f"{url}: the server says {failed.code} {failed.reason}; check the address"
        ) from None
    except TimeoutError:
        raise ArticleError(_too_slow(url, seconds)) from None
    except error.URLError as failed:
        if isinstance(failed.reason, TimeoutError):
            raise ArticleError(_too_slow(url, seconds)) from None
        raise ArticleError(f"{url}: cannot be reached: {failed.reason}") from None
    except (OSError, http.client.HTTPException, ValueError) as failed:
        raise ArticleError(f"{url}: cannot be fetched: {failed or type(failed).__name__}") from None


def _body(response: Any, url: str, deadline: float, seconds: float, largest: int) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while chunk := response.read1(_CHUNK):
        pieces.append(chunk)
        size += len(chunk)
        if size > largest:
            raise ArticleError(f"{url}: larger than {largest >> 20} MiB; save the article alone")
        if time.monotonic() > deadline:
            raise ArticleError(_too_slow(url, seconds))
    promised = response.headers.get("Content-Length", "")
    if promised.isdecimal() and size < int(promised):
        raise ArticleError(f"{url}: cannot be fetched: the answer broke off; try again")
    return b"".join(pieces)


def _too_slow(url: str, seconds: float) -> str:
    return f"{url}: no whole answer within {seconds:g} s; try again, or save the page"
