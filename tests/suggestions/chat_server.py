"""A chat server on loopback that answers with what it is given, for tests of what asks one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

import pytest

Serve = Callable[..., str]
Seen = list[dict[str, Any]]


@pytest.fixture
def seen() -> Seen:
    """What the server was asked."""
    return []


@pytest.fixture
def serve(seen: Seen) -> Iterator[Serve]:
    """Start a chat server on loopback that answers with what it is given; give its address."""
    servers: list[ThreadingHTTPServer] = []
    over = Event()

    def start(*answers: Any, status: int = 200) -> str:
        left = list(answers)

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                seen.append({"path": self.path, "key": self.headers["Authorization"]})
                seen[-1] |= json.loads(body)
                answer = left.pop(0) if len(left) > 1 else left[0]
                if answer is None:
                    over.wait()
                    return
                data = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
                self.send_response(status)
                if status == 302:
                    self.send_header("Location", "http://127.0.0.1:1/stolen")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_: Any) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        servers.append(server)
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}/v1"

    yield start
    over.set()
    for server in servers:
        server.shutdown()
        server.server_close()


def said(content: Any, **message: Any) -> dict[str, Any]:
    """An answer of a chat server."""
    text = content if isinstance(content, str) or content is None else json.dumps(content)
    return {"model": "small:1b", "choices": [{"message": {"content": text} | message}]}
