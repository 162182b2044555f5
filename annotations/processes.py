"""Start Python again, from nowhere but where this Python found crossread.

Python looks for modules first in the folder it was started in, when it is started with `-m` or
`-c`. crossread is started in folders full of files that came from elsewhere: an archive that holds
a `tui/__init__.py`, or a `json.py`, would run. So whatever starts a Python process of ours takes
its command and its environment from here, and a test reads the source for others that do.

Why `-P` and not `-I`: both leave the working folder out, but `-I` also leaves out `PYTHONPATH` and
the packages of the user (`pip install --user`), and crossread may be installed in either. What
`-P` lets through of the working folder, the empty and the relative entries of `PYTHONPATH`, is
taken out of the environment instead.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

_START = (
    "import sys; sys.path.append(sys.argv.pop(1));"
    " from runpy import run_module; run_module(sys.argv.pop(1), run_name='__main__', alter_sys=True)"
)
"""What the child runs: it finds crossread last of all, should it find it nowhere else."""


def python_command(module: str, *arguments: str) -> list[str]:
    """The command that runs a module of crossread as a program, as `python -m` would.

    It works in an installed copy, an editable one, and a checkout that is not installed. Start it
    with `safe_environment()`.
    """
    return [sys.executable, "-P", "-c", _START, _root(), module, *arguments]


def safe_environment(environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """An environment in which no Python imports from the folder that it is started in."""
    safe = {**environment, "PYTHONSAFEPATH": "1"}
    entries = safe.pop("PYTHONPATH", "").split(os.pathsep)
    absolute = [entry for entry in entries if Path(entry).is_absolute()]
    return {**safe, "PYTHONPATH": os.pathsep.join(absolute)} if absolute else safe


def leave_out_working_folder() -> None:
    """Let this process, and all that it starts, import nothing more from the working folder.

    Where crossread itself lives there, in a checkout, that folder stays.
    """
    ours = _root()
    try:
        here = str(Path.cwd().resolve())
    except OSError:  # the folder is gone
        here = ""
    elsewhere = (entry for entry in sys.path if Path(entry).is_absolute())
    sys.path[:] = [entry for entry in elsewhere if str(Path(entry).resolve()) != here]
    if ours not in sys.path:
        sys.path.append(ours)
    safe = safe_environment()
    os.environ.pop("PYTHONPATH", None)
    os.environ.update(
        {name: safe[name] for name in ("PYTHONSAFEPATH", "PYTHONPATH") if name in safe}
    )


def _root() -> str:
    """The folder that holds the packages `annotations` and `tui`."""
    return str(Path(__file__).resolve().parent.parent)
