"""Bad input: one clear line and status 2, or a calm screen; never a traceback, never a changed store."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from annotations.articles import Span, read_article
from annotations.store import Store
from annotations.store.commands import tag
from tests.terminal.conftest import COMMAND, Open
from tests.terminal.screen import Terminal
from tui.sample import sample_paths

LEFT, RIGHT = sample_paths()
MEGABYTE = 1 << 20


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with one claim in it."""
    path = tmp_path / "store" / "annotations.json"
    left, right = map(read_article, (LEFT, RIGHT))
    with Store.open(path, annotator="ada") as opened:
        pair = opened.add_pair(left, right)
        at = left.text.index("87 people")
        opened.do(tag(pair.left, left, Span(at, at + 9), "claim", "ada", pair=pair.id))
    return path


def digest(store: Path) -> dict[str, str]:
    """Every file of the store's folder, by name, as a digest of its bytes."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(store.parent.iterdir())
        if path.stat().st_size
    }


def complaint(terminal: Terminal) -> str:
    """The one line that a command that was refused leaves on the screen."""
    assert terminal.finish() == 2, terminal.text
    lines = [line for line in terminal.text.splitlines() if line]
    assert len(lines) == 1, terminal.text
    assert lines[0].startswith("crossread: ")
    return lines[0]


def quits(terminal: Terminal) -> None:
    """The reader is alive, answers a key, and gives the terminal back."""
    terminal.press("q")
    assert terminal.finish() == 0
    assert b"\x1b[?1049l" in terminal.raw[-300:]
    assert b"Traceback" not in terminal.raw


def missing(path: Path) -> None:
    pass


def directory(path: Path) -> None:
    path.mkdir()


def binary(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 64)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def blank(path: Path) -> None:
    path.write_bytes(b" \n\t\n\r\n")


@pytest.mark.parametrize(
    ("command", "make", "says"),
    [
        ("read", missing, "no such file"),
        ("read", directory, "is a directory"),
        ("read", binary, "binary"),
        ("read", empty, "empty"),
        ("read", blank, "empty"),
        ("align", missing, "no such file"),
        ("align", blank, "empty"),
        ("diff", directory, "is a directory"),
        ("diff", binary, "binary"),
    ],
)
def test_what_is_no_article_is_one_line_that_names_it(
    crossread: Open,
    store: Path,
    tmp_path: Path,
    command: str,
    make: Callable[[Path], None],
    says: str,
) -> None:
    make(tmp_path / "bad.txt")
    before = digest(store)
    line = complaint(crossread(command, "bad.txt", RIGHT, columns=400, CROSSREAD_STORE=str(store)))
    assert "bad.txt" in line
    assert says in line
    assert digest(store) == before


def test_text_that_is_not_utf_8_is_read_all_the_same(
    crossread: Open, store: Path, tmp_path: Path
) -> None:
    words = "Le maître du port de Vellmouth a confirmé que le bac était déjà en retard."
    (tmp_path / "latin.txt").write_bytes(f"{words}\n\nC’est tout.\n".encode("cp1252"))
    reader = crossread("latin.txt", RIGHT, CROSSREAD_STORE=str(store))
    reader.wait_for("Le maître du port")
    quits(reader)


def test_a_line_of_50_megabytes_ends_in_a_line_or_a_calm_screen(
    crossread: Open, store: Path, tmp_path: Path
) -> None:
    before = digest(store)
    (tmp_path / "line.txt").write_bytes(b"a" * (50 * MEGABYTE))
    line = complaint(crossread("line.txt", RIGHT, columns=400, CROSSREAD_STORE=str(store)))
    assert "line.txt" in line
    assert digest(store) == before


def test_what_an_article_says_does_not_act_on_the_terminal(
    crossread: Open, store: Path, tmp_path: Path
) -> None:
    (tmp_path / "hostile.txt").write_text(
        "\x1b]0;owned\x07\x1b[2J\x1b[31mThe title\x1b[0m of it all\n\n"
        "[red]markup[/red] and [/nothing] and [link=https://x.example]y[/link] "
        "said the \u202eharbour\u202c master, \x9b5m blinking \x00 on Tuesday night.\n",
        encoding="utf-8",
    )
    (tmp_path / "plain.txt").write_text("Another title here\n\nA plain report, they say.\n")
    reader = crossread("hostile.txt", "plain.txt", CROSSREAD_STORE=str(store))
    reader.wait_for("links between paragraphs")  # all has settled, nothing stands in between
    reader.wait_for("[red]markup[/red]")
    reader.wait_for("[/nothing]")
    for sequence in (b"owned\x07", b"\x1b[31mThe", b"\xc2\x9b", b"\x00", "\u202e".encode()):
        assert sequence not in reader.raw
    assert "owned" not in reader.screen.title
    quits(reader)


@pytest.mark.parametrize(
    "content",
    [
        b"Dear diary, this is no store.\n",
        b"[1, 2, 3]\n",
        b'{"_default": {"1": {"name": "somebody else\'s TinyDB"}}}\n',
        b"\x89PNG\r\n\x1a\n" + bytes(64),
    ],
    ids=["text", "list", "tinydb", "binary"],
)
@pytest.mark.parametrize("command", [["read", LEFT, RIGHT], ["export"], ["import", "x.jsonl"]])
def test_a_store_that_is_not_ours_is_refused_and_left_alone(
    crossread: Open, tmp_path: Path, content: bytes, command: list[str]
) -> None:
    (tmp_path / "x.jsonl").write_text('{"type":"header","schema":"crossread","version":1}\n')
    other = tmp_path / "other" / "db.json"
    other.parent.mkdir()
    other.write_bytes(content)
    line = complaint(crossread("--store", other, *command, columns=400))
    assert str(other) in line
    assert digest(other) == {"db.json": hashlib.sha256(content).hexdigest()}


@pytest.mark.parametrize("command", [["read", LEFT, RIGHT], ["export"]])
def test_a_store_that_is_a_directory_is_refused(
    crossread: Open, tmp_path: Path, command: list[str]
) -> None:
    (tmp_path / "folder").mkdir()
    line = complaint(crossread("--store", "folder", *command, columns=400))
    assert "folder" in line
    assert list((tmp_path / "folder").iterdir()) == []


@pytest.fixture
def unprivileged() -> list[str]:
    """Words before a command that take root's right to write everywhere away."""
    if os.geteuid() != 0:
        return []
    setpriv = shutil.which("setpriv")
    words = [setpriv or "", "--bounding-set", "-dac_override", "--inh-caps", "-dac_override"]
    if setpriv is None or subprocess.run([*words, "true"], capture_output=True).returncode:
        pytest.skip("root may write everywhere, and setpriv cannot take that away here")
    return words


