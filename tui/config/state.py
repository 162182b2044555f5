"""What the app itself remembers from one run to the next; the user's settings are elsewhere."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import orjson
from msgspec import Struct

NAME = "state.json"


class Memory(Struct, frozen=True):
    """Nothing here is worth a complaint: what cannot be read is forgotten."""

    theme: str = ""
    """The theme that was chosen in the app."""

    theme_over: str = ""
    """What the settings said of the theme then; when they say something else now, they count."""

    at_home: bool = False
    """Whether the user has tagged something, or has taken the tour: no newcomer any more."""

    def theme_for(self, configured: str) -> str:
        """The theme to show, given that of the settings; empty for the default."""
        return self.theme if self.theme and self.theme_over == configured else configured


def recall(folder: Path) -> Memory:
    """What was remembered in a folder."""
    try:
        found: Any = orjson.loads((folder / NAME).read_bytes())
    except (OSError, ValueError):
        return Memory()
    if not isinstance(found, Mapping):
        return Memory()
    theme, over = (str(found.get(name, "")) for name in ("theme", "theme_over"))
    return Memory(theme, over, found.get("at_home") is True)


def remember(folder: Path, memory: Memory) -> None:
    """Keep it, whole or not at all; a folder that cannot be written is no reason to stop."""
    kept = {
        "theme": memory.theme,
        "theme_over": memory.theme_over,
        "at_home": memory.at_home,
    }
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        beside = folder / f"{NAME}.{os.getpid()}.new"
        beside.write_bytes(orjson.dumps(kept))
        beside.replace(folder / NAME)
