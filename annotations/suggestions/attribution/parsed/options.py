"""Options of a unit: what its rules and its tree propose, each with what the other says of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import log
from typing import TypeAlias

from annotations.suggestions.attribution.confidence import confidence
from annotations.suggestions.attribution.drafts import Draft, span_of
from annotations.suggestions.attribution.features import FEATURES
from annotations.suggestions.attribution.language.tables import Language
from annotations.suggestions.attribution.parsed.candidates import Candidate, candidates
from annotations.suggestions.attribution.parsed.marks import marks_of, nodes_in, relation_of
from annotations.suggestions.attribution.parsed.trees import Tree
from annotations.suggestions.attribution.proposals import Proposal
from annotations.suggestions.attribution.sources import Phrase
from annotations.suggestions.attribution.units import Unit

Marks: TypeAlias = dict[str, float]

SAME, NEAR = 0.95, 0.5
"""Shares of all words of two contents that both have, from which they are the same, or nearly."""

_LEAST, _MOST = 0.003, 0.997


@dataclass(frozen=True, slots=True)
class Option:
    """A proposal before it is weighed; words of its unit as bits of a number, so as to compare fast."""

    proposal: Proposal
    head: int
    """The word that is its cue, without auxiliaries."""
    content: int
    source: int
    marks: Marks
    origin: str
    """`rule`, `parse`, or `mixed`: the content of one with the source of the other."""


def options(
    unit: Unit, at: int, tree: Tree, rules: Sequence[Proposal], language: Language
) -> list[Option]:
    """Everything that may be proposed of a unit; `rules` are the proposals of the rules for it."""
    found = list(candidates(unit, tree, language))
    contents = [bits(each.draft.content) for each in found]
    ruled = [bits(each.draft.content) for each in rules]
    return [
        *_of_tree(unit, at, tree, list(zip(found, contents, strict=True)), rules, ruled, language),
        *(
            option
            for rule, content in zip(rules, ruled, strict=True)
            for option in _of_rule(rule, content, tree, list(zip(found, contents, strict=True)))
        ),
    ]


def bits(phrases: Iterable[Phrase]) -> int:
    """The words of phrases as bits."""
    return sum(((1 << (last - first + 1)) - 1) << first for first, last in phrases)


def shared(one: int, other: int) -> float:
    """The share of all words of two that both have."""
    return (one & other).bit_count() / max(1, (one | other).bit_count())


def odds(chance: float) -> float:
    """Log-odds of a chance, none of them endless."""
    kept = min(max(chance, _LEAST), _MOST)
    return log(kept / (1 - kept))


def _nearness(one: int, other: int) -> str:
    share = shared(one, other)
    return "same" if share > SAME else "near" if share >= NEAR else "far"


def _sources(one: int, other: int) -> str:
    if one == other:
        return "same" if one else "none"
    return "touched" if one & other else "other"


def _of_tree(
    unit: Unit,
    at: int,
    tree: Tree,
    found: list[tuple[Candidate, int]],
    rules: Sequence[Proposal],
    ruled: list[int],
    language: Language,
) -> Iterator[Option]:
    """The candidates of a tree; also with the source of the rule that has the same cue."""
    many = Counter(candidate.at for candidate, _ in found)
    widest = {
        at: max(content.bit_count() for each, content in found if each.at == at) for at in many
    }
    for candidate, content in found:
        head = tree.words[candidate.at]
        draft = candidate.draft
        source = bits((draft.source,)) if draft.source else 0
        marks = dict.fromkeys(marks_of(candidate, unit, tree, language), 1.0)
        nested = any(content >> head & 1 for content in ruled)
        if nested:
            marks["nested"] = 1.0
        if many[candidate.at] > 1:
            whole = content.bit_count() == widest[candidate.at]
            marks["the widest of its cue" if whole else "not the widest of its cue"] = 1.0
        same = [
            (shared(content, other), i)
            for i, other in enumerate(ruled)
            if rules[i].draft.cue.first <= head <= rules[i].draft.cue.last
        ]
        rule = rules[max(same)[1]] if same else None
        marks |= _beside_rule(content, source, rule)
        proposal = _proposal(unit, at, draft, nested, rule)
        yield Option(proposal, head, content, source, marks, "parse")
        theirs = rule.draft.source if rule else None
        if theirs and not bits((theirs,)) & source:
            other = _proposal(unit, at, draft._replace(source=theirs), nested, rule)
            kept = {name: value for name, value in marks.items() if not name.startswith("source")}
            yield Option(
                other, head, content, bits((theirs,)), kept | {"source of the rule": 1.0}, "mixed"
            )


def _beside_rule(content: int, source: int, rule: Proposal | None) -> Marks:
    """What the rule with the same cue says of a candidate."""
    if rule is None:
        return {"no rule": 1.0}
    other = bits(rule.draft.content)
    near = _nearness(content, other)
    likely = odds(confidence(rule.features))
    marks = {f"rule {near}": 1.0, "rule's odds": likely, f"rule's odds, {near}": likely}
    marks[
        f"source of rule {_sources(source, bits((rule.draft.source,)) if rule.draft.source else 0)}"
    ] = 1.0
    if content != other and content | other == other:
        marks["inside rule's"] = 1.0
    if content != other and content | other == content:
        marks["around rule's"] = 1.0
    if rule.continued and near != "far":
        marks["goes on"] = 1.0
    return marks


def _proposal(unit: Unit, at: int, draft: Draft, nested: bool, rule: Proposal | None) -> Proposal:
    """A candidate as a proposal, with the sentences in which the rule's quotation goes on."""
    pieces = tuple(span_of(unit.words, piece) for piece in draft.content)
    goes_on = (
        rule is not None
        and rule.continued
        and shared(bits(draft.content), bits(rule.draft.content)) >= NEAR
    )
    further = rule.content[len(rule.draft.content) :] if rule and goes_on else ()
    return Proposal(
        (span_of(unit.words, draft.source),) if draft.source else (),
        (span_of(unit.words, draft.cue),),
        (*pieces, *further),
        draft,
        unit,
        at,
        (),
        nested,
        goes_on,
    )


