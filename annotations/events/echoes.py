"""Articles of an event that are one voice: copies of each other, or of a text none has in full.

A wire story that five papers print is one report, not five. Two articles belong together where the
shorter one shares most of its own words with the other; words in quotations do not count, for
reporters who hear the same speech write down the same. What copies share with any of the others is
marked in each of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotations.articles import Article, Span
from annotations.events.credits import credit
from annotations.events.fingerprints import sharing
from annotations.events.shared_text import covered, inside, shared_text

MOST = 0.4
"""Share of the shorter article's own words from which two articles have one text.

Independent reports of one event stay below: in those of BASIL the most is .34 (a long post that one
of two outlets cites without quotation marks), the next .22. Two papers that each print half of a
wire story beside as much of their own have a quarter to a half in common.
"""

LEAST_WORDS = 15
"""Shared words that are no quotation, below which two articles are too short to say."""


@dataclass(frozen=True, slots=True)
class Echo:
    """Some articles that are one voice.

    `articles` are indices among those that were compared, in order; `shared` has for each of them
    the spans of its text that others of them have too, `shares` how much of it that is (0 to 1).
    `name` is the agency or paper that they say the text is from, empty where none says so.
    """

    articles: tuple[int, ...]
    shared: tuple[tuple[Span, ...], ...]
    shares: tuple[float, ...]
    name: str = ""

    def carries(self, article: int, span: Span) -> bool:
        """Whether most of a span of an article is text that others of the echo have, too."""
        return covered(span, self._spans(article)) >= CARRIED

    def shared_in(self, article: int, span: Span) -> Iterator[Span]:
        """What of a span of an article others of the echo have, too."""
        return inside(span, self._spans(article))

    def _spans(self, article: int) -> Sequence[Span]:
        return self.shared[self.articles.index(article)] if article in self.articles else ()


CARRIED = 0.5
"""Share of a span that has to be shared text for it to be said by the common voice."""


def echoes(articles: Sequence[Article]) -> tuple[Echo, ...]:
    """The groups of articles that copy each other or a common text, in order of their first.

    An article is in one group at most; those that copy nothing are in none.
    """
    group = list(range(len(articles)))

    def root(index: int) -> int:
        while group[index] != index:
            index = group[index]
        return index

    for one, other in sharing(articles):
        roots = sorted((root(one), root(other)))
        if roots[0] != roots[1] and _one_text(articles[one], articles[other]):
            group[roots[1]] = roots[0]
    members: dict[int, list[int]] = {}
    for index in range(len(articles)):
        members.setdefault(root(index), []).append(index)
    return tuple(_echo(articles, each) for each in members.values() if len(each) > 1)


def _one_text(one: Article, other: Article) -> bool:
    """Whether either shares most of its own words with the other."""
    found = shared_text(one, (other,)), shared_text(other, (one,))
    return any(each.share >= MOST and each.words >= LEAST_WORDS for each in found)


def _echo(articles: Sequence[Article], members: Sequence[int]) -> Echo:
    parts = [
        shared_text(articles[each], [articles[other] for other in members if other != each])
        for each in members
    ]
    names = Counter(filter(None, (credit(articles[each]) for each in members)))
    return Echo(
        tuple(members),
        tuple(part.spans for part in parts),
        tuple(part.share for part in parts),
        names.most_common(1)[0][0] if names else "",
    )
