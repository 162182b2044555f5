"""Suggestions that were made elsewhere: of a file, or of a program that is asked about a whole batch."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any

from tui.cli.progress import busy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from annotations.articles import Article
    from annotations.exchange.reports import LossCounts
    from annotations.suggestions.models.answer_lines import AnswerLines
    from tui.cli.asked_models import Asked

LINES = (".jsonl", ".ndjson", ".json")
"""Endings of the names of files of suggestions; what else can be run is a program."""


def is_file(said: str) -> bool:
    """Whether `--from` names a file of suggestions, and not a command.

    It does where there is such a file that cannot be run, or has an ending of `LINES`; also where there is
    none, if it can hardly mean a command.
    """
    lines = said.endswith(LINES)
    if os.path.isfile(said):  # noqa: PTH113 - a command may be too long for a path
        return lines or not os.access(said, os.X_OK)
    return lines and len(said.split()) == 1


def from_file(path: str, named: Iterable[tuple[str, Article]], skipped: LossCounts) -> Asked:
    """What a file proposes for articles, whose ids are their names as they were typed."""
    from tui.cli.asked_models import suggestions, tell_counts

    found = []
    with _opened(path, skipped) as lines:
        for name, article in named:
            if not lines.has(name):
                skipped.lose(f"articles without a line in {path}", name)
            found.append((article, lines.answer(name, article)))
    tell_counts(path, sum(answer.kept for _, answer in found))
    return [(article, suggestions(article, answer), {"file": path}) for article, answer in found]


def file_batch(
    path: str, texts: Iterable[tuple[Any, str]], skipped: LossCounts
) -> Iterator[dict[str, Any]]:
    """The line for each article of a batch, of what a file proposes for its id."""
    from annotations.articles import article_from_text

    with _opened(path, skipped) as lines:
        asked = ((name, article_from_text(text)) for name, text in texts)
        yield from _answered(
            path, ((name, name, each) for name, each in asked), lines, {"file": path}
        )


def program_batch(
    command: str, texts: Iterable[tuple[Any, str]], skipped: LossCounts
) -> Iterator[dict[str, Any]]:
    """The line for each article of a batch, of what a program proposes that is run once for all.

    Raises `ModelError` where it cannot be run, fails, or takes more than ten minutes an article.
    """
    import orjson

    from annotations.articles import article_from_text
    from annotations.suggestions.models.answer_lines import AnswerLines
    from annotations.suggestions.models.program import SECONDS, asked_line, run_program, words_of

    words = words_of(command)
    names: list[Any] = []
    with TemporaryFile() as given, TemporaryFile() as out:
        for name, text in texts:
            given.write(asked_line(len(names), article_from_text(text)))
            names.append(name)
        given.seek(0)
        with busy(f"asking {words[0]}"):
            run_program(words, given, out, SECONDS * max(1, len(names)))
        given.seek(0)
        lines = AnswerLines(out, f"what {words[0]} wrote", words[0], skipped.lose)
        asked = (
            (name, at, article_from_text(orjson.loads(line)["text"]))
            for at, (name, line) in enumerate(zip(names, given, strict=True))
        )
        yield from _answered(command, asked, lines, {"program": command})


def _answered(
    who: str,
    asked: Iterable[tuple[Any, Any, Article]],
    lines: AnswerLines,
    provenance: dict[str, Any],
) -> Iterator[dict[str, Any]]:
    """The line for each article: of its name in the batch, its id in the lines, and itself."""
    from tui.cli.asked_models import tell_counts
    from tui.cli.suggested import answered

    kept = 0
    for name, identity, article in asked:
        answer = lines.answer(identity, article)
        kept += answer.kept
        yield answered(name, answer, provenance)
    lines.tell_unasked()
    tell_counts(who, kept)


@contextmanager
def _opened(path: str, skipped: LossCounts) -> Iterator[AnswerLines]:
    """The lines of a file; ModelError where it cannot be read, or none of its lines is of the form."""
    from annotations.suggestions.models.answer_lines import AnswerLines
    from annotations.suggestions.models.program import ModelError

    try:
        with open(path, "rb") as file:  # noqa: PTH123 - the name is printed as it was typed
            lines = AnswerLines(file, path, path, skipped.lose)
            if skipped.lost and not lines.usable:
                raise ModelError(f'{path}: no line is JSON with an "id": not a file of suggestions')
            yield lines
    except OSError as error:
        raise ModelError(f"{path}: {error.strerror}") from error


def tell_skipped(skipped: LossCounts) -> int:
    """Say on stderr what was skipped, and where it stands; 1 if anything was, else 0."""
    from annotations.articles.text.visible import one_line

    count = sum(loss.count for loss in skipped.losses)
    if not count:
        return 0
    print(f"crossread: {count} skipped:", file=sys.stderr)
    for loss in skipped.losses:
        print(f"  {loss}", file=sys.stderr)
        for case in loss.cases:
            print(f"    {one_line(case)}", file=sys.stderr)
        if loss.count > len(loss.cases):
            print(f"    and {loss.count - len(loss.cases)} more", file=sys.stderr)
    return 1
