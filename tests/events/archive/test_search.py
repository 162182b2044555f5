"""Words looked for in an index: the best first, and of a word that all have, the newest."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotations.events.archive.finding import events_in, gather
from annotations.events.archive.index import Index
from annotations.events.archive.reading import read_all
from annotations.events.archive.search import search
from annotations.events.archive.source import Source
from annotations.events.archive.sources import sources


@pytest.mark.parametrize(("ranked", "best"), [(5000, "a2"), (3, "a9")])
def test_of_a_word_that_too_many_have_those_read_last_are_ranked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ranked: int, best: str
) -> None:
    monkeypatch.setattr("annotations.events.archive.index.RANKED", ranked)
    rows = tmp_path / "rows.jsonl"
    lengths = [9, 8, 1, 7, 6, 5, 4, 9, 6, 3]  # in a short text, a word is worth more
    rows.write_text(
        "".join(
            json.dumps({"id": f"a{at}", "text": "fire " + f"word{at} " * length}) + "\n"
            for at, length in enumerate(lengths)
        )
    )
    with Index.open(tmp_path / "index") as index:
        events_in(index, gather(index, [str(rows)]).numbers)
        hits = [each.facts.id for each in search(index, ["fire"], 2)]
        assert hits[0] == best
        assert len(hits) == 2
        assert [each.facts.id for each in search(index, ["fire", "word4"], 2)] == ["a4"]
        assert len(search(index, ["fire"], 8)) == 8


def test_words_that_an_ended_search_left_out_are_found_after_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotations.events.archive.index.LISTED", 3)
    rows = tmp_path / "rows.jsonl"
    rows.write_text("".join(json.dumps({"text": f"fire word{at}"}) + "\n" for at in range(8)))
    with Index.open(tmp_path / "index") as index:
        index.add(read_all([each for each in sources([str(rows)]) if isinstance(each, Source)]))
        index.list_words(9)
        assert search(index, ["fire"], 9) == []
        found = gather(index, [str(rows)])
        assert found.new == 0
        events_in(index, found.numbers)
        assert len(search(index, ["fire"], 9)) == 8
        assert index.search("word7", 1)[0][0] == 8
