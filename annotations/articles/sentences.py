"""Sentences of a block: where a reader of news would say that one ends."""

from __future__ import annotations

import re
from functools import lru_cache

from annotations.articles.article import Article, Block, Kind, Span

_CANDIDATE = re.compile(r"(?:[.!?…]+|[。！？｡।॥؟۔])[\"'”’»)\]›」』]*")
_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "gen",
        "col",
        "lt",
        "sgt",
        "capt",
        "cmdr",
        "adm",
        "maj",
        "gov",
        "sen",
        "rep",
        "hon",
        "st",
        "jr",
        "sr",
        "rev",
        "pres",
        "vs",
        "etc",
        "inc",
        "ltd",
        "co",
        "corp",
        "no",
        "vol",
        "fig",
        "al",
        "approx",
        "dept",
        "est",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
        "e.g",
        "i.e",
        "cf",
        "p",
        "pp",
    ]
)
_STARTERS = frozenset(
    [
        "The",
        "A",
        "An",
        "In",
        "It",
        "He",
        "She",
        "They",
        "We",
        "I",
        "But",
        "And",
        "On",
        "At",
        "For",
        "This",
        "That",
        "These",
        "Those",
        "There",
        "As",
        "If",
        "When",
        "While",
        "After",
        "Before",
        "Some",
        "His",
        "Her",
        "Its",
        "Their",
        "Our",
        "My",
        "You",
        "What",
        "Who",
        "Why",
        "How",
    ]
)
_WORD_BEFORE = re.compile(r"[\w.'’-]*$")
_WORD_AFTER = re.compile(r"\s*[\"'“‘«(\[]*(\w*)")


def sentences(article: Article, block: Block) -> tuple[Span, ...]:
    """Spans of the sentences of a block, in offsets of the article's text.

    In order and without overlap; every character of the block that is not space lies in one.
    A heading or a table row is one sentence.
    """
    text = article.text[block.start : block.end]
    whole = block.kind in (Kind.HEADING, Kind.TABLE_ROW)
    return tuple(Span(block.start + start, block.start + end) for start, end in _split(text, whole))


@lru_cache(maxsize=2048)
def _split(text: str, whole: bool) -> tuple[tuple[int, int], ...]:
    breaks = [] if whole else [m.end() for m in _CANDIDATE.finditer(text) if _ends(text, m)]
    found = []
    for start, end in zip([0, *breaks], [*breaks, len(text)], strict=True):
        piece = text[start:end]
        lead = len(piece) - len(piece.lstrip())
        if lead < len(piece):
            found.append((start + lead, start + len(piece.rstrip())))
    return tuple(found)


def _ends(text: str, match: re.Match[str]) -> bool:
    """Whether a sentence ends after the terminator (and the closing marks) matched."""
    at = match.end()
    if at >= len(text) or match.group()[0] in "。！？｡।॥؟۔":
        return True
    after = _WORD_AFTER.match(text, at)
    word = after.group(1) if after else ""
    glued = not text[at].isspace()
    if word[:1].islower() or (glued and not word[:1].isupper()):
        return False
    if match.group()[0] != "." or match.group().startswith(".."):
        return True
    found = _WORD_BEFORE.search(text, max(0, match.start() - 40), match.start())
    before = found.group() if found else ""
    if glued:
        return (len(before) > 1 and before[-1:].islower()) or before[-1:].isdigit()
    if before.lower() in _ABBREVIATIONS:
        return False
    if len(before) == 1 and before.isupper():
        return False
    if "." in before and len(before.rpartition(".")[2]) == 1:
        return word in _STARTERS
    return True
