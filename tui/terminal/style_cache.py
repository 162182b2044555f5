"""Textual's memory of background styles, kept from remembering widgets as well.

`StylesCache.get_inner_outer` makes two styles of two colours and remembers the last 1,024 answers.
It is a method, so each answer is remembered with the widget's cache that asked, and that cache with
every line the widget drew: what the screens of an hour have shown stays in memory (Textual 8.2).
"""

from __future__ import annotations

from functools import lru_cache

from textual._styles_cache import StylesCache
from textual.color import Color
from textual.style import Style


@lru_cache(maxsize=1024)
def inner_outer(base_background: Color, background: Color) -> tuple[Style, Style]:
    """The styles inside and outside a border, of the colours behind and of a widget."""
    return Style(background=base_background + background), Style(background=base_background)


def forget_closed_widgets() -> None:
    """Have the styles remembered by their colours alone; calling it again changes nothing."""
    setattr(StylesCache, "get_inner_outer", staticmethod(inner_outer))  # noqa: B010  # see `guard_strips`
