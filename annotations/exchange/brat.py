"""brat standoff: a folder for each annotator, a `.txt` and an `.ann` for each article.

A span that crosses a line is written as fragments, one a line, without outer space, and its
reference text joins them with single spaces (brat refuses any other). A label below a root (a
theme) is its root's name with the whole path in the attribute `path`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote, unquote

from annotations.articles import Span
from annotations.errors import ExchangeError
from annotations.exchange.bundle import Bundle, canonical_offset
from annotations.exchange.common import (
    file_name,
    lose_alignment,
    lose_codebook,
    lose_ties,
    named,
    placed,
)
from annotations.exchange.format import Format
from annotations.exchange.reports import Tally
from annotations.exchange.view import View
from annotations.marks.annotation import Annotation, RelationKind

_LOST = ("attributes", "states", "times", "suggestions")
_LINE = re.compile(r"[^\n\t\x0b\x0c\r\x1c-\x1e\x85\u2028\u2029]+")
"""A stretch that brat's reader takes for one field of one line (the ends are `str.splitlines`')."""
_TYPE = re.compile(r"[^A-Za-z0-9_-]+")
_BOUND = re.compile(r"(T\d+)\t(\S+) ((?:\d+ \d+)(?:;\d+ \d+)*)\t(.*)")
_RELATION = re.compile(r"R\d+\t(\S+) \S+?:(T\d+) \S+?:(T\d+)\s*")
_ATTRIBUTE = re.compile(r"[AM]\d+\t(\S+) (T\d+)(?: (\S+))?\s*")
_NOTE = re.compile(r"#\d*\t\S+ (T\d+)\t(.*)")


def write_files(view: View, tally: Tally) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Each annotator's texts and annotations, with the configuration that brat reads beside them."""
    lose_alignment(view, tally)
    lose_codebook(view, tally)
    folders, names = _folders(view, tally), _names(view)
    relations, tied = list(view.relations()), set[str]()
    paths: dict[str, set[str]] = {folder: set() for folder in folders.values()}
    for article_id, article in view.articles():
        marks = placed(view, article_id, tally, *_LOST)
        for annotator, folder in folders.items():
            lines: list[str] = []
            numbers: dict[str, int] = {}
            for each in marks:
                if each.annotator == annotator and (spans := fragments(article.text, each.span)):
                    if (spans[0].start, spans[-1].end) != each.span:
                        tally.lose(
                            "annotations whose outer line breaks or spaces went", named(each)
                        )
                    numbers[each.id] = len(numbers) + 1
                    paths[folder].add(each.label)
                    lines += _bound(article.text, each, spans, len(numbers), tally)
                elif each.annotator == annotator:
                    tally.lose("annotations of nothing but space", named(each))
            for relation in relations:
                if relation.source in numbers and relation.target in numbers:
                    tied.add(relation.id)
                    ends = f"Arg1:T{numbers[relation.source]} Arg2:T{numbers[relation.target]}"
                    lines.append(f"R{len(tied)}\t{relation.kind.value} {ends}\n")
            yield f"{folder}/{names[article_id]}.txt", [article.text.encode()]
            yield f"{folder}/{names[article_id]}.ann", ["".join(lines).encode()]
    for folder, used in paths.items():
        yield f"{folder}/annotation.conf", [_config(used | {"claim", "source"}).encode()]
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


def _folders(view: View, tally: Tally) -> dict[str, str]:
    taken: set[str] = set()
    _, people = view.used
    folders = {name: file_name(name, taken) for name in people} or {"": "unannotated"}
    for name, folder in folders.items():
        if name and name != folder:
            tally.lose("annotators whose name is no folder name", f"{name!r} is {folder!r}")
    return folders


def _names(view: View) -> dict[str, str]:
    taken: set[str] = set()
    return {key: file_name(article.title[:60] or key, taken) for key, article in view.articles()}


def _bound(
    text: str, each: Annotation, spans: list[Span], number: int, tally: Tally
) -> Iterator[str]:
    kind = type_of(each.label)
    places = ";".join(f"{start} {end}" for start, end in spans)
    yield f"T{number}\t{kind} {places}\t{' '.join(text[start:end] for start, end in spans)}\n"
    if kind != each.label:
        yield f"A{number}\tpath T{number} {_value(each.label)}\n"
    if each.note:
        note = " ".join(each.note.split())
        if note != each.note:
            tally.lose("notes whose line breaks and spaces became single spaces", named(each))
        yield f"#{number}\tAnnotatorNotes T{number}\t{note}\n"


