"""What can be set, as the file that would set it: shown by the palette's Settings."""

from __future__ import annotations

from collections.abc import Iterable

from tui.config.settings import IGNORABLE, PRESETS, Settings
from tui.keys.keymap import Keymap


def sheet(settings: Settings, keymap: Keymap, theme: str, complaints: Iterable[str] = ()) -> str:
    """Where the file is, what is wrong with it, and all that it can say, as it holds now."""
    file = settings.file
    where = str(file) if file else "the defaults hold; no file was read"
    missing = file is not None and not file.exists()
    there = ["(not there yet: write it, then start anew)"] if missing else []
    lines = [where, *there, *complaints, "", *_top(settings, theme), "", "[diff]"]
    lines += [f"{name} = {_toml(settings.diff.get(name, name == 'space'))}" for name in IGNORABLE]
    patterns = ", ".join(_text(pattern) for pattern in settings.patterns)
    lines += [f"patterns = [{patterns}]", "", "[keys]"]
    width = max(len(action.id) for action in keymap.all)
    for action in keymap.all:
        keys = ", ".join(_text(key) for key in action.keys)
        value = keys if len(action.keys) == 1 else f"[{keys}]"
        lines.append(f"{action.id:<{width}} = {value}  # {action.title}")
    return "\n".join(lines)


def _top(settings: Settings, theme: str) -> list[str]:
    return [
        f"preset = {_text(settings.preset)}  # one of {', '.join(PRESETS)}",
        f"theme = {_text(theme)}",
        f'flow = "{settings.flow}"  # fit, rows, follow or free',
        f"packed = {_toml(settings.packed)}  # close the gaps beside unlinked blocks",
        f"folded = {_toml(settings.folded)}  # fold menus, adverts, comment prompts",
        f"panel = {_toml(settings.panel)}  # open the list of annotations",
        f"signs = {_toml(settings.signs)}  # mark in the gutter where something is suggested",
        f"spacy = {_text(settings.spacy)}  # a spaCy model that helps to suggest who says what",
    ]


def _toml(on: bool) -> str:
    return "true" if on else "false"


def _text(value: str) -> str:
    """A TOML string: literal where that can be, so that patterns read as they are."""
    if "'" not in value and value.isprintable():
        return f"'{value}'"
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in escaped) + '"'
