"""Trees: the words of a unit with what each depends on, as a parser that the user has gives them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from annotations.suggestions.attribution.sources import Phrase
from annotations.suggestions.attribution.units import Unit


class Node(NamedTuple):
    """A token of a parsed text: its place, its lemma, its tag, and the token that it depends on.

    `tag` is of the Penn treebank and `relation` of ClearNLP, as spaCy's English models give them; `head`
    is the index of a node, its own for the root of a sentence.
    """

    start: int
    end: int
    lemma: str
    tag: str
    relation: str
    head: int


Parser: TypeAlias = Callable[[Sequence[str]], Sequence[Sequence[Node]]]
"""Parses paragraphs; offsets are those of the text of each."""


@dataclass(frozen=True, slots=True)
class Tree:
    """The nodes of a unit, each with the word of the unit that it is, or is a part of.

    `children` are the nodes that depend on each node, in order.
    """

    nodes: tuple[Node, ...]
    words: tuple[int, ...]
    children: tuple[tuple[int, ...], ...]

    def below(self, at: int, without: Iterable[int] = ()) -> set[int]:
        """The nodes of a subtree, its root included; those of `without` are left out with all below."""
        left = set(without)
        found: set[int] = set()
        waiting = [at]
        while waiting:
            here = waiting.pop()
            if here not in left and here not in found:
                found.add(here)
                waiting += self.children[here]
        return found

    def child(self, at: int, *relations: str) -> int | None:
        """The first node that depends on another in one of some relations."""
        return next((i for i in self.children[at] if self.nodes[i].relation in relations), None)


def tree_of(unit: Unit, nodes: Sequence[Node], offset: int) -> Tree:
    """The part of a parsed paragraph that a unit is; `offset` is where the paragraph begins."""
    starts = [word.start for word in unit.words]
    first, last = starts[0], unit.words[-1].end
    kept = [at for at, node in enumerate(nodes) if first <= node.start + offset < last]
    new = {at: i for i, at in enumerate(kept)}
    cut = tuple(nodes[at]._replace(head=new.get(nodes[at].head, i)) for i, at in enumerate(kept))
    below: list[list[int]] = [[] for _ in cut]
    for at, node in enumerate(cut):
        if node.head != at:
            below[node.head].append(at)
    words = (bisect_right(starts, node.start + offset) - 1 for node in cut)
    return Tree(cut, tuple(words), tuple(map(tuple, below)))


def phrases(words: Iterable[int]) -> tuple[Phrase, ...]:
    """The runs of words that follow each other."""
    found: list[Phrase] = []
    for word in sorted(set(words)):
        if found and found[-1].last + 1 == word:
            found[-1] = Phrase(found[-1].first, word)
        else:
            found.append(Phrase(word, word))
    return tuple(found)
