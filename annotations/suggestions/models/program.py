"""Ask a program of the user's: it reads articles as JSON lines and writes suggestions as such.

A line in: {"id", "title", "language", "text"}. A line out: {"id"} with what `answers` documents.
"""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Sequence
from tempfile import TemporaryFile
from typing import Any, BinaryIO

from annotations.articles.article import Article
from annotations.articles.text.languages import language_of
from annotations.articles.text.visible import one_line
from annotations.errors import CrossreadError
from annotations.suggestions.models.answers import Answer, Dropped, checked

SECONDS = 600.0
"""Longest wait for a program."""


class ModelError(CrossreadError):
    """A program or a server that was asked for suggestions does not answer."""


def ask_program(
    command: str, articles: Sequence[Article], *, seconds: float = SECONDS
) -> list[Answer]:
    """Run a command, without a shell, and give its answer for each article.

    Raises `ModelError` where it cannot be run, fails, or takes too long. Lines that are no JSON, or
    name no article that was given, count as malformed in the answer of the first article.
    """
    import orjson

    words = words_of(command)
    with TemporaryFile() as given, TemporaryFile() as out:
        given.writelines(asked_line(at, each) for at, each in enumerate(articles))
        given.seek(0)
        run_program(words, given, out, seconds)
        out.seek(0)
        written = out.read()
    found = [Answer() for _ in articles]
    stray = 0
    for line in written.splitlines():
        if not line.strip():
            continue
        try:
            answer: Any = orjson.loads(line)
            at = int(answer["id"])
        except (ValueError, TypeError, KeyError):
            stray += 1
            continue
        if not 0 <= at < len(articles):
            stray += 1
            continue
        found[at] += checked(articles[at], answer, words[0])
    if stray and found:
        found[0] += Answer(dropped=Dropped(malformed=stray))
    return found


def words_of(command: str) -> list[str]:
    """A command as the words that are run; ModelError where it is none."""
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise ModelError(f"--from {command}: cannot be read as a command: {error}") from error
    if not words:
        raise ModelError("--from: names no command")
    return words


def run_program(words: Sequence[str], given: BinaryIO, out: BinaryIO, seconds: float) -> None:
    """Run a command, without a shell, from one file into another.

    Raises `ModelError` where it cannot be run, fails, or takes too long.
    """
    try:
        done = subprocess.run(
            words, stdin=given, stdout=out, stderr=subprocess.PIPE, timeout=seconds
        )
    except subprocess.TimeoutExpired:
        raise ModelError(f"{words[0]}: no answer within {seconds:g} s") from None
    except OSError as error:
        raise ModelError(f"{words[0]}: cannot be run: {error.strerror}") from error
    if done.returncode:
        last = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        said = f": {one_line(last)}" if last else ""
        raise ModelError(f"{words[0]}: ended with status {done.returncode}{said}")


def asked_line(at: int, article: Article) -> bytes:
    """The line that a program reads for an article."""
    import orjson

    asked = {
        "id": at,
        "title": article.title,
        "language": language_of(article.text),
        "text": article.text,
    }
    return orjson.dumps(asked, option=orjson.OPT_APPEND_NEWLINE)
