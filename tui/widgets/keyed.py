"""Keys of a context, for the widget or screen that has it."""

from __future__ import annotations

from textual.app import App
from textual.binding import BindingsMap
from textual.widget import Widget

from tui.commands import bindings
from tui.keymap import Keymap


def keymap_of(app: App[object]) -> Keymap:
    """The keys in force in an app; the registry's where it knows of none."""
    found = getattr(app, "keymap", None)
    return found if isinstance(found, Keymap) else Keymap()


def give_keys(widget: Widget, context: str) -> None:
    """Bind a context's keys to a widget; what it holds gives way to them with keys of its own."""
    keys = BindingsMap(bindings(keymap_of(widget.app).within(context))).key_to_bindings
    widget._bindings = BindingsMap.from_keys({**widget._bindings.key_to_bindings, **keys})
    for inner in widget.query("*"):
        for key in keys:
            inner._bindings.key_to_bindings.pop(key, None)
