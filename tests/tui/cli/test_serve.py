"""`crossread serve`: what it is told to serve, where, and for whom."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from annotations.errors import ArticleError, CrossreadError
from annotations.extras import install_command
from tui.cli.commands import serve
from tui.cli.options import UsageError

pytest.importorskip("textual_serve")
from tui.web.access import Access
from tui.web.site import Site


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Where it would have served."""
    places: list[tuple[str, int]] = []
    monkeypatch.setattr(Site, "serve", lambda site, host, port: places.append((host, port)))
    return places


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["one.txt"], "needs two articles"),
        (["-", "one.txt"], "must be files"),
        (["one.txt", "two.txt", "-"], "must be files"),
        (["--port", "0"], "--port is a number"),
        (["--visitors", "0"], "--visitors is a number"),
        (["--memory", "10"], "--memory is 256 MB or more"),
        (["--host", ""], "--host '' means every network"),
        (["--host", "", "--url", "http://read.example"], "--host '' means every network"),
        (["--host", "0", "--url", "http://read.example"], "--host '0' means every network"),
        (["--host", "0.0.0.0"], "needs --url"),
        (["--host", "::"], "needs --url"),
        (["--host", "no such host"], "--host is an address or a name"),
        (["--url", "javascript:alert(1)"], "--url is a whole address"),
        (["--url", ""], "--url is a whole address"),
    ],
)
def test_what_cannot_be_served_is_said(
    words: list[str], complaint: str, served: list[tuple[str, int]]
) -> None:
    with pytest.raises(UsageError, match=complaint):
        serve.run(words)
    assert not served


@pytest.mark.parametrize(
    ("words", "warning"),
    [
        ([], ""),
        (["--host", "localhost"], ""),
        (["--no-token"], "every user of this machine"),
        (["--host", "192.0.2.1"], "listening on 192.0.2.1, unencrypted: who has the address"),
        (["--host", "192.0.2.1", "--no-token"], "who reaches the port"),
        (["--host", "0.0.0.0", "--url", "http://read.example"], "every network of this machine"),
    ],
)
def test_it_is_loud_about_who_may_come_in(
    words: list[str],
    warning: str,
    served: list[tuple[str, int]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert serve.run(words) == 0
    assert len(served) == 1
    said = capsys.readouterr().err
    assert warning in said
    assert bool(warning) == bool(said)


def test_there_is_a_token_unless_it_is_switched_off(
    monkeypatch: pytest.MonkeyPatch, served: list[tuple[str, int]]
) -> None:
    made: list[Access] = []
    monkeypatch.setattr(Site, "__init__", lambda site, words, access, visitors: made.append(access))
    serve.run([])
    serve.run(["--no-token"])
    assert [bool(access.token) for access in made] == [True, False]


def test_a_visitor_reads_all_articles_that_are_named(
    monkeypatch: pytest.MonkeyPatch, served: list[tuple[str, int]], tmp_path: Path
) -> None:
    made: list[list[str]] = []
    monkeypatch.setattr(Site, "__init__", lambda site, words, access, visitors: made.append(words))
    names = [str(tmp_path / f"{number}.txt") for number in range(3)]
    for name in names[:2]:
        Path(name).write_text("A headline\n\nA paragraph.\n", encoding="utf-8")
    with pytest.raises(ArticleError, match=r"2\.txt"):
        serve.run(names)
    Path(names[2]).write_text("Another headline\n\nAnother paragraph.\n", encoding="utf-8")
    serve.run(names)
    (words,) = made
    assert words[words.index("read") + 1 : words.index("--store")] == names


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith(("textual_serve", "tui.web"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "textual_serve", None)
    with pytest.raises(
        CrossreadError, match=rf"textual_serve.*{re.escape(install_command('web'))}"
    ):
        serve.run([])
