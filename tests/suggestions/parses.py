"""Parses written by hand, in place of those of a model."""

from __future__ import annotations

from collections.abc import Sequence

from annotations.suggestions.attribution.parsed.spacy_parser import NamedParser
from annotations.suggestions.attribution.parsed.trees import Node


def nodes(text: str, table: str) -> list[Node]:
    """The nodes of a sentence: `word/lemma/tag/relation/head`, where the head is counted from 0."""
    found: list[Node] = []
    at = 0
    for entry in table.split():
        word, lemma, tag, relation, head = entry.split("/")
        start = text.index(word, at)
        at = start + len(word)
        found.append(Node(start, at, lemma or word.lower(), tag, relation, int(head)))
    return found


class ByHand:
    """A parser that knows the sentences it is given, and gives no nodes for any other."""

    def __init__(self, *tables: tuple[str, str]) -> None:
        self._known = dict(tables)
        self.asked: list[str] = []

    def __call__(self, texts: Sequence[str]) -> list[list[Node]]:
        self.asked += texts
        return [nodes(text, self._known.get(text, "")) for text in texts]

    @property
    def named(self) -> NamedParser:
        return NamedParser(self, "by-hand 1")


DOWNPLAYED = (
    "The owners downplayed the danger of the reef on Monday.",
    "The//DT/det/1 owners/owner/NNS/nsubj/2 downplayed/downplay/VBD/ROOT/2 the//DT/det/4"
    " danger//NN/dobj/2 of//IN/prep/4 the//DT/det/7 reef//NN/pobj/5 on//IN/prep/2 Monday//NNP/pobj/8"
    " .//./punct/2",
)
QUOTED = (
    "Ida Moll was quoted by the Courant as saying that the ferry sank.",
    "Ida//NNP/compound/1 Moll//NNP/nsubjpass/3 was/be/VBD/auxpass/3 quoted/quote/VBN/ROOT/3"
    " by//IN/agent/3 the//DT/det/6 Courant//NNP/pobj/4 as//IN/prep/3 saying/say/VBG/pcomp/7"
    " that//IN/mark/12 the//DT/det/11 ferry//NN/nsubj/12 sank/sink/VBD/ccomp/8 .//./punct/3",
)
TWO_CLAUSES = (
    "Moll said the ferry was late and the fog lay thick.",
    "Moll//NNP/nsubj/1 said/say/VBD/ROOT/1 the//DT/det/3 ferry//NN/nsubj/4 was/be/VBD/ccomp/1"
    " late//JJ/acomp/4 and//CC/cc/4 the//DT/det/8 fog//NN/nsubj/9 lay/lie/VBD/conj/4"
    " thick//JJ/acomp/9 .//./punct/1",
)
URGED = (
    "Moll urged the captain to sail.",
    "Moll//NNP/nsubj/1 urged/urge/VBD/ROOT/1 the//DT/det/3 captain//NN/dobj/1 to//TO/aux/5"
    " sail//VB/xcomp/1 .//./punct/1",
)
INSISTENCE = (
    "His insistence that nobody drowned met doubt.",
    "His//PRP$/poss/1 insistence//NN/nsubj/5 that//IN/mark/4 nobody//NN/nsubj/4"
    " drowned/drown/VBD/acl/1 met/meet/VBD/ROOT/5 doubt//NN/dobj/5 .//./punct/5",
)
CONFIDENT = (
    "The captain was confident that the reef was far.",
    "The//DT/det/1 captain//NN/nsubj/2 was/be/VBD/ROOT/2 confident//JJ/acomp/2 that//IN/mark/7"
    " the//DT/det/6 reef//NN/nsubj/7 was/be/VBD/ccomp/3 far//RB/advmod/7 .//./punct/2",
)
EVERY = (DOWNPLAYED, QUOTED, TWO_CLAUSES, URGED, INSISTENCE, CONFIDENT)
