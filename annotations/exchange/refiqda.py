r"""A REFI-QDA project (`.qdpx`): texts, codebook, coded selections, notes and links in one archive.

Of the REFI-QDA standard 1.0, whose schema orders the children of every element. Positions count
code points, line ends are `\n`, the folder of the texts is `sources` in lower case, and no file
has a byte order mark: what NVivo, MAXQDA and ATLAS.ti each trip over otherwise.
"""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator
from typing import IO

from annotations.exchange.common import lose_alignment, placed
from annotations.exchange.format import Format
from annotations.exchange.qdc import ORIGIN, PROJECT, codes, guid, labels_in_use
from annotations.exchange.reports import Tally
from annotations.exchange.view import View
from annotations.exchange.xmltext import attribute, body
from annotations.marks.annotation import Annotation
from annotations.store.commands import now

_LOST = ("attributes", "states", "suggestions")
_DATE = (1980, 1, 1, 0, 0, 0)
"""Of the files in the archive, so that one store gives one archive but for the time of export."""


def write(view: View, tally: Tally) -> Iterator[bytes]:
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


def _project(view: View, tally: Tally, file: IO[bytes]) -> None:
    for piece in _elements(view, tally):
        file.write(piece.encode())


def _elements(view: View, tally: Tally) -> Iterator[str]:
    people = view.used[1] or ("",)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield (
        f'<Project xmlns="{PROJECT}" name="crossread" origin="{ORIGIN}"'
        f' creatingUserGUID="{_user(people[0])}" creationDateTime="{now()}">\n<Users>\n'
    )
    for person in people:
        yield f'<User guid="{_user(person)}" name={attribute(person or "unknown")}/>\n'
    yield "</Users>\n<CodeBook><Codes>\n"
    yield from codes(labels_in_use(view), tally)
    yield "</Codes></CodeBook>\n"
    notes: list[tuple[str, str]] = []
    if view.article_ids:
        yield "<Sources>\n"
        yield from _sources(view, tally, notes)
        yield "</Sources>\n"
    links: list[str] = []
    for relation in view.relations():
        tally.wrote("relations")
        note = _noted(notes, "relation", relation.id, relation.note)
        ends = f'originGUID="{guid("mark", relation.source)}" targetGUID="{guid("mark", relation.target)}"'
        direction = "OneWay" if relation.kind.directed else "Bidirectional"
        links.append(
            f'<Link guid="{guid("relation", relation.id)}" name={attribute(relation.kind.value)}'
            f' direction="{direction}" {ends}>{note}</Link>\n'
        )
    if notes:
        yield "<Notes>\n"
        for key, text in notes:
            name = attribute(" ".join(text.split())[:40] or "note")
            content = f"<PlainTextContent>{body(text)}</PlainTextContent>"
            yield f'<Note guid="{key}" name={name}>{content}</Note>\n'
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


def _sources(view: View, tally: Tally, notes: list[tuple[str, str]]) -> Iterator[str]:
    for article_id, article in view.articles():
        tally.wrote("articles")
        key = guid("article", article_id)
        name = attribute(article.title or article.source or article_id)
        yield f'<TextSource guid="{key}" name={name} plainTextPath="internal://{key}.txt">\n'
        for each in placed(view, article_id, tally, *_LOST):
            yield _selection(each, notes)
        yield "</TextSource>\n"


def _selection(each: Annotation, notes: list[tuple[str, str]]) -> str:
    made = f'creatingUser="{_user(each.annotator)}" creationDateTime="{each.created}"'
    name = attribute(" ".join(each.quote.split())[:40] or "space")
    return (
        f'<PlainTextSelection guid="{guid("mark", each.id)}" name={name}'
        f' startPosition="{each.start}" endPosition="{each.end}" {made}>'
        f'<Coding guid="{guid("coding", f"{each.id} coding")}" {made}>'
        f'<CodeRef targetGUID="{guid("label", each.label)}"/></Coding>'
        f"{_noted(notes, 'mark', each.id, each.note)}</PlainTextSelection>\n"
    )


def _noted(notes: list[tuple[str, str]], kind: str, key: str, text: str) -> str:
    """A reference to a note of its own for a text, which is put with the others; empty for none."""
    if not text:
        return ""
    note = guid("note", f"{kind} {key} note")
    notes.append((note, text))
    return f'<NoteRef targetGUID="{note}"/>'


def _user(name: str) -> str:
    return guid("user", f"user {name}")


FORMAT = Format(
    "refi-qda",
    "REFI-QDA project, for NVivo, MAXQDA, ATLAS.ti and QualCoder",
    (".qdpx",),
    write=write,
)
