"""Who may enter the site, by address, host and origin; how far a host to listen on reaches."""

from __future__ import annotations

import pytest

from tui.web.access import Access, public_address, reach

HERE = Access.to("127.0.0.1", 8000)


def test_every_start_has_a_token_of_its_own_that_nobody_guesses() -> None:
    assert HERE.token != Access.to("127.0.0.1", 8000).token
    assert len(HERE.token) >= 22  # 128 bits in base 64
    assert HERE.address == f"http://127.0.0.1:8000/{HERE.token}/"


@pytest.mark.parametrize("path", ["", "/", "/ws", "/enter", "/\ud800/", "/é/ws", "//"])
def test_without_the_token_nothing_is_answered(path: str) -> None:
    assert not HERE.allows(path, "127.0.0.1:8000", None)
    assert HERE.allows(f"/{HERE.token}/ws", "127.0.0.1:8000", None)
    for part in (HERE.token[:-1], HERE.token + "x", HERE.token.swapcase()):
        assert not HERE.allows(f"/{part}/ws", "127.0.0.1:8000", None)


@pytest.mark.parametrize("host", ["evil.example:8000", "127.0.0.1", "127.0.0.1:9000", "", "[::1]"])
def test_a_name_that_was_made_to_mean_this_machine_is_refused(host: str) -> None:
    assert not HERE.allows(HERE.prefix, host, f"http://{host}")
    assert not HERE.allows(HERE.prefix, host, None)


@pytest.mark.parametrize(
    "origin",
    [
        "null",
        "",
        "http://evil.example",
        "http://127.0.0.1:9999",
        "https://127.0.0.1:8000",
        "http://[",
    ],
)
def test_pages_of_other_sites_are_refused(origin: str) -> None:
    assert not HERE.allows(HERE.prefix, "127.0.0.1:8000", origin)
    for name in ("127.0.0.1", "localhost", "[::1]"):
        assert HERE.allows(HERE.prefix, f"{name}:8000", f"http://{name}:8000")


def test_browsers_leave_the_usual_port_out() -> None:
    plain = Access.to("localhost", 80, token=False)
    assert plain.address == "http://localhost/"
    assert plain.allows("/", "localhost", "http://localhost")
    called = Access.to("127.0.0.1", 8000, "HTTPS://Read.Example:443/room/", token=False)
    assert called.address == "https://read.example/room/"
    assert called.allows("/", "read.example", "https://read.example")
    assert not called.allows("/", "read.example", "http://read.example")
    assert Access.to("::1", 8000, token=False).address == "http://[::1]:8000/"


@pytest.mark.parametrize(
    "url",
    ["", "read.example", "javascript:alert(1)", "file:///etc/passwd", "http://", "http://a@b/",
     "http://b/?x", "http://b/#x", "http://b:99999/", "http://[", "http://b:x/"],
)  # fmt: skip
def test_what_is_no_address_for_visitors_is_refused(url: str) -> None:
    with pytest.raises(ValueError):
        public_address(url)


@pytest.mark.parametrize("host", ["", "0", "0x0", "0.0.0.0", "::", "0:0::0", "::ffff:0.0.0.0"])
def test_all_ways_to_say_everywhere_are_known(host: str) -> None:
    assert reach(host) == "everywhere"


def test_this_machine_and_its_networks_are_held_apart() -> None:
    assert {reach(host) for host in ("127.0.0.1", "127.0.0.2", "::1", "localhost")} == {"machine"}
    assert reach("192.0.2.1") == "network"
