"""`crossread suggest --from`: suggestions that were made elsewhere, in a file or by a program, for a batch."""

from __future__ import annotations

import json
import re
import shlex
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.tui.cli.command import Run
from tui.cli.asked_files import is_file

HARBOUR = "“We never saw a ship,” said Ida Moll on Monday. The harbour lost 400 jobs in 2019."
RAIN = "Rain 👍 fell, Bo said."
BATCH = [{"id": 1, "text": HARBOUR}, {"id": "1", "text": RAIN}]
SHIP = {"source": "Ida Moll", "cue": "said", "content": "We never saw a ship", "confidence": 0.9}


def lines(path: Path, *records: Any) -> str:
    """A file of records, a line each; text is written as it is."""
    text = (each if isinstance(each, str) else json.dumps(each) for each in records)
    path.write_text("\n".join(text) + "\n", encoding="utf-8")
    return path.name


@pytest.fixture
def batch(tmp_path: Path) -> list[str]:
    return ["suggest", "--batch", lines(tmp_path / "batch.jsonl", *BATCH)]


def test_a_file_answers_each_article_by_its_id_in_the_batch_s_order(
    run: Run, batch: list[str], tmp_path: Path
) -> None:
    made = lines(
        tmp_path / "made elsewhere.jsonl",
        {"id": "1", "attributions": [{"source": "Bo", "content": "Rain 👍 fell"}]},
        {"id": 1, "claims": ["The harbour lost 400 jobs in 2019"]},
        {"id": 1, "attributions": [SHIP]},
    )
    done = run(*batch, "--from", made, cwd=tmp_path)
    assert (done.status, done.err) == (0, f"crossread: {made}: 3 proposals\n")
    one, two = map(json.loads, done.out.splitlines())
    assert (one["id"], two["id"]) == (1, "1")
    (said,) = one["attributions"]
    assert [HARBOUR[slice(*said[part][0])] for part in ("source", "cue", "content")] == [
        "Ida Moll", "said", "We never saw a ship",
    ]  # fmt: skip
    (claim,) = one["claims"]
    assert HARBOUR[claim["start"] : claim["end"]] == "The harbour lost 400 jobs in 2019"
    assert RAIN[slice(*two["attributions"][0]["content"][0])] == "Rain 👍 fell"
    assert one["provenance"] == two["provenance"] == {"file": made}


def test_what_a_batch_gave_is_such_a_file(run: Run, batch: list[str], tmp_path: Path) -> None:
    made = lines(
        tmp_path / "made.jsonl", {"id": 1, "attributions": [SHIP], "claims": ["400 jobs in 2019"]}
    )
    (tmp_path / "rules.jsonl").write_text(run(*batch, cwd=tmp_path).out, encoding="utf-8")
    (tmp_path / "again.jsonl").write_text(
        run(*batch, "--from", made, cwd=tmp_path).out, encoding="utf-8"
    )
    for name in ("rules.jsonl", "again.jsonl"):
        done = run(*batch, "--from", name, cwd=tmp_path)
        assert done.status == 0
        before = [json.loads(line) for line in (tmp_path / name).read_text("utf-8").splitlines()]
        after = [json.loads(line) for line in done.out.splitlines()]
        for one, other in zip(before, after, strict=True):
            assert other["attributions"] == [
                each | {"confidence": round(each["confidence"], 3)} for each in one["attributions"]
            ]
            assert other["claims"] == one.get("claims", [])


