"""Who may enter the site: those who were given its address, from pages of the site itself.

Three kinds of visitors must stay out. Another user of this machine can reach the port, but does
not know the token in the address. A page of another site, open in the reader's browser, may open
web sockets to this machine, but its `Origin` is another. A page whose own name was made to
resolve to this machine (DNS rebinding) has the right origin for its name, but the name that it
puts in `Host` is none of ours.

The token is a part of the path and no cookie: browsers send a cookie of 127.0.0.1:8000 to every
other port of 127.0.0.1 too, where another user may be listening.
"""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from secrets import compare_digest, token_urlsafe
from urllib.parse import urlsplit

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
EVERYWHERE = ("0.0.0.0", "::")
"""How the addresses that mean every network of this machine are written where they are meant."""


@dataclass(frozen=True, slots=True)
class Access:
    """The addresses under which a site may be asked for, and what must stand in their paths."""

    token: str
    """The first part of every path, or nothing."""
    public: str
    """The address that visitors are told, without the token: `http://127.0.0.1:8000`."""
    hosts: frozenset[str]
    """What `Host` may say."""
    origins: frozenset[str]
    """What `Origin` may say, where a browser sends one."""

    @classmethod
    def to(cls, host: str, port: int, url: str | None = None, *, token: bool = True) -> Access:
        """Access to a site that listens on a host and port, and is called `url` from outside.

        Raises:
            ValueError: `url` is no address to give to visitors.
        """
        names = {_netloc(name, port) for name in (*LOOPBACK, _bracketed(host))}
        public = public_address(f"http://{_bracketed(host)}:{port}" if url is None else url)
        called = urlsplit(public)
        return cls(
            token=token_urlsafe(18) if token else "",
            public=public,
            hosts=frozenset(names | {called.netloc}),
            origins=frozenset({f"http://{name}" for name in names})
            | {f"{called.scheme}://{called.netloc}"},
        )

    @property
    def prefix(self) -> str:
        """What every path of the site begins with: `/TOKEN`, or nothing."""
        return f"/{self.token}" if self.token else ""

    @property
    def address(self) -> str:
        """What a visitor opens."""
        return f"{self.public}{self.prefix}/"

    def allows(self, path: str, host: str, origin: str | None) -> bool:
        """Whether a request may be answered: its path, its `Host`, its `Origin` if it has one.

        How long the answer takes says nothing of how much of the token was right.
        """
        first = path.removeprefix("/").partition("/")[0]
        known = not self.token or compare_digest(
            first.encode(errors="replace"), self.token.encode()
        )
        return known and host in self.hosts and (origin is None or origin in self.origins)


def reach(host: str) -> str:
    """How far a host to listen on reaches: `machine`, `network`, or `everywhere`.

    Raises:
        OSError: the host has no address here.
    """
    found = _addresses(host)
    if any(address.is_unspecified for address in found):
        return "everywhere"
    return "machine" if all(address.is_loopback for address in found) else "network"


def _addresses(host: str) -> list[ipaddress.IPv4Address | ipaddress.IPv6Address]:
    """The addresses that listening on a host means; an empty one is every address there is."""
    stream, passive = socket.SOCK_STREAM, socket.AI_PASSIVE
    found = socket.getaddrinfo(host or None, 0, type=stream, flags=passive)
    numbers = [ipaddress.ip_address(str(address[0])) for *_, address in found]
    return [getattr(number, "ipv4_mapped", None) or number for number in numbers]


def _bracketed(host: str) -> str:
    """A host as it stands in an address: IPv6 in brackets."""
    return f"[{host}]" if ":" in host else host


def _netloc(name: str, port: int) -> str:
    """Host and port as a browser says them: the port of HTTP goes without saying."""
    return name if port == 80 else f"{name}:{port}"


def public_address(url: str) -> str:
    """An address as browsers give it: host in small ASCII letters, no port that goes without saying.

    Raises:
        ValueError: it is none that visitors can be told: not http(s), no host, or more than a path.
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").encode("idna").decode()
    extra = parts.query or parts.fragment or parts.username is not None
    if parts.scheme not in ("http", "https") or not host or extra:
        raise ValueError(url)
    usual = {"http": 80, "https": 443}[parts.scheme]
    port = "" if parts.port in (None, usual) else f":{parts.port}"
    return f"{parts.scheme}://{_bracketed(host)}{port}{parts.path.rstrip('/')}"
