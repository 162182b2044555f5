"""brat standoff read in: text-bound annotations with all that hangs on them.

Attributes, modifications and references of a span become attributes of its annotation, relations of
any kind stay of that kind, and an event becomes a relation from its trigger to each argument, of the
kind that the role is called. What has no place here is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from annotations.articles import Span
from annotations.errors import ExchangeError
from annotations.exchange.bundle import Bundle, canonical_offset
from annotations.marks.annotation import SUGGESTED, Annotation

PATH, BY = "path", "suggested_by"
"""Attributes that an export writes: the whole path of a label, and who proposes a suggestion."""
PROPOSED = "suggestion"
"""The note of a relation that is only proposed."""
_BOUND = re.compile(r"(T\d+)\t(\S+) (\d{1,15} \d{1,15}(?:;\d{1,15} \d{1,15})*)\t(.*)")
_RELATION = re.compile(r"(R\d+)\t(\S+) \S+?:([TE]\d+) \S+?:([TE]\d+)\s*")
_ATTRIBUTE = re.compile(r"[AM]\d+\t(\S+) ([TER]\d+)(?: (\S+))?\s*")
_NOTE = re.compile(r"#\d*\t\S+ ([A-Z*]\d*)\t(.*)")
_EVENT = re.compile(r"(E\d+)\t\S+?:(T\d+)((?: \S+?:[TE]\d+)*)\s*")
_REFERENCE = re.compile(r"N\d+\t\S+ (T\d+) (\S+)(?:\t.*)?")


@dataclass(slots=True)
class _Document:
    """What one `.ann` file says, by the ids that it gives."""

    bound: list[tuple[str, re.Match[str]]] = field(default_factory=list)
    ties: list[tuple[str, str, str, str, str]] = field(default_factory=list)
    """Where, id, kind and both ends of each relation, and of each argument of an event."""
    triggers: dict[str, str] = field(default_factory=dict)
    attributes: dict[str, dict[str, str]] = field(default_factory=dict)
    notes: dict[str, list[str]] = field(default_factory=dict)


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
        bundle.skip(
            "files without their text", str(file), f"its text {source.name} is not beside it"
        )
        return
    text = source.read_bytes().decode()
    if not text.strip():
        return
    document = _document(bundle, file)
    article_id = bundle.add_text(text)
    marks: dict[str, Annotation] = {}
    for where, found in document.bound:
        mark = _mark(bundle, document, article_id, text, where, found, annotator)
        if mark is not None:
            marks[found[1]] = mark
    for where, key, kind, one, two in document.ties:
        first, second = (marks.get(document.triggers.get(end, end)) for end in (one, two))
        notes = [note for note in document.notes.pop(key, ()) if note != PROPOSED]
        bundle.add_tie(kind, first, second, where, annotator, "\n".join(notes))
    for key in (*document.notes, *document.attributes):
        if not key.startswith("T"):
            what = "events" if key.startswith("E") else "relations and equivalences"
            bundle.lose(f"notes and attributes on {what}", f"{file}: {key}")


def _document(bundle: Bundle, file: Path) -> _Document:
    document = _Document()
    for where, line in _lines(file):
        if found := _BOUND.fullmatch(line):
            document.bound.append((where, found))
        elif found := _RELATION.fullmatch(line):
            document.ties.append((where, found[1], found[2], found[3], found[4]))
        elif found := _ATTRIBUTE.fullmatch(line):
            document.attributes.setdefault(found[2], {})[found[1]] = found[3] or "yes"
        elif found := _NOTE.fullmatch(line):
            document.notes.setdefault(found[1], []).append(found[2])
        elif found := _REFERENCE.fullmatch(line):
            known = document.attributes.setdefault(found[1], {})
            known["reference"] = "; ".join(filter(None, (known.get("reference"), found[2])))
        elif found := _EVENT.fullmatch(line):
            document.triggers[found[1]] = found[2]
            for role, _, end in (each.partition(":") for each in found[3].split()):
                document.ties.append((where, found[1], role, found[1], end))
        else:
            bundle.lose(_kind_of(line), where)
    return document


def _lines(file: Path) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(file.read_bytes().decode().split("\n"), 1):
        if line.strip():
            yield f"{file}: line {number}", line.removesuffix("\r")


def _kind_of(line: str) -> str:
    """What a line is that nothing is made of, for the report."""
    kinds = {"*": "equivalences", "#": "notes without a line of their own", "N": "references"}
    return kinds.get(line[0], "lines that are no annotation of brat")


def _mark(
    bundle: Bundle,
    document: _Document,
    article_id: str,
    text: str,
    where: str,
    found: re.Match[str],
    annotator: str,
) -> Annotation | None:
    places = [part.split() for part in found[3].split(";")]
    spans = [Span(int(start), int(end)) for start, end in places]
    told = text[spans[0].start : spans[-1].end]
    if " ".join(told.split()) != " ".join(found[4].split()):
        bundle.lose("annotations that do not quote what stands at their place", where)
        return None
    low, high = (canonical_offset(text, at) for at in (spans[0].start, spans[-1].end))
    attributes = dict(document.attributes.get(found[1], {}))
    path, by = attributes.pop(PATH, ""), attributes.pop(BY, "")
    if by:
        attributes[SUGGESTED] = unquote(by)
    return bundle.add_mark(
        article_id,
        Span(low, high),
        unquote(path) or found[2],
        where=where,
        annotator=annotator,
        note="\n".join(document.notes.get(found[1], ())),
        attributes=attributes,
    )
