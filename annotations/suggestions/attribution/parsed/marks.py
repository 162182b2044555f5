"""What is known of a candidate, by name: what its chance is made of, with what the rules say."""

from __future__ import annotations

from collections.abc import Iterator

from annotations.suggestions.attribution.language.tables import Frame, Language
from annotations.suggestions.attribution.parsed.candidates import Candidate, form_of
from annotations.suggestions.attribution.parsed.english import NOUN_CLASSES, VERB_CLASSES
from annotations.suggestions.attribution.parsed.trees import Tree
from annotations.suggestions.attribution.sources import Phrase
from annotations.suggestions.attribution.units import Unit

_PRONOUNS = {
    **dict.fromkeys(("he", "she"), "he or she"),
    **dict.fromkeys(("who", "that", "which"), "relative"),
    **{word: word for word in ("i", "we", "you", "they", "it")},
}
_LENGTHS = ((1, "1"), (2, "2"), (4, "to 4"), (9, "to 9"), (19, "to 19"), (39, "to 39"))
_FINITE = ("VBD", "VBZ", "VBP", "MD")


def relation_of(candidate: Candidate) -> str:
    """The first relation of what a candidate brings: `dobj` for `dobj+prep`, `prep` for `prep of`."""
    return candidate.draft.sign.split()[0].split("+")[0]


def marks_of(candidate: Candidate, unit: Unit, tree: Tree, language: Language) -> Iterator[str]:
    """Everything that is known of a candidate by itself."""
    yield from _of_cue(candidate, unit, tree, language)
    yield from _of_source(candidate, unit, language)
    yield from _of_content(candidate, unit, tree, language)


def _of_cue(candidate: Candidate, unit: Unit, tree: Tree, language: Language) -> Iterator[str]:
    node, form = tree.nodes[candidate.at], form_of(tree, candidate.at)
    relation, draft = relation_of(candidate), candidate.draft
    fits = _fits(candidate, unit, tree, language)
    known = language.verbs.get(unit.words[tree.words[candidate.at]].low)
    kind = known[0].kind if known else "none"
    yield f"{form} {draft.lemma}"
    yield f"{form} brings {draft.sign}"
    yield f"{form} {fits}"
    yield f"{form} {fits}, brings {relation}"
    yield f"kind {kind}"
    yield f"kind {kind}, brings {relation}"
    classes = {"verb": VERB_CLASSES, "noun": NOUN_CLASSES}.get(form, {}).get(node.lemma, ())
    for each in sorted(classes):
        yield f"{form} of class {each}"
        yield f"{form} of class {each}, brings {relation}"
    if not classes and not known:
        yield f"{form} of no class"
        yield f"{form} of no class, brings {relation}"
    yield f"tag {node.tag}"
    yield f"cue is {node.relation}"
    if unit.words[draft.cue.last].quotation:
        yield "cue quoted"
    below = [tree.nodes[i] for i in tree.children[candidate.at]]
    if any(each.relation == "neg" for each in below):
        yield "negated"
    yield from (f"auxiliary {each.lemma}" for each in below if each.relation == "aux")
    if unit.heading:
        yield "heading"
    if unit.is_quoted:
        yield "unit quoted"


def _of_source(candidate: Candidate, unit: Unit, language: Language) -> Iterator[str]:
    steps = candidate.way.split(".")
    yield f"source by {steps[-1]}"
    yield f"source from {steps[0]}"
    yield f"source {min(len(steps), 4)} off"
    source = candidate.draft.source
    if source is None:
        yield "source none"
        return
    words = unit.words[source.first : source.last + 1]
    alone = words[0].low if len(words) == 1 else ""
    yield f"source {_PRONOUNS.get(alone, 'one word' if alone else 'a phrase')}"
    if any(word.low in language.person for word in words):
        yield "source is a role"
    if any(word.quotation for word in words):
        yield "source quoted"
    if source.last < candidate.draft.cue.first:
        yield "source before"
    if len(words) > 12:
        yield "source long"


def _of_content(candidate: Candidate, unit: Unit, tree: Tree, language: Language) -> Iterator[str]:
    pieces = candidate.draft.content
    inside = [word for piece in pieces for word in unit.words[piece.first : piece.last + 1]]
    yield f"words {next((name for most, name in _LENGTHS if len(inside) <= most), 'more')}"
    quoted = sum(word.quotation > 0 for word in inside)
    if quoted and not unit.words[candidate.draft.cue.last].quotation:
        yield "content quoted" if quoted < len(inside) else "content all quoted"
    first = inside[0].low
    if first in language.complementizers | language.questions or first in ("to", "as"):
        yield f"opens {first}"
    if any(tree.nodes[i].tag in _FINITE for i in nodes_in(tree, pieces)):
        yield "finite verb inside"
    yield f"cut {candidate.cut}"
    yield f"cut {candidate.cut}, brings {relation_of(candidate)}"


def nodes_in(tree: Tree, pieces: tuple[Phrase, ...]) -> set[int]:
    """The nodes whose words stand in some phrases."""
    words = {word for piece in pieces for word in range(piece.first, piece.last + 1)}
    return {at for at, word in enumerate(tree.words) if word in words}


def _fits(candidate: Candidate, unit: Unit, tree: Tree, language: Language) -> str:
    """Whether the tables of the rules have a cue, and bring what stands here after it."""
    name = candidate.draft.sign
    word = unit.words[tree.words[candidate.at]].low
    preposition = name[5:] if name.startswith("prep ") else ""
    form = form_of(tree, candidate.at)
    if form != "verb":
        before = (language.nouns if form == "noun" else language.adjectives).get(word)
        if before is None:
            return "unknown"
        return "fits" if not preposition or preposition in before else "fits not"
    known = language.verbs.get(word)
    if not known:
        return "unknown"
    frames, before = known[0].frames, known[0].before
    if preposition == "as":
        return "as an object" if Frame.OBJECT in frames else "fits not"
    wanted: set[Frame] = set()
    if name in ("ccomp", "left ccomp"):
        wanted, preposition = {Frame.CLAUSE, Frame.QUOTE, Frame.RECIPIENT}, "that"
    elif name == "xcomp":
        wanted, preposition = {Frame.TO, Frame.PERSON_TO}, "to"
    elif name == "dobj":
        wanted = {Frame.OBJECT}
    elif "+" in name:
        wanted = {Frame.OBJECT, Frame.PERSON_TO}
    elif not preposition:
        return "known"
    return "fits" if frames & wanted or preposition in before else "fits not"
