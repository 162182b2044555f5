"""`crossread align`: which blocks of two articles tell the same."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from annotations.errors import ArticleError
from tui.cli.options import Parser, semantic_path
from tui.cli.progress import counted

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from annotations.alignment import Alignment, Evidence, Link
    from annotations.articles import Article

EXAMPLES = """\
  crossread align monday.txt tuesday.md
  crossread align --explain monday.txt tuesday.md
  crossread align --json monday.txt tuesday.md | jq '.links[] | select(.score > .8)'
  crossread align --batch pairs.jsonl > links.jsonl
  crossread align --semantic ~/models/minilm monday.txt tuesday.md

A batch reads one pair a line, {"id", "left": [text..], "right": [text..]}, and answers each with
{"id", "pairs": [[i, j, score]..]}, in the same order, as soon as it is done.
"""


def parser() -> Parser:
    """The arguments of `crossread align`."""
    made = Parser(
        "align",
        "[--json | --plain] [--explain] [--semantic PATH] LEFT RIGHT\n"
        "       crossread align [--semantic PATH] --batch FILE",
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
        return batch(options.batch, semantic_path(options))
    return one(made, options)


def one(made: Parser, options: argparse.Namespace) -> int:
    """Print the alignment of LEFT and RIGHT as rows for people, or as JSON."""
    from tui.cli.articles import aligned, two_articles
    from tui.cli.plain import lines

    model = semantic_path(options)
    left, right = two_articles(made, options.left, options.right)
    alignment = aligned(left, right, model)
    why = evidence(left, right, alignment) if options.explain else None
    if options.json:
        import orjson

        sys.stdout.buffer.write(orjson.dumps(described(left, right, alignment, why)) + b"\n")
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


def batch(source: str, model: Path | None = None) -> int:
    """Align every pair of a JSON lines file, or of stdin for `-`, and print each when it is done.

    Raises `ArticleError`, which names the line, for one that is no pair; what came before it
    has been answered.
    """
    import orjson

    from annotations.alignment import align_units
    from tui.cli.articles import encoder

    asked = encoder(model)
    for name, left, right in counted(pairs(source), "aligned"):
        links = align_units(left, right, encoder=asked)
        answer = {"id": name, "pairs": [[link.left, link.right, link.score] for link in links]}
        sys.stdout.buffer.write(orjson.dumps(answer) + b"\n")
        sys.stdout.buffer.flush()
    return 0


def pairs(source: str) -> Iterator[tuple[Any, list[str], list[str]]]:
    """The pairs of a batch: id, left texts, right texts."""
    if source == "-":
        yield from parsed(sys.stdin.buffer, "stdin")
        return
    try:
        with open(source, "rb") as file:  # noqa: PTH123 - the name is printed as it was typed
            yield from parsed(file, source)
    except OSError as error:
        raise ArticleError(f"{source}: {error.strerror}") from error


def parsed(file: Iterable[bytes], name: str) -> Iterator[tuple[Any, list[str], list[str]]]:
    """Check and decode the lines of a batch; blank ones are passed over."""
    import orjson

    for number, line in enumerate(file, start=1):
        if not line.strip():
            continue
        try:
            pair = orjson.loads(line)
        except orjson.JSONDecodeError as error:
            raise ArticleError(f"{name}, line {number}: not JSON ({error})") from error
        match pair:
            case {"id": identity, "left": list(left), "right": list(right)} if all(
                isinstance(text, str) for text in (*left, *right)
            ):
                yield identity, left, right
            case _:
                raise ArticleError(
                    f'{name}, line {number}: not {{"id", "left": [text..], "right": [text..]}}'
                )
