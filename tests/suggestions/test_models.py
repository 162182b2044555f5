"""A door for models: what a program or a chat server proposes is checked, and what fails is counted."""

from __future__ import annotations

import json
import shlex
import sys
from pathlib import Path
from typing import Any

import pytest

from annotations.articles import Span, article_from_text
from annotations.suggestions.models.answers import Dropped, checked
from annotations.suggestions.models.chat import PIECE, PROMPT, ask_chat, endpoint
from annotations.suggestions.models.program import ModelError, ask_program
from annotations.suggestions.models.quotes import Quotes
from tests.suggestions.chat_server import Seen, Serve, said, seen, serve

__all__ = ["seen", "serve"]

TEXT = "“We never saw a ship,” said Ida  Moll\nof Skerrin. The harbour lost 400 jobs in 2019."
ARTICLE = article_from_text(TEXT, source="a.txt")
SAID = {"source": "Ida Moll", "cue": "said", "content": '"We never saw a ship,"', "confidence": 0.9}
CLAIM = {"quote": "The harbour lost 400 jobs in 2019", "confidence": 0.8}


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("The harbour", "The harbour"),
        ('"We never saw a ship,"', "“We never saw a ship,”"),
        ("Ida Moll of Skerrin.", "Ida  Moll\nof Skerrin."),
        (" lost 400 jobs… ", "lost 400 jobs"),
        ("The port lost 400 jobs", None),
        ("", None),
        ("…", None),
    ],
)
def test_a_quote_is_found_in_spite_of_marks_and_spaces_but_not_of_words(
    quote: str, found: str | None
) -> None:
    span = Quotes(TEXT).find(quote)
    assert (TEXT[slice(*span)] if span else None) == found


def test_of_two_places_the_nearer_one_is_taken() -> None:
    assert Quotes("He said so. She said so.").find("said", near=20) == Span(16, 20)


def test_what_the_article_says_is_kept_with_its_offsets() -> None:
    answer = checked(ARTICLE, {"attributions": [SAID], "claims": [CLAIM, CLAIM["quote"]]}, "m")
    (said,) = answer.attributions
    assert [TEXT[slice(*span)] for span in said.spans] == [
        "Ida  Moll", "said", "“We never saw a ship,”",
    ]  # fmt: skip
    assert (said.confidence, said.kind, said.reason) == (0.9, "model", "proposed by m")
    assert [claim.score for claim in answer.claims] == [0.8, 0.5]
    assert answer.dropped == Dropped()


@pytest.mark.parametrize(
    ("answer", "dropped"),
    [
        ({"attributions": [SAID | {"content": "We saw it all"}]}, Dropped(invented=1)),
        ({"attributions": [SAID | {"source": [[0, 9999]]}]}, Dropped(invented=1)),
        ({"attributions": [SAID | {"content": [[5, 5]]}]}, Dropped(invented=1)),
        ({"claims": ["", CLAIM | {"quote": "nowhere"}]}, Dropped(invented=2)),
        ({"attributions": ["x", None, {}, 7, SAID | {"content": []}]}, Dropped(malformed=5)),
        ({"attributions": [SAID | {"confidence": 7}]}, Dropped(malformed=1)),
        ({"attributions": [SAID | {"confidence": float("nan")}]}, Dropped(malformed=1)),
        ({"attributions": [SAID | {"content": [[1]]}]}, Dropped(malformed=1)),
        ({"sentences": []}, Dropped(malformed=1)),
        ([SAID], Dropped(malformed=1)),
    ],
)
def test_what_it_does_not_say_is_dropped_and_counted(answer: Any, dropped: Dropped) -> None:
    found = checked(ARTICLE, answer, "m")
    assert (found.attributions, found.claims, found.dropped) == ((), (), dropped)


def test_a_span_never_splits_a_character() -> None:
    article = article_from_text("e\u0301a said so.")
    (said,) = checked(article, {"attributions": [{"content": [[1, 3]]}]}, "m").attributions
    assert said.content == (Span(0, 3),)


def program(folder: Path, body: str) -> str:
    """The command that runs a little program."""
    path = folder / "mine.py"
    path.write_text(f"import json, sys\n{body}\n", encoding="utf-8")
    return shlex.join([sys.executable, str(path)])


