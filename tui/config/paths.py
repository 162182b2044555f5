"""Where the reader's own files are: what the user sets, and what the app remembers.

Annotations are elsewhere; see `tui.cli.options.store_path`.
"""

from __future__ import annotations

import os
from pathlib import Path


def config_file() -> Path:
    """The file of settings: `$CROSSREAD_CONFIG`, else `config.toml` in the user's config folder."""
    if named := os.environ.get("CROSSREAD_CONFIG"):
        return Path(named).expanduser()
    from platformdirs import user_config_path

    return user_config_path("crossread", appauthor=False) / "config.toml"


def state_folder() -> Path:
    """The folder for what the app remembers by itself: `$CROSSREAD_STATE`, else the user's."""
    if named := os.environ.get("CROSSREAD_STATE"):
        return Path(named).expanduser()
    from platformdirs import user_state_path

    return user_state_path("crossread", appauthor=False)
