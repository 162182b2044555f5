"""Suggestions of a program or a chat server of the user's: ask it, and say what came of it."""

from __future__ import annotations

import os
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

from tui.cli.progress import busy, counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from annotations.articles import Article
    from annotations.suggestions.models.answers import Answer, Dropped
    from annotations.suggestions.suggest import Suggestions

KEY = "CROSSREAD_LLM_KEY"
"""The environment variable with what a server wants for a password, if it wants one."""

FRUITLESS = 3
"""Articles of a batch without one usable answer after which the rest is not sent."""

Asked = list[tuple["Article", "Suggestions", dict[str, Any]]]
"""Each article, what was proposed for it, and the provenance that `--json` tells."""


def from_program(command: str, articles: Sequence[Article]) -> Asked:
    """Ask a program; ModelError where it does not answer."""
    from annotations.suggestions.models.answers import Answer
    from annotations.suggestions.models.program import ask_program

    with busy(f"asking {command.split()[0] if command.split() else command}"):
        answers = ask_program(command, articles)
    whole = sum(answers, Answer())
    tell_counts(command, whole.kept, whole.dropped)
    provenance = {"program": command}
    return [
        (article, suggestions(article, answer), provenance)
        for article, answer in zip(articles, answers, strict=True)
    ]


def from_chat(url: str, model: str, articles: Sequence[Article]) -> Asked:
    """Ask a chat server, having said where the text goes; ModelError where none of it is answered."""
    from dataclasses import asdict

    from annotations.articles.text.visible import one_line
    from annotations.suggestions.models.answers import Answer
    from annotations.suggestions.models.chat import ask_chat, endpoint
    from annotations.suggestions.models.program import ModelError

    where = endpoint(url)
    count = f"{len(articles)} article{'s' * (len(articles) != 1)}"
    print(f"crossread: the text of {count} goes to {one_line(where)}", file=sys.stderr)
    key = os.environ.get(KEY, "")
    told = [(each, ask_chat(url, model, each, key=key)) for each in counted(articles, "asked")]
    failures = Counter(why for _, asked in told for why in asked.failures)
    if failures and not any(asked.provenance.answers for _, asked in told):
        raise ModelError(f"{where}: no answer that could be used: {_times(failures)}")
    whole = sum((asked.answer for _, asked in told), Answer())
    tell_counts(where, whole.kept, whole.dropped)
    if failures:
        print(f"crossread: pieces without an answer: {_times(failures)}", file=sys.stderr)
    return [
        (article, suggestions(article, asked.answer), asdict(asked.provenance))
        for article, asked in told
    ]


def chat_batch(url: str, model: str, texts: Iterable[tuple[Any, str]]) -> Iterator[dict[str, Any]]:
    """Ask a chat server about each article of a batch, and give the line that answers it.

    A line also has the provenance of its answers, and `failures` where pieces of the article have none.
    Raises ModelError where the server cannot be reached, or nothing of the first articles is answered.
    """
    from dataclasses import asdict

    from annotations.articles import article_from_text
    from annotations.articles.text.visible import one_line
    from annotations.suggestions.models.answers import Dropped
    from annotations.suggestions.models.chat import ask_chat, endpoint
    from annotations.suggestions.models.program import ModelError
    from tui.cli.suggested import answered

    where = endpoint(url)
    print(f"crossread: the text of every article goes to {one_line(where)}", file=sys.stderr)
    key = os.environ.get(KEY, "")
    kept, dropped = 0, Dropped()
    failures: Counter[str] = Counter()
    usable = fruitless = 0
    for name, text in texts:
        asked = ask_chat(url, model, article_from_text(text), key=key)
        kept += asked.answer.kept
        dropped += asked.answer.dropped
        failures.update(asked.failures)
        usable += bool(asked.provenance.answers)
        fruitless += bool(asked.failures)
        if not usable and fruitless >= FRUITLESS:
            raise ModelError(f"{where}: no answer that could be used: {_times(failures)}")
        line = answered(name, asked.answer, asdict(asked.provenance))
        yield line | ({"failures": list(asked.failures)} if asked.failures else {})
    tell_counts(where, kept, dropped)
    if failures:
        print(f"crossread: pieces without an answer: {_times(failures)}", file=sys.stderr)


def _times(failures: Counter[str]) -> str:
    """Why pieces have no answer, and how often."""
    from annotations.articles.text.visible import one_line

    return ", ".join(f"{times} × {one_line(name)}" for name, times in failures.most_common())


def suggestions(article: Article, answer: Answer) -> Suggestions:
    """What was kept of an answer, as rules would give it."""
    from annotations.articles.text.languages import language_of
    from annotations.suggestions.suggest import Suggestions

    return Suggestions(language_of(article.text), answer.attributions, answer.claims)


def tell_counts(who: str, kept: int, dropped: Dropped | None = None) -> None:
    """Say on stderr how many proposals were kept; and, unless it is told elsewhere, how many were not, and why."""
    from annotations.articles.text.visible import one_line
    from annotations.exchange.reports import counted as number_of

    left = ""
    if dropped is not None and (dropped.invented or dropped.malformed):
        left = (
            f"; left out: {dropped.invented} with words that are not in the article,"
            f" {dropped.malformed} not of the form"
        )
    print(f"crossread: {one_line(who)}: {number_of(kept, 'proposals')}{left}", file=sys.stderr)
