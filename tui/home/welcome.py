"""What home says where there are no events yet."""

from __future__ import annotations

from rich.text import Text

from tui.keys.keymap import Keymap


def welcome(keymap: Keymap) -> Text:
    """What an event is, and the keys to begin with."""
    text = Text().append(
        "No events yet: an event is articles that report the same thing.\n\n", "bold"
    )
    for id, words in (
        ("home.add", "adds files, a folder or web addresses; together they are one event"),
        ("home.find", "finds which articles of a folder or file report one event"),
        ("home.paste", "adds a text that you paste"),
        ("app.help", "says what else can be done here"),
    ):
        text.append(keymap.key(id), "bold").append(f"  {words}\n")
    return text