def type_of(label: str) -> str:
    """The type that a label's root makes: letters, digits, `_` and `-` alone."""
    return _TYPE.sub("_", label.partition("/")[0]).strip("_") or "label"


def _value(label: str) -> str:
    return quote(label, safe="/")


def _config(labels: set[str]) -> str:
    kinds = sorted({type_of(label) for label in labels})
    values = sorted(_value(label) for label in labels if type_of(label) != label)
    lines = ["[entities]", *kinds, "", "[relations]"]
    for kind in RelationKind:
        target = "source" if kind is RelationKind.ATTRIBUTED_TO else "<ENTITY>"
        origin = "claim" if kind is RelationKind.ATTRIBUTED_TO else "<ENTITY>"
        symmetric = "" if kind.directed else ", <REL-TYPE>:symmetric"
        lines.append(f"{kind.value}\tArg1:{origin}, Arg2:{target}{symmetric}")
    lines += [
        "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>",
        "",
        "[events]",
        "",
        "[attributes]",
    ]
    if values:
        lines.append(f"path\tArg:<ENTITY>, Value:{'|'.join(values)}")
    return "\n".join(lines) + "\n"


def read(path: Path) -> Bundle:
    """One `.ann` file, or all below a folder; a file's annotator is the folder that it is in."""
    if path.is_dir():
        files = sorted(each for each in path.rglob("*.ann") if not each.is_symlink())
    else:
        files = [path]
    if not files:
        raise ExchangeError(f"{path}: there is no .ann file in it")
    bundle = Bundle(path.name)
    for file in files:
        below = path.is_dir() and file.parent != path
        _read_one(bundle, file, file.parent.name if below else "")
    return bundle


def _read_one(bundle: Bundle, file: Path, annotator: str) -> None:
    source = file.with_suffix(".txt")
    if not source.is_file() or source.is_symlink():
        raise ExchangeError(f"{file}: its text {source.name} is not beside it")
    text = source.read_bytes().decode()
    if not text.strip():
        return
    article_id = bundle.add_text(text)
    lines = file.read_bytes().decode().split("\n")
    paths: dict[str, str] = {}
    notes: dict[str, list[str]] = {}
    for line in lines:
        if (found := _ATTRIBUTE.fullmatch(line)) and found[1] == "path" and found[3]:
            paths[found[2]] = unquote(found[3])
        elif found := _NOTE.fullmatch(line):
            notes.setdefault(found[1], []).append(found[2])
    marks: dict[str, Annotation] = {}
    for number, line in enumerate(lines, 1):
        where = f"{file}: line {number}"
        if found := _BOUND.fullmatch(line):
            places = [part.split() for part in found[3].split(";")]
            spans = [Span(int(start), int(end)) for start, end in places]
            told = text[spans[0].start : spans[-1].end]
            if " ".join(told.split()) != " ".join(found[4].split()):
                bundle.problems.append(
                    f"{where}: {found[1]} does not quote what stands there, left out"
                )
                continue
            low, high = (canonical_offset(text, at) for at in (spans[0].start, spans[-1].end))
            label = paths.get(found[1], found[2])
            note = "\n".join(notes.get(found[1], ()))
            mark = bundle.add_mark(
                article_id, Span(low, high), label, where=where, annotator=annotator, note=note
            )
            if mark is not None:
                marks[found[1]] = mark
    for number, line in enumerate(lines, 1):
        where = f"{file}: line {number}"
        if found := _RELATION.fullmatch(line):
            one, two = marks.get(found[2]), marks.get(found[3])
            bundle.add_tie(found[1], one, two, where, annotator)
        elif line.startswith(("E", "*", "N")):
            bundle.problems.append(f"{where}: events, equivalences and references are left out")
        elif line.startswith("T") and not _BOUND.fullmatch(line):
            bundle.problems.append(f"{where}: is no text-bound annotation, left out")


FORMAT = Format(
    "brat",
    "brat standoff, a folder for each annotator",
    (".ann",),
    write_files=write_files,
    read=read,
)
