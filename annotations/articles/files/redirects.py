"""Opening web addresses so that no redirection leads into the user's own network.

A page that somebody else controls may redirect whoever fetches it to an address that only they
can reach: this machine, the router, a cloud's metadata service (CWE-918, server-side request
forgery). So each connection after the first goes to public addresses alone, unless the first
went to a private one, which then is what the user asked for. A name is looked up once, and the
connection goes to the very address that was checked: a name server that answers differently the
second time gains nothing.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
from functools import partial
from typing import Any
from urllib import request
from urllib.parse import urlsplit

from annotations.errors import ArticleError

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
"""IPv6 addresses whose last 32 bits are an IPv4 address (RFC 6052)."""


def is_public(address: str) -> bool:
    """Whether an IP address is reachable by anybody: not private, loopback, link-local, reserved.

    An IPv6 address that stands for an IPv4 address (mapped, 6to4, Teredo, NAT64) is what that is.
    """
    found = ipaddress.ip_address(address)
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour
        if found.teredo is not None:
            inner = found.teredo[1]
        elif inner is None and found in _NAT64:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if found.is_site_local:
            return False
    return found.is_global and not found.is_multicast


def opener(url: str) -> request.OpenerDirector:
    """Opens `url` by HTTP or HTTPS, and nothing else: no files, no FTP, not even by redirection.

    Good for one fetch. Raises ArticleError, naming `url`, for a redirection to a private address.
    Behind a proxy, which looks names up itself, what can be checked is what the name means here.
    """
    guard = _Guard(url)
    opened = request.OpenerDirector()
    for handler in (
        request.ProxyHandler(),
        _HTTPHandler(guard),
        _HTTPSHandler(guard),
        request.HTTPRedirectHandler(),
        request.HTTPDefaultErrorHandler(),
        request.HTTPErrorProcessor(),
        request.UnknownHandler(),
    ):
        opened.add_handler(handler)
    return opened


class _Guard:
    """What the connections of one fetch may go to."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._inside: bool | None = None  # whether the first address was private; None before it

    def connect(
        self, where: tuple[str, int], timeout: float, _: object = None, *, is_proxy: bool
    ) -> socket.socket:
        """Look a host up and connect to one of its addresses. Raises OSError, ArticleError.

        It takes what `socket.create_connection` takes: host and port, and seconds.
        """
        host, port = where
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        if not is_proxy:
            found = [each for each in found if self._may(str(each[4][0]))]
            if not found:
                raise self._refusal(host)
        failure: OSError | None = None
        for family, kind, protocol, _, address in found:
            connection = socket.socket(family, kind, protocol)
            try:
                connection.settimeout(timeout)
                connection.connect(address)
            except OSError as error:
                connection.close()
                failure = error
                continue
            if self._inside is None and not is_proxy:
                self._inside = not is_public(str(address[0]))
            return connection
        raise failure or OSError(f"{host} has no address")

    def check_name(self, host: str) -> None:
        """Check a host that a proxy will look up, as far as it is known here."""
        try:
            found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        except OSError:
            found = []  # only the proxy knows the name
        addresses = [str(each[4][0]) for each in found]
        if not all(map(self._may, addresses)):
            raise self._refusal(host)
        if self._inside is None:
            self._inside = bool(addresses) and not all(map(is_public, addresses))

    def _may(self, address: str) -> bool:
        return self._inside is not False or is_public(address)

    def _refusal(self, host: str) -> ArticleError:
        return ArticleError(
            f"{self._url}: redirects to {host}, a private address; name that one if you trust it"
        )


class _HTTPHandler(request.HTTPHandler):
    def __init__(self, guard: _Guard) -> None:
        super().__init__()
        self._guard = guard

    def http_open(self, req: request.Request) -> http.client.HTTPResponse:
        is_proxy = req.has_proxy()
        if is_proxy:
            self._guard.check_name(urlsplit(req.full_url).hostname or "")
        return self.do_open(_made(http.client.HTTPConnection, self._guard, is_proxy), req)


class _HTTPSHandler(request.HTTPSHandler):
    def __init__(self, guard: _Guard) -> None:
        super().__init__()
        self._guard = guard

    def https_open(self, req: request.Request) -> http.client.HTTPResponse:
        name = urlsplit(req.full_url).hostname or ""
        is_proxy = urlsplit(f"//{req.host}").hostname != name
        if is_proxy:
            self._guard.check_name(name)
        return self.do_open(_made(http.client.HTTPSConnection, self._guard, is_proxy), req)


def _made(kind: type[http.client.HTTPConnection], guard: _Guard, is_proxy: bool) -> Any:
    """What makes a connection whose socket the guard opens."""

    def make(host: str, **options: Any) -> http.client.HTTPConnection:
        connection = kind(host, **options)
        # No public name lets a caller choose the address; tests see a connection that passes by.
        opened = partial(guard.connect, is_proxy=is_proxy)
        connection._create_connection = opened  # type: ignore[attr-defined]
        return connection

    return make
