"""`crossread serve`: the reader in a browser."""

from __future__ import annotations

import sys

from annotations.errors import CrossreadError
from tui.cli.options import Parser, semantic_path, store_path

EXAMPLES = """\
  crossread serve                        the pair read last, on http://127.0.0.1:8000
  crossread serve monday.txt tuesday.md  this pair
  ssh -L 8000:127.0.0.1:8000 HOST        from another machine, with the server as it is

Each visitor enters a name, under which annotations are kept. There is no password: with --host
other than the default, everyone who reaches the port reads, annotates, and exports files as you.
"""


def parser() -> Parser:
    """The arguments of `crossread serve`."""
    made = Parser(
        "serve",
        "[--host HOST] [--port PORT] [--url URL] [--semantic PATH] [LEFT RIGHT]",
        "Read and annotate in a browser. Needs the extra `web`: pip install 'crossread[web]'.",
        EXAMPLES,
    )
    made.takes_pair()
    made.takes_model()
    made.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    made.add_argument("--port", type=int, default=8000, help="port to listen on (8000)")
    made.add_argument("--url", help="what visitors type, where that is another address")
    return made


def run(words: list[str]) -> int:
    """Serve until interrupted."""
    made = parser()
    options = made.parse_args(words)
    if "-" in (options.left, options.right):
        made.error("LEFT and RIGHT must be files: visitors cannot read this terminal's stdin")
    if options.left is not None and options.right is None:
        made.error(f"needs two articles, LEFT and RIGHT, and got only {options.left}")
    if not 0 < options.port < 65536:
        made.error(f"--port is a number up to 65535, not {options.port}")
    if options.host == "0.0.0.0" and not options.url:
        made.error("--host 0.0.0.0 needs --url, the address that visitors type")
    try:
        from tui.web.site import Site
    except ModuleNotFoundError as error:
        raise CrossreadError(
            f"serve needs the extra `web` ({error.name} is missing): pip install 'crossread[web]'"
        ) from None
    if options.host not in ("127.0.0.1", "localhost", "::1"):
        warning = "there is no password: who reaches this address reads and annotates as you"
        print(f"crossread: {warning}", file=sys.stderr)
    pair = [options.left, options.right] if options.left else []
    reads = [sys.executable, "-P", "-m", "tui", "read", *pair, "--store", str(store_path(options))]
    if model := semantic_path(options):
        reads += ["--semantic", str(model)]
    if pair:
        from tui.cli.articles import two_articles

        two_articles(made, *pair)
    try:
        Site(reads, options.host, options.port, options.url).serve()
    except OSError as error:
        place = f"{options.host}:{options.port}"
        raise CrossreadError(
            f"{place} cannot be served: {error.strerror or error}; choose another --port"
        ) from None
    return 0
