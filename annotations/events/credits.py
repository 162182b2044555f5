"""Whose text an article says it carries: an agency in its dateline, its byline or a credit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotations.articles import Article

AGENCIES = (
    *("Associated Press", "Press Association", "Agence France-Presse", "Deutsche Presse-Agentur"),
    *("Press Trust of India", "Canadian Press", "Reuters", "Bloomberg", "Xinhua", "Interfax"),
    *("Kyodo", "Belga", "Anadolu", "AFP", "dpa", "EFE", "ANSA", "TASS", "UPI", "PTI", "APA"),
    *("AAP", "ANP", "NTB", "TT", "PA", "AP"),
)
"""News agencies as bylines name them, long names first."""

_DATELINE = re.compile(r"[A-ZÀ-Þ][^()\n–—]{1,50}\((?P<name>[^()\n]{2,30})\)\s*(?:–|—|--?)\s")
"""`OSLO, Norway (AP) — `: whatever stands in the brackets."""

_CREDIT = re.compile(
    r"\b(?i:with (?:material|reporting|files|reports) (?:from|by)|(?:source|credit):)"
    r"\s+(?P<name>[A-ZÀ-Þ][\w&-]*(?: [A-ZÀ-Þ][\w&-]*){0,3})"
)
_NAMED = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, AGENCIES))})(?!\w)")

HEAD, FOOT = 600, 200
"""Code points of an article's start and end in which a credit is looked for."""


def credit(article: Article) -> str:
    """The agency or paper that an article names as where its text is from, as written; or empty."""
    return next(_found(article), "")


def _found(article: Article) -> Iterator[str]:
    for block in article.blocks[:6]:
        if match := _DATELINE.match(article.text, block.start, min(block.end, block.start + 120)):
            yield match["name"].strip()
    if match := re.search(r"\((?P<name>[^()]{2,30})\)$", article.dateline):
        yield match["name"].strip()
    for words in (article.byline, article.outlet, article.text[:HEAD], article.text[-FOOT:]):
        if match := _CREDIT.search(words):
            yield match["name"]
    for words in (article.byline, article.outlet):
        if match := _NAMED.search(words):
            yield match[0]
