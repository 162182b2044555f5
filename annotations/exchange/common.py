"""Shared by several formats: annotations with a place, tokens, file names, counting losses."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import pairwise
from typing import NamedTuple

from annotations.articles import Span
from annotations.exchange.reports import LossCounts
from annotations.exchange.view import View
from annotations.marks.annotation import SUGGESTED, AnchorState, Annotation, Relation
from annotations.marks.quote import shorten

_WORDS = re.compile(r"\w+|[^\w\s]|\s", re.UNICODE)
_UNSAFE = re.compile(r"[^\w.@+-]+", re.UNICODE)


class TextToken(NamedTuple):
    """A stretch of text; `space` says that one space follows, which is no token of its own."""

    start: int
    end: int
    space: bool


def placed(view: View, article_id: str, tally: LossCounts, *lost: str) -> list[Annotation]:
    """The annotations of an article that have a place, and a count of what goes missing.

    `lost` names what the format cannot carry: `notes`, `annotators`, `times`, `attributes`,
    `states`, `suggestions`.
    """
    found = []
    for annotation in view.annotations_of(article_id):
        if annotation.state is AnchorState.ORPHAN:
            tally.lose("annotations without a place in their text (orphans)", describe(annotation))
            continue
        found.append(annotation)
        tally.wrote("annotations")
        others = {**annotation.attributes}
        others.pop(SUGGESTED, None)
        has = {
            "notes": bool(annotation.note),
            "annotators": bool(annotation.annotator),
            "times": bool(annotation.created),
            "attributes": bool(others),
            "states": annotation.state is not AnchorState.EXACT,
            "suggestions": annotation.suggested,
        }
        for name in lost:
            if has[name]:
                tally.lose(f"annotations without their {_LOST[name]}", describe(annotation))
    return found


_LOST = {
    "notes": "note",
    "annotators": "annotator",
    "times": "time",
    "attributes": "attributes",
    "states": "anchor state",
    "suggestions": "mark as a suggestion",
}


def lose_alignment(view: View, tally: LossCounts) -> None:
    """Count the links between blocks, and the events, for a format that has no place for them."""
    lose_links(view, tally)
    lose_events(view, tally)


def lose_links(view: View, tally: LossCounts) -> None:
    """Count the links between blocks, for a format that has no place for them."""
    for pair in view.pairs:
        alignment = view.alignment(pair)
        count = len(alignment.links) + len(alignment.rejected)
        tally.lose("links between aligned blocks", f"pair {pair.id}", count)


def lose_events(view: View, tally: LossCounts) -> None:
    """Count the events that say more than that two articles are read together."""
    for event in view.events:
        if event.title or len(event.articles) > 2:
            tally.lose("events", event.title or f"event {event.id}")


def lose_rejections(view: View, tally: LossCounts) -> None:
    """Count what was rejected of the program's suggestions, which would be proposed again."""
    for each in view.rejections():
        case = f"‘{shorten(each.quote)}’ ({each.id})"
        tally.lose("rejections of suggestions, which may be proposed again", case)


def lose_codebook(view: View, tally: LossCounts) -> None:
    """Count the definitions of labels, for a format that has no place for them."""
    for label in view.codebook:
        if label.definition or label.use_when or label.avoid_when or label.example:
            tally.lose("labels without their definition", label.path)


def lose_ties(relations: list[Relation], tied: set[str], tally: LossCounts) -> None:
    """Count the relations whose ends are not in one record: of two articles or two annotators."""
    for relation in relations:
        if relation.id not in tied:
            tally.lose("relations across articles or annotators", relation.id)
        elif relation.note:
            tally.lose("relations without their note", relation.id)
        if relation.id in tied:
            lose_status(relation, tally)


def lose_status(relation: Relation, tally: LossCounts) -> None:
    """Count a suggested relation, for a format that has no way to say that it is one."""
    if relation.suggested:
        tally.lose("relations without their mark as a suggestion", relation.id)


def describe(annotation: Annotation) -> str:
    """An annotation for people: its label, the start of its quote, its id."""
    return f"{annotation.label} ‘{shorten(annotation.quote)}’ ({annotation.id})"


def text_tokens(text: str, annotations: Collection[Annotation | Span]) -> Iterator[TextToken]:
    """Words, marks and spaces of a text, cut at every border of an annotation.

    So that no span has to be widened to the borders of a word. One space after a token belongs to
    it, unless an annotation starts or ends with that space; together the tokens are the text.
    """
    starts, ends = {each.start for each in annotations}, {each.end for each in annotations}
    cuts = {0, len(text)} | starts | ends
    for match in _WORDS.finditer(text):
        cuts.update(match.span())
    pieces = pairwise(sorted(cuts))
    held: Span | None = None
    for start, end in pieces:
        if held is None:
            held = Span(start, end)
        elif text[start:end] == " " and start not in starts and end not in ends:
            yield TextToken(*held, True)
            held = None
        else:
            yield TextToken(*held, False)
            held = Span(start, end)
    if held is not None:
        yield TextToken(*held, False)


def file_name(wanted: str, taken: dict[str, int]) -> str:
    """A plain file name after a wish, unlike those taken so far; never a path, never hidden.

    `taken` has, under each name without case, the last number that was set behind it.
    """
    stem = _UNSAFE.sub("-", wanted).strip("-.")[:80] or "unnamed"
    name, count = stem, taken.get(stem.casefold(), 1)
    while name.casefold() in taken:
        count += 1
        name = f"{stem}-{count}"
    taken[stem.casefold()] = count
    taken[name.casefold()] = taken.get(name.casefold(), 1)
    return name