def test_a_program_reads_articles_and_its_answers_are_checked(tmp_path: Path) -> None:
    command = program(
        tmp_path,
        f"""
for line in sys.stdin:
    asked = json.loads(line)
    assert asked["language"] in ("en", "") and asked["text"] and "title" in asked
    print(json.dumps({{"id": asked["id"], "attributions": [{SAID!r}], "claims": ["nowhere"]}}))
print("no json"); print('{{"id": 99}}'); print()
""",
    )
    one, two = ask_program(command, [ARTICLE, article_from_text("Nothing of it.")])
    assert [len(one.attributions), len(two.attributions)] == [1, 0]
    assert one.dropped == Dropped(invented=1, malformed=2)
    assert two.dropped == Dropped(invented=2)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("sys.exit('no \\x1b[31mmodel')", r"ended with status 1: no ␛\[31mmodel"),
        ("import time; time.sleep(60)", "no answer within 0.5 s"),
    ],
)
def test_a_program_that_fails_is_told_in_one_line(tmp_path: Path, body: str, says: str) -> None:
    with pytest.raises(ModelError, match=says):
        ask_program(program(tmp_path, body), [ARTICLE], seconds=0.5 if "sleep" in body else 60)


@pytest.mark.parametrize("command", ["", "'", "/nowhere/at/all"])
def test_a_command_that_cannot_be_run_is_named(command: str) -> None:
    with pytest.raises(ModelError):
        ask_program(command, [ARTICLE])


def test_a_chat_server_is_asked_and_where_it_came_from_is_kept(serve: Serve, seen: Seen) -> None:
    url = serve(said(f"Here you are:\n```json\n{json.dumps({'attributions': [SAID]})}\n```"))
    asked = ask_chat(url, "small", ARTICLE, key="secret")
    assert len(asked.answer.attributions) == 1
    assert asked.failures == ()
    assert asked.provenance.address == f"{url}/chat/completions"
    assert asked.provenance.model == "small:1b"
    assert [len(each) for each in (asked.provenance.prompt, *asked.provenance.answers)] == [64, 64]
    (request,) = seen
    assert (request["path"], request["key"]) == ("/v1/chat/completions", "Bearer secret")
    assert request["model"] == "small"
    assert [each["content"] for each in request["messages"]] == [PROMPT, TEXT]


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (said("I cannot do that."), "no JSON in the answer"),
        (said("{broken"), "no JSON in the answer"),
        (said("{broken}"), "no JSON in the answer"),
        (said("{" * 100_000 + "}" * 100_000), "no JSON in the answer"),
        (said(None, refusal="No."), "refused"),
        (said("  "), "refused"),
        ({"choices": []}, "not an answer of a chat server"),
        (b"<html>", "not an answer of a chat server"),
    ],
    ids=str,
)
def test_an_answer_that_cannot_be_used_is_counted(serve: Serve, answer: Any, why: str) -> None:
    asked = ask_chat(serve(answer), "small", ARTICLE)
    assert asked.failures == (why,)
    assert asked.answer.attributions == ()


def test_a_long_article_is_asked_about_in_pieces_and_one_failure_spoils_no_other(
    serve: Serve, seen: Seen
) -> None:
    filler = "\n\n".join(f"Line {at} of the harbour's old book." for at in range(300))
    article = article_from_text(f"{TEXT}\n\n{filler}")
    asked = ask_chat(serve(said({"attributions": [SAID]}), said("no")), "small", article)
    assert len(seen) == 2
    assert all(len(each["messages"][1]["content"]) <= PIECE + 200 for each in seen)
    assert len(asked.answer.attributions) == 1
    assert asked.failures == ("no JSON in the answer",)


def test_a_server_that_is_too_slow_is_not_waited_for(serve: Serve) -> None:
    asked = ask_chat(serve(None), "small", ARTICLE, seconds=0.2)
    assert asked.failures == ("no answer in time",)


def test_text_goes_nowhere_but_to_the_address(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    assert ask_chat(serve(said({"claims": []})), "small", ARTICLE).failures == ()
    asked = ask_chat(serve(b"", status=302), "small", ARTICLE)
    assert asked.failures == ("the server says 302",)


@pytest.mark.parametrize("url", ["localhost:11434", "file:///etc/passwd", "ftp://a/b", "http://"])
def test_what_is_no_web_address_is_not_asked(url: str) -> None:
    with pytest.raises(ModelError, match="not a web address"):
        endpoint(url)


def test_a_server_that_is_not_there_or_wants_a_key_is_named(serve: Serve) -> None:
    with pytest.raises(ModelError, match="cannot be reached"):
        ask_chat("http://127.0.0.1:1", "small", ARTICLE)
    with pytest.raises(ModelError, match=r"says 401 .*CROSSREAD_LLM_KEY"):
        ask_chat(serve(b"", status=401), "small", ARTICLE)
