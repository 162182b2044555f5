"""Whatever stands in an archive, it is counted and named, and never the end of the run."""

from __future__ import annotations

import json
import os
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from annotations.events.archive.finding import Gathered, events_in, gather
from annotations.events.archive.index import Index
from annotations.events.archive.source import LARGEST
from annotations.events.finding import copies
from annotations.events.finding.copies import bands_of, originals
from tests.benchmarks.events.archive import archive

TEXT = "A fire destroyed the old brewery in Norby on Monday night, said Ilse Tamm. "
LONG = TEXT * (LARGEST // len(TEXT) + 1)


def gathered(tmp_path: Path, *names: Path) -> tuple[Gathered, dict[str, str]]:
    with Index.open(tmp_path / "of.crossread-index") as index:
        found = gather(index, [str(each) for each in names])
    return found, {each.where.removeprefix(f"{tmp_path}{os.sep}"): each.why for each in found.named}


def test_what_is_too_long_for_an_article_is_lost_alone(tmp_path: Path) -> None:
    (tmp_path / "huge.txt").write_text(LONG)
    (tmp_path / "rows.jsonl").write_text(json.dumps({"text": LONG}) + f'\n{{"text": "{TEXT}"}}\n')
    (tmp_path / "rows.csv").write_text(f'text\n"{LONG}"\n{TEXT}\n')
    found, said = gathered(tmp_path, *sorted(tmp_path.iterdir()))
    assert set(said) == {"huge.txt", "rows.jsonl, line 1", "rows.csv, row 2"}
    assert all("8 MiB; no article is" in why for why in said.values())
    assert len(found.numbers) == 2


def test_rows_of_addresses_that_do_not_answer_are_named_and_no_file_is_read_for_one(
    tmp_path: Path,
) -> None:
    (tmp_path / "own.txt").write_text(TEXT)
    urls = ["http://127.0.0.1:1/a", str(tmp_path / "own.txt"), "file:///etc/passwd", "nothing"]
    rows = tmp_path / "rows.jsonl"
    rows.write_text("".join(json.dumps({"url": each}) + "\n" for each in urls))
    found, said = gathered(tmp_path, rows)
    assert (found.numbers, found.skipped) == ([], 4)
    assert "cannot be reached" in said["rows.jsonl, line 1"]
    for line in (2, 3, 4):
        assert "its url is no web address" in said[f"rows.jsonl, line {line}"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_what_cannot_be_opened_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    folder.mkdir()
    (folder / "gone.txt").symlink_to(tmp_path / "nowhere")
    (folder / "round.html").symlink_to("round.html")
    os.mkfifo(folder / "pipe.txt")
    os.mkfifo(folder / "pipe.jsonl")
    (folder / "locked.txt").write_text(TEXT)
    (folder / "locked.txt").chmod(0)
    (folder / "fine.txt").write_text(TEXT)
    found, said = gathered(tmp_path, folder)
    names = {"gone.txt", "round.html", "pipe.txt", "pipe.jsonl"}
    if os.geteuid():
        names.add("locked.txt")
    assert {Path(each).name for each in said} == names
    assert found.skipped == len(names)


def test_on_a_full_disk_the_events_of_what_there_was_room_for_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotations.events.archive.finding.SHARED_OUT", 20)
    rows = tmp_path / "rows.jsonl"
    rows.write_text("".join(json.dumps(each) + "\n" for each in archive(100, words=2000)))
    with Index.open(tmp_path / "index") as index:
        index._db.execute("PRAGMA max_page_count = 45")  # SQLite says the same of a full disk
        found = gather(index, [str(rows)])
        kept = len(found.numbers)
        assert 20 <= kept < 100
        assert found.skipped == 100 - kept
        assert {each.where for each in found.named} == {
            f"{rows}, line {line}" for line in range(kept + 1, 101)
        }
        assert all("the disk is full" in each.why for each in found.named)
        events = events_in(index, found.numbers)
        assert events
        index._db.execute("PRAGMA max_page_count = 1000000")
        assert gather(index, [str(rows)]).new == 100 - kept


def test_fifty_thousand_copies_cost_each_what_few_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy is compared with the first alone, however many there are."""
    compared = []
    shared = copies._shared
    monkeypatch.setattr(
        copies, "_shared", lambda *both: compared.append(both) is None and shared(*both)
    )
    one = np.arange(1, 100, dtype=np.uint32) * np.uint32(40_503)
    edited = np.append(one[1:], np.uint32(4_100_000))
    counts = []
    for count in (1000, 2000, 4000):
        prints = [one if each % 2 else edited for each in range(count)]
        compared.clear()
        assert not originals(bands_of(prints), prints).any()
        counts.append(len(compared))
    assert all(more <= 2 * fewer + 6 for fewer, more in pairwise(counts))


def test_a_parquet_file_is_read_row_by_row(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow", reason="crossread[parquet] is not installed")
    import pyarrow.parquet as parquet

    path = tmp_path / "rows.parquet"
    rows = [{"id": "a", "headline": "Fire", "body": TEXT, "date": "2024-03-04"}, {"body": TEXT}]
    rows += [{"body": " "}, {"body": LONG}]
    parquet.write_table(arrow.Table.from_pylist(rows), path)
    with Index.open(tmp_path / "index") as index:
        found = gather(index, [str(path)])
        articles = [index.article(each) for each in found.numbers]
        assert [index.identity(each) for each in found.numbers] == ["a", f"{path}:2"]
        assert gather(index, [str(path)]).new == 0
    assert (articles[0].title, articles[0].published) == ("Fire", "2024-03-04")
    assert [each.where for each in found.named] == [f"{path}, row 3", f"{path}, row 4"]
    path.write_bytes(path.read_bytes()[:-9])
    _, said = gathered(tmp_path, path)
    assert "no Parquet file, or a damaged one" in said["rows.parquet"]
