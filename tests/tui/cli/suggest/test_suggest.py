"""`crossread suggest`: lines for people, JSON for scripts, batches for evaluations."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from annotations.articles import Span, article_from_text, read_article
from annotations.store import Store
from annotations.store.commands import tag
from annotations.suggestions.attribution.attributions import SHOWN
from annotations.suggestions.attribution.parsed.spacy_parser import spacy_parser
from tests.suggestions.chat_server import Serve, said, seen, serve
from tests.suggestions.parses import CONFIDENT, ByHand
from tests.tui.cli.command import COMMAND, Run
from tui.sample import sample_paths

__all__ = ["seen", "serve"]

LEFT, RIGHT = map(str, sample_paths())
SAID = "“We never saw a ship,” said Ida Moll on Monday. The harbour lost 400 jobs in 2019."
MAYBE = "A fisherman saw the ship in the fog."


@pytest.fixture
def article(tmp_path: Path) -> str:
    path = tmp_path / "said.txt"
    path.write_text(f"{SAID} {MAYBE}\n", encoding="utf-8")
    return str(path)


def test_plain_says_who_says_what_and_what_is_worth_checking(run: Run, article: str) -> None:
    done = run("suggest", article)
    assert (done.status, done.err) == (0, "")
    assert re.search(r"^ +\d\d%  Ida Moll \| said \| “We never saw a ship,”$", done.out, re.M)
    assert re.search(r"^ +\d\d%  The harbour lost 400 jobs in 2019\.$", done.out, re.M)
    assert "A fisherman | saw" not in done.out
    assert "A fisherman | saw" in run("suggest", "--all", article).out


def test_each_is_explained_when_asked(run: Run, article: str) -> None:
    done = run("suggest", "--explain", article)
    assert "        ‘said’ (say) stands behind what is said" in done.out
    assert re.search(r"^        .*a figure", done.out, re.M)


def test_json_has_every_piece_at_its_offsets(run: Run) -> None:
    done = run("suggest", "--json", "--explain", LEFT, RIGHT)
    assert (done.status, done.err) == (0, "")
    for told, path in zip(json.loads(done.out)["articles"], (LEFT, RIGHT), strict=True):
        article = read_article(path)
        assert (told["title"], told["sha256"]) == (article.title, article.sha256)
        assert told["language"] == "en"
        assert told["attributions"] and told["claims"]
        for each in told["attributions"]:
            for part in ("source", "cue", "content"):
                texts = [article.text[start:end] for start, end in each[part]]
                assert texts == each["text"][part]
            assert each["reason"]
        for claim in told["claims"]:
            assert article.text[claim["start"] : claim["end"]] == claim["text"]
        confidences = [each["confidence"] for each in told["attributions"]]
        assert confidences == sorted(confidences, reverse=True)
        assert confidences[0] > SHOWN


def test_only_the_kinds_that_are_asked_for_are_proposed(run: Run, article: str) -> None:
    (only,) = json.loads(run("suggest", "--json", "--kinds", "claims", article).out)["articles"]
    assert only["claims"] and not only["attributions"]
    assert "worth checking" not in run("suggest", "--kinds", "attributions", article).out


def test_a_language_without_rules_is_named_on_stderr(run: Run, tmp_path: Path) -> None:
    text = "Le maire a dit que le bateau était en retard et que les gens ne sont pas là.\n" * 4
    (tmp_path / "fr.txt").write_text(text, encoding="utf-8")
    done = run("suggest", "fr.txt", cwd=tmp_path)
    assert done.status == 0
    assert "Nothing to propose." in done.out
    assert "this text is in French" in done.err


def test_a_batch_is_answered_in_order_the_same_with_one_process_or_two(
    run: Run, tmp_path: Path
) -> None:
    lines = [{"id": at, "text": f"{SAID} Number {at}."} for at in range(6)]
    lines.append({"id": "none", "text": ""})
    (tmp_path / "batch.jsonl").write_text(
        "\n\n".join(map(json.dumps, lines)) + "\n", encoding="utf-8"
    )
    done = run("suggest", "--batch", "batch.jsonl", "--jobs", "1", cwd=tmp_path)
    answers = [json.loads(line) for line in done.out.splitlines()]
    assert [answer["id"] for answer in answers] == [0, 1, 2, 3, 4, 5, "none"]
    assert answers[-1]["attributions"] == []
    (said,) = answers[0]["attributions"]
    assert set(said) == {"source", "cue", "content", "confidence"}
    assert [SAID[start:end] for start, end in said["source"]] == ["Ida Moll"]
    two = run("suggest", "--batch", "batch.jsonl", "--jobs", "2", cwd=tmp_path)
    assert (two.status, two.out) == (0, done.out)


def test_a_bad_line_is_named_after_the_answers_before_it(run: Run, tmp_path: Path) -> None:
    good = json.dumps({"id": 1, "text": SAID})
    for bad, why in (("{", "not JSON"), ('{"id": 2}', 'not {"id", "text"}')):
        (tmp_path / "batch.jsonl").write_text(f"{good}\n{bad}\n", encoding="utf-8")
        done = run("suggest", "--batch", "batch.jsonl", cwd=tmp_path)
        assert done.status == 2
        assert done.out.count('"id":1') == 1
        assert "batch.jsonl, line 2" in done.one_line() and why in done.err


def test_a_batch_may_come_from_stdin() -> None:
    line = json.dumps({"id": "é", "text": SAID}).encode()
    done = subprocess.run(
        [COMMAND, "suggest", "--batch", "-"], input=line, capture_output=True, check=True
    )
    assert json.loads(done.stdout)["id"] == "é"


FERRY = "The ferry from Skerrin was late for the {}th time, and its captain blamed the fog."
ROAD = "The council of Vellmouth wants to spend {} euros on trees beside the new road."


def test_more_of_a_label_is_found_once_enough_is_tagged(run: Run, tmp_path: Path) -> None:
    lines = [text.format(at) for at in range(4, 26) for text in (FERRY, ROAD)]
    stored = article_from_text("\n\n".join(lines), source="monday.txt")
    with Store.open(tmp_path / "s.json", annotator="ann") as store:
        pair = store.add_pair(stored, article_from_text("It rained all day.", source="b.txt"))
        for at, block in enumerate(stored.blocks[::2]):
            if at == 19:
                few = run("suggest", "--store", store_of(tmp_path), "--label", "theme/ferry", LEFT)
            span = Span(block.start, block.start + 9)
            store.do(tag(pair.left, stored, span, "theme/ferry", "ann", pair=pair.id))
    assert few.status == 2
    assert "theme/ferry: 19 sentences are tagged" in few.one_line()
    (tmp_path / "new.txt").write_text(f"{ROAD.format(99)} {FERRY.format(99)}\n", encoding="utf-8")
    words = ["suggest", "--store", store_of(tmp_path), "--label", "theme/ferry", "new.txt"]
    done = run(*words, "--explain", cwd=tmp_path)
    assert (done.status, done.err) == (0, "")
    assert "More of theme/ferry: 1" in done.out
    assert "%  The ferry from Skerrin was late for the 99th time" in done.out
    assert "ferry" in done.out.splitlines()[-1]
    (told,) = json.loads(run(*words, "--json", cwd=tmp_path).out)["articles"]
    assert [each["text"] for each in told["more"]] == [FERRY.format(99)]


def store_of(folder: Path) -> str:
    return str(folder / "s.json")


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--batch", "x.jsonl", LEFT],
        ["--batch", "x.jsonl", "--explain"],
        ["--batch", "x.jsonl", "--kinds", "claims"],
        ["--batch", "x.jsonl", "--label", "theme"],
        ["--label", "theme", "--kinds", "claims", LEFT],
        ["--label", "theme", "--from", "cat", LEFT],
        ["--llm", "http://localhost:1", LEFT],
        ["--model", "small", LEFT],
        ["--from", "cat", "--llm", "http://localhost:1", "--model", "small", LEFT],
        ["--from", "cat", "--jobs", "2", "--batch", "x.jsonl"],
        ["--llm", "http://localhost:1", "--batch", "x.jsonl"],
        ["--llm", "http://localhost:1", "--model", "m", "--jobs", "2", "--batch", "x.jsonl"],
        ["--spacy", "en_core_web_sm", "--llm", "http://localhost:1", "--model", "m", LEFT],
        ["--label", "theme", "--spacy", "en_core_web_sm", LEFT],
        ["--jobs", "2", LEFT],
        ["--jobs", "none", "--batch", "x.jsonl"],
        ["--kinds", "rumours", LEFT],
        ["-", "-"],
        ["--json", "--all", LEFT],
    ],
    ids=" ".join,
)
def test_bad_usage_is_one_line_that_names_the_help(run: Run, words: list[str]) -> None:
    done = run("suggest", *words)
    assert (done.status, done.out) == (2, "")
    assert "--help)" in done.one_line()


def test_a_missing_article_or_batch_is_named(run: Run) -> None:
    for words in (["nowhere.txt"], ["--batch", "nowhere.jsonl"]):
        done = run("suggest", *words)
        assert done.status == 2
        assert "nowhere" in done.one_line()


def test_a_program_of_the_user_s_proposes_and_what_is_left_out_is_counted(
    run: Run, tmp_path: Path, article: str
) -> None:
    answer = {
        "id": 0,
        "attributions": [
            {"source": "Ida Moll", "content": "We never saw a ship", "confidence": 0.3}
        ],
        "claims": ["The harbour lost 400 jobs", "an invented one"],
    }
    (tmp_path / "answer.json").write_text(json.dumps(answer) + "\n", encoding="utf-8")
    command = f"cat {tmp_path / 'answer.json'}"
    done = run("suggest", "--from", command, article)
    assert done.status == 0
    assert " 30%  Ida Moll | We never saw a ship" in done.out
    assert "3 proposals" not in done.err
    assert "2 proposals; left out: 1 with words that are not in the article" in done.one_line()
    told = json.loads(run("suggest", "--json", "--from", command, article).out)["articles"][0]
    assert told["provenance"] == {"program": command}
    assert told["attributions"][0]["kind"] == "model"
    claims = run("suggest", "--from", command, "--kinds", "claims", article)
    assert "Ida Moll |" not in claims.out


def test_where_the_text_goes_is_said_before_it_is_sent(run: Run, article: str) -> None:
    done = run("suggest", "--llm", "http://127.0.0.1:1/v1", "--model", "small", article)
    assert (done.status, done.out) == (2, "")
    said, failed = done.err.splitlines()
    assert said == (
        "crossread: the text of 1 article goes to http://127.0.0.1:1/v1/chat/completions"
    )
    assert "cannot be reached" in failed


ANSWER = {"source": "Ida Moll", "cue": "said", "content": "We never saw a ship", "confidence": 0.9}


def batch_of(folder: Path, *texts: str) -> list[str]:
    """The words that ask about a batch of texts, without who is asked."""
    lines = (json.dumps({"id": at, "text": text}) for at, text in enumerate(texts))
    (folder / "batch.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return ["suggest", "--batch", "batch.jsonl"]


def test_a_chat_server_answers_a_batch_and_what_failed_is_said(
    run: Run, tmp_path: Path, serve: Serve
) -> None:
    url = serve(said({"attributions": [ANSWER]}), said("No."), said({"attributions": [ANSWER]}))
    words = [*batch_of(tmp_path, SAID, SAID, "It rained."), "--llm", url, "--model", "small"]
    done = run(*words, cwd=tmp_path)
    assert done.status == 0
    first, refused, invented = map(json.loads, done.out.splitlines())
    assert [SAID[start:end] for start, end in first["attributions"][0]["source"]] == ["Ida Moll"]
    assert first["provenance"]["model"] == "small:1b" and "failures" not in first
    assert (refused["attributions"], refused["failures"]) == ([], ["no JSON in the answer"])
    assert (invented["id"], invented["attributions"]) == (2, [])
    told = done.err.splitlines()
    assert told[0] == f"crossread: the text of every article goes to {url}/chat/completions"
    assert "1 proposal; left out: 1 with words that are not in the article" in told[1]
    assert told[2] == "crossread: pieces without an answer: 1 × no JSON in the answer"


def test_a_batch_is_not_sent_on_to_a_server_that_answers_nothing(
    run: Run, tmp_path: Path, serve: Serve, seen: list[object]
) -> None:
    words = [*batch_of(tmp_path, *[SAID] * 9), "--llm", serve(said("No.")), "--model", "small"]
    # An answer without JSON is an answer all the same; a refusal is none.
    assert run(*words, cwd=tmp_path).status == 0
    assert len(seen) == 9
    words[-3] = serve(said(None))
    done = run(*words, cwd=tmp_path)
    assert (done.status, len(seen)) == (2, 12)
    assert "no answer that could be used: 3 × refused" in done.err


def test_a_parser_helps_with_articles_and_with_a_batch(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from annotations.suggestions.attribution.parsed import spacy_parser as door

    parser = ByHand(CONFIDENT)
    monkeypatch.setattr(door, "spacy_parser", lambda model: parser.named)
    (tmp_path / "a.txt").write_text(CONFIDENT[0], encoding="utf-8")
    done = run("suggest", "--explain", "--spacy", "en_test", "a.txt", cwd=tmp_path)
    assert done.status == 0 and "The captain | was confident" in done.out
    words = [*batch_of(tmp_path, CONFIDENT[0]), "--jobs", "1", "--spacy", "en_test"]
    assert json.loads(run(*words, cwd=tmp_path).out)["attributions"]
    assert parser.asked == [CONFIDENT[0]] * 2


def test_a_parser_that_is_not_there_is_told_before_anything_is_read(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    spacy_parser.cache_clear()
    for words in (["suggest", LEFT], ["suggest", "--batch", "nowhere.jsonl"]):
        done = run(*words, "--spacy", "en_core_web_sm", cwd=tmp_path)
        assert (done.status, done.out) == (2, "")
        assert "spaCy is not installed" in done.one_line()
