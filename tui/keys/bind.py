"""Keys of a context, for the widget or screen that has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from textual.app import App
from textual.binding import BindingsMap
from textual.message import Message
from textual.widget import Widget

from tui.keys.actions import bindings
from tui.keys.keymap import Keymap

if TYPE_CHECKING:
    from textual.screen import Screen


@runtime_checkable
class HasKeymap(Protocol):
    """An app that knows the keys in force."""

    keymap: Keymap


def keymap_of(app: App[object]) -> Keymap:
    """The keys in force in an app.

    Raises:
        TypeError: where the app has none; screens that take keys work only in one that does.
    """
    if not isinstance(app, HasKeymap):
        raise TypeError(f"{type(app).__name__} has no keymap")
    return app.keymap


def give_keys(widget: Widget, context: str) -> None:
    """Bind a context's keys to a widget; what it holds gives way to them with keys of its own."""
    keys = BindingsMap(bindings(keymap_of(widget.app).within(context))).key_to_bindings
    widget._bindings = BindingsMap.from_keys({**widget._bindings.key_to_bindings, **keys})
    for inner in widget.query("*"):
        for key in keys:
            inner._bindings.key_to_bindings.pop(key, None)


class HelpWanted(Message):
    """Show what the keys of a context do on the screen that asks, and do there what is taken."""

    def __init__(self, context: str, asking: Screen[Any]) -> None:
        super().__init__()
        self.context = context
        self.asking = asking
