"""An environment of its own for each program, and how a result is told."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path


def environment(folder: str, *packages: str) -> Path:
    """The Python of an environment that has the packages, made where it is not there."""
    python = Path(folder, "bin", "python")
    if not python.exists():
        venv.create(folder, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *packages], check=True)
    return python


def version(python: Path, package: str) -> str:
    """The version of a package in an environment."""
    code = f"import importlib.metadata as m; print(m.version({package!r}))"
    done = subprocess.run([python, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def told(program: str, version: str, checks: dict[str, bool]) -> None:
    """Print what held and what did not; exit with 1 where something did not."""
    print(f"{program} {version}")
    for what, holds in checks.items():
        print(f"  {'ok ' if holds else 'NOT'} {what}")
    sys.exit(0 if all(checks.values()) else 1)
