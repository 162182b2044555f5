"""Whatever a file holds, an import ends with a report or with one line; never with a traceback."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.errors import CrossreadError
from annotations.exchange import FORMATS, detect, export, import_file
from tests.exchange.stores import SAMPLE, empty, stored

few = settings(
    max_examples=25, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
INTO = [name for name in FORMATS if name != "spacy" and FORMATS[name].read is not None]
ODD: list[Any] = [
    None, True, 0, -1, 2**70, 1.5, "", "x", "/../x", "\ud800", [], [1], {}, {"id": 1}, ["a", {}, None],
]  # fmt: skip


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


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("good")
    paths = {}
    with stored(SAMPLE) as store:
        for name in INTO:
            path = folder / f"{name}{FORMATS[name].suffixes[0]}"
            export(store, format=name, out=path)
            paths[name] = path
    return paths


def tried(path: Path, format: str) -> None:
    with empty() as store:
        try:
            report = import_file(store, path, format=format)
        except CrossreadError as error:
            assert "\n" not in str(error)
            assert store.articles() == () and store.annotations() == ()
        else:
            assert report.lines()


@pytest.mark.parametrize("format", ["jsonl", "doccano", "prodigy", "w3c", "label-studio"])
def test_a_record_that_was_tampered_with(
    format: str, good: dict[str, Path], tmp_path: Path
) -> None:
    rng = Random(format)
    path = tmp_path / "odd.json"
    source = good[format] / "tasks.json" if good[format].is_dir() else good[format]
    whole = format in ("w3c", "label-studio")
    for _ in range(60):
        if whole:
            value = json.loads(source.read_bytes())
            for _ in range(rng.randint(1, 3)):
                value = odd(value, rng)
            lines = [value]
        else:
            lines = [json.loads(line) for line in source.read_bytes().splitlines()]
            at = rng.randrange(len(lines))
            lines[at] = odd(lines[at], rng)
        path.write_text("\n".join(map(json.dumps, lines)))
        tried(path, format)


@pytest.mark.parametrize("format", INTO)
def test_a_file_that_was_cut_or_flipped(format: str, good: dict[str, Path], tmp_path: Path) -> None:
    rng = Random(format)
    source = good[format]
    if source.is_dir():
        source = next(
            each for each in sorted(source.rglob("*")) if each.suffix in (".ann", ".json")
        )
    data = source.read_bytes()
    if format == "brat":
        (tmp_path / "odd.txt").write_bytes(source.with_suffix(".txt").read_bytes())
    path = tmp_path / f"odd{source.suffix}"
    for _ in range(25):
        broken = bytearray(data[: rng.randrange(len(data))] if rng.random() < 0.4 else data)
        for _ in range(rng.randint(1, 4)):
            if broken:
                broken[rng.randrange(len(broken))] = rng.randrange(256)
        path.write_bytes(broken)
        tried(path, format)


@few
@given(st.binary(max_size=80), st.sampled_from(INTO))
def test_bytes_of_any_kind(data: bytes, format: str) -> None:
    with empty() as store:
        path = store.path.with_name("odd.bin")
        path.write_bytes(data)
        path.with_suffix(".txt").write_bytes(b"text")
        tried(path, format)


@pytest.mark.parametrize("format", INTO)
def test_a_missing_file_and_a_folder(format: str, tmp_path: Path) -> None:
    tried(tmp_path / "missing", format)
    tried(tmp_path, format)
    with pytest.raises(CrossreadError):
        detect(tmp_path / "missing")
