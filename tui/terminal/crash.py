"""When something goes wrong that should not: a report that says where, and quotes no article."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import gettempdir
from traceback import extract_tb

STATUS = 70
"""Exit status of a crash: EX_SOFTWARE of BSD's sysexits."""

KEPT = 10
"""Reports that stay; older ones go."""

_PACKAGES = ("crossread", "textual", "rich", "tinydb", "rapidfuzz")


def describe(error: BaseException, where: str = "") -> str:
    """The report's text: versions, terminal, and the frames of the error and of its causes.

    Messages and local variables are left out, for they may quote an article; `where` says what
    was on the screen.
    """
    lines = ["crossread crash report", _moment().isoformat(timespec="seconds"), ""]
    lines += [", ".join(f"{name} {_version(name)}" for name in _PACKAGES)]
    lines += [f"Python {platform.python_version()} on {platform.system()} {platform.machine()}"]
    terminal = [f"{name}={os.environ.get(name, '')}" for name in ("TERM", "COLORTERM", "LANG")]
    lines += [" ".join(terminal), where, ""]
    for word, each in _chain(error):
        kind = f"{type(each).__module__}.{type(each).__qualname__}".removeprefix("builtins.")
        lines += [f"{word}{kind} (its message is left out: it may quote an article)"]
        for frame in extract_tb(each.__traceback__):
            lines += [f"  {_short(frame.filename)}:{frame.lineno} in {frame.name}"]
            lines += [f"    {frame.line}"] if frame.line else []
        lines += [""]
    return "\n".join(lines)


def write(text: str, folder: Path) -> Path | None:
    """Write a report to a folder, else to the one for temporary files; None if neither takes it."""
    name = f"crash-{_moment():%Y%m%d-%H%M%S}-{os.getpid()}.txt"
    for place in (folder / "crashes", Path(gettempdir())):
        try:
            place.mkdir(parents=True, exist_ok=True)
            (place / name).write_text(text, encoding="utf-8")
            if place.name == "crashes":
                for old in sorted(place.glob("crash-*.txt"))[:-KEPT]:
                    old.unlink()
        except OSError:
            continue
        return place / name
    return None


def words(error: BaseException, file: Path | None, unsaved: int) -> str:
    """The line for the user: what happened to the work, and where the report is."""
    kept = "all is saved" if not unsaved else f"{unsaved} of the last changes could not be saved"
    report = f"a report without any article text is in {file}" if file else "no report was written"
    return f"crossread: something went wrong that should not ({type(error).__name__}); {kept}; {report}"


def _chain(error: BaseException) -> Iterator[tuple[str, BaseException]]:
    """An error and what led to it, each once."""
    seen: set[int] = set()
    word, each = "", error
    while id(each) not in seen:
        seen.add(id(each))
        yield word, each
        before = each.__cause__ or (None if each.__suppress_context__ else each.__context__)
        if before is None:
            return
        word, each = "after ", before


def _short(filename: str) -> str:
    """A path from its package on: what is above it says who the user is."""
    path = Path(filename)
    roots = [Path(each) for each in (*sys.path, sys.prefix, sys.base_prefix) if each]
    found = [path.relative_to(root) for root in roots if path.is_relative_to(root)]
    return str(min(found, key=lambda short: len(short.parts), default=path.name))


def _version(package: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return "?"


def _moment() -> datetime:
    return datetime.now(UTC)
