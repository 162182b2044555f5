"""What a text quotes."""

from __future__ import annotations

import re

from annotations.articles.article import Span

_MARKED = re.compile(
    "“[^”]*”?|«[^»]*»?|»[^«]*«?|„[^“”]*[“”]?|「[^」]*」?|『[^』]*』?"
    '|"[^"]*"?|‘(?:[^‘’]|’(?=\\w))*’(?!\\w)'
)


def quotations(text: str) -> list[Span]:
    """Give what stands in quotation marks, marks included, an unclosed quotation to the end."""
    return [Span(*found.span()) for found in _MARKED.finditer(text)]
