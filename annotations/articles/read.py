"""A path, `-` or a URL into an `Article`."""

from __future__ import annotations

import sys
from pathlib import Path

from annotations.articles.article import Article
from annotations.articles.compose import About, Markup, article_from_text
from annotations.articles.decode import binary_kind, decode
from annotations.errors import ArticleError

LARGEST = 64 * 1024 * 1024
"""Bytes: a larger file is refused."""

_MARKDOWN = (".md", ".markdown")


def read_article(source: str | Path, *, stdin: bytes | None = None) -> Article:
    """Read an article from a file, or from standard input where `source` is `-`.

    `stdin`, where given, is read in place of the process's standard input. Raises ArticleError
    with one line that names the source and the mend.
    """
    name = str(source)
    if name == "-":
        data = stdin if stdin is not None else sys.stdin.buffer.read(LARGEST + 1)
        return _article(data, "-", "")
    path = Path(name)
    return _article(_bytes_of(path), name, path.suffix.lower())


def _bytes_of(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise ArticleError(f"{path}: is a directory; name a file in it")
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError:
        raise ArticleError(f"{path}: no such file; check the name") from None
    except PermissionError:
        raise ArticleError(f"{path}: not permitted to read; check its permissions") from None
    except (OSError, ValueError) as error:
        raise ArticleError(f"{path}: cannot be read: {error}") from None


def _article(data: bytes, name: str, suffix: str) -> Article:
    if len(data) > LARGEST:
        raise ArticleError(f"{name}: larger than {LARGEST >> 20} MiB; cut out the article")
    kind = binary_kind(data)
    if kind:
        raise ArticleError(f"{name}: {kind}, not text; save it as text first")
    decoded = decode(data)
    if not decoded.text.strip():
        raise ArticleError(f"{name}: empty, there is no text to read")
    markup: Markup = "markdown" if suffix in _MARKDOWN else "plain"
    about = About(encoding=decoded.encoding, warnings=decoded.warnings)
    return article_from_text(decoded.text, markup=markup, source=name, about=about)
