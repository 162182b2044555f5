"""What an archive holds, in whatever form, is read once and kept; what is no article is named."""

from __future__ import annotations

import csv
import gzip
import json
import os
import zipfile
from pathlib import Path

import pytest

from annotations.events.archive.finding import Gathered, Workers, events_in, gather
from annotations.events.archive.index import Index, IndexFileError
from annotations.events.archive.reading import read_all
from annotations.events.archive.source import LARGEST, Known, Source
from annotations.events.archive.sources import sources
from annotations.parallel import local_processes
from tests.benchmarks.events.archive import archive

TEXT = "A fire destroyed the old brewery in Norby on Monday night, said Ilse Tamm."


def lines(path: Path, *rows: object) -> Path:
    said = "".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows)
    path.write_bytes(gzip.compress(said.encode()) if path.suffix == ".gz" else said.encode())
    return path


def gathered(index: Path, *names: Path) -> tuple[Gathered, list[str]]:
    with Index.open(index) as opened:
        found = gather(opened, [str(each) for each in names])
        return found, [opened.identity(each) for each in found.numbers]


@pytest.fixture
def index(tmp_path: Path) -> Path:
    (tmp_path / "index").mkdir()
    return tmp_path / "index" / "of.crossread-index"


def test_every_form_of_archive_is_read(tmp_path: Path, index: Path) -> None:
    folder = tmp_path / "archive"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "one.txt").write_text(TEXT)
    (folder / "page.html").write_text(f"<html><body><article><p>{TEXT}</p></article></body></html>")
    (folder / "picture.jpg").write_bytes(b"\xff\xd8")
    lines(folder / "rows.jsonl", {"id": "r1", "text": TEXT}, {"text": TEXT + " Twice."})
    lines(folder / "rows.jsonl.gz", {"id": 7, "text": TEXT})
    with (folder / "table.csv").open("w", newline="") as file:
        csv.writer(file).writerows([["ID", "Headline", "Body"], ["c1", "Fire", TEXT]])
    with zipfile.ZipFile(folder / "more.zip", "w") as packed:
        packed.writestr("in/two.md", f"# Fire\n\n{TEXT}")
        packed.writestr("rows.jsonl", json.dumps({"id": "z1", "text": TEXT}))
    found, names = gathered(index, folder)
    assert found.skipped == 0
    places = {name.removeprefix(f"{folder}{os.sep}") for name in names}
    rows = "rows.jsonl:2", "deep/one.txt", "page.html", "more.zip/in/two.md"
    assert places == {*rows, "r1", "7", "c1", "z1"}


def test_what_a_row_says_of_an_article_is_kept(tmp_path: Path, index: Path) -> None:
    row = {"id": "a", "text": TEXT, "title": "Fire", "outlet": "Post", "published": "2024-03-04"}
    with Index.open(index) as opened:
        found = gather(opened, [str(lines(tmp_path / "a.jsonl", row))])
        article = opened.article(found.numbers[0])
    assert (article.title, article.outlet, article.published) == ("Fire", "Post", "2024-03-04")
    assert article.text == TEXT


def test_bad_input_is_counted_and_named_and_the_rest_is_read(tmp_path: Path, index: Path) -> None:
    inner = tmp_path / "inner.zip"
    with zipfile.ZipFile(inner, "w") as packed:
        packed.writestr("a.txt", TEXT)
    archive = tmp_path / "outer.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.write(inner, "inner.zip")
        packed.write(inner, "disguised.txt")
        packed.writestr("fine.txt", TEXT)
    rows = lines(
        tmp_path / "rows.jsonl",
        "{no json",
        "[1, 2]",
        {"id": "empty", "text": " "},
        {"id": "signs", "text": "…"},
        {"id": "huge", "text": "x " * LARGEST},
        {"id": "good", "text": TEXT},
    )
    broken = tmp_path / "broken.jsonl.gz"
    broken.write_bytes(gzip.compress(b'{"text": "cut off"}\n' * 99)[:-12])
    (tmp_path / "columns.csv").write_text("a,b\n1,2\n")
    (tmp_path / "empty.txt").write_text("")
    others = [broken, tmp_path / "columns.csv", tmp_path / "empty.txt", tmp_path / "no.zip"]
    others[3].write_bytes(b"PK no archive")
    found, names = gathered(index, archive, rows, *others)
    assert {"good", f"{archive}/fine.txt"} <= set(names)
    said = {each.where.removeprefix(f"{tmp_path}{os.sep}"): each.why for each in found.named}
    assert found.skipped == len(found.named)
    assert "inside an archive" in said["outer.zip/inner.zip"]
    assert "inside an archive" in said["outer.zip/disguised.txt"]
    assert "not JSON" in said["rows.jsonl, line 1"]
    assert "not an object" in said["rows.jsonl, line 2"]
    assert "no text" in said["rows.jsonl, line 3"]
    assert "no words" in said["rows.jsonl, line 4"]
    assert "MiB" in said["rows.jsonl, line 5"]
    assert "damaged from here on" in said["broken.jsonl.gz"]
    assert "no column" in said["columns.csv"]
    assert "empty" in said["empty.txt"]
    assert "zip" in said["no.zip"]


