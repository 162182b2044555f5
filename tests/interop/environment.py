"""An environment of its own for each program, and how a result is told."""

from __future__ import annotations

import json
import shutil
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


def npm_environment(folder: str, *packages: str) -> Path:
    """A folder with packages of npm, installed where they are not there."""
    path = Path(folder)
    if not (path / "node_modules").exists():
        path.mkdir(parents=True, exist_ok=True)
        command = ["npm", "install", "--silent", "--no-audit", "--prefix", folder, *packages]
        subprocess.run(command, check=True)
    return path


def npm_version(folder: Path, package: str) -> str:
    """The version of a package of npm in a folder."""
    found = json.loads((folder / "node_modules" / package / "package.json").read_text())
    return str(found["version"])


def run_module(folder: Path, name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What a JavaScript module of this folder prints, run where its packages are."""
    there = folder / name
    shutil.copyfile(Path(__file__).with_name(name), there)
    command = ["node", str(there), *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True)


def chromium() -> str:
    """The path of a Chromium or Chrome."""
    found = next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    if found is None:
        raise SystemExit("wants a Chromium on the path")
    return found


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
