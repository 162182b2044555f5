"""The site that `crossread serve` runs: one reader for each visitor, who annotates under a name.

    /TOKEN/        the reader's page, or on to the next where the visitor has no name yet
    /TOKEN/enter   asks for a name, and keeps it in a cookie
    /TOKEN/ws      the web socket of the reader's page; a process that reads stands behind it
    /TOKEN/static  the terminal in the page: textual-serve's script and style

Every request passes `Access` first.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Awaitable, Callable, Sequence
from html import escape
from importlib.resources import files
from pathlib import Path
from secrets import token_hex
from string import Template
from urllib.parse import urlsplit

import textual_serve
from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from tui.web.access import Access
from tui.web.messages import LARGEST, size_in
from tui.web.visit import ENDING, SAVING, Visit

COOKIE = "crossread_annotator"
YEAR = 365 * 86400
HEARTBEAT = 15.0
"""Seconds between questions whether a silent page is still there."""
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",  # the address holds the token
    "X-Content-Type-Options": "nosniff",
}
_NAME = re.compile(r"[\w][\w .@-]{0,39}")

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def name_of(text: str) -> str:
    """An annotator's name as it is kept; empty where it cannot be one."""
    name = " ".join(text.split())
    return name if _NAME.fullmatch(name) else ""


class Site:
    """Pages, and the readers behind them."""

    def __init__(self, words: Sequence[str], access: Access, visitors: int) -> None:
        """`words` start a reader, but for its annotator; so many visitors have one at a time."""
        self._words = words
        self._access = access
        self._visitors = visitors
        self._visits: set[Visit] = set()

    def app(self) -> web.Application:
        """The site as an application of aiohttp."""
        app = web.Application(middlewares=[self._guard])
        prefix = self._access.prefix
        static = Path(textual_serve.__file__).parent / "static"
        app.add_routes(
            [
                web.get(f"{prefix}/", self.reader),
                web.get(f"{prefix}/enter", self.enter),
                web.get(f"{prefix}/ws", self.socket),
                web.static(f"{prefix}/static", static),
            ]
        )
        app.on_response_prepare.append(_add_headers)
        app.on_shutdown.append(self._send_home)
        return app

    def serve(self, host: str, port: int) -> None:
        """Serve on a host and port until interrupted; then no reader is left.

        Raises:
            OSError: the port cannot be listened on.
        """
        logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(message)s")
        logging.getLogger("aiohttp.server").addFilter(_is_ours)
        web.run_app(
            self.app(),
            host=host,
            port=port,
            access_log=None,
            print=self._say_where,
            shutdown_timeout=SAVING + ENDING,
        )

    async def reader(self, request: web.Request) -> web.StreamResponse:
        """The reader's page, for a visitor with a name."""
        if not (name := _visitor(request)):
            raise web.HTTPFound("enter")
        if self._full:
            raise web.HTTPServiceUnavailable(text=self._house_full)
        size = request.query.get("fontsize", "")
        return _page(
            "reader.html",
            annotator=name,
            socket=self._socket_address(request.host),
            font_size=size if re.fullmatch("[0-9]{1,3}", size) else "16",
        )

    async def enter(self, request: web.Request) -> web.StreamResponse:
        """Ask for a name, and keep it in the visitor's browser, for this site alone."""
        given = request.query.get("annotator")
        name = name_of(given or "")
        if not name:
            wrong = "" if given is None else "letters, digits, spaces and . @ - _, at most 40"
            return _page("enter.html", name=f"guest-{token_hex(2)}", wrong=wrong)
        answer = web.HTTPFound("./")
        answer.set_cookie(COOKIE, name, httponly=True, samesite="Strict", max_age=YEAR)
        raise answer

    async def socket(self, request: web.Request) -> web.StreamResponse:
        """A reader of the visitor's own, until the page or the server goes."""
        if not (name := _visitor(request)):
            raise web.HTTPForbidden(text="enter a name first")
        if self._full:
            raise web.HTTPServiceUnavailable(text=self._house_full)
        visit = Visit([*self._words, "--annotator", name], name)
        self._visits.add(visit)
        try:
            page = web.WebSocketResponse(heartbeat=HEARTBEAT, max_msg_size=LARGEST)
            await page.prepare(request)
            asked = request.query
            await visit.read(page, size_in(asked.get("width", ""), asked.get("height", "")))
        finally:
            self._visits.discard(visit)
        return page

    @property
    def _full(self) -> bool:
        return len(self._visits) >= self._visitors

    @property
    def _house_full(self) -> str:
        return (
            f"{len(self._visits)} readers are open, and no more may be (see crossread serve"
            " --visitors); close one, then load this page again"
        )

    def _socket_address(self, host: str) -> str:
        """Where the page under a host finds its web socket, which takes no relative address."""
        public = urlsplit(self._access.public)
        if host != public.netloc:
            return f"ws://{host}{self._access.prefix}/ws"
        scheme = "wss" if public.scheme == "https" else "ws"
        return f"{scheme}://{host}{public.path}{self._access.prefix}/ws"

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Let in who knows the address of this site, from a page of this site."""
        origin = request.headers.get("Origin")
        if not self._access.allows(request.path, request.host, origin):
            raise web.HTTPForbidden(
                text="open the whole address that crossread serve printed;"
                " for another host, see crossread serve --url"
            )
        return await handler(request)

    def _say_where(self, _: str) -> None:
        """Say what to open; aiohttp calls this when it listens, with words of its own."""
        address = self._access.address
        print(f"crossread: reading on {address} · ^c ends", file=sys.stderr, flush=True)

    async def _send_home(self, app: web.Application) -> None:
        """Have every reader save and leave; aiohttp then waits for the visits to end."""
        for visit in self._visits:
            visit.leave()


def _is_ours(record: logging.LogRecord) -> bool:
    """Whether an error is ours, and not of somebody who sent what is no HTTP."""
    return not (record.exc_info and isinstance(record.exc_info[1], HttpProcessingError))


async def _add_headers(request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(HEADERS)


def _visitor(request: web.Request) -> str:
    """The name that a visitor entered; empty where there is none."""
    return name_of(request.cookies.get(COOKIE, ""))


def _page(template: str, **values: str) -> web.Response:
    """A page of this folder with values in the places of their names."""
    text = files("tui.web").joinpath(template).read_text(encoding="utf-8")
    filled = Template(text).substitute({name: escape(value) for name, value in values.items()})
    return web.Response(text=filled, content_type="text/html")
