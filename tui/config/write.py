"""Change one setting in `config.toml`: comments, order and all else in it stay as they are."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotations.errors import SettingsError
from annotations.store.engine import disk
from tui.config.load import parse
from tui.config.settings import Settings, place

if TYPE_CHECKING:
    from tomlkit.container import Container

BOM = "\ufeff"
WRITABLE = 0o222


def change(file: Path, name: str, value: object) -> Settings:
    """Set `name`, as `theme` or `diff.case`, in a file that need not be there; returns what it says then.

    The new file takes the place of the old one whole, or not at all; of a link, that of the file it
    leads to.

    Raises:
        SettingsError: the file is no TOML, is read-only, was changed at the same moment, or cannot be
            written. It stays as it is.
    """
    target = Path(os.path.realpath(file))
    before = _read(target, file)
    try:
        text = before.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SettingsError(
            f"{file}: is not UTF-8, and was left as it is; save it as such"
        ) from error
    after = changed(text, name, value, file)
    if before.startswith(BOM.encode()):
        after = BOM + after
    if target.exists() and not target.stat().st_mode & WRITABLE:
        raise SettingsError(
            f"{file}: is read-only, and was left as it is; it is changed by hand only"
        )
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if _read(target, file) != before:
            raise SettingsError(f"{file}: was changed at the same moment; try again")
        disk.replace(target, [after.encode()])
    except OSError as error:
        raise SettingsError(f"{file}: cannot be written: {error.strerror or error}") from error
    return parse(after.removeprefix(BOM), file)


def changed(text: str, name: str, value: object, file: Path | None = None) -> str:
    """The text of a file with one setting changed; `file` is named in what is raised.

    Raises:
        SettingsError: the text is no TOML, or has something else in that place.
    """
    import tomlkit  # it takes a while to load, and most runs write nothing
    from tomlkit.items import Table

    try:
        wanted = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        words = f"{place(file)}: {error}; mend that first, it was left as it is"
        raise SettingsError(words) from error
    table, _, key = name.rpartition(".")
    inner = wanted.setdefault(table, {}) if table else wanted
    if not isinstance(inner, dict):
        raise SettingsError(f"{place(file)}: {table} is no table; write [{table}] in its place")
    inner[key] = value
    document = tomlkit.parse(text)
    if table and table not in document:
        if text.strip():
            document.add(tomlkit.nl())
        document.add(table, tomlkit.table())
    found: Any = document[table] if table else document
    if isinstance(found, Table):
        _set(found.value, key, value)
    else:
        found[key] = value
    result = tomlkit.dumps(document)
    if "\r\n" in text:
        result = re.sub("\r?\n", "\r\n", result)
    if tomllib.loads(result) != wanted:
        raise SettingsError(
            f"{place(file)}: {name} cannot be changed without harm; change it by hand"
        )
    return result


def _set(container: Container, key: str, value: object) -> None:
    """Set a key of a table; a new one goes before what stands at its end, a comment on the next table."""
    tail = []
    while key not in container and container.body and container.body[-1][0] is None:
        tail.append(container.body.pop())
    container[key] = value
    container.body.extend(reversed(tail))


def _read(target: Path, file: Path) -> bytes:
    try:
        return target.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise SettingsError(f"{file}: cannot be read: {error.strerror or error}") from error