def _of_rule(
    rule: Proposal, content: int, tree: Tree, found: list[tuple[Candidate, int]]
) -> Iterator[Option]:
    """A proposal of the rules, and the same with the source that the tree has for its cue."""
    draft = rule.draft
    source = bits((draft.source,)) if draft.source else 0
    marks: Marks = {"by rule": 1.0, "by rule, odds": odds(confidence(rule.features))}
    marks |= {
        f"by rule: {name}": 1.0
        for name, answer in zip(FEATURES, rule.features, strict=True)
        if answer
    }
    if rule.continued:
        marks["by rule, goes on"] = 1.0
    marks |= _as_trees(tree, draft)
    head = draft.cue.last
    same = [
        (
            shared(content, other),
            (bits((each.draft.source,)) & source).bit_count() if each.draft.source else 0,
            i,
        )
        for i, (each, other) in enumerate(found)
        if draft.cue.first <= tree.words[each.at] <= draft.cue.last
    ]
    theirs: Phrase | None = None
    if same:
        candidate, other = found[max(same)[2]]
        head = tree.words[candidate.at]
        near = _nearness(content, other)
        theirs = candidate.draft.source
        marks[f"parse {near}"] = marks[f"parse {near}, brings {relation_of(candidate)}"] = 1.0
        marks[f"parse {near}, cut {candidate.cut}"] = 1.0
        marks[f"source of parse {_sources(source, bits((theirs,)) if theirs else 0)}"] = 1.0
        if content != other and content | other == content:
            marks["parse inside"] = 1.0
        if content != other and content | other == other:
            marks["parse around"] = 1.0
    else:
        marks["no parse"] = 1.0
    yield Option(rule, head, content, source, marks, "rule")
    if theirs and not bits((theirs,)) & source:
        changed = replace(
            rule,
            source=(span_of(rule.unit.words, theirs),),
            draft=draft._replace(source=theirs),
        )
        kept = {name: value for name, value in marks.items() if "source" not in name}
        yield Option(
            changed, head, content, bits((theirs,)), kept | {"source of the parse": 1.0}, "mixed"
        )


def _as_trees(tree: Tree, draft: Draft) -> Marks:
    """How far the content of a rule is whole in the tree: its roots, and what it cuts off."""
    inside = nodes_in(tree, draft.content)
    roots = sum(
        tree.nodes[i].relation != "punct"
        and (tree.nodes[i].head not in inside or tree.nodes[i].head == i)
        for i in inside
    )
    cut = sum(
        j not in inside and tree.nodes[j].relation != "punct"
        for i in inside
        for j in tree.children[i]
    )
    return {f"roots {min(roots, 4)}": 1.0, f"cut off {min(cut, 3)}": 1.0}
