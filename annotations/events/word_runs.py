"""An article as a run of words: what copies are recognised by."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from annotations.articles import Article, Kind, Span, word_spans
from annotations.articles.text.quotations import quotations

RUN = 4
"""Words in a row that are looked for in other articles."""


@dataclass(frozen=True, slots=True)
class WordRun:
    """The words of an article's text, without headings and boilerplate.

    `words` are folded to lower case, `spans` are their places in the article, and `quoted` says of
    each whether it stands in a quotation: two reporters who heard one person write down the same.
    """

    words: tuple[str, ...]
    spans: tuple[Span, ...]
    quoted: tuple[bool, ...]

    @property
    def own(self) -> int:
        """How many words are no quotation."""
        return len(self.words) - sum(self.quoted)


@lru_cache(maxsize=256)
def word_run(article: Article) -> WordRun:
    """The words of an article; kept for the next question about it."""
    words: list[str] = []
    places: list[Span] = []
    quoted: list[bool] = []
    for block in article.blocks:
        if not block.aligned or block.kind is Kind.HEADING:
            continue
        text = article.text_of(block)
        inside = [False] * len(text)
        for start, end in quotations(text):
            inside[start:end] = [True] * (end - start)
        for start, end in word_spans(article.text, block.start, block.end):
            words.append(article.text[start:end].casefold())
            places.append(Span(start, end))
            quoted.append(block.kind is Kind.QUOTATION or inside[start - block.start])
    return WordRun(tuple(words), tuple(places), tuple(quoted))


@lru_cache(maxsize=256)
def runs_of(article: Article) -> frozenset[tuple[str, ...]]:
    """All runs of `RUN` words of an article."""
    words = word_run(article).words
    return frozenset(words[at : at + RUN] for at in range(len(words) - RUN + 1))
