"""Candidates of a tree: every verb, noun and adjective with a source and what it may bring."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from annotations.suggestions.attribution.drafts import Draft
from annotations.suggestions.attribution.language.tables import Language, words
from annotations.suggestions.attribution.parsed.english import NOUN_CLASSES, VERB_CLASSES
from annotations.suggestions.attribution.parsed.subjects import owner_of, source_of
from annotations.suggestions.attribution.parsed.trees import Tree, phrases
from annotations.suggestions.attribution.sources import Phrase
from annotations.suggestions.attribution.units import Part, Unit


class Brought(NamedTuple):
    """What a cue may bring: the relation it stands in, what was left out of it, and its nodes."""

    relation: str
    cut: str
    nodes: set[int]


class Candidate(NamedTuple):
    """A draft, the node that is its cue, the way to its source, and what was cut off its content."""

    draft: Draft
    at: int
    way: str
    cut: str


_COMPLEMENTS = ("ccomp", "xcomp", "dobj", "attr", "oprd", "acomp", "prep", "dative", "prt", "pcomp")
_ALONE = ("ccomp", "xcomp", "dobj", "attr", "oprd", "prep", "advcl")
_OF_NOUNS = ("acl", "ccomp", "relcl", "prep")
_OF_ADJECTIVES = ("ccomp", "xcomp", "prep")
_BEFORE_CONTENT = words("of about for to on that against with over in toward towards as")
"""Prepositions between a noun and what it brings: criticism of, a vote against."""

_WHEN = words("during after before in on at amid")
_FORMS = {"V": "verb", "N": "noun", "J": "adjective"}


def form_of(tree: Tree, at: int) -> str:
    """Whether a cue is a verb, a noun or an adjective."""
    return _FORMS.get(tree.nodes[at].tag[:1], "other")


def candidates(unit: Unit, tree: Tree, language: Language) -> Iterator[Candidate]:
    """Propose what each verb, noun and adjective of a unit may bring."""
    for at, node in enumerate(tree.nodes):
        if node.tag.startswith("VB") and node.relation not in ("aux", "auxpass"):
            yield from _of_verb(unit, tree, at, language)
        elif node.tag.startswith("NN"):
            yield from _of_noun(unit, tree, at, language)
        elif node.tag.startswith("JJ") and node.relation == "acomp":
            yield from _of_adjective(unit, tree, at, language)


def _of_verb(unit: Unit, tree: Tree, at: int, language: Language) -> Iterator[Candidate]:
    brought: list[Brought] = []
    right: list[int] = []
    for i in tree.children[at]:
        relation = tree.nodes[i].relation
        if i < at:
            if relation in ("ccomp", "parataxis"):
                brought.append(Brought(f"left {relation}", "full", tree.below(i, [at])))
            continue
        if relation in _COMPLEMENTS:
            right.append(i)
        timed = relation == "advcl" and tree.child(i, "mark") is not None  # while he slept
        if relation in _ALONE and not timed:
            brought += _with_shorter(tree, i)
    if len(right) > 1:
        names = "+".join(tree.nodes[i].relation for i in right[:3])
        brought.append(Brought(names, "full", set().union(*map(tree.below, right))))
    subject = tree.child(at, "nsubjpass")
    if subject is not None and tree.child(at, "auxpass") is not None:
        rest = [i for i in right if tree.nodes[i].relation != "agent"]
        inside = tree.below(subject).union(*map(tree.below, rest))
        brought.append(Brought("nsubjpass+" if rest else "nsubjpass", "full", inside))
    whose, way = source_of(tree, at)
    yield from _made(unit, tree, at, verb_group(tree, at), whose, way, brought, language)


def _of_noun(unit: Unit, tree: Tree, at: int, language: Language) -> Iterator[Candidate]:
    brought = [
        Brought(_named(tree, i), "full", tree.below(i))
        for i in tree.children[at]
        if i > at
        and tree.nodes[i].relation in _OF_NOUNS
        and (tree.nodes[i].relation != "prep" or tree.nodes[i].lemma in _BEFORE_CONTENT)
    ]
    if not brought:
        return
    whose, way = owner_of(tree, at)
    node = tree.nodes[at]
    first = at
    if node.relation in ("dobj", "attr", "oprd") and whose is not None and way.startswith("verb"):
        first = min(at, *verb_group(tree, node.head))  # made a promise
    yield from _made(unit, tree, at, range(first, at + 1), whose, way, brought, language)


def _of_adjective(unit: Unit, tree: Tree, at: int, language: Language) -> Iterator[Candidate]:
    verb = tree.nodes[at].head
    brought = [
        Brought(_named(tree, i), "full", tree.below(i))
        for i in (*tree.children[at], *tree.children[verb])
        if i > at and tree.nodes[i].relation in _OF_ADJECTIVES
    ]
    whose, way = source_of(tree, verb)
    cue = range(min(at, *verb_group(tree, verb)), at + 1)
    yield from _made(unit, tree, at, cue, whose, way, brought, language)


def _named(tree: Tree, at: int) -> str:
    """The relation of a node, a preposition with its word."""
    node = tree.nodes[at]
    return f"prep {node.lemma}" if node.relation == "prep" else node.relation


def _with_shorter(tree: Tree, root: int) -> Iterator[Brought]:
    """A content, and the same without what may be the reporter's: a second clause, a time, a reason."""
    name = _named(tree, root)
    yield Brought(name, "full", tree.below(root))
    later = [i for i in tree.children[root] if i > root]
    joined = [i for i in later if tree.nodes[i].relation == "conj"]
    if joined and name in ("ccomp", "xcomp", "dobj"):
        yield Brought(name, "no second clause", tree.below(root, joined))
    adverbial = [
        i
        for i in later
        if tree.nodes[i].relation == "advcl"
        or (tree.nodes[i].relation == "prep" and tree.nodes[i].lemma in _WHEN)
    ]
    if adverbial:
        yield Brought(name, "no adverbial", tree.below(root, adverbial))
    hung = [i for i in later if tree.nodes[i].relation in ("relcl", "prep", "acl", "appos")]
    if name == "dobj" and hung:
        yield Brought(name, "bare noun", tree.below(root, hung))


