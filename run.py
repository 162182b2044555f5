#!/usr/bin/env python3
"""Set crossread up in this checkout, and run it: Python 3.11 or newer is all that is needed.

python3 run.py                  open the app (the built-in pair, or the pair read last)
python3 run.py read A B         any crossread command; `--` before it is allowed
python3 run.py --with pdf ..    the same with extras, as `pdf,web`; they stay installed
python3 run.py test [ARGS]      lint, types and the whole test suite; ARGS go to pytest

The first run makes a private virtual environment in `.venv` and installs crossread there; later
runs start at once. Packages come from wherever pip is set up to find them.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

TYPE_CHECKING = False  # `typing` itself takes a while to import
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

# What only an installation or a test run needs is imported there: a later start costs next to
# nothing.

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
LOG = VENV / "install.log"
OLDEST = (3, 11)
EXTRA = ".installed-with-"
"""What the name of a file in `.venv` begins with that says an extra is installed."""


class SetupError(Exception):
    """Setting up failed; the message is one line that says what to do."""


def main(arguments: list[str]) -> int:
    """Run what the arguments ask for; return its exit status where it does not replace us."""
    if sys.version_info < OLDEST:
        raise SetupError(
            f"crossread needs Python 3.11 or newer, and {sys.executable} is"
            f" {sys.version_info[0]}.{sys.version_info[1]}; run this with a newer one"
        )
    extras, arguments = asked_for(arguments)
    if arguments[:1] == ["test"]:
        set_up("dev", extras)
        return check(arguments[1:])
    set_up(extras=extras)
    os.environ["PYTHONSAFEPATH"] = "1"
    if arguments[:1] == ["--"]:
        del arguments[0]
    command = [str(BIN / "crossread"), *arguments]
    if os.name == "posix":
        os.execv(command[0], command)
    import subprocess

    return subprocess.call(command)  # execv elsewhere gives the shell back before the app starts


def check(arguments: list[str]) -> int:
    """Run every check, pytest last so that its closing line is; 0 if all of them passed."""
    import subprocess

    workers = str(min(4, (os.cpu_count() or 1) + 1))  # one more than cores: a third is waiting
    steps = [
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["mypy"],
        ["pytest", "-n", workers, *arguments],
    ]
    statuses = []
    for step in steps:
        print("$", *step, flush=True)
        statuses.append(subprocess.call([str(PYTHON), "-m", *step], cwd=ROOT))
    return next(filter(None, statuses), 0)


def asked_for(arguments: list[str]) -> tuple[set[str], list[str]]:
    """The extras that `--with` at the front asks for, and the other arguments."""
    extras: set[str] = set()
    while arguments and arguments[0] == "--with":
        extras |= set("".join(arguments[1:2]).split(","))
        arguments = arguments[2:]
    if extras:
        known = project_file()["project"]["optional-dependencies"]
        if unknown := sorted(extras - set(known)):
            raise SetupError(
                f"--with takes {', '.join(sorted(known))}, not {unknown[0] or 'nothing'}"
            )
    return extras, arguments


def set_up(group: str = "", extras: Iterable[str] = ()) -> None:
    """Make the environment and install crossread, a dependency group and extras.

    Nothing is done where they are there. Extras that were installed once stay.
    """
    kept = {path.name.removeprefix(EXTRA) for path in VENV.glob(f"{EXTRA}*")}
    asked = [f".installed{group and '-' + group}", *(EXTRA + name for name in extras)]
    if PYTHON.exists() and all(stamped(VENV / name) for name in asked):
        return
    import subprocess

    print("Setting up crossread in .venv (a minute, once) …", file=sys.stderr, flush=True)
    installer = environment()
    wanted = sorted({*extras, *kept})
    project = f"{ROOT}[{','.join(wanted)}]" if wanted else str(ROOT)
    with LOG.open("wb") as log:
        done = subprocess.run(
            [*installer, "--editable", project, *(requirements(group) if group else [])],
            env={"PIP_RETRIES": "2", **safe_environment()},
            cwd=ROOT,  # uv takes settings from the folder it is started in
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    if done.returncode:
        raise SetupError(
            f"the packages could not be installed ({complaint()});"
            f" is the network there? All that was said is in {LOG}"
        )
    for name in {".installed", *asked, *(EXTRA + name for name in wanted)}:
        (VENV / name).write_text(state(), encoding="utf-8")


def stamped(stamp: Path) -> bool:
    """Whether an installation was completed, and nothing that it depends on has changed since."""
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == state()


def state() -> str:
    """What an installation depends on: the project's file, the place, the interpreter."""
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    return f"{ROOT}\n{PYTHON.resolve()}\n{project}"


