"""Read `config.toml`; `tui.config.write` changes it where the user says so.

A wrong entry costs itself alone: it is left out, and told with its line and the mend.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from annotations.errors import CrossreadError
from tui.config.settings import FLAGS, FLOWS, IGNORABLE, PRESETS, Settings, closest, place

_NAMES = ("preset", "theme", "flow", *FLAGS, "spacy", "keys", "diff")
_HEADER = r"\s*\[([^\[\]]+)\]\s*(?:#.*)?$"
_ENTRY = r"\s*((?:\"[^\"]*\"|'[^']*'|[\w.\-\s])+?)\s*="
_PART = r"\"([^\"]*)\"|'([^']*)'|([\w-]+)"
_TOML_PLACE = r"\s*\(at (?:line (\d+), column \d+|end of document)\)$"


def read(file: Path) -> Settings:
    """Read the settings of a file; one that is not there means the defaults."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Settings(file=file)
    except (OSError, UnicodeDecodeError) as error:
        reason = "is not UTF-8; save it as such" if isinstance(error, ValueError) else str(error)
        return Settings(file=file, complaints=(f"{place(file)}: cannot be read: {reason}",))
    return parse(text, file)


def parse(text: str, file: Path | None = None) -> Settings:
    """The settings of a TOML text; `file` is named in complaints."""
    try:
        tree = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Settings(file=file, complaints=(_misspelt(str(error), text, file),))
    reading = _Reading(file, _lines_of(text))
    taken = dict(reading.take(tree))
    return Settings(
        **taken,
        file=file,
        lines=MappingProxyType(reading.lines),
        complaints=tuple(reading.complaints),
    )


@dataclass
class _Reading:
    """One pass over a file's tree that collects what is wrong."""

    file: Path | None
    lines: Mapping[str, int]
    complaints: list[str] = field(default_factory=list)

    def take(self, tree: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        """Name and value of each entry that is right."""
        for name, value in tree.items():
            if name in FLAGS:
                if self._is(name, value, bool, "true or false"):
                    yield name, value
            elif name == "preset":
                if value in PRESETS:
                    yield name, value
                else:
                    self.complain(name, f"preset {value!r} is not known; {_choice(value, PRESETS)}")
            elif name == "flow":
                known = ("fit", *FLOWS)
                if value in known:
                    yield name, value
                else:
                    self.complain(name, f"flow {value!r} is not known; {_choice(value, known)}")
            elif name == "theme":
                if self._is(name, value, str, 'a name, as in theme = "nord"'):
                    yield name, value
            elif name == "spacy":
                if self._is(name, value, str, 'a model, as in spacy = "en_core_web_sm"'):
                    yield name, value
            elif name == "keys":
                if self._is(name, value, dict, 'a table: [keys], then tag.claim = "c"'):
                    yield name, MappingProxyType(dict(self._keys(value)))
            elif name == "diff":
                if self._is(name, value, dict, "a table: [diff], then case = true"):
                    yield from self._diff(value)
            else:
                self.complain(name, f"{name} is no setting; {_choice(name, _NAMES)}")

    def _keys(self, tree: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
        for name, value in tree.items():
            command = f"{above}{name}"
            if isinstance(value, dict):
                yield from self._keys(value, f"{command}.")
            elif isinstance(value, str):
                yield command, (value,) if value else ()
            elif isinstance(value, list) and all(isinstance(key, str) for key in value):
                yield command, tuple(value)
            else:
                self.complain(
                    f"keys.{command}", f'a key is written "c", several ["c", "f2"]; not {value!r}'
                )

    def _diff(self, tree: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        flags: dict[str, bool] = {}
        for name, value in tree.items():
            place = f"diff.{name}"
            if name == "patterns":
                yield "patterns", tuple(self._patterns(value))
            elif name not in IGNORABLE:
                known = (*IGNORABLE, "patterns")
                self.complain(place, f"[diff] knows no {name}; {_choice(name, known)}")
            elif self._is(place, value, bool, "true or false"):
                flags[name] = value
        yield "diff", MappingProxyType(flags)

    def _patterns(self, found: Any) -> Iterator[str]:
        from annotations.alignment.diff.ignore_patterns import compiled

        if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
            self.complain("diff.patterns", f"patterns is a list of texts, not {found!r}")
            return
        for pattern in found:
            try:
                compiled(pattern)
            except CrossreadError as error:
                self.complain("diff.patterns", str(error))
            else:
                yield pattern

    def _is(self, name: str, value: Any, kind: type, wanted: str) -> bool:
        right = isinstance(value, kind)
        if not right:
            self.complain(name, f"{name.rpartition('.')[2]} is {wanted}, not {value!r}")
        return right

    def complain(self, name: str, words: str) -> None:
        self.complaints.append(f"{place(self.file, self.lines.get(name))}: {words}")


def _misspelt(error: str, text: str, file: Path | None) -> str:
    """What is wrong with a file that is no TOML, and where."""
    found = re.search(_TOML_PLACE, error)
    last = max(1, len(text.splitlines()))
    line = int(found[1] or last) if found else None
    reason = re.sub(_TOML_PLACE, "", error)
    return f"{place(file, line)}: {reason}; until that is mended nothing of the file is used"


def _lines_of(text: str) -> dict[str, int]:
    """The line on which each entry, and each table, first stands, by full name."""
    found: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), 1):
        if header := re.match(_HEADER, line):
            name = _joined(header[1])
            table = f"{name}."
        elif entry := re.match(_ENTRY, line):
            name = table + _joined(entry[1])
        else:
            continue
        found.setdefault(name, number)
        found.setdefault(name.partition(".")[0], number)
    return found


def _joined(dotted: str) -> str:
    return ".".join(a or b or c for a, b, c in re.findall(_PART, dotted))


def _choice(wrong: object, known: Sequence[str]) -> str:
    """The mend for a name that is not known: the one that is meant, or all there are."""
    near = closest(str(wrong), known)
    return f"is {near} meant?" if near else f"there are {', '.join(known)}"