def test_a_read_only_folder_can_be_read_from(
    unprivileged: list[str], store: Path, tmp_path: Path, env: dict[str, str]
) -> None:
    before = digest(store)
    for path in store.parent.iterdir():
        path.chmod(0o444)
    store.parent.chmod(0o555)
    command = [*unprivileged, COMMAND, "--store", store]
    try:
        with Terminal(command, env=env, columns=160) as reader:
            reader.wait_for("87 people")
            reader.wait_for("reading only")
            reader.press("c")
            reader.wait_for("for reading only")
            quits(reader)
        done = subprocess.run([*command, "export"], env=env, capture_output=True, text=True)
        assert done.returncode == 0
        assert '"quote":"87 people"' in done.stdout
        assert digest(store) == before
    finally:
        store.parent.chmod(0o755)


def test_no_store_can_be_made_in_a_read_only_folder(
    unprivileged: list[str], tmp_path: Path, env: dict[str, str]
) -> None:
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o555)
    command = [*unprivileged, COMMAND, "--store", folder / "new.json"]
    with Terminal(command, env=env, columns=400) as reader:
        assert str(folder) in complaint(reader)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(("columns", "rows"), [(40, 10), (20, 5)])
def test_a_small_terminal_is_calm(crossread: Open, store: Path, columns: int, rows: int) -> None:
    reader = crossread(columns=columns, rows=rows, CROSSREAD_STORE=str(store))
    reader.wait_for("Ferry")
    reader.press("?")
    reader.wait_for("esc closes")
    reader.resize(120, 40)
    reader.wait_for("Vellmouth Breakwater")
    reader.press("escape")
    reader.wait_for(lambda screen: "esc closes" not in screen.text)
    reader.resize(columns, rows)
    reader.wait_for("Ferry")
    reader.press("c")
    reader.wait_for(lambda screen: "C 2" in screen.text and "saved" in screen.text)
    quits(reader)