def test_a_file_of_blocks_is_one_article(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", {"title": "Fire"}, {"text": TEXT, "kind": "paragraph"})
    (found,) = sources([str(path)])
    assert isinstance(found, Source) and found.path == str(path)


def test_what_was_read_is_not_read_again(
    tmp_path: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [{"id": str(at), "text": f"{TEXT} {at}"} for at in range(5)]
    path = lines(tmp_path / "rows.jsonl", *rows)
    assert gathered(index, path)[0].new == 5
    lines(path, *rows[1:], {"id": "5", "text": "The choir of Lund sang."})
    asked: list[str] = []

    def counting(batch: list[Source]) -> object:
        asked.extend(each.id for each in batch)
        return read_all(batch)

    monkeypatch.setattr("annotations.events.archive.finding.read_all", counting)
    _, names = gathered(index, path)
    assert asked == ["5"]
    assert names == ["1", "2", "3", "4", "5"]  # what is gone from the archive is no part of it


def test_an_end_in_the_middle_keeps_what_was_done(
    tmp_path: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotations.events.archive.finding.SHARED_OUT", 2)
    path = lines(
        tmp_path / "rows.jsonl", *({"id": str(n), "text": f"{TEXT} {n}"} for n in range(7))
    )

    def interrupted(batch: list[Source]) -> object:
        if batch[0].id == "4":
            raise KeyboardInterrupt
        return read_all(batch)

    with monkeypatch.context() as patch:
        patch.setattr("annotations.events.archive.finding.read_all", interrupted)
        with pytest.raises(KeyboardInterrupt):
            gathered(index, path)
    assert [each.name for each in index.parent.iterdir()] == [index.name]
    found, names = gathered(index, path)
    assert found.new == 3
    assert names == [str(n) for n in range(7)]


def test_processes_find_what_one_finds(
    tmp_path: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("find.ALONE", "find.BATCH", "candidates.BLOCK"):  # all is shared out, in parts
        monkeypatch.setattr(f"annotations.events.finding.{name}", 3)
    path = lines(tmp_path / "rows.jsonl", *archive(40, words=8000))
    alone, _ = gathered(index, path)
    with Index.open(index.with_name("two")) as other, Index.open(index) as opened:
        two = Workers(2, lambda: local_processes(2))
        found = gather(other, [str(path)], two)
        events = events_in(other, found.numbers, workers=two)
        assert events == events_in(opened, alone.numbers) != []


@pytest.mark.parametrize("content", [b"no database at all, but text" * 99, b"{}"])
def test_what_is_no_index_is_named_and_left_alone(index: Path, content: bytes) -> None:
    index.write_bytes(content)
    with pytest.raises(IndexFileError, match=r"of\.crossread-index: no index"):
        Index.open(index)
    assert index.read_bytes() == content


def test_a_row_that_is_known_is_not_looked_into(tmp_path: Path) -> None:
    path = lines(tmp_path / "rows.jsonl", {"id": "a", "text": TEXT}, {"text": TEXT})
    named, placed = (each for each in sources([str(path)]) if isinstance(each, Source))
    assert list(sources([str(path)], {named.key, placed.key})) == [
        Known(named.key),
        Known(placed.key),
    ]
    lines(path, {"id": "x", "text": ""}, {"id": "a", "text": TEXT}, {"text": TEXT})
    _, again, moved = sources([str(path)], {named.key, placed.key})
    assert again == Known(named.key)
    assert isinstance(moved, Source)  # its place is all that it is called by