def environment() -> list[str]:
    """Make `.venv` if it is not there or cannot run, and return the command that installs into it.

    Debian splits ensurepip off: then the environment is made bare, and filled from outside by
    the system's pip (allowed, because it does not touch the system) or by uv.
    """
    import importlib.util
    import shutil
    import subprocess

    inside = [str(PYTHON), "-P", "-m", "pip"]
    if not works(PYTHON, "import sys; sys.exit(sys.version_info < (3, 11))"):
        bare = importlib.util.find_spec("ensurepip") is None
        make = [sys.executable, "-P", "-m", "venv", "--clear", *(["--without-pip"] if bare else [])]
        command = [*make, str(VENV)]
        done = subprocess.run(command, env=safe_environment(), capture_output=True, text=True)
        if done.returncode:
            raise SetupError(
                f"{sys.executable} cannot make a virtual environment"
                " (on Debian and Ubuntu: apt install python3-venv), then run this again"
            )
    if works(PYTHON, "import pip"):
        return [*inside, "install", "--disable-pip-version-check"]
    if works(Path(sys.executable), "import pip"):
        outside = [sys.executable, "-P", "-m", "pip", "--python", str(PYTHON)]
        return [*outside, "install", "--disable-pip-version-check"]
    uv = shutil.which("uv")
    if uv:
        return [uv, "pip", "install", "--python", str(PYTHON)]
    raise SetupError(
        f"{sys.executable} has no pip and cannot make one"
        " (on Debian and Ubuntu: apt install python3-venv), then run this again"
    )


def safe_environment() -> dict[str, str]:
    """An environment in which no Python imports from the folder that this was called in.

    As `annotations.processes` has it, which is not installed yet.
    """
    safe = {**os.environ, "PYTHONSAFEPATH": "1"}
    paths = [
        path for path in safe.pop("PYTHONPATH", "").split(os.pathsep) if Path(path).is_absolute()
    ]
    return {**safe, "PYTHONPATH": os.pathsep.join(paths)} if paths else safe


def works(python: Path, code: str) -> bool:
    """Whether an interpreter is there and runs the code without a complaint."""
    import subprocess

    try:
        command = [str(python), "-P", "-c", code]
        done = subprocess.run(command, env=safe_environment(), capture_output=True)
        return done.returncode == 0
    except OSError:
        return False


def requirements(group: str) -> list[str]:
    """The requirements of a dependency group; pip itself reads groups only since 25.1."""
    return [str(requirement) for requirement in project_file()["dependency-groups"][group]]


def project_file() -> dict[str, Any]:
    """What `pyproject.toml` says."""
    import tomllib

    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def complaint() -> str:
    """The installer's last word on what went wrong: pip's own errors begin with `ERROR:`."""
    said = LOG.read_text(encoding="utf-8", errors="replace").splitlines() or ["no reason given"]
    errors = [line for line in said if line.strip().startswith("ERROR:")]
    return (errors or said)[-1].strip().removeprefix("ERROR: ")


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except SetupError as error:
        print(f"run.py: {error}", file=sys.stderr)
        sys.exit(2)
    except OSError as error:
        print(f"run.py: {error.filename or ROOT}: {error.strerror}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
