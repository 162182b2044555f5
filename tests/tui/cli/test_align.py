"""`crossread align`: rows for people, JSON for scripts, batches for evaluations."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
from pathlib import Path

import pytest

from annotations.articles import Kind, read_article
from tests.tui.cli.command import COMMAND, Run
from tui.sample import sample_paths

LEFT, RIGHT = map(str, sample_paths())


def test_json_has_every_block_at_its_offsets(run: Run) -> None:
    done = run("align", "--json", LEFT, RIGHT)
    assert (done.status, done.err) == (0, "")
    answer = json.loads(done.out)
    assert set(answer) == {"left", "right", "links"}
    for side, path in (("left", LEFT), ("right", RIGHT)):
        article = read_article(path)
        assert answer[side]["title"] == article.title
        for index, block in enumerate(answer[side]["blocks"]):
            assert block["index"] == index
            assert block["kind"] in set(Kind)
            assert block["text"] == article.text[block["start"] : block["end"]]
    for link in answer["links"]:
        assert set(link) == {"left", "right", "score", "origin"}
        assert 0 < link["score"] <= 1
        assert link["origin"] == "auto"
        assert answer["left"]["blocks"][link["left"]]["kind"] != "boilerplate"


def test_plain_tells_each_block_once_and_in_order(run: Run) -> None:
    done = run("align", LEFT, RIGHT)
    assert done == run("align", "--plain", LEFT, RIGHT)
    for side, path in (("Left", LEFT), ("Right", RIGHT)):
        blocks = read_article(path).blocks
        told = [line for line in done.out.splitlines() if line.startswith(f"{side} ")]
        assert [line.split()[1].rstrip(",") for line in told] == [
            str(block.index + 1) for block in blocks
        ]


def test_plain_says_where_a_moved_block_went(run: Run, tmp_path: Path) -> None:
    a = "The harbour master of Vellmouth resigned on Tuesday."
    b = "Nine hundred sheep were counted on Skerrin in March."
    (tmp_path / "a.txt").write_text(f"{a}\n\n{b}\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text(f"{b}\n\n{a}\n", encoding="utf-8")
    done = run("align", "a.txt", "b.txt", cwd=tmp_path)
    assert re.search(
        r"^Left 1, paragraph, linked to right 2 \(\d\.\d\d\): The harbour", done.out, re.M
    )
    assert re.search(r"^Left 2, paragraph, linked to right 1 \(\d\.\d\d\): Nine", done.out, re.M)


def test_each_link_is_explained_when_asked(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Nine sheep strayed on Skerrin.\n\n“We never saw a ship,” said Ida Moll of Vellmouth.\n",
        encoding="utf-8",
    )
    (tmp_path / "b.txt").write_text(
        'Ida Moll: "No, we never saw a ship there."\n', encoding="utf-8"
    )
    done = run("align", "--explain", "a.txt", "b.txt", cwd=tmp_path)
    assert re.search(
        r"^  why right 1: quotation “We never saw a ship” \d\d%, name Ida Moll \d\d%",
        done.out,
        re.M,
    )
    answer = json.loads(run("align", "--explain", "--json", "a.txt", "b.txt", cwd=tmp_path).out)
    (link,) = answer["links"]
    assert set(link) == {"left", "right", "score", "origin", "evidence"}
    assert 0 < link["evidence"]["left_covered"] <= 1
    assert link["evidence"]["pieces"][0]["sort"] == "quotation"
    assert sum(piece["share"] for piece in link["evidence"]["pieces"]) == pytest.approx(1, abs=1e-3)
    for piece in link["evidence"]["pieces"]:
        for side, name in (("left", "a.txt"), ("right", "b.txt")):
            text = read_article(tmp_path / name).text
            assert piece[side] in {text[slice(*span)] for span in piece[f"{side}_spans"]}


def test_a_batch_explains_nothing(run: Run) -> None:
    assert "--explain is for two articles" in run("align", "--batch", "x", "--explain").one_line()


def test_an_article_may_come_from_stdin(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with open(LEFT, encoding="utf-8") as file:  # noqa: PTH123
        monkeypatch.setattr("sys.stdin", file)
        done = run("align", "--json", "-", RIGHT)
    assert json.loads(done.out)["left"]["title"] == read_article(LEFT).title


def test_hostile_text_cannot_act_on_the_terminal(run: Run, tmp_path: Path) -> None:
    hostile = (
        "\x1b]0;owned\x07 \x1b[31mThe ferry\x1b[0m \u202esank\u202c [red]twice[/red] \x9b2J.\n"
    )
    (tmp_path / "a.txt").write_text(hostile, encoding="utf-8")
    for words in (["align"], ["diff", "--color", "never"], ["read", "--plain"]):
        done = run(*words, "a.txt", RIGHT, cwd=tmp_path)
        assert not set(done.out) & set("\x1b\x07\u202e\u202c\x9b")
        assert "[red]twice[/red]" in done.out


def test_a_batch_is_answered_in_order(run: Run, tmp_path: Path) -> None:
    pairs = [
        {
            "id": "same",
            "left": ["The ferry Maren Tide sank."],
            "right": ["The ferry Maren Tide sank."],
        },
        {"id": 7, "left": [], "right": ["Nobody came."]},
        {"id": None, "left": ["Ünïcödé ☃ stood in Vellmouth."], "right": ["It rained."], "more": 1},
    ]
    text = "\n\n".join(json.dumps(pair) for pair in pairs)
    (tmp_path / "pairs.jsonl").write_text(text, encoding="utf-8")
    done = run("align", "--batch", "pairs.jsonl", cwd=tmp_path)
    assert (done.status, done.err) == (0, "")
    answers = [json.loads(line) for line in done.out.splitlines()]
    assert [answer["id"] for answer in answers] == ["same", 7, None]
    assert [pair[:2] for pair in answers[0]["pairs"]] == [[0, 0]]
    assert answers[1]["pairs"] == answers[2]["pairs"] == []


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '"text"',
        '{"id": 1, "left": ["a"]}',
        '{"id": 1, "left": ["a"], "right": [1]}',
        '{"id": 1, "left": "a", "right": []}',
        '{"left": [], "right": []}',
        '{"id": NaN, "left": [], "right": []}',
        '{"id": 1, "left": ["\\ud800"], "right": []}',
    ],
)
def test_a_line_that_is_no_pair_is_named_after_those_before_it_are_answered(
    run: Run, tmp_path: Path, line: str
) -> None:
    good = '{"id": 1, "left": [], "right": []}'
    (tmp_path / "pairs.jsonl").write_text(f"{good}\n{line}\n", encoding="utf-8")
    done = run("align", "--batch", "pairs.jsonl", cwd=tmp_path)
    assert done.status == 2
    assert done.out == '{"id":1,"pairs":[]}\n'
    assert "pairs.jsonl, line 2: not " in done.one_line()


def test_a_batch_that_is_not_there_is_named(run: Run, tmp_path: Path) -> None:
    done = run("align", "--batch", "gone.jsonl", cwd=tmp_path)
    assert done.status == 2
    assert "gone.jsonl: No such file" in done.one_line()


def test_a_batch_on_several_processes_prints_the_same_bytes(run: Run, tmp_path: Path) -> None:
    texts = [f"The ferry number {number} left Vellmouth at noon." for number in range(12)]
    lines = [json.dumps({"id": k, "left": texts[:k], "right": texts[k // 2 :]}) for k in range(12)]
    (tmp_path / "pairs.jsonl").write_text("\n".join(lines), encoding="utf-8")
    done = run("align", "--batch", "pairs.jsonl", "--jobs", "2", cwd=tmp_path)
    assert (done.status, done.err) == (0, "")
    assert done.out == run("align", "--batch", "pairs.jsonl", "--jobs", "1", cwd=tmp_path).out
    assert len(done.out.splitlines()) == 12


def test_a_bad_line_on_several_processes_is_named_after_those_before_it(
    run: Run, tmp_path: Path
) -> None:
    good = '{"id": 1, "left": [], "right": []}\n'
    (tmp_path / "pairs.jsonl").write_text(f"{good * 3}{{\n", encoding="utf-8")
    done = run("align", "--batch", "pairs.jsonl", "--jobs", "2", cwd=tmp_path)
    assert (done.status, done.out) == (2, '{"id":1,"pairs":[]}\n' * 3)
    assert "pairs.jsonl, line 4: not JSON" in done.one_line()


@pytest.mark.parametrize("said", ["0", "-1", "two", "1.5"])
def test_a_number_of_processes_that_is_none_is_refused(run: Run, said: str) -> None:
    done = run("align", "--batch", "x.jsonl", f"--jobs={said}")
    assert done.status == 2
    assert "a whole number from 1 on" in done.one_line()


def test_processes_are_for_a_batch_alone(run: Run) -> None:
    assert "--jobs is for --batch" in run("align", "a.txt", "b.txt", "--jobs", "2").one_line()


@pytest.mark.skipif(os.name == "nt", reason="process groups are asked for as POSIX has them")
def test_an_interrupt_ends_a_batch_and_its_processes_in_silence() -> None:
    batch = subprocess.Popen(
        [COMMAND, "align", "--batch", "-", "--jobs", "2"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert batch.stdin is not None and batch.stdout is not None
    batch.stdin.write(b'{"id": 1, "left": ["It rained."], "right": ["It rained."]}\n')
    batch.stdin.flush()
    assert json.loads(batch.stdout.readline())["id"] == 1  # while more input is awaited
    os.killpg(batch.pid, signal.SIGINT)
    assert batch.stderr is not None
    assert batch.stderr.read() == b""  # ends when the last process has closed it
    assert batch.wait() == 130
