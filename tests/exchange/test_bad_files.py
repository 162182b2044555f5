"""Whatever a file holds, an import ends with a report or with one line; never with a traceback."""

from __future__ import annotations

import zipfile
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.errors import CrossreadError
from annotations.exchange import detect, import_file
from annotations.exchange.incoming import utc
from tests.exchange.mutations import INTO, good_files, mutate
from tests.exchange.stores import empty

few = settings(
    max_examples=25, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
MUTATIONS = 40
"""Of each file; `tests/benchmarks/fuzzing/fuzz_importers.py` goes on for as long as one likes."""
HUGE = "9" * 5000


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("good")
    found = good_files(folder)
    others = {"a project": folder / "project.qdpx", "CSV": folder / "csv" / "codebook.csv"}
    with zipfile.ZipFile(found["cas-xmi"]) as archive:
        others["XMI"] = Path(archive.extract(archive.namelist()[-1], folder))
    return found | others


def tried(path: Path, format: str) -> str:
    """What an import was refused with, empty where it was not; checked to change nothing then."""
    with empty() as store:
        before = store.tables()
        try:
            report = import_file(store, path, format=format)
        except CrossreadError as error:
            assert "\n" not in str(error)
            assert store.tables() == before
            return str(error)
        assert report.lines()
        assert [str(problem) for problem in store.check()] == []
        return ""


@pytest.mark.parametrize("name", [*INTO, "a project", "CSV", "XMI"])
def test_a_real_file_that_was_changed_anyhow(
    name: str, good: dict[str, Path], tmp_path: Path
) -> None:
    source = good[name]
    format = {"a project": "qdc", "CSV": "codebook", "XMI": "cas-xmi"}.get(name, name)
    for number in range(MUTATIONS):
        changed = mutate(source, tmp_path / f"odd{source.suffix}", Random(f"{name} {number}"))
        tried(changed, format)


@pytest.mark.parametrize(
    ("name", "content", "format"),
    [
        ("a.ann", f"T1\tclaim {HUGE} 3\tx\n", "brat"),
        ("a.ann", f"T1\tclaim 0 {HUGE}\tx\n", "brat"),
        ("a.toml", f"label = {HUGE}\n", "codebook"),
        ("a.toml", f"[[label]]\nid = 'x'\nkey = -{HUGE}\n", "codebook"),
        ("a.toml", f"x = {'[' * 5000}", "codebook"),
        ("a.csv", f'"{"a" * 200_000}"\n', "codebook"),
        ("a.json", '{"type": "Annotation", "target": {"selector": {"type": []}}}', "w3c"),
        ("a.json", '{"type": "Annotation", "target": {"crossread:article": {},'
                   ' "selector": {"type": "TextPositionSelector", "start": 0, "end": 1}}}', "w3c"),
        ("a.json", '{"type": "Annotation", "motivation": "linking", "target": [3, [4]],'
                   ' "body": {"value": "agrees", "purpose": "tagging"}}', "w3c"),
        ("a.json", "[" * 1000 + "]" * 1000, "w3c"),
    ],
    ids=range(10),
)  # fmt: skip
def test_what_gave_a_traceback(name: str, content: str, format: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("text")
    (tmp_path / name).write_text(content)
    tried(tmp_path / name, format)


def test_a_time_before_all_time_is_none() -> None:
    assert utc("0001-01-01T00:00:00+23:59") == utc("yesterday") == ""
    assert utc("2026-03-01T12:00:00+02:00") == "2026-03-01T10:00:00.000Z"


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
