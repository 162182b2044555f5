"""Quotations of a block, with the marks that wire and web texts use beside those of the house."""

from __future__ import annotations

import re

from annotations.articles.article import Span
from annotations.articles.text.quotations import quotations

_APOSTROPHES = re.compile(r"(?<!\w)'(?=\w)(?:[^'\n]|'(?=\w)){2,300}'(?!\w)")
"""'a headline's quotation' between straight single marks."""


def quoted(text: str) -> list[Span]:
    """Give what stands in quotation marks, marks included, in order, none inside another.

    Two apostrophes are one mark, as some agencies write it. Offsets are those of `text`.
    """
    one_mark = text.replace("''", '"\u2060')  # as long as before, so that offsets stay
    if one_mark.count('"') % 2:  # some are curly, some straight, by mistake
        one_mark = one_mark.replace("“", '"').replace("”", '"')
    found = quotations(one_mark)
    single = (Span(*match.span()) for match in _APOSTROPHES.finditer(one_mark))
    inside = [
        span for span in single if not any(q.start < span.end and span.start < q.end for q in found)
    ]
    widened = [
        Span(span.start, span.end + (text[span.end - 1 : span.end + 1] == "''")) for span in found
    ]
    return sorted(widened + inside)
