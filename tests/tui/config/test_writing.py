"""Settings changed from inside the app: the user's file keeps its comments and order, and is never lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations.errors import SettingsError
from tui.config.load import read
from tui.config.write import change, changed

MINE = """# my settings
theme = "nord"  # for the night

[diff]
case = true  # headlines
patterns = [
  'a+', # first
]

# one key
[keys]
tag.claim = "x"
"""


@pytest.mark.parametrize(
    ("name", "value", "was", "becomes"),
    [
        ("theme", "dracula", '"nord"  # for', '"dracula"  # for'),
        ("preset", "vim", "the night\n", 'the night\npreset = "vim"\n'),
        ("diff.case", False, "case = true  #", "case = false  #"),
        ("diff.numbers", True, "]\n\n# one key", "]\nnumbers = true\n\n# one key"),
        ("packed", True, "the night\n", "the night\npacked = true\n"),
    ],
)
def test_one_entry_changes_and_nothing_else(
    name: str, value: object, was: str, becomes: str
) -> None:
    assert changed(MINE, name, value) == MINE.replace(was, becomes, 1)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# nothing yet",
        "diff.case = true\r\n# end\r\n",
        "diff = {case = true}",
        "[keys]\na.b = 'x'",
    ],
)
def test_whatever_a_file_is_like_it_says_what_was_set_and_ends_lines_its_way(text: str) -> None:
    after = changed(changed(text, "diff.numbers", True), "theme", "nord")
    assert 'theme = "nord"' in after and "numbers = true" in after
    assert ("\r\n" in text) == ("\r" in after) and after.count("\r") in (0, after.count("\n"))
    assert all(line in after for line in text.split("\r\n") if "{" not in line)


def test_a_file_that_is_not_there_is_made_with_its_folder(tmp_path: Path) -> None:
    file = tmp_path / "new" / "config.toml"
    assert change(file, "diff.case", True).diff == {"case": True}
    assert read(file).diff == {"case": True}


def test_a_link_stays_a_link_and_the_file_keeps_its_mode(tmp_path: Path) -> None:
    file, link = tmp_path / "dotfiles.toml", tmp_path / "config.toml"
    file.write_text(MINE, "utf-8")
    file.chmod(0o600)
    link.symlink_to(file)
    change(link, "theme", "dracula")
    assert link.is_symlink() and file.stat().st_mode & 0o777 == 0o600
    assert read(link).theme == "dracula" and list(tmp_path.iterdir()) != []


@pytest.mark.parametrize(
    ("content", "mode", "words"),
    [
        (b"theme = \n", 0o644, "line 1.*mend that first"),
        (b"theme = '\xff'\n", 0o644, "is not UTF-8"),
        (MINE.encode(), 0o444, "is read-only"),
        (b"diff = 3\n", 0o644, "diff is no table"),
    ],
)
def test_a_file_that_cannot_be_changed_is_left_as_it_is_in_one_line(
    tmp_path: Path, content: bytes, mode: int, words: str
) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(content)
    file.chmod(mode)
    with pytest.raises(SettingsError, match=words) as raised:
        change(file, "diff.case", True)
    assert str(file) in str(raised.value) and "\n" not in str(raised.value)
    assert file.read_bytes() == content and list(tmp_path.iterdir()) == [file]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(SettingsError, match="cannot be"):
        change(tmp_path / "taken" / "config.toml", "packed", True)