def test_what_is_bad_in_either_file_is_skipped_and_named_at_the_end(
    run: Run, batch: list[str], tmp_path: Path
) -> None:
    lines(tmp_path / "batch.jsonl", BATCH[0], "{broken", {"id": "no text"}, BATCH[1])
    made = lines(
        tmp_path / "made.jsonl",
        {"id": 1, "attributions": [SHIP | {"content": "We saw it all"}, SHIP, 7]},
        "no \x1b[31mJSON",
        {"attributions": []},
        {"id": 2, "claims": []},
    )
    done = run(*batch, "--from", made, cwd=tmp_path)
    assert done.status == 1
    assert [json.loads(line)["id"] for line in done.out.splitlines()] == [1, "1"]
    # Why a line is no JSON is in the words of the library.
    said = [re.sub(r"(jsonl, line 2: ).*", r"\1…", line) for line in done.err.splitlines()]
    assert said == [
        "crossread: made.jsonl: 1 proposal",
        "crossread: 7 skipped:",
        "  2 lines of broken JSON",
        "    made.jsonl, line 2: …",
        "    batch.jsonl, line 2: …",
        '  1 line without an "id"',
        "    made.jsonl, line 3",
        "  1 proposal with words that are not in the article",
        "    made.jsonl, line 1: attributions[0]",
        "  1 proposal not of the form",
        "    made.jsonl, line 1: attributions[2]",
        '  1 line without "id" and "text"',
        "    batch.jsonl, line 3",
        "  1 line whose id no article has",
        "    made.jsonl, line 4: 2",
    ]
    assert "\x1b" not in done.err


def test_a_program_is_run_once_for_a_batch(run: Run, batch: list[str], tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text(
        "import json, sys\n"
        "asked = [json.loads(line) for line in sys.stdin]\n"
        "for each in reversed(asked):\n"
        "    told = {'id': each['id'], 'claims': [each['text'][:3], 'of %d' % len(asked)]}\n"
        "    print(json.dumps(told))\n",
        encoding="utf-8",
    )
    command = shlex.join([sys.executable, str(tmp_path / "mine.py")])
    done = run(*batch, "--from", command, cwd=tmp_path)
    assert done.status == 1
    found = list(map(json.loads, done.out.splitlines()))
    assert [(each["id"], each["claims"][0]["end"]) for each in found] == [(1, 3), ("1", 3)]
    assert found[0]["provenance"] == {"program": command}
    assert "2 skipped" in done.err and f"what {sys.executable} wrote, line 1: claims[1]" in done.err


def test_a_file_does_for_articles_by_name_too(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(HARBOUR, encoding="utf-8")
    (tmp_path / "b.txt").write_text(RAIN, encoding="utf-8")
    made = lines(
        tmp_path / "made.jsonl",
        {"id": "a.txt", "attributions": [SHIP]},
        {"id": "c.txt", "attributions": [SHIP]},
    )
    done = run("suggest", "--from", made, "a.txt", cwd=tmp_path)
    assert (done.status, done.err) == (0, "crossread: made.jsonl: 1 proposal\n")
    assert " 90%  Ida Moll | said | We never saw a ship" in done.out
    done = run("suggest", "--from", made, "a.txt", "b.txt", cwd=tmp_path)
    assert done.status == 1
    assert "  1 article without a line in made.jsonl\n    b.txt\n" in done.err


def test_what_is_no_file_of_suggestions_is_refused_in_one_line(
    run: Run, batch: list[str], tmp_path: Path
) -> None:
    lines(tmp_path / "notes.txt", "Dear diary")
    for named in ("notes.txt", "nowhere.jsonl", "'", "/nowhere/at/all"):
        done = run(*batch, "--from", named, cwd=tmp_path)
        assert (done.status, done.out) == (2, "")
        assert named in done.one_line()


def test_a_program_is_told_from_a_file(tmp_path: Path) -> None:
    for name, mode in (("tool", 0o755), ("made.jsonl", 0o755), ("notes", 0o644)):
        (tmp_path / name).write_text("")
        (tmp_path / name).chmod(mode)
    assert not is_file(str(tmp_path / "tool"))
    assert is_file(str(tmp_path / "made.jsonl")) and is_file(str(tmp_path / "notes"))
    assert is_file("missing.jsonl")
    assert not is_file("python3 tool.py --into x.jsonl") and not is_file("x" * 9000)
