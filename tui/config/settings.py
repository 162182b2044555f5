"""What the user sets in `config.toml`: one typed value, and where its parts stand in the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from msgspec import Struct

PRESETS = ("reader", "plain", "vim", "coder")
IGNORABLE = ("case", "punctuation", "quotes", "space", "diacritics", "numbers", "stop_words")
"""What `[diff]` may leave out of account, each true or false; `patterns` is a list beside them."""

FLAGS = ("packed", "folded", "panel", "signs")
FLOWS = {"rows": "ROWS", "follow": "FOLLOW", "free": "FREE"}
"""How two articles may go together, by the word for it in the file; `fit` chooses among them."""


class Settings(Struct, frozen=True):
    """Everything that can be set; the defaults are those of a user without a file."""

    preset: str = "reader"
    """The keys to start from: `reader` (letters) or `plain` (arrows, Ctrl, menus).

    `vim` is `reader` with `H M L` for the screen, `coder` is `reader` with digits that tag.
    """

    keys: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """Keys by command id, in place of the preset's; no keys leave the command to the palette."""

    theme: str = ""
    """The colours' name; empty for the default. One chosen in the app counts until this changes."""

    flow: str = "fit"
    """How the articles go together: aligned `rows`, columns that `follow` each other or are `free`;
    `fit` takes rows where they leave little of the screen empty, else columns that follow."""

    packed: bool = False
    """Close the gaps beside unlinked blocks."""

    folded: bool = True
    """Fold what is not the article: menus, adverts, comment prompts."""

    panel: bool = False
    """Open the list of annotations beside the page."""

    signs: bool = True
    """Mark in the gutter where something is suggested, before suggestions are shown."""

    spacy: str = ""
    """A spaCy model that helps to find who says what in English; empty for the rules alone."""

    diff: Mapping[str, bool] = MappingProxyType({})
    """What the diff leaves out of account, by the names in `IGNORABLE`."""

    patterns: tuple[str, ...] = ()
    """Regular expressions; what matches one is left out of account by the diff."""

    file: Path | None = None
    """Where this was read from, whether or not the file is there."""

    lines: Mapping[str, int] = MappingProxyType({})
    """The line, from 1, on which each entry stands, by its full name: `keys.tag.claim`."""

    complaints: tuple[str, ...] = ()
    """What is wrong with the file: one sentence each, with place and mend."""

    def complaint(self, name: str, words: str) -> str:
        """Words about an entry, after its place: `config.toml:7: …`."""
        return f"{place(self.file, self.lines.get(name))}: {words}"

    @property
    def view(self) -> dict[str, Any]:
        """How a page is set before anybody sets it, by the names under which that is kept."""
        found: dict[str, Any] = {name: getattr(self, name) for name in FLAGS}
        if self.spacy:
            found["spacy"] = self.spacy
        if self.flow in FLOWS:
            found["flow"] = FLOWS[self.flow]
        if self.diff or self.patterns:
            found["ignore"] = {"space": True, **self.diff, "patterns": self.patterns}
        return found


def place(file: Path | None, line: int | None = None) -> str:
    """A file, with a line of it where that is known, as complaints begin."""
    name = str(file) if file else "config.toml"
    return f"{name}:{line}" if line else name


def closest(wrong: str, known: Sequence[str]) -> str:
    """The known name that a wrong one was most likely meant to be; empty where none is like it."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(wrong, known, n=1)), "")
