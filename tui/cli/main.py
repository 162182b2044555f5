"""Find the subcommand, run it, and turn whatever ends it into one line and an exit status.

Exit statuses: 0 fine; 1 a difference, or a failed check; 2 bad usage or input; 70 the reader
crashed; 130 interrupted; 141 the reader of our output went away.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from annotations.errors import CrossreadError
from tui.cli.options import OWN_VALUE

COMMANDS = {
    "read": "tui.cli.read",
    "align": "tui.cli.align",
    "diff": "tui.cli.diff",
    "export": "tui.cli.export",
    "import": "tui.cli.importing",
    "check": "tui.cli.check",
    "serve": "tui.cli.serve",
}

HELP = """\
usage: crossread [LEFT RIGHT]
       crossread COMMAND [ARGUMENTS]

Read two articles against each other, and annotate what they claim.
Without arguments: the pair read last, or the built-in one on a first visit.

commands:
  read     read, align and annotate two articles (what LEFT RIGHT alone does)
  align    print which blocks of two articles tell the same
  diff     print what differs between aligned blocks, word by word
  export   write annotations for the next tool
  import   take annotations from a file
  check    verify the store
  serve    the reader in a browser (needs the extra `web`)

options, for every command:
  --store PATH      where annotations are kept (else $CROSSREAD_STORE,
                    else the user's data directory)
  --annotator NAME  who annotates (else $CROSSREAD_ANNOTATOR, else the user's name)
  --semantic PATH   for those that align: a sentence model on disk that has a
                    say (else $CROSSREAD_SEMANTIC; needs the extra `semantic`)
  --version         print the version
  -h, --help        print this; `crossread COMMAND --help` says more

keys, colours and more are set in config.toml, in the user's config directory
(or $CROSSREAD_CONFIG); the palette in the reader (:) says what can be set.

exit status: 0 fine, 1 a difference or a failed check, 2 bad usage or input,
             70 a crash (its report holds no article text; stderr names it)

examples:
  crossread                                  try it on the built-in pair
  crossread monday.txt tuesday.md            read two articles side by side
  crossread ./read ./align                   files that are named like commands
  crossread export > annotations.jsonl       take out what was annotated
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line, `sys.argv` unless given; return the exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):  # a Latin-1 terminal gets escapes, not a traceback
        getattr(stream, "reconfigure", dict)(errors="backslashreplace")
    try:
        try:
            status = dispatch(words)
        except SystemExit as done:  # how argparse ends after printing its help
            status = int(done.code or 0)
        sys.stdout.flush()
    except CrossreadError as error:
        from annotations.articles.visible import one_line

        print(f"crossread: {one_line(str(error))}", file=sys.stderr)  # it may name a hostile file
        return 2
    except BrokenPipeError:
        # The interpreter flushes stdout once more on its way out: that must not fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except KeyboardInterrupt:
        return 130
    return status


def dispatch(words: list[str]) -> int:
    """Run the subcommand that the words name, or answer `--help` and `--version`."""
    place = first_word(words)
    front = words[: len(words) if place is None else place]
    if "-h" in front or "--help" in front:
        print(HELP, end="")
        return 0
    if "--version" in front:
        from importlib.metadata import version

        print(f"crossread {version('crossread')}")
        return 0
    if place is None or words[place] not in COMMANDS:
        name, rest = "read", words
    else:
        name, rest = words[place], words[:place] + words[place + 1 :]
    run: Callable[[list[str]], int] = import_module(COMMANDS[name]).run
    return run(rest)


def first_word(words: Sequence[str]) -> int | None:
    """Index of the first word that is neither an option nor an option's value.

    After `--` every word is a file, so a command is looked for no further.
    """
    index = 0
    while index < len(words):
        word = words[index]
        if word == "--":
            return None
        if word == "-" or not word.startswith("-"):
            return index
        index += 2 if word in OWN_VALUE else 1
    return None
