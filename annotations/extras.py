"""How to get an extra: the command that works for how this crossread was installed.

`cas`, `cluster`, `meaning`, `office`, `parquet`, `pdf`, `semantic`, `spacy` and `web` are extras, in the words of Python's packaging: features whose
packages are installed only where they are asked for. The command for that differs by installer.
"""

from __future__ import annotations

import json
import shlex
import sys
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname


def install_command(extra: str) -> str:
    """What to type in a shell to get an extra of crossread, as `pdf`."""
    prefix, root = Path(sys.prefix), Path(__file__).resolve().parent.parent
    if prefix == root / ".venv" and (root / "run.py").is_file():
        return shlex.join(["python3", str(root / "run.py"), "--with", extra])
    wanted = _requirement(extra)
    if (prefix / "pipx_metadata.json").is_file():
        return shlex.join(["pipx", "install", "--force", wanted])
    if (prefix / "uv-receipt.toml").is_file():
        return shlex.join(["uv", "tool", "install", "--force", wanted])
    if find_spec("pip") is None:
        return shlex.join(["uv", "pip", "install", "--python", sys.executable, wanted])
    return shlex.join([sys.executable, "-m", "pip", "install", wanted])


def _requirement(extra: str) -> str:
    """What to install for an extra: this crossread, from where it came.

    By its bare name it would come from a package index, where another may have that name.
    `direct_url.json` (PEP 610) tells of a folder, an archive or a repository.
    """
    named = f"crossread[{extra}]"
    try:
        told = distribution("crossread").read_text("direct_url.json")
    except PackageNotFoundError:
        return named
    if not told:
        return named
    origin = json.loads(told)
    if "dir_info" in origin:
        return f"{url2pathname(urlsplit(origin['url']).path)}[{extra}]"
    version_control = origin.get("vcs_info", {}).get("vcs")
    return (
        f"{named} @ {version_control}+{origin['url']}"
        if version_control
        else (f"{named} @ {origin['url']}")
    )
