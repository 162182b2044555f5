"""More of a label: sentences like those that were tagged with it, the likeliest first.

What counts is the words that tagged sentences have and the rest has not: each word weighs its log
odds in the tagged sentences against the others, smoothed (the informative prior of Monroe, Colaresi
and Quinn, "Fightin' Words", Political Analysis 2008), and a sentence the sum of its words over the root
of their number. How like is like enough is asked of the sentences themselves: each tagged one held
against the other tagged ones, and all that are not tagged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from statistics import median

from annotations.alignment.linking.terms import match_tokens
from annotations.articles.article import Article, Kind, Span
from annotations.articles.text.sentences import sentences

ENOUGH = 20
"""Tags that a label needs: of fewer, chance words would speak for it."""

PRIOR = 40.0
"""Weight, in words, of what all sentences say of a word before the tagged ones are asked."""

BEST_OF_OTHERS = 0.95
"""Share of the untagged sentences that are surely not the label's; some of the rest may be."""

LEAST = 0.5
"""Likeness from which a sentence is proposed."""

FEWEST_WORDS = 4
"""Words with meaning that a sentence needs to be proposed."""


@dataclass(frozen=True, slots=True)
class MoreOfLabel:
    """A sentence that is like those of a label: where, how like (0 to 1), and by which words.

    `likeness` is .5 midway between what is surely not the label's and the middle one of its own
    sentences, which has .73.
    """

    span: Span
    likeness: float
    words: tuple[str, ...]


class LabelWords:
    """What the tagged sentences of a label have in common, against all others.

    `tagged` and `others` are texts of sentences. Raises `ValueError` for fewer than `ENOUGH` tagged
    ones: nothing can be said then.
    """

    def __init__(self, tagged: Sequence[str], others: Iterable[str]) -> None:
        if len(tagged) < ENOUGH:
            raise ValueError(f"a label needs {ENOUGH} tags before more of it can be found")
        own = [_terms(text) for text in tagged]
        self._inside = Counter(term for terms in own for term in terms)
        rest = [_terms(text) for text in others]
        self._all = self._inside + Counter(term for terms in rest for term in terms)
        self._inside_total = sum(self._inside.values())
        self._total = sum(self._all.values())
        own_level = median(self._score(terms, without=terms) for terms in own)
        beside = sorted(self._score(terms) for terms in rest)
        other_level = beside[int(BEST_OF_OTHERS * (len(beside) - 1))] if beside else 0.0
        self._middle = (max(own_level, other_level) + other_level) / 2
        self._scale = max(self._middle - other_level, 0.05)

    def likeness(self, text: str) -> float:
        """How like the tagged sentences a text is, between 0 and 1; see `MoreOfLabel`."""
        terms = _terms(text)
        if len(terms) < FEWEST_WORDS:
            return 0.0
        return 1 / (1 + exp((self._middle - self._score(terms)) / self._scale))

    def speaking(self, text: str) -> tuple[str, ...]:
        """The words of a text that speak most for the label, three at the most."""
        said = {token.stem: text[token.start : token.end] for token in match_tokens(text)}
        terms = sorted(_terms(text), key=lambda term: (-self._weight(term, 0), term))
        return tuple(said[term] for term in terms[:3] if self._weight(term, 0) > 0)

    def _score(self, terms: frozenset[str], without: frozenset[str] = frozenset()) -> float:
        """The summed weight of terms, less for a long text; `without` one sentence's own."""
        if not terms:
            return 0.0
        return sum(self._weight(term, term in without) for term in terms) / sqrt(len(terms))

    def _weight(self, term: str, own: int) -> float:
        """Log odds of a term inside the label against all, `own` of its counts taken out."""
        everywhere = self._all[term] - own
        expected = PRIOR * (everywhere + 1) / (self._total + 1)
        inside = (self._inside[term] - own + expected) / (self._inside_total + PRIOR)
        return log(inside * (self._total + 1) / (everywhere + 1))


def more_of_label(
    article: Article, tagged: Sequence[str], others: Iterable[str] = ()
) -> tuple[MoreOfLabel, ...]:
    """Propose sentences of an article for a label, the likeliest first.

    `tagged` are the sentences that carry the label, of this and other articles; `others` sentences
    of other articles that do not carry it. What is tagged already is not proposed again. Empty
    where there are fewer than `ENOUGH` tagged ones.
    """
    if len(tagged) < ENOUGH:
        return ()
    known = {text.strip() for text in tagged}
    here = [(span, article.text[span.start : span.end]) for span in _sentences(article)]
    fresh = [(span, text) for span, text in here if text not in known]
    label = LabelWords(tagged, [*others, *(text for _, text in fresh)])
    found = [
        MoreOfLabel(span, likeness, label.speaking(text))
        for span, text in fresh
        if (likeness := label.likeness(text)) >= LEAST
    ]
    return tuple(sorted(found, key=lambda each: (-each.likeness, each.span)))


def _sentences(article: Article) -> Iterable[Span]:
    for block in article.blocks:
        if block.aligned and block.kind is not Kind.TABLE_ROW:
            yield from sentences(article, block)


def _terms(text: str) -> frozenset[str]:
    """The stems of a text that carry meaning."""
    return frozenset(token.stem for token in match_tokens(text) if not token.stops)
