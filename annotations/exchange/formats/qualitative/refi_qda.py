r"""A REFI-QDA project (`.qdpx`): texts, codebook, coded selections, notes and links in one archive.

Of the REFI-QDA standard 1.0, whose schema orders the children of every element. Positions count
code points, line ends are `\n`, the folder of the texts is `sources` in lower case, and no file
has a byte order mark: what NVivo, MAXQDA and ATLAS.ti each trip over otherwise. A note stands as the
standard has it (`NoteRef`), and once more as the selection's description, which is where QualCoder
shows it; QualCoder also needs a user and a time with every note. It has no two codes of one name, so a
code whose name another has too is named by its whole path. A suggestion is by a user of its own.
"""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator
from typing import IO, NamedTuple

from annotations.exchange.common import lose_alignment, placed
from annotations.exchange.format import Format
from annotations.exchange.formats.qualitative.qdc import ORIGIN, PROJECT, codes, guid, labels_in_use
from annotations.exchange.formats.qualitative.refi_reader import PROPOSES, read
from annotations.exchange.reports import LossCounts
from annotations.exchange.view import View
from annotations.exchange.xml_text import attribute, body
from annotations.marks.annotation import SUGGESTED, Annotation, Relation
from annotations.marks.cleaning import mended_path
from annotations.store.commands import now

_LOST = ("attributes", "states")
_DATE = (1980, 1, 1, 0, 0, 0)
"""Of the files in the archive, so that one store gives one archive but for the time of export."""


def write(view: View, tally: LossCounts) -> Iterator[bytes]:
    """The archive; made in a temporary file, for a zip cannot be streamed backwards."""
    lose_alignment(view, tally)
    with tempfile.TemporaryFile() as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            with archive.open(_entry("project.qde"), "w", force_zip64=True) as project:
                _project(view, tally, project)
            for article_id, article in view.articles():
                name = f"sources/{guid('article', article_id)}.txt"
                archive.writestr(_entry(name), article.text.encode())
        file.seek(0)
        while chunk := file.read(1 << 20):
            yield chunk


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _project(view: View, tally: LossCounts, file: IO[bytes]) -> None:
    for piece in _elements(view, tally):
        file.write(piece.encode())


def _elements(view: View, tally: LossCounts) -> Iterator[str]:
    people = _people(view)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield (
        f'<Project xmlns="{PROJECT}" name="crossread" origin="{ORIGIN}"'
        f' creatingUserGUID="{_user(people[0])}" creationDateTime="{now()}">\n<Users>\n'
    )
    for person in people:
        yield f'<User guid="{_user(person)}" name={attribute(person or "unknown")}/>\n'
    yield "</Users>\n<CodeBook><Codes>\n"
    yield from codes(labels_in_use(view), tally, unique=True)
    yield "</Codes></CodeBook>\n"
    notes: list[_Note] = []
    if view.article_ids:
        yield "<Sources>\n"
        yield from _sources(view, tally, notes)
        yield "</Sources>\n"
    links: list[str] = []
    for relation in view.relations():
        tally.wrote("relations")
        made = _made(relation.annotator or people[0], relation.created)
        note = _noted(notes, "relation", relation.id, relation.note, made)
        ends = f'originGUID="{guid("mark", relation.source)}" targetGUID="{guid("mark", relation.target)}"'
        direction = "OneWay" if relation.kind.directed else "Bidirectional"
        links.append(
            f'<Link guid="{guid("relation", relation.id)}" name={attribute(_kind(relation))}'
            f' direction="{direction}" {ends}>{note}</Link>\n'
        )
    if notes:
        yield "<Notes>\n"
        for each in notes:
            name = attribute(" ".join(each.text.split())[:40] or "note")
            content = f"<PlainTextContent>{body(each.text)}</PlainTextContent>"
            yield f'<Note guid="{each.key}" name={name} {each.made}>{content}</Note>\n'
        yield "</Notes>\n"
    if links:
        yield f"<Links>\n{''.join(links)}</Links>\n"
    if view.pairs:
        yield "<Sets>\n"
        for pair in view.pairs:
            both = dict.fromkeys(guid("article", key) for key in (pair.left, pair.right))
            members = "".join(f'<MemberSource targetGUID="{key}"/>' for key in both)
            name = attribute(pair.title or f"pair {pair.id}")
            yield f'<Set guid="{guid("pair", pair.id)}" name={name}>{members}</Set>\n'
        yield "</Sets>\n"
    yield "</Project>\n"


class _Note(NamedTuple):
    """A note of the project: its id, its text, and its maker and time as attributes."""

    key: str
    text: str
    made: str


def _people(view: View) -> tuple[str, ...]:
    """The names of the users: annotators, those of relations too, and who proposed what."""
    found = dict.fromkeys(_by(each) for each in view.annotations())
    found.update(dict.fromkeys(each.annotator for each in view.relations() if each.annotator))
    return tuple(found) or ("",)


def _by(each: Annotation) -> str:
    """The name of the user that made an annotation, or proposed it."""
    proposer = each.attributes.get(SUGGESTED, "")
    return f"{proposer}{PROPOSES}" if each.suggested else each.annotator


def _kind(relation: Relation) -> str:
    return f"{relation.kind.value}{PROPOSES}" if relation.suggested else relation.kind.value


def _made(user: str, created: str) -> str:
    """A user and a time as attributes; the time of the export where there is none."""
    return f'creatingUser="{_user(user)}" creationDateTime="{created or now()}"'


def _sources(view: View, tally: LossCounts, notes: list[_Note]) -> Iterator[str]:
    for article_id, article in view.articles():
        tally.wrote("articles")
        key = guid("article", article_id)
        name = attribute(article.title or article.source or article_id)
        yield f'<TextSource guid="{key}" name={name} plainTextPath="internal://{key}.txt">\n'
        for each in placed(view, article_id, tally, *_LOST):
            yield _selection(each, notes)
        yield "</TextSource>\n"


def _selection(each: Annotation, notes: list[_Note]) -> str:
    made = _made(_by(each), each.created)
    about = f"<Description>{body(each.note)}</Description>" if each.note else ""
    name = attribute(" ".join(each.quote.split())[:40] or "space")
    return (
        f'<PlainTextSelection guid="{guid("mark", each.id)}" name={name}'
        f' startPosition="{each.start}" endPosition="{each.end}" {made}>'
        f'{about}<Coding guid="{guid("coding", f"{each.id} coding")}" {made}>'
        f'<CodeRef targetGUID="{guid("label", mended_path(each.label))}"/></Coding>'
        f"{_noted(notes, 'mark', each.id, each.note, made)}</PlainTextSelection>\n"
    )


def _noted(notes: list[_Note], kind: str, key: str, text: str, made: str) -> str:
    """A reference to a note of its own for a text, which is put with the others; empty for none."""
    if not text:
        return ""
    note = guid("note", f"{kind} {key} note")
    notes.append(_Note(note, text, made))
    return f'<NoteRef targetGUID="{note}"/>'


def _user(name: str) -> str:
    return guid("user", f"user {name}")


FORMAT = Format(
    "refi-qda",
    "REFI-QDA project, for NVivo, MAXQDA, ATLAS.ti and QualCoder",
    (".qdpx",),
    write=write,
    read=read,
    binary=True,
)
