"""The two articles that a command line names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotations.articles import Article
    from tui.cli.options import Parser


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
    return read_article(left), read_article(right)
