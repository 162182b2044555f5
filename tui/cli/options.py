"""What every subcommand's arguments have in common."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import NoReturn

from annotations.errors import CrossreadError

OWN_VALUE = ("--store", "--annotator", "--semantic")
"""Options whose value is the next word, wherever they stand."""


ARTICLE = "an article: .txt .md .html .mhtml .docx .pdf .jsonl, a web address, or - for stdin"


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
        self.add_argument("--store", metavar="PATH", help="where annotations are kept")
        self.add_argument("--annotator", metavar="NAME", help="who annotates")

    def takes_pair(self) -> None:
        """Take LEFT and RIGHT; whether both must be there is for the command to say."""
        for side in ("left", "right"):
            self.add_argument(side, nargs="?", metavar=side.upper(), help=ARTICLE)

    def takes_model(self) -> None:
        """Take `--semantic`, for commands that align."""
        self.add_argument(
            "--semantic",
            metavar="PATH",
            help="a sentence model on disk that has a say in the alignment: a folder in model2vec"
            " or sentence-transformers format (else $CROSSREAD_SEMANTIC, else none)",
        )

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message} (see {self.prog} --help)")


def store_path(options: argparse.Namespace) -> Path:
    """The store asked for: `--store`, else `$CROSSREAD_STORE`, else in the user's data directory."""
    if named := options.store or os.environ.get("CROSSREAD_STORE"):
        return Path(named).expanduser()
    from platformdirs import user_data_path

    return user_data_path("crossread", appauthor=False) / "annotations.json"


def semantic_path(options: argparse.Namespace) -> Path | None:
    """The sentence model asked for: `--semantic`, else `$CROSSREAD_SEMANTIC`, else none.

    Nothing of it is loaded yet. Raises CrossreadError where it could not be.
    """
    if not (named := options.semantic or os.environ.get("CROSSREAD_SEMANTIC")):
        return None
    from annotations.alignment.semantic import reader_of

    path = Path(named).expanduser()
    reader_of(path)
    return path.absolute()


def annotator(options: argparse.Namespace) -> str:
    """Who annotates: `--annotator`, else `$CROSSREAD_ANNOTATOR`, else the user's login name."""
    if named := options.annotator or os.environ.get("CROSSREAD_ANNOTATOR"):
        return str(named)
    from getpass import getuser

    try:
        return getuser()
    except (OSError, KeyError):  # no such user in a container: Python 3.13 raises the former
        return "anonymous"
