"""brat standoff: a folder for each annotator, a `.txt` and an `.ann` for each article.

A span that crosses a line is written as fragments, one a line, without outer space, and its
reference text joins them with single spaces (brat refuses any other). A label below a root (a
theme) is its root's name with the whole path in the attribute `path`; a suggestion, where they are asked
for, has the attribute `suggested_by`, a relation that is one a note. Offsets count the characters
of the `.txt`, so every one stays as it is, control characters too; the files are never printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from annotations.articles import Span
from annotations.exchange.common import (
    describe,
    file_name,
    lose_alignment,
    lose_codebook,
    lose_ties,
    placed,
)
from annotations.exchange.format import Format
from annotations.exchange.formats.corpora.brat_reader import BY, PATH, PROPOSED, read
from annotations.exchange.reports import LossCounts
from annotations.exchange.view import View
from annotations.marks.annotation import SUGGESTED, Annotation, RelationKind

_LOST = ("attributes", "states", "times")
_LINE = re.compile(r"[^\n\t\x0b\x0c\r\x1c-\x1e\x85\u2028\u2029]+")
"""A stretch that brat's reader takes for one field of one line (the ends are `str.splitlines`')."""
_TYPE = re.compile(r"[^A-Za-z0-9_-]+")


def write_files(view: View, tally: LossCounts) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Each annotator's texts and annotations, with the configuration that brat reads beside them."""
    lose_alignment(view, tally)
    lose_codebook(view, tally)
    folders, names = _folders(view, tally), _names(view)
    relations, tied = list(view.relations()), set[str]()
    paths: dict[str, set[str]] = {folder: set() for folder in folders.values()}
    proposers: dict[str, set[str]] = {folder: set() for folder in folders.values()}
    for article_id, article in view.articles():
        marks = placed(view, article_id, tally, *_LOST)
        for annotator, folder in folders.items():
            lines: list[str] = []
            numbers: dict[str, int] = {}
            for each in marks:
                if each.annotator == annotator and (spans := fragments(article.text, each.span)):
                    if (spans[0].start, spans[-1].end) != each.span:
                        tally.lose(
                            "annotations whose outer line breaks or spaces went", describe(each)
                        )
                    numbers[each.id] = len(numbers) + 1
                    paths[folder].add(each.label)
                    if each.suggested:
                        proposers[folder].add(each.attributes[SUGGESTED])
                    lines += _bound(article.text, each, spans, len(numbers), tally)
                elif each.annotator == annotator:
                    tally.lose("annotations of nothing but space", describe(each))
            for relation in relations:
                if relation.source in numbers and relation.target in numbers:
                    tied.add(relation.id)
                    ends = f"Arg1:T{numbers[relation.source]} Arg2:T{numbers[relation.target]}"
                    lines.append(f"R{len(tied)}\t{type_of(relation.kind.value)} {ends}\n")
                    if type_of(relation.kind.value) != relation.kind.value:
                        tally.lose("relations whose kind is spelt otherwise", relation.kind.value)
                    if relation.suggested:
                        note = f"#{len(numbers) + len(tied)}\tAnnotatorNotes R{len(tied)}"
                        lines.append(f"{note}\t{PROPOSED}\n")
            yield f"{folder}/{names[article_id]}.txt", [article.text.encode()]
            yield f"{folder}/{names[article_id]}.ann", ["".join(lines).encode()]
    for folder, used in paths.items():
        config = _config(used | {"claim", "source"}, proposers[folder], view.kinds)
        yield f"{folder}/annotation.conf", [config.encode()]
    tally.wrote("relations", len(tied))
    lose_ties(relations, tied, tally)


def fragments(text: str, span: Span) -> list[Span]:
    """A span without its line ends and the space around them; empty where nothing is left."""
    found = []
    for line in _LINE.finditer(text, span.start, span.end):
        body = line.group()
        start = line.start() + len(body) - len(body.lstrip())
        end = line.end() - (len(body) - len(body.rstrip()))
        if start < end:
            found.append(Span(start, end))
    return found


def _folders(view: View, tally: LossCounts) -> dict[str, str]:
    taken: dict[str, int] = {}
    _, people = view.used
    folders = {name: file_name(name, taken) for name in people} or {"": "unannotated"}
    for name, folder in folders.items():
        if name and name != folder:
            tally.lose("annotators whose name is no folder name", f"{name!r} is {folder!r}")
    return folders


def _names(view: View) -> dict[str, str]:
    taken: dict[str, int] = {}
    return {key: file_name(article.title[:60] or key, taken) for key, article in view.articles()}


def _bound(
    text: str, each: Annotation, spans: list[Span], number: int, tally: LossCounts
) -> Iterator[str]:
    kind = type_of(each.label)
    places = ";".join(f"{start} {end}" for start, end in spans)
    yield f"T{number}\t{kind} {places}\t{' '.join(text[start:end] for start, end in spans)}\n"
    if kind != each.label:
        yield f"A{2 * number}\t{PATH} T{number} {_value(each.label)}\n"
    if each.suggested:
        yield f"A{2 * number + 1}\t{BY} T{number} {_value(each.attributes[SUGGESTED])}\n"
    if each.note:
        note = " ".join(each.note.split())
        if note != each.note:
            tally.lose("notes whose line breaks and spaces became single spaces", describe(each))
        yield f"#{number}\tAnnotatorNotes T{number}\t{note}\n"


def type_of(label: str) -> str:
    """The type that a label's root makes: letters, digits, `_` and `-` alone."""
    return _TYPE.sub("_", label.partition("/")[0]).strip("_") or "label"


def _value(label: str) -> str:
    return quote(label, safe="/")


def _config(labels: set[str], proposers: set[str], ties: tuple[RelationKind, ...]) -> str:
    kinds = sorted({type_of(label) for label in labels})
    values = sorted(_value(label) for label in labels if type_of(label) != label)
    lines = ["[entities]", *kinds, "", "[relations]"]
    for kind in ties:
        target = "source" if kind is RelationKind.ATTRIBUTED_TO else "<ENTITY>"
        origin = "claim" if kind is RelationKind.ATTRIBUTED_TO else "<ENTITY>"
        symmetric = "" if kind.directed else ", <REL-TYPE>:symmetric"
        lines.append(f"{type_of(kind.value)}\tArg1:{origin}, Arg2:{target}{symmetric}")
    lines += [
        "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>",
        "",
        "[events]",
        "",
        "[attributes]",
    ]
    if values:
        lines.append(f"path\tArg:<ENTITY>, Value:{'|'.join(values)}")
    if proposers:
        lines.append(f"{BY}\tArg:<ENTITY>, Value:{'|'.join(sorted(map(_value, proposers)))}")
    return "\n".join(lines) + "\n"


FORMAT = Format(
    "brat",
    "brat standoff, a folder for each annotator",
    (".ann",),
    write_files=write_files,
    read=read,
)
