"""A REFI-QDA project (`.qdpx`) read whole: texts, codes, coded selections, notes, links and sets.

The standard counts code points with a line end as one. Programs differ: some count the two characters
of a Windows line end, some UTF-16 units. Which one a project has is told by the names of its
selections, which most programs make of the first words that they select.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from annotations.articles import Span
from annotations.articles.files.archives import Archive, open_archive
from annotations.articles.files.xml_tree import XmlError, parse_xml
from annotations.errors import ArchiveError, ExchangeError
from annotations.exchange.bundle import Bundle, canonical_offset, derived, relation_kind
from annotations.exchange.formats.qualitative.qdc import ORIGIN, PROJECT, codes_of
from annotations.exchange.units import unit_of
from annotations.marks.annotation import SUGGESTED, Annotation, Relation, RelationStatus
from annotations.store import Event, Pair

PROPOSES = " (suggestion)"
"""After the name of a user who only proposes, and of a link that is only proposed."""
_Q = f"{{{PROJECT}}}"
_TEXTS = (f"{_Q}TextSource", f"{_Q}Representation", f"{_Q}Transcript")
_OTHER = {
    "PictureSource": "pictures",
    "AudioSource": "recordings",
    "VideoSource": "recordings",
    "Variable": "variables",
    "Case": "cases",
    "Graph": "graphs",
}
"""Elements that nothing is made of, and what they are, for the report."""

Place = Callable[[int], int]
"""From a position in a file to an offset into the canonical text."""


@dataclass(slots=True)
class _Project:
    """What the parts of a project refer to, by its guids."""

    archive: Archive
    origin: str
    codes: dict[str, str]
    users: dict[str, str]
    notes: dict[str, str] = field(default_factory=dict)
    articles: dict[str, str] = field(default_factory=dict)
    marks: dict[str, Annotation] = field(default_factory=dict)


def read(path: Path) -> Bundle:
    """All of a project that a store has a place for; the rest is counted."""
    if not zipfile.is_zipfile(path):
        raise ExchangeError(f"{path}: is no REFI-QDA project, for it is no zip archive")
    bundle = Bundle(path.name)
    with open_archive(path) as archive:
        if "project.qde" not in archive.names:
            raise ExchangeError(f"{path}: is no REFI-QDA project: there is no project.qde in it")
        try:
            root = parse_xml(archive.read("project.qde"))
        except XmlError as error:
            raise ExchangeError(f"{path}: {error}") from error
        project = _Project(archive, root.get("origin", ""), codes_of(root, bundle), _users(root))
        for note in root.iterfind(f"{_Q}Notes/{_Q}Note"):
            project.notes[note.get("guid", "")] = _text_of(project, note, bundle) or ""
        for source in root.iter(*_TEXTS):
            _source(bundle, project, source)
    for link in root.iterfind(f"{_Q}Links/{_Q}Link"):
        _link(bundle, project, link)
    for each in root.iterfind(f"{_Q}Sets/{_Q}Set"):
        _set(bundle, project, each)
    for name, what in _OTHER.items():
        for each in root.iter(f"{_Q}{name}"):
            bundle.lose(what, each.get("name") or each.get("guid", ""))
    return bundle


def _users(root: Any) -> dict[str, str]:
    users = root.iterfind(f"{_Q}Users/{_Q}User")
    return {each.get("guid", ""): each.get("name") or each.get("id") or "" for each in users}


def _text_of(project: _Project, source: Any, bundle: Bundle) -> str | None:
    """The text of a source or note as its file has it, but for a byte order mark."""
    inside = source.find(f"{_Q}PlainTextContent")
    if inside is not None:
        return inside.text or ""
    given = source.get("plainTextPath", "")
    member = f"sources/{given.partition('://')[2]}"
    found = next(
        (each for each in project.archive.names if each.casefold() == member.casefold()), ""
    )
    name = source.get("name") or source.get("guid", "")
    if not given.startswith("internal://") or not found:
        bundle.skip("sources whose text is not in the project", name, "has no text in the project")
        return None
    try:
        return project.archive.read(found).decode().removeprefix("\ufeff")
    except UnicodeDecodeError:
        bundle.skip("sources whose text is not UTF-8", name, "is not UTF-8 text")
    except ArchiveError as error:
        bundle.skip("sources that cannot be unpacked", name, str(error))
    return None


def _source(bundle: Bundle, project: _Project, source: Any) -> None:
    text = _text_of(project, source, bundle)
    if text is None or not text.strip():
        return
    name = source.get("name", "")
    article = bundle.add_text(text, title=name)
    for key in (source.get("guid", ""), source.getparent().get("guid", "")):
        project.articles.setdefault(key, article)
    for each in source.iterfind(f"{_Q}Coding"):
        bundle.lose("codings of whole texts", f"{name}: {each.get('guid', '')}")
    selections = list(source.iterfind(f"{_Q}PlainTextSelection"))
    place = _places(text, selections, project.origin)
    for each in selections:
        _selection(bundle, project, article, each, place)


def _places(text: str, selections: Sequence[Any], origin: str) -> Place:
    """How the positions in a text count, by what most selections say that they select."""
    canonical = text.replace("\r\n", "\n").replace("\r", "\n")
    units, raw = unit_of(canonical, utf16=True), unit_of(text, utf16=True)
    ways: list[Place] = [lambda at: at]
    if len(canonical) != len(text):
        ways.append(lambda at: canonical_offset(text, at))
        if "nvivo" in origin.casefold():
            ways.reverse()
    if units.wide:
        ways.append(units.back)
        if len(canonical) != len(text):
            ways.append(lambda at: canonical_offset(text, raw.back(at)))
    if len(ways) == 1 or origin == ORIGIN:
        return ways[0]
    named = [
        (start, " ".join(each.get("name", "").split())[:12])
        for each in selections
        if (start := _number(each, "startPosition")) >= 0
    ]

    def right(way: Place) -> int:
        return sum(
            bool(name)
            and " ".join(canonical[way(start) : way(start) + 40].split()).startswith(name)
            for start, name in named
        )

    return max(ways, key=right)


def _number(element: Any, name: str) -> int:
    """A position of an element; -1 for anything else."""
    value = element.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 16 else -1


def _selection(
    bundle: Bundle, project: _Project, article: str, selection: Any, place: Place
) -> None:
    where = f"selection {selection.get('guid', '')}"
    start, end = _number(selection, "startPosition"), _number(selection, "endPosition")
    if start < 0 or end < 0:
        bundle.lose("selections without a place", where)
        return
    user = project.users.get(selection.get("creatingUser", ""), "")
    attributes: dict[str, str] = {}
    if project.origin == ORIGIN and user.endswith(PROPOSES):
        user = user.removesuffix(PROPOSES)
        attributes = {SUGGESTED: user or "unknown"}
    labels = list(_labels(bundle, project, selection, where))
    for label in labels:
        mark = bundle.add_mark(
            article,
            Span(place(start), place(end)),
            label,
            where=where,
            key=selection.get("guid", "") if len(labels) == 1 else "",
            annotator=user,
            created=selection.get("creationDateTime", ""),
            updated=selection.get("modifiedDateTime", ""),
            note=_note(project, selection),
            attributes=attributes,
        )
        if mark is not None:
            project.marks.setdefault(selection.get("guid", ""), mark)


def _labels(bundle: Bundle, project: _Project, selection: Any, where: str) -> Iterator[str]:
    """The labels of the codes of a selection, each once; `note` for a noted one without a code."""
    found: dict[str, None] = {}
    for reference in selection.iterfind(f"{_Q}Coding/{_Q}CodeRef"):
        label = project.codes.get(reference.get("targetGUID", ""))
        if label is None:
            bundle.lose("codings whose code is not in the project", where)
        else:
            found[label] = None
    if not found and _note(project, selection):
        found["note"] = None
    if not found:
        bundle.lose("selections without a code or a note", where)
    yield from found


def _note(project: _Project, element: Any) -> str:
    """The description of an element and the notes that it refers to, each text once."""
    about = element.findtext(f"{_Q}Description") or ""
    references = element.iterfind(f"{_Q}NoteRef")
    notes = (project.notes.get(each.get("targetGUID", ""), "") for each in references)
    return "\n".join(dict.fromkeys(filter(None, (about, *notes))))


def _link(bundle: Bundle, project: _Project, link: Any) -> None:
    where = f"link {link.get('guid', '')}"
    one, two = (project.marks.get(link.get(name, "")) for name in ("originGUID", "targetGUID"))
    name = link.get("name", "")
    kind = relation_kind(name.removesuffix(PROPOSES) or "linked")
    if one is None or two is None or kind is None:
        bundle.lose("links that are not between two coded selections", where)
        return
    suggested = project.origin == ORIGIN and name.endswith(PROPOSES)
    bundle.relations.append(
        Relation(
            id=link.get("guid", "") or derived(kind, one.id, two.id),
            source=one.id,
            target=two.id,
            kind=kind,
            annotator=one.annotator,
            created="",
            note=_note(project, link),
            status=RelationStatus.SUGGESTED if suggested else RelationStatus.ACCEPTED,
        )
    )


def _set(bundle: Bundle, project: _Project, given: Any) -> None:
    """A set of two texts is a pair, one of more an event."""
    members = (each.get("targetGUID", "") for each in given.iterfind(f"{_Q}MemberSource"))
    found = tuple(
        dict.fromkeys(project.articles[key] for key in members if key in project.articles)
    )
    name, key = given.get("name", ""), given.get("guid", "")
    if len(found) < 2:
        bundle.lose("sets of fewer than two texts", name or key)
        return
    title = "" if project.origin == ORIGIN and name.startswith("pair ") else name
    if len(found) > 2:
        bundle.events.append(Event(id=key, articles=found, created="", title=title))
    for left, right in pairwise(found):
        pair = derived("pair", left, right)
        title = title if len(found) == 2 else ""
        if not any(each.id == pair for each in bundle.pairs):
            bundle.pairs.append(Pair(id=pair, left=left, right=right, created="", title=title))
