"""The frame of what stands over the page."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text
from textual.containers import Vertical
from textual.visual import VisualType

_CORNERS = 6
"""Cells of the lower border that are no room for keys."""


class Box(Vertical):
    """A title above, the keys that matter below, and room to scroll between them."""

    DEFAULT_CSS = """
    Box {
        width: 72; max-width: 96%; height: auto; max-height: 92%;
        background: $surface; border: round $primary 60%; padding: 0 1; overflow-y: auto;
        border-title-color: $primary; border-title-style: bold;
        border-subtitle-color: $foreground 55%;
        scrollbar-size-vertical: 1; scrollbar-color: $foreground 20%;
        scrollbar-background: $surface; scrollbar-background-hover: $surface;
        scrollbar-background-active: $surface;
    }
    Box OptionList {
        border: none; background: $surface; padding: 0;
        text-wrap: nowrap; text-overflow: ellipsis;
        scrollbar-size-vertical: 1; scrollbar-color: $foreground 20%;
        scrollbar-background: $surface; scrollbar-background-hover: $surface;
        scrollbar-background-active: $surface;
    }
    Box OptionList:focus { border: none; background-tint: $foreground 0%; }
    Box OptionList > .option-list--option-highlighted,
    Box OptionList:focus > .option-list--option-highlighted {
        background: $foreground 14%; color: $foreground; text-style: bold;
    }
    Box OptionList:nocolor > .option-list--option-highlighted {
        background: $foreground; color: $background; text-style: bold;
    }
    Box OptionList:ansi > .option-list--option-highlighted { text-style: bold underline; }
    """

    def __init__(self, title: VisualType, keys: str) -> None:
        """The title is taken as text where it is a `Text`, so that no markup in it acts."""
        super().__init__()
        self.border_title = title  # type: ignore[assignment]  # Textual takes what it can show
        self._keys = keys

    def show_keys(self, keys: str) -> None:
        """Show other keys below, `key words · key words`, those that matter first and the way out last."""
        self._keys = keys
        self._fit_keys()

    def on_resize(self) -> None:
        self._fit_keys()

    def _fit_keys(self) -> None:
        """Whole keys with their words, as many as there is room for; the way out always stands."""
        parts = self._keys.split(" · ")
        while len(parts) > 1 and cell_len(" · ".join(parts)) > self.outer_size.width - _CORNERS:
            del parts[-2]
        self.border_subtitle = Text(" · ".join(parts))
