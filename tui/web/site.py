"""The site that `crossread serve` runs: one reader for each visitor, who annotates under a name.

Any page in the visitor's browser may try to open a web socket to this machine, so requests from
other origins, and under other host names, are refused.
"""

from __future__ import annotations

import logging
import re
import shlex
import sys
from collections.abc import Awaitable, Callable, Sequence
from copy import copy
from pathlib import Path
from secrets import token_hex
from typing import Any
from urllib.parse import urlsplit

import aiohttp_jinja2
from aiohttp import web
from textual_serve.server import Server

COOKIE = "crossread_annotator"
_NAME = re.compile(r"[\w][\w .@-]{0,39}")
_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def name_of(text: str) -> str:
    """An annotator's name as it is kept; empty where it cannot be one."""
    name = " ".join(text.split())
    return name if _NAME.fullmatch(name) else ""


class Site(Server):
    """Textual's server with names for visitors and a guard at the door."""

    def __init__(self, words: Sequence[str], host: str, port: int, url: str | None = None) -> None:
        """`words` are the command that reads, but for its annotator; `url` is the public one."""
        super().__init__(shlex.join(words), host, port, title="crossread", public_url=url)
        self.templates_path = Path(__file__).parent
        names = {f"{name}:{port}" for name in (*_LOOPBACK, host)}
        self._hosts = names | {urlsplit(self.public_url).netloc}

    def initialize_logging(self) -> None:
        """Say nothing of visitors."""
        logging.basicConfig(level=logging.WARNING, stream=sys.stderr)

    async def on_startup(self, app: web.Application) -> None:
        """Say where it is."""
        print(f"crossread: reading on {self.public_url} · ^c ends", file=sys.stderr, flush=True)

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.middlewares.append(self._guard)
        app.router.add_get("/enter", self.enter)
        return app

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Let in who names this site, from a page of this site."""
        origin = request.headers.get("Origin")
        if request.host not in self._hosts or (origin and urlsplit(origin).netloc != request.host):
            raise web.HTTPForbidden(
                text="this address is not served here; see crossread serve --url"
            )
        return await handler(request)

    async def enter(self, request: web.Request) -> web.StreamResponse:
        """Ask for a name, and keep it in the visitor's browser."""
        given = request.query.get("annotator")
        name = name_of(given or "")
        if not name:
            wrong = "" if given is None else "letters, digits, spaces and . @ - _, at most 40"
            context = {"name": f"guest-{token_hex(2)}", "wrong": wrong}
            return aiohttp_jinja2.render_template("enter.html", request, context)
        answer = web.HTTPFound("/")
        answer.set_cookie(COOKIE, name, httponly=True, samesite="Strict", max_age=365 * 86400)
        raise answer

    @aiohttp_jinja2.template("reader.html")
    async def handle_index(self, request: web.Request) -> dict[str, Any]:
        """The reader's page, for a visitor with a name."""
        annotator = name_of(request.cookies.get(COOKIE, ""))
        if not annotator:
            raise web.HTTPFound("/enter")
        secure = self.public_url.startswith("https:")
        size = request.query.get("fontsize", "")
        return {
            "annotator": annotator,
            "socket": f"{'wss' if secure else 'ws'}://{request.host}/ws",
            "font_size": int(size) if size.isascii() and size.isdecimal() and len(size) < 4 else 16,
        }

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """A reader of the visitor's own."""
        annotator = name_of(request.cookies.get(COOKIE, ""))
        if not annotator:
            raise web.HTTPForbidden(text="enter a name first")
        visit = copy(self)
        visit.command = f"{self.command} {shlex.join(['--annotator', annotator])}"
        return await Server.handle_websocket(visit, request)
