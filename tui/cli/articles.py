"""The two articles that a command line names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.errors import ArticleError
from tui.cli.progress import busy

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from annotations.alignment import Alignment, Link
    from annotations.alignment.semantic import Encoder
    from annotations.articles import Article
    from tui.cli.options import Parser


LONGEST = 1_000_000
"""Code points in one block. A novel has fewer: more is data, on which wrapping and alignment
would take minutes."""


def two_articles(parser: Parser, left: str | None, right: str | None) -> tuple[Article, Article]:
    """Read LEFT and RIGHT; `-` is stdin, which only one of them can be.

    Raises `UsageError` where one is missing, `ArticleError` where one cannot be read.
    """
    from annotations.articles import read_article

    if left is None or right is None:
        parser.error(
            "needs two articles, LEFT and RIGHT" + (f", and got only {left}" if left else "")
        )
    if left == right == "-":
        parser.error("only one of the two articles can come from stdin")
    with busy("reading"):
        return readable(read_article(left)), readable(read_article(right))


def readable(article: Article) -> Article:
    """The article; ArticleError where it has a block that is too long to read."""
    longest = max((block.end - block.start for block in article.blocks), default=0)
    if longest > LONGEST:
        raise ArticleError(
            f"{article.source}: has a paragraph of {longest:,} characters; break it into lines"
        )
    return article


def aligned(
    left: Article, right: Article, model: Path | None = None, decided: Iterable[Link] = ()
) -> Alignment:
    """The alignment of two articles, asking a sentence model where one is named.

    Where it takes long, a terminal is told so.
    """
    from annotations.alignment import align

    with busy("lining up the paragraphs"):
        return align(left, right, decided=decided, encoder=encoder(model))


def encoder(model: Path | None) -> Encoder | None:
    """Load the sentence model of a folder, if one is named; CrossreadError where that fails."""
    if model is None:
        return None
    from annotations.alignment.semantic import load_encoder

    return load_encoder(model)
