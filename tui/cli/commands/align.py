"""`crossread align`: which blocks of two articles tell the same."""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterator, Mapping
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

from annotations.errors import ArticleError
from tui.cli.batches import json_lines, lines_in, usual_jobs, whole_number
from tui.cli.options import Parser, model_asked_for, store_path
from tui.cli.progress import counted

if TYPE_CHECKING:
    import argparse

    from annotations.alignment import Alignment, Evidence, Link
    from annotations.articles import Article

Pair: TypeAlias = tuple[Any, list[str], list[str]]
"""A line of a batch: its id, whatever that is, and the texts of both sides."""

EXAMPLES = """\
  crossread align monday.txt tuesday.md
  crossread align --explain monday.txt tuesday.md
  crossread align --json monday.txt tuesday.md | jq '.links[] | select(.score > .8)'
  crossread align --batch pairs.jsonl > links.jsonl
  crossread align --batch pairs.jsonl --cluster tcp://10.0.0.5:8786 > links.jsonl
  crossread align --semantic ~/models/minilm monday.txt tuesday.md

A batch reads one pair a line, {"id", "left": [text..], "right": [text..]}, and answers each with
{"id", "pairs": [[i, j, score]..]}, in the same order, as soon as it is done.
"""


def parser() -> Parser:
    """The arguments of `crossread align`."""
    made = Parser(
        "align",
        "[--json | --plain] [--explain] [--semantic [PATH]] LEFT RIGHT\n"
        "       crossread align [--semantic [PATH]] [--jobs N | --cluster ADDRESS] --batch FILE",
        "Print which blocks of two articles tell the same, each link with its score.",
        EXAMPLES,
    )
    made.takes_pair()
    made.takes_model()
    form = made.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="blocks and links as one JSON object")
    form.add_argument("--plain", action="store_true", help="rows of linked blocks (the default)")
    made.add_argument("--explain", action="store_true", help="say for each link what carries it")
    form.add_argument("--batch", metavar="FILE", help="pairs as JSON lines, or - for stdin")
    workers = made.add_mutually_exclusive_group()
    workers.add_argument(
        "--jobs",
        metavar="N",
        type=whole_number,
        help="processes that align a batch (default: all cores, fewer for a short file)",
    )
    workers.add_argument(
        "--cluster",
        metavar="ADDRESS",
        help="let the workers of a Dask cluster align a batch: the address of its scheduler",
    )
    return made


def run(words: list[str]) -> int:
    """Print the alignment of two articles, or of every pair of a batch; return 0."""
    made = parser()
    options = made.parse_args(words)
    if options.batch is not None:
        if options.left is not None:
            made.error("--batch takes its articles from FILE; leave LEFT and RIGHT away")
        if options.explain:
            made.error("--explain is for two articles, LEFT and RIGHT, and not for --batch")
        return batch(options.batch, model_asked_for(options), options.jobs, options.cluster)
    if options.jobs is not None or options.cluster is not None:
        named = "--jobs" if options.cluster is None else "--cluster"
        made.error(f"{named} is for --batch; two articles are aligned at once")
    return one(made, options)


def one(made: Parser, options: argparse.Namespace) -> int:
    """Print the alignment of LEFT and RIGHT as rows for people, or as JSON."""
    from tui.cli.articles import aligned, two_articles
    from tui.cli.plain import lines

    model = model_asked_for(options)
    left, right = two_articles(made, options.left, options.right)
    alignment = aligned(left, right, model, store=store_path(options) if model else None)
    why = evidence(left, right, alignment) if options.explain else None
    if options.json:
        from annotations.articles.text.json_text import json_bytes

        found = described(left, right, alignment, why)
        sys.stdout.buffer.write(json_bytes(found, line=True))
        return 0
    for line in lines(left, right, alignment, why=why):
        print(line)
    return 0


def evidence(left: Article, right: Article, alignment: Alignment) -> dict[Link, Evidence]:
    """What carries each link."""
    from annotations.alignment import explain

    return {link: explain(left, right, link) for link in alignment}


def described(
    left: Article,
    right: Article,
    alignment: Alignment,
    why: Mapping[Link, Evidence] | None = None,
) -> dict[str, Any]:
    """The object that `--json` prints; offsets are code points into the canonical text."""
    return {
        "left": blocks(left),
        "right": blocks(right),
        "links": [
            {"left": link.left, "right": link.right, "score": link.score, "origin": link.origin}
            | ({"evidence": carried(why[link])} if why else {})
            for link in alignment
        ],
    }


def carried(found: Evidence) -> dict[str, Any]:
    """What `--json --explain` says of one link; shares of its pieces sum to 1."""
    return {
        "left_covered": round(found.left_covered, 4),
        "right_covered": round(found.right_covered, 4),
        "pieces": [
            {
                "sort": piece.sort,
                "left": piece.left,
                "right": piece.right,
                "left_spans": [list(span) for span in piece.left_spans],
                "right_spans": [list(span) for span in piece.right_spans],
                "share": round(piece.share, 4),
            }
            for piece in found.pieces
        ],
    }


def blocks(article: Article) -> dict[str, Any]:
    """One side of what `--json` prints."""
    return {
        "title": article.title,
        "blocks": [
            {
                "index": block.index,
                "kind": block.kind,
                "start": block.start,
                "end": block.end,
                "text": article.text_of(block),
            }
            for block in article.blocks
        ],
    }


def batch(
    source: str, model: str | None = None, jobs: int | None = None, cluster: str | None = None
) -> int:
    """Align every pair of a JSON lines file, or of stdin for `-`, and print each when it is done.

    So many processes of this machine do it, or the workers of the cluster at an address.

    Raises `ArticleError`, which names the line, for one that is no pair; what came before it
    has been answered.
    """
    with closing(answers(source, model, jobs, cluster)) as found:
        for line in counted(found, "aligned", total=partial(lines_in, source)):
            sys.stdout.buffer.write(line)
            sys.stdout.buffer.flush()
    return 0


def answers(
    source: str, model: str | None, jobs: int | None, cluster: str | None
) -> Generator[bytes, None, None]:
    """The lines to print for a batch; where workers are missing, that is said before the first."""
    from annotations.parallel import in_order, local_processes
    from tui.cli.articles import encoder, tell_model

    work = partial(answer, model)
    if cluster is not None:
        from annotations.cluster import workers_of

        there, start = workers_of(cluster)
        tell_model(model)
        return in_order(work, pairs(source), start, there)
    encoder(model)  # what is wrong with it is said before anything is answered
    tell_model(model)
    count = jobs or (usual_jobs(source) if model is None else 1)  # a model is large and busies all
    if count == 1:
        return (work(pair) for pair in pairs(source))
    return in_order(work, pairs(source), lambda: local_processes(count), count)


def answer(model: str | None, pair: Pair) -> bytes:
    """Align one pair of a batch; the line that is printed for it."""
    from annotations.alignment import align_units
    from annotations.articles.text.json_text import json_bytes
    from tui.cli.articles import encoder

    name, left, right = pair
    links = align_units(left, right, encoder=encoder(model))
    found = {"id": name, "pairs": [[link.left, link.right, link.score] for link in links]}
    return json_bytes(found, line=True)


def pairs(source: str) -> Iterator[Pair]:
    """The pairs of a batch: id, left texts, right texts."""
    for where, pair in json_lines(source):
        match pair:
            case {"id": identity, "left": list(left), "right": list(right)} if all(
                isinstance(text, str) for text in (*left, *right)
            ):
                yield identity, left, right
            case _:
                raise ArticleError(f'{where}: not {{"id", "left": [text..], "right": [text..]}}')
