"""The key words of a change, which change what is claimed: a number, not the phrase around it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence

from annotations.alignment.diff.change_kinds import ChangeKind
from annotations.alignment.diff.word_classes import Meaning, Sense, canonical_form, is_word
from annotations.alignment.diff.word_diff import WordEdit
from annotations.alignment.diff.words import Words, split_words
from annotations.articles import Article, Span

_KEY_MEANINGS = {
    Meaning.NUMBER: ChangeKind.NUMBER,
    Meaning.DATE: ChangeKind.DATE,
    Meaning.NAME: ChangeKind.NAME,
    Meaning.NEGATION: ChangeKind.NEGATION,
    Meaning.QUANTIFIER: ChangeKind.QUANTIFIER,
    Meaning.CERTAINTY: ChangeKind.CERTAINTY,
}
SHORT = 60
"""Code points of a change of quoted words up to which all of it is given."""


def key_words(
    edits: Sequence[WordEdit], left: Article, right: Article
) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Spans, on either side, of the words that change what is claimed, in what an edit script changes.

    `edits` is a whole script as `word_diff` gives it, for the kind of a word follows from the words
    around it. A word that stands on both sides of its edit is left out; a short change of quoted
    words is taken whole. Spans are offsets of either article, in order; neighbours are joined.
    """
    if not edits:
        return (), ()
    ours = _Side(left, Span(edits[0].left.start, edits[-1].left.end))
    theirs = _Side(right, Span(edits[0].right.start, edits[-1].right.end))
    senses = (
        Sense(ours.words.texts, theirs.words.texts),
        Sense(theirs.words.texts, ours.words.texts),
    )
    found: tuple[list[Span], list[Span]] = ([], [])
    for edit in edits:
        if not edit.important:
            continue
        gone, come = ours.within(edit.left), theirs.within(edit.right)
        quoted = ChangeKind.QUOTATION in edit.kinds
        for spans, side, sense, here, there, span in (
            (found[0], ours, senses[0], gone, come, edit.left),
            (found[1], theirs, senses[1], come, gone, edit.right),
        ):
            if quoted and 0 < span.end - span.start <= SHORT:
                spans.append(span)
                continue
            other = Counter(folded for _, folded in there)
            for index, folded in here:
                if other[folded] > 0:
                    other[folded] -= 1
                elif _KEY_MEANINGS.get(sense.at(index)) in edit.kinds:
                    spans.append(side.span(index))
    return _joined(found[0], left.text), _joined(found[1], right.text)


class _Side:
    """The words of one side of a script."""

    def __init__(self, article: Article, span: Span) -> None:
        self.offset = span.start
        self.words: Words = split_words(article.text[span.start : span.end])

    def within(self, span: Span) -> list[tuple[int, str]]:
        """Index and folded form of the words inside a span of the article."""
        first = bisect_left(self.words.starts, span.start - self.offset, hi=len(self.words))
        last = bisect_left(self.words.starts, span.end - self.offset, hi=len(self.words))
        texts = self.words.texts
        return [(at, canonical_form(texts[at])) for at in range(first, last) if is_word(texts[at])]

    def span(self, index: int) -> Span:
        return Span(self.offset + self.words.starts[index], self.offset + self.words.ends[index])


def _joined(spans: Iterable[Span], text: str) -> tuple[Span, ...]:
    joined: list[Span] = []
    for span in spans:
        if joined and not text[joined[-1].end : span.start].strip():
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return tuple(joined)
