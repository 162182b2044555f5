"""`crossread serve`: the reader in a browser."""

from __future__ import annotations

import argparse
import sys

from annotations.errors import CrossreadError
from annotations.extras import install_command
from annotations.processes import python_command
from tui.cli.options import Parser, model_asked_for, store_path

MB = 2**20
LEAST_MEMORY = 256
"""Megabytes below which no reader comes up."""

EXAMPLES = """\
  crossread serve                        home, or what was read last; prints the address to open
  crossread serve monday.txt tuesday.md  this pair; of more articles, their event
  ssh -L 8000:127.0.0.1:8000 HOST        from another machine, with the server as it is

Who is given the address may come in: it ends in a token that is new at every start. Each visitor
enters a name, under which annotations are kept; there is no password. A visitor reads, annotates
and exports files as you. With --host other than the default the address travels unencrypted.
"""


def parser() -> Parser:
    """The arguments of `crossread serve`."""
    made = Parser(
        "serve",
        "[--host HOST] [--port PORT] [--url URL] [--no-token] [--visitors N]\n"
        "                       [--memory MB] [--semantic [PATH]] [LEFT RIGHT [MORE ..]]",
        "Read and annotate in a browser. Needs the extra `web`.",
        EXAMPLES,
    )
    made.takes_pair()
    made.add_argument("more", nargs="*", metavar="MORE", help="more articles on the same event")
    made.takes_model()
    made.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    made.add_argument("--port", type=int, default=8000, help="port to listen on (8000)")
    made.add_argument("--url", help="what visitors type, where that is another address")
    made.add_argument(
        "--no-token",
        action="store_true",
        help="let in who knows host and port: every user of this machine, at least",
    )
    made.add_argument(
        "--visitors", type=int, default=8, metavar="N", help="readers open at one time (8)"
    )
    made.add_argument(
        "--memory", type=int, default=2048, metavar="MB", help="memory that one may take (2048)"
    )
    return made


def run(words: list[str]) -> int:
    """Serve until interrupted; the exit status is 0 then.

    Raises:
        UsageError: the arguments make no sense.
        CrossreadError: the extra is missing, an article cannot be read, or the port is taken.
    """
    made = parser()
    options = made.parse_args(words)
    _check(made, options)
    try:
        from tui.web.access import Access
        from tui.web.site import Site
    except ModuleNotFoundError as error:
        raise CrossreadError(
            f"serve needs the extra `web` ({error.name} is missing): {install_command('web')}"
        ) from None
    _check_host(made, options)
    try:
        access = Access.to(options.host, options.port, options.url, token=not options.no_token)
    except ValueError:
        made.error(f"--url is a whole address, http://.. or https://.., not {options.url!r}")
    site = Site(_reading(made, options), access, options.visitors)
    try:
        site.serve(options.host, options.port)
    except OSError as error:
        place = f"{options.host}:{options.port}"
        raise CrossreadError(
            f"{place} cannot be served: {error.strerror or error}; choose another --port"
        ) from None
    return 0


def _check(made: Parser, options: argparse.Namespace) -> None:
    """Complain of arguments that make no sense."""
    if "-" in (options.left, options.right, *options.more):
        made.error("articles must be files: visitors cannot read this terminal's stdin")
    if options.left is not None and options.right is None:
        made.error(f"needs two articles, LEFT and RIGHT, and got only {options.left}")
    if not 0 < options.port < 65536:
        made.error(f"--port is a number up to 65535, not {options.port}")
    if options.visitors < 1:
        made.error(f"--visitors is a number from 1 on, not {options.visitors}")
    if options.memory < LEAST_MEMORY:
        made.error(f"--memory is {LEAST_MEMORY} MB or more, not {options.memory}")


def _check_host(made: Parser, options: argparse.Namespace) -> None:
    """Complain of a host that cannot be meant; warn of one that others reach."""
    from tui.web.access import EVERYWHERE, reach

    try:
        reached = reach(options.host)
    except (OSError, UnicodeError):
        made.error(f"--host is an address or a name of this machine, not {options.host!r}")
    if reached == "everywhere" and options.host not in EVERYWHERE:
        made.error(
            f"--host {options.host!r} means every network of this machine; where that is meant,"
            " say --host 0.0.0.0 (or ::) and --url"
        )
    if reached == "everywhere" and not options.url:
        made.error(f"--host {options.host} needs --url, the address that visitors type")
    if reached != "machine":
        where = "every network of this machine" if reached == "everywhere" else options.host
        who = "who reaches the port" if options.no_token else "who has the address"
        _warn(f"listening on {where}, unencrypted: {who} reads, annotates, exports files as you")
    elif options.no_token:
        _warn("without a token every user of this machine reads, annotates, exports files as you")


def _warn(what: str) -> None:
    print(f"crossread: {what}", file=sys.stderr)


def _reading(made: Parser, options: argparse.Namespace) -> list[str]:
    """The command that reads for a visitor; articles that cannot be read are found out now."""
    names = [options.left, options.right, *options.more] if options.left else []
    most = str(options.memory * MB)
    words = python_command(
        "tui.cli.commands.visitor", most, "read", *names, "--store", str(store_path(options))
    )
    if model := model_asked_for(options):
        words += [f"--semantic={model}"]
    if names:
        from tui.cli.articles import read_articles

        read_articles(made, names)
    return words
