"""Keys can be changed by id; what cannot be is told; nothing hangs on a key hard to press."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.commands import BY_ID, COMMANDS, FIND, READ, SELECT, TAG, key_name
from tui.config import parse
from tui.contexts import CONTEXTS, MODES
from tui.keymap import PLAIN, Keymap, keymap, spelt, why_not
from tui.settings import PRESETS, Settings

NAMED = {
    *("up", "down", "left", "right", "home", "end", "pageup", "pagedown"),
    *("tab", "enter", "escape", "space", "delete", "backspace"),
}
ALT_GR = set("[]{}\\|@~^`#€")
"""Signs that take AltGr, or a dead key, on keyboards of Germany, France or the Nordic countries."""

BY_OTHERS = {
    "read.half": ("read.page",),
    "read.half_back": ("read.page_back",),
    "select.right": ("select.start", "read.right"),
    "select.left": ("select.start", "read.left"),
    "select.down": ("select.start", "read.down"),
    "select.up": ("select.start", "read.up"),
    "select.word": ("select.start", "read.word"),
    "select.word_back": ("select.start", "read.word_back"),
}
"""Chords that only save a key press, and the commands that do the same."""


def set_keys(text: str) -> Keymap:
    return keymap(parse(f"[keys]\n{text}\n", Path("config.toml")))


def easy(key: str) -> bool:
    """Whether a key needs no Ctrl, Alt or Shift with a named key, nor AltGr anywhere."""
    return key in NAMED or (len(key) == 1 and key not in ALT_GR)


def reachable(id: str) -> bool:
    return any(easy(key) for key in BY_ID[id].keys)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_nothing_hangs_on_a_chord_a_function_key_or_a_bracket(command) -> None:
    """What is pressed again and again has an easy key; the rest is at least in the palette."""
    if command.group in (READ, SELECT, TAG, FIND) or command.id.startswith("diff."):
        assert all(map(reachable, BY_OTHERS.get(command.id, (command.id,))))
    else:
        assert reachable(command.id) or reachable("app.palette")


def test_no_key_means_two_things() -> None:
    for found in (Keymap(), keymap(Settings(preset="plain"))):
        for commands in (found.commands, *map(found.within, CONTEXTS)):
            keys = [key for command in commands for key in command.keys]
            assert len(keys) == len(set(keys)), sorted(keys)


def test_no_command_is_named_twice() -> None:
    ids = [command.id for command in Keymap().all]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("context", CONTEXTS.values(), ids=lambda context: context.name)
def test_every_place_can_be_left_without_a_chord_and_says_how(context, preset: str) -> None:
    found = keymap(Settings(preset=preset)).within(context.name)
    if context.name not in MODES:
        out = next(command for command in found if command.id == context.out)
        assert "escape" in out.keys and out.hint
    if context.typed:
        assert not [key for each in found for key in each.keys if len(key) == 1]


@pytest.mark.parametrize(
    "command", [each for place in CONTEXTS.values() for each in place.commands], ids=lambda c: c.id
)
def test_nothing_in_a_place_of_its_own_hangs_on_a_chord(command) -> None:
    assert any(map(easy, command.keys)) or command.id == "note.drop"


def test_every_key_of_the_registry_can_be_one() -> None:
    for command in Keymap().all:
        for key in (*command.keys, *PLAIN.get(command.id, ())):
            assert spelt(key) == key, key
            assert not why_not(key), why_not(key)


def test_the_plain_preset_knows_no_letters_and_only_known_commands() -> None:
    assert PLAIN.keys() <= {command.id for command in Keymap().all}
    plain = keymap(Settings(preset="plain"))
    keys = [key for command in plain.all for key in command.keys]
    assert not [key for key in keys if len(key) == 1]
    assert plain.command("app.menu").keys == ("enter",)


def test_keys_are_set_by_id() -> None:
    found = set_keys('tag.claim = "f9"\ntag.source = ["Ctrl-K", "f2"]')
    assert found.complaints == ()
    assert found.command("tag.claim").keys == ("f9",)
    assert found.command("tag.source").keys == ("ctrl+k", "f2")
    assert found.command("tag.theme").keys == ("t",)


def test_a_swap_is_no_clash() -> None:
    found = set_keys('tag.claim = "s"\ntag.source = "c"')
    assert found.complaints == ()
    assert found.key("tag.claim") == "s" and found.key("tag.source") == "c"


def test_a_key_taken_from_another_command_is_told() -> None:
    found = set_keys('tag.claim = "x"\napp.menu = "j"')
    assert found.command("select.grow").keys == ()
    assert found.command("read.down").keys == ("down",)
    assert sorted(found.complaints) == [
        "config.toml:2: x was the key of select.grow (Grow: word, sentence, paragraph), which has"
        " no key now; give it one: select.grow = …",
        "config.toml:3: j was the key of read.down (Line down), which still has ↓",
    ]


def test_a_key_set_twice_goes_to_the_first() -> None:
    found = set_keys('tag.claim = "f9"\ntag.source = "f9"')
    assert found.command("tag.claim").keys == ("f9",)
    assert found.command("tag.source").keys == ()
    assert found.complaints == (
        "config.toml:3: f9 is set for tag.claim already; choose another key",
    )


def test_a_command_may_go_without_a_key() -> None:
    found = set_keys('tag.delete = ""')
    assert found.command("tag.delete").keys == () and found.complaints == ()
    assert found.key("tag.delete") == ": remove"
    assert "tag.delete" not in [each.id for each in found.pressable(COMMANDS)]


@pytest.mark.parametrize(
    ("entry", "complaint"),
    [
        ('tag.clam = "c"', "config.toml:2: there is no command tag.clam; is tag.claim meant?"),
        ('zz = "c"', "config.toml:2: there is no command zz; the palette lists them all"),
        ('tag.claim = "ctrl+i"', "config.toml:2: ctrl+i reaches a program as tab;"),
        ('tag.claim = "entr"', "config.toml:2: entr is no key; is enter meant?"),
        ('tag.claim = "cmd+c"', "config.toml:2: cmd+c is no key: cmd is none of alt, ctrl"),
    ],
)
def test_what_is_no_key_or_no_command_is_told_and_changes_nothing(
    entry: str, complaint: str
) -> None:
    found = set_keys(entry)
    assert len(found.complaints) == 1 and found.complaints[0].startswith(complaint)
    assert found.commands == COMMANDS


def test_a_key_may_mean_one_thing_in_one_place_and_another_elsewhere() -> None:
    found = set_keys('align.glue = "c"\nlist.order = "c"\nrelate.agrees = ["ctrl+k", "c"]')
    assert found.complaints == ()
    assert found.command("tag.claim").keys == ("c",)
    assert found.by_arrival("relate")["ctrl+k"] == "relate.agrees"


def test_a_clash_is_told_of_the_place_it_is_in() -> None:
    found = set_keys('list.filter = "o"')
    assert found.command("list.order").keys == ()
    assert found.complaints == (
        "config.toml:2: o was the key of list.order (Order by place, label, or time), which has"
        " no key now; give it one: list.order = …",
    )


@pytest.mark.parametrize(
    ("entry", "complaint"),
    [
        ('finder.take = "n"', "config.toml:2: n writes there; choose a key with ctrl"),
        ('note.keep = "enter"', "config.toml:2: enter writes there; choose a key with ctrl"),
        ('list.go = "escape"', "config.toml:2: esc always is list.close there"),
        ('map.go = "ctrl+q"', "config.toml:2: ^q always is app.quit there"),
    ],
)
def test_what_would_write_or_catch_somebody_is_told_and_changes_nothing(
    entry: str, complaint: str
) -> None:
    found = set_keys(entry)
    assert len(found.complaints) == 1 and found.complaints[0].startswith(complaint)
    assert found.places == Keymap().places


def test_escape_leads_out_whatever_else_does() -> None:
    found = set_keys('sheet.close = "f9"\nlist.close = ""')
    assert found.complaints == ()
    assert found.command("sheet.close").keys == ("f9", "escape", "?", "f1")
    assert found.command("list.close").keys == ("escape", "F")


def test_the_key_that_leads_in_leads_out_again() -> None:
    found = set_keys('find.list = "f9"\napp.help = "H"\napp.codebook = "f8"')
    keys = {each.id: each.keys for name in CONTEXTS for each in found.within(name)}
    assert "f9" in keys["list.close"] and "F" not in keys["list.close"]
    assert "H" in keys["sheet.close"] and "f8" in keys["codebook.close"]


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Ctrl-K", "ctrl+k"),
        ("^k", "ctrl+k"),
        ("Esc", "escape"),
        ("DEL", "delete"),
        ("shift+a", "A"),
        ("Shift+Ctrl+Left", "ctrl+shift+left"),
        ("F2", "f2"),
        ("+", "+"),
        ("-", "-"),
        ("A", "A"),
        (" ", "space"),
        ("comma", ","),
        ("PgDn", "pagedown"),
    ],
)
def test_keys_are_read_as_people_write_them(written: str, key: str) -> None:
    assert spelt(written) == key


def test_keys_are_shown_as_people_know_them() -> None:
    shown = [key_name(key) for key in ("ctrl+k", "shift+left", "shift+tab", "+", "delete", "alt+x")]
    assert shown == ["^k", "⇧←", "⇧tab", "+", "del", "⌥x"]


def test_no_key_is_bound_outside_the_registry() -> None:
    """What is bound to a key is bound by way of its command, so that it can be changed and shown."""
    tui = Path(__file__).parents[2] / "tui"
    bound = {
        str(file.relative_to(tui))
        for file in tui.rglob("*.py")
        if any(
            "Binding(" in line or "event.key ==" in line or "BINDINGS" in line
            for line in file.read_text().splitlines()
        )
    }
    # The app's own: Textual's answer to Ctrl-C where nothing else has that key.
    assert bound <= {"commands.py", "app.py", "widgets/pair_view.py"}
