"""Real files of every importable format, and changes to them that are the same for one seed."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path
from random import Random
from typing import Any

from annotations.exchange import FORMATS, export
from tests.exchange.stores import SAMPLE, stored

INTO = [
    name
    for name in FORMATS
    if name != "spacy" and FORMATS[name].read is not None and FORMATS[name].out
]
ODD: list[Any] = [
    None, True, 0, -1, 2**63, 2**70, 1.5, 1e308, "", "x", "/../x", "\ud800", "\x1b[2J\x9b\u202e", [], [1],
    [[]], [[[[]]]], {}, {"id": 1}, {"type": []}, {"type": {}}, ["a", {}, None], "9" * 5000, "a" * 200_000,
]  # fmt: skip
BYTES = [
    b"9" * 5000, b"-" + b"9" * 5000, b"\xff\xfe", b"\x00", b"\x1b[2J", "\u202e\u2028".encode(), b"\n", b"\t",
    b"[" * 3000, b"{" * 3000, b"<a>" * 3000, b'"', b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"&b;", b"NaN", b"1e999",
    b"\r\n", b";1 2", b"]]>", b"//////", b"\xef\xbb\xbf",
]  # fmt: skip


def good_files(folder: Path) -> dict[str, Path]:
    """A small store in every importable format, by the format's name; files and folders."""
    paths = {}
    with stored(SAMPLE) as store:
        for name in INTO:
            path = folder / f"{name}{FORMATS[name].suffixes[0]}"
            export(store, format=name, out=path)
            paths[name] = path
        export(store, format="refi-qda", out=folder / "project.qdpx")
        export(store, format="csv", out=folder / "csv")
    return paths


def mutate(source: Path, target: Path, rng: Random) -> Path:
    """A changed copy of a file or folder at `target`; what is to be imported of it."""
    if target.is_dir():
        shutil.rmtree(target)
    if source.is_dir():
        shutil.copytree(source, target)
        files = sorted(each for each in target.rglob("*") if each.is_file())
        chosen = rng.choice(files)
        chosen.write_bytes(mutated(chosen.read_bytes(), rng))
        return target
    target.write_bytes(mutated(source.read_bytes(), rng))
    return target


def mutated(data: bytes, rng: Random) -> bytes:
    """Bytes changed in values if they are JSON, in an archive's member if they are one, or anyhow."""
    if data[:2] == b"PK" and rng.random() < 0.8:
        return _archive(data, rng)
    if rng.random() < 0.7:
        try:
            return _json(data, rng)
        except ValueError:
            pass
    return _bytes(data, rng)


def _bytes(data: bytes, rng: Random) -> bytes:
    broken = bytearray(data)
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(broken) + 1)
        kind = rng.random()
        if kind < 0.3 and broken:
            broken[at % len(broken)] = rng.randrange(256)
        elif kind < 0.7:
            broken[at:at] = rng.choice(BYTES)
        elif kind < 0.85:
            del broken[at : at + rng.randint(1, 40)]
        else:
            end = at + rng.randint(1, 200)
            broken[at:at] = broken[at:end]
    return bytes(broken[: rng.randrange(len(broken) + 1)] if rng.random() < 0.1 else broken)


def _json(data: bytes, rng: Random) -> bytes:
    try:
        return json.dumps(_odd_often(json.loads(data), rng)).encode()
    except ValueError:
        lines = [json.loads(line) for line in data.splitlines()]
    at = rng.randrange(len(lines))
    lines[at] = _odd_often(lines[at], rng)
    if rng.random() < 0.2:
        lines.insert(rng.randrange(len(lines)), rng.choice(lines))
    return "\n".join(map(json.dumps, lines)).encode()


def _odd_often(value: Any, rng: Random) -> Any:
    for _ in range(rng.randint(1, 3)):
        value = odd(value, rng)
    return value


def odd(value: Any, rng: Random) -> Any:
    """A JSON value with one thing in it changed, dropped or of another kind."""
    if rng.random() < 0.15 or not isinstance(value, (dict, list)) or not value:
        return rng.choice(ODD)
    if isinstance(value, dict):
        name = rng.choice(list(value))
        if rng.random() < 0.2:
            return {key: each for key, each in value.items() if key != name}
        return {**value, name: odd(value[name], rng)}
    at = rng.randrange(len(value))
    return [*value[:at], odd(value[at], rng), *value[at + 1 :]]


def _archive(data: bytes, rng: Random) -> bytes:
    """An archive with one member changed."""
    import io

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            inside = old.read(name)
            new.writestr(name, _bytes(inside, rng) if name.endswith(".qde") else inside)
    return out.getvalue()
