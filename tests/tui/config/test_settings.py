"""What `config.toml` says is taken; what is wrong in it is told with line and mend."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from annotations.alignment.diff.ignore import Ignore
from tui.config.load import parse, read
from tui.config.paths import config_file, state_folder
from tui.config.settings import IGNORABLE, Settings
from tui.config.state import Memory, recall, remember
from tui.features.actions import DEFAULT_KEYMAP
from tui.keys.keymap import keymap
from tui.keys.settings_sheet import sheet

FILE = Path("config.toml")

WHOLE = """\
preset = "plain"
theme = "nord"
packed = true
folded = false
panel = true

[keys]
tag.claim = "C"
"tag.source" = ["f2", "ctrl+k"]
find.list = ""

[keys.app]
undo = "f4"

[diff]
case = true
stop_words = false
patterns = ["\\\\d+ comments?"]
"""


def test_every_entry_is_taken() -> None:
    found = parse('spacy = "en_core_web_sm"\n' + WHOLE, FILE)
    assert found.complaints == ()
    assert (found.preset, found.theme) == ("plain", "nord")
    assert (found.packed, found.folded, found.panel) == (True, False, True)
    assert found.keys == {
        "tag.claim": ("C",),
        "tag.source": ("f2", "ctrl+k"),
        "find.list": (),
        "app.undo": ("f4",),
    }
    ignored = {"space": True, "case": True, "stop_words": False, "patterns": (r"\d+ comments?",)}
    assert found.view == {
        "packed": True,
        "folded": False,
        "panel": True,
        "signs": True,
        "spacy": "en_core_web_sm",
        "ignore": ignored,
    }


def test_entries_are_known_by_line() -> None:
    lines = parse(WHOLE, FILE).lines
    assert lines["theme"] == 2
    assert lines["keys.tag.claim"] == 8
    assert lines["keys.tag.source"] == 9
    assert lines["keys.app.undo"] == 13
    assert lines["diff.patterns"] == 18


def test_what_the_diff_ignores_has_the_aligners_names() -> None:
    assert {*IGNORABLE, "patterns"} == {field.name for field in fields(Ignore)}


@pytest.mark.parametrize(
    ("entry", "complaint"),
    [
        ('preset = "plane"', "config.toml:1: preset 'plane' is not known; is plain meant?"),
        ("packed = 1", "config.toml:1: packed is true or false, not 1"),
        ('flow = "row"', "config.toml:1: flow 'row' is not known; is rows meant?"),
        ("theme = 3", 'config.toml:1: theme is a name, as in theme = "nord", not 3'),
        ("spacy = 1", 'config.toml:1: spacy is a model, as in spacy = "en_core_web_sm", not 1'),
        ("thema = 'x'", "config.toml:1: thema is no setting; is theme meant?"),
        (
            "zzz = 1",
            "config.toml:1: zzz is no setting;"
            " there are preset, theme, flow, packed, folded, panel, signs, spacy, keys, diff",
        ),
        ("keys = 3", 'config.toml:1: keys is a table: [keys], then tag.claim = "c", not 3'),
        (
            "[keys]\ntag.claim = 4",
            'config.toml:2: a key is written "c", several ["c", "f2"]; not 4',
        ),
        ("[diff]\ncases = true", "config.toml:2: [diff] knows no cases; is case meant?"),
        ("[diff]\ncase = 'yes'", "config.toml:2: case is true or false, not 'yes'"),
        ("[diff]\npatterns = 'a'", "config.toml:2: patterns is a list of texts, not 'a'"),
        ("[diff]\n\npatterns = ['(']", "config.toml:3: pattern '(' is no regular expression"),
    ],
)
def test_a_wrong_entry_is_told_and_the_rest_holds(entry: str, complaint: str) -> None:
    for text in (entry, entry + "\n"):
        found = parse(text, FILE)
        assert len(found.complaints) == 1
        assert found.complaints[0].startswith(complaint)
    table = "[diff]" if "[diff]" not in entry else "[keys]"
    more = "case = true" if table == "[diff]" else 'app.undo = "f4"'
    both = parse(f"{entry}\n{table}\n{more}\n", FILE)
    assert len(both.complaints) == 1
    assert both.diff or both.keys


@pytest.mark.parametrize(
    ("text", "line"), [("theme =\n", 1), ("a = 1\nb = [1,\n", 2), ("[keys\n", 1), ("\n\nx", 3)]
)
def test_a_file_that_is_no_toml_is_told_by_line_and_not_used(text: str, line: int) -> None:
    found = parse(text, FILE)
    assert len(found.complaints) == 1
    assert found.complaints[0].startswith(f"config.toml:{line}: ")
    assert "nothing of the file is used" in found.complaints[0]
    assert found.theme == ""


def test_no_file_is_no_complaint(tmp_path: Path) -> None:
    file = tmp_path / "none.toml"
    assert read(file) == Settings(file=file)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    latin = tmp_path / "config.toml"
    latin.write_bytes(b'theme = "\xe9"\n')
    (complaint,) = read(latin).complaints
    assert "config.toml: cannot be read: is not UTF-8" in complaint
    (complaint,) = read(tmp_path).complaints
    assert "cannot be read" in complaint


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('theme = "nord"\n', encoding="utf-8-sig")
    assert read(file).theme == "nord"


def test_the_places_can_be_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("CROSSREAD_CONFIG", raising=False)
    assert config_file().name == "config.toml"
    monkeypatch.setenv("CROSSREAD_CONFIG", str(tmp_path / "mine.toml"))
    monkeypatch.setenv("CROSSREAD_STATE", str(tmp_path / "state"))
    assert config_file() == tmp_path / "mine.toml"
    assert state_folder() == tmp_path / "state"


def test_what_is_remembered_comes_back(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    assert recall(folder) == Memory()
    memory = Memory(theme="nord", theme_over="dracula", at_home=True)
    remember(folder, memory)
    assert recall(folder) == memory
    assert [path.name for path in folder.iterdir()] == ["state.json"]


@pytest.mark.parametrize("content", ["", "{", "[]", '"x"', '{"theme": 3, "at_home": "yes"}'])
def test_a_memory_that_makes_no_sense_is_forgotten(tmp_path: Path, content: str) -> None:
    (tmp_path / "state.json").write_text(content, encoding="utf-8")
    assert not recall(tmp_path).at_home


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    remember(tmp_path / "file", Memory(at_home=True))
    assert recall(tmp_path / "file") == Memory()


def test_a_theme_chosen_counts_until_the_settings_say_another() -> None:
    chosen = Memory(theme="nord", theme_over="dracula")
    assert chosen.theme_for("dracula") == "nord"
    assert chosen.theme_for("gruvbox") == "gruvbox"
    assert chosen.theme_for("") == ""
    assert Memory().theme_for("dracula") == "dracula"


@pytest.mark.parametrize("text", ["", WHOLE, "[diff]\npatterns = ['a\\d', \"it's\"]\n"])
def test_the_sheet_is_a_file_that_says_what_holds(text: str) -> None:
    settings = parse(text, FILE)
    shown = sheet(
        settings, keymap(settings, DEFAULT_KEYMAP), settings.theme, ["config.toml:1: wrong"]
    )
    head, _, body = shown.partition("\n\n")
    assert head.startswith("config.toml") and "config.toml:1: wrong" in head
    again = parse(body, FILE)
    assert again.complaints == ()
    assert keymap(again, DEFAULT_KEYMAP).actions == keymap(settings, DEFAULT_KEYMAP).actions
    assert (again.preset, again.patterns) == (settings.preset, settings.patterns)
    assert again.diff.items() >= settings.diff.items()


def test_the_sheet_lists_every_command() -> None:
    shown = sheet(Settings(), DEFAULT_KEYMAP, "nord")
    assert all(f"\n{command.id} " in shown for command in DEFAULT_KEYMAP.actions)