def verb_group(tree: Tree, at: int) -> list[int]:
    """The nodes of a verb with its auxiliaries and particle, as one run."""
    first = last = at
    kept = {
        i
        for i in tree.children[at]
        if tree.nodes[i].relation in ("aux", "auxpass", "neg", "advmod", "prt")
    }
    while first - 1 in kept and tree.nodes[first - 1].relation != "prt":
        first -= 1
    while last + 1 in kept and tree.nodes[last + 1].relation == "prt":
        last += 1
    while first < at and tree.nodes[first].relation == "advmod":
        first += 1
    return list(range(first, last + 1))


def _made(
    unit: Unit,
    tree: Tree,
    at: int,
    cue: Iterable[int],
    whose: int | None,
    way: str,
    brought: list[Brought],
    language: Language,
) -> Iterator[Candidate]:
    """A candidate for each content, cut to words that are neither cue nor source."""
    cue_words = {tree.words[i] for i in cue}
    said = Phrase(min(cue_words), max(cue_words))
    source = _source(unit, tree, at, whose, said)
    barred = cue_words | (set(range(source.first, source.last + 1)) if source else set())
    lemma, kind = _meaning(unit, tree, at, language)
    for each in brought:
        inside = {tree.words[i] for i in each.nodes} - barred
        runs = (trimmed(unit, run) for run in phrases(inside))
        pieces = _joined(unit, [run for run in runs if run is not None], barred)
        if pieces:
            shared = "conj" in way or "xcomp" in way
            draft = Draft(source, said, pieces, kind, "parsed", each.relation, shared, lemma)
            yield Candidate(draft, at, way, each.cut)


def _source(unit: Unit, tree: Tree, at: int, whose: int | None, said: Phrase) -> Phrase | None:
    """The words of a source: those below its node that stand together with it."""
    inside = tree.below(whose, [at]) if whose is not None else set()
    if whose is None or whose not in inside:
        return None
    head = tree.words[whose]
    runs = phrases(tree.words[i] for i in inside)
    found = trimmed(unit, next(each for each in runs if each.first <= head <= each.last))
    apart = found is not None and (found.first > said.last or said.first > found.last)
    return found if apart else None


def _joined(unit: Unit, pieces: list[Phrase], barred: set[int]) -> tuple[Phrase, ...]:
    """Join pieces between which only signs stand."""
    found: list[Phrase] = []
    for piece in pieces:
        between = range(found[-1].last + 1, piece.first) if found else ()
        if found and all(i not in barred and unit.words[i].part in _SIGNS for i in between):
            found[-1] = Phrase(found[-1].first, piece.last)
        else:
            found.append(piece)
    return tuple(found)


_ENDS = (Part.COMMA, Part.STOP, Part.COLON, Part.DASH)
_SIGNS = (*_ENDS, Part.BRACKET, Part.MARK)


def trimmed(unit: Unit, run: Phrase) -> Phrase | None:
    """A run of words without the signs at its ends; None where it has nothing else."""
    first, last = run
    while first <= last and unit.words[first].part in _ENDS:
        first += 1
    while last >= first and unit.words[last].part in (*_ENDS, Part.CONJUNCTION):
        last -= 1
    return Phrase(first, last) if first <= last else None


def _meaning(unit: Unit, tree: Tree, at: int, language: Language) -> tuple[str, str]:
    """The lemma of a cue and its class; "" for a word of no class."""
    known = language.verbs.get(unit.words[tree.words[at]].low)
    if known:
        return known[0].lemma, known[0].kind
    lemma = tree.nodes[at].lemma
    classes = (NOUN_CLASSES if form_of(tree, at) == "noun" else VERB_CLASSES).get(lemma, ())
    return lemma, next(iter(classes), "")
