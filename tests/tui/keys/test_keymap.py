"""Keys can be changed by id; what cannot be is told; nothing hangs on a key hard to press."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tui.config.load import parse
from tui.config.settings import PRESETS, Settings
from tui.features.actions import ACTIONS, DEFAULT_KEYMAP
from tui.features.contexts import CONTEXTS
from tui.keys.actions import key_name
from tui.keys.contexts import MODES
from tui.keys.groups import FIND, READ, SELECT, TAG
from tui.keys.keymap import PLAIN, Keymap, keymap, spelt, why_not

NAMED = {
    *("up", "down", "left", "right", "home", "end", "pageup", "pagedown"),
    *("tab", "enter", "escape", "space", "delete", "backspace"),
}
ALT_GR = set("[]{}\\|@~^`#€")
"""Signs that take AltGr, or a dead key, on keyboards of Germany, France or the Nordic countries."""

BY_OTHERS = {
    "tag.inspect": ("app.menu",),
    "diff.fold": ("read.fold",),
    "read.screen_top": ("app.palette",),
    "read.screen_middle": ("app.palette",),
    "read.screen_bottom": ("app.palette",),
    **{f"tag.{digit}": ("tag.any",) for digit in "123456789"},
    "find.unsourced": ("find.stops", "find.tag"),
    "find.unpartnered": ("find.stops", "find.tag"),
    "diff.filter": ("find.stops",),
    "read.other_back": ("read.other",),
    "read.half": ("read.page",),
    "read.half_back": ("read.page_back",),
    "select.right": ("select.start", "read.right"),
    "select.left": ("select.start", "read.left"),
    "select.down": ("select.start", "read.down"),
    "select.up": ("select.start", "read.up"),
    "select.word": ("select.start", "read.word"),
    "select.word_back": ("select.start", "read.word_back"),
}
"""What only saves a key press, and the commands that do the same."""


def set_keys(text: str) -> Keymap:
    return keymap(parse(f"[keys]\n{text}\n", Path("config.toml")), DEFAULT_KEYMAP)


def easy(key: str) -> bool:
    """Whether a key needs no Ctrl, Alt or Shift with a named key, nor AltGr anywhere."""
    return key in NAMED or (len(key) == 1 and key not in ALT_GR)


def reachable(id: str) -> bool:
    return any(easy(key) for key in DEFAULT_KEYMAP.action(id).keys)


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_nothing_hangs_on_a_chord_a_function_key_or_a_bracket(action) -> None:
    """What is pressed again and again has an easy key; the rest is at least in the palette."""
    if action.group in (READ, SELECT, TAG, FIND) or action.id.startswith("diff."):
        assert all(map(reachable, BY_OTHERS.get(action.id, (action.id,))))
    else:
        assert reachable(action.id) or reachable("app.palette")


def test_no_key_means_two_things() -> None:
    for preset in PRESETS:
        found = keymap(Settings(preset=preset), DEFAULT_KEYMAP)
        for actions in (found.actions, *map(found.within, CONTEXTS)):
            keys = [key for action in actions for key in action.keys]
            assert len(keys) == len(set(keys)), sorted(keys)


def test_no_command_is_named_twice() -> None:
    ids = [action.id for action in DEFAULT_KEYMAP.all]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("context", CONTEXTS.values(), ids=lambda context: context.name)
def test_every_place_can_be_left_without_a_chord_and_says_how(context, preset: str) -> None:
    found = keymap(Settings(preset=preset), DEFAULT_KEYMAP).within(context.name)
    if context.name not in MODES:
        out = next(action for action in found if action.id == context.out)
        assert "escape" in out.keys and out.hint
    if context.typed:
        assert not [key for each in found for key in each.keys if len(key) == 1]


@pytest.mark.parametrize(
    "action", [each for place in CONTEXTS.values() for each in place.actions], ids=lambda c: c.id
)
def test_nothing_in_a_place_of_its_own_hangs_on_a_chord(action) -> None:
    # All have another way: a note is kept by Escape, and emptied; a long one can be typed; of the
    # articles one is added and taken out from the palette, and Escape leads to where undo is a letter.
    others = (
        "note.drop",
        "note.editor",
        *(f"articlelist.{id}" for id in ("add", "remove", "undo")),
    )
    assert any(map(easy, action.keys)) or action.id in others


def test_every_key_of_the_registry_can_be_one() -> None:
    for action in DEFAULT_KEYMAP.all:
        for key in (*action.keys, *PLAIN.get(action.id, ())):
            assert spelt(key) == key, key
            assert not why_not(key), why_not(key)


def test_the_plain_preset_knows_no_letters_and_only_known_commands() -> None:
    assert PLAIN.keys() <= {action.id for action in DEFAULT_KEYMAP.all}
    plain = keymap(Settings(preset="plain"), DEFAULT_KEYMAP)
    keys = [key for action in plain.all for key in action.keys]
    assert not [key for key in keys if len(key) == 1]
    assert plain.action("app.menu").keys == ("enter",)


def test_keys_are_set_by_id() -> None:
    found = set_keys('tag.claim = "f9"\ntag.source = ["Ctrl-K", "f2"]')
    assert found.complaints == ()
    assert found.action("tag.claim").keys == ("f9",)
    assert found.action("tag.source").keys == ("ctrl+k", "f2")
    assert found.action("tag.theme").keys == ("t",)


def test_a_swap_is_no_clash() -> None:
    found = set_keys('tag.claim = "s"\ntag.source = "c"')
    assert found.complaints == ()
    assert found.key("tag.claim") == "s" and found.key("tag.source") == "c"


def test_a_key_taken_from_another_command_is_told() -> None:
    found = set_keys('tag.claim = "x"\napp.menu = "j"')
    assert found.action("select.grow").keys == ()
    assert found.action("read.down").keys == ("down",)
    assert sorted(found.complaints) == [
        "config.toml:2: x was the key of select.grow (Grow: word, sentence, paragraph), which has"
        " no key now; give it one: select.grow = …",
        "config.toml:3: j was the key of read.down (Line down), which still has ↓",
    ]


def test_a_key_set_twice_goes_to_the_first() -> None:
    found = set_keys('tag.claim = "f9"\ntag.source = "f9"')
    assert found.action("tag.claim").keys == ("f9",)
    assert found.action("tag.source").keys == ()
    assert found.complaints == (
        "config.toml:3: f9 is set for tag.claim already; choose another key",
    )


def test_a_command_may_go_without_a_key() -> None:
    found = set_keys('tag.delete = ""')
    assert found.action("tag.delete").keys == () and found.complaints == ()
    assert found.key("tag.delete") == ": remove"
    assert "tag.delete" not in [each.id for each in found.pressable(each.id for each in ACTIONS)]


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
    assert found.actions == ACTIONS


def test_a_key_may_mean_one_thing_in_one_place_and_another_elsewhere() -> None:
    found = set_keys('align.glue = "c"\nlist.order = "c"\nrelate.agrees = ["ctrl+k", "c"]')
    assert found.complaints == ()
    assert found.action("tag.claim").keys == ("c",)
    assert found.by_arrival("relate")["ctrl+k"].id == "relate.agrees"


def test_a_clash_is_told_of_the_place_it_is_in() -> None:
    found = set_keys('list.filter = "o"')
    assert found.action("list.order").keys == ()
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
    assert found.contexts == DEFAULT_KEYMAP.contexts


def test_escape_leads_out_whatever_else_does() -> None:
    found = set_keys('sheet.close = "f9"\nlist.close = ""')
    assert found.complaints == ()
    assert found.action("sheet.close").keys == ("f9", "escape", "?", "f1")
    assert found.action("list.close").keys == ("escape", "F")


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
    """What is bound to a key is bound by way of its action, so that it can be changed and shown."""
    tui = Path(__file__).parents[3] / "tui"
    bound = {
        str(file.relative_to(tui))
        for file in tui.rglob("*.py")
        if any(
            "Binding(" in line or "event.key ==" in line or "BINDINGS" in line
            for line in file.read_text().splitlines()
        )
    }
    # The app's own: Textual's answer to Ctrl-C where nothing else has that key.
    assert bound <= {"keys/actions.py", "app.py"}


def test_every_action_that_the_program_names_is_one() -> None:
    """An id in a message, a hint or a step of the tour: a misspelt one would fail under the user."""
    known = {action.id for action in DEFAULT_KEYMAP.all}
    first_words = "|".join(sorted({id.partition(".")[0] for id in known}))
    name = re.compile(rf"[\"‹]((?:{first_words})\.[a-z_0-9]+)[\"›]")
    tui = Path(__file__).parents[3] / "tui"
    # Those that have names of settings, which look the same, aside.
    files = [file for file in tui.rglob("*.py") if file.parent != tui / "config"]
    files.remove(tui / "screens" / "settings.py")
    named = {id for file in files for id in name.findall(file.read_text("utf-8"))}
    assert "app.undo" in named and "read.other" in named
    assert named <= known
