"""A path is completed while it is typed, from names that look as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.home.at_home import at_home, small_store
from tui.home.typed_paths import PathSuggester, last_word, names_in, rest_of, sources


def folder_of(tmp_path: Path) -> Path:
    folder = tmp_path / "there"
    (folder / "march").mkdir(parents=True)
    for name in ("april.csv", ".april", "my notes.txt", "march.jsonl", "a\x1b[31mred", "ab\u202ec"):
        (folder / name).touch()
    return folder


def test_names_that_would_act_on_the_screen_are_none(tmp_path: Path) -> None:
    assert names_in(f"{folder_of(tmp_path)}/") == [
        ".april",
        "april.csv",
        "march.jsonl",
        "march/",
        "my notes.txt",
    ]
    assert names_in(f"{tmp_path}/nowhere/") == names_in("\0") == []


@pytest.mark.parametrize(
    ("begun", "never", "rest"),
    [
        ("mar", "", "ch.jsonl"),
        ("march/", "", ""),
        ("my", "", " notes.txt"),
        ("my", " ", ""),
        ("m", " ", "arch.jsonl"),
        ("", "", "april.csv"),
        (".", "", "april"),
        ("zebra", "", ""),
    ],
)
def test_the_first_name_that_begins_so_is_told(begun: str, never: str, rest: str) -> None:
    assert (
        rest_of([".april", "april.csv", "march.jsonl", "march/", "my notes.txt"], begun, never)
        == rest
    )


@pytest.mark.parametrize(
    ("line", "last"),
    [
        ("one", (0, "")),
        ("one two", (4, "")),
        ("one 'two th", (5, "'")),
        ("'one two' \"thr", (11, '"')),
        ("'one' ", (6, "")),
        ("", (0, "")),
    ],
)
def test_the_last_name_of_a_line_is_known(line: str, last: tuple[int, str]) -> None:
    assert last_word(line) == last


@pytest.mark.parametrize(
    ("typed", "rest"),
    [
        ("{0}/my", " notes.txt"),
        ("{0}/april.csv {0}/mar", "ch.jsonl"),
        ("{0}/april.csv {0}/my", None),
        ("{0}/april.csv '{0}/my", " notes.txt"),
        ("{0}/nothing/like", None),
        ("https://example.org/a", None),
        ("", None),
    ],
)
async def test_a_line_goes_on_as_it_will_be_read(
    tmp_path: Path, typed: str, rest: str | None
) -> None:
    line = typed.format(folder_of(tmp_path))
    said = await PathSuggester().get_suggestion(line)
    assert said == (None if rest is None else line + rest)
    if said is not None:
        assert all(Path(each).exists() for each in sources(said + "'" * (said.count("'") % 2)))


async def test_the_right_arrow_takes_what_is_shown(path: Path, tmp_path: Path) -> None:
    small_store(path)
    folder = folder_of(tmp_path)
    async with at_home(path) as desk:
        await desk.press("f")
        await desk.shows("completes")
        line = desk.app.screen.query_one("Line")
        line.value = f"{folder}/ap"  # type: ignore[attr-defined]
        await desk.press("end")
        await desk.until(lambda: line._suggestion, "suggested")  # type: ignore[attr-defined]
        await desk.press("right")
        assert line.value == f"{folder}/april.csv"  # type: ignore[attr-defined]
