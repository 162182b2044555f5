"""A REFI-QDA codebook (`.qdc`), out and in: the tree of labels for NVivo, MAXQDA, ATLAS.ti, QualCoder.

Of the REFI-QDA standard 1.0. In, the codebook of a project (`.qdpx`) is read too.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID
from xml.etree import ElementTree

from annotations.errors import CodebookError, ExchangeError
from annotations.exchange.bundle import Bundle, derived
from annotations.exchange.format import Format
from annotations.exchange.reports import Tally
from annotations.exchange.view import View
from annotations.exchange.xmltext import LARGEST, attribute, body, parse
from annotations.marks.codebook import Codebook, Label, clean_path

CODEBOOK = "urn:QDA-XML:codebook:1.0"
PROJECT = "urn:QDA-XML:project:1.0"
ORIGIN = "crossread"
_RGB = re.compile(r"\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*")
_LEADS = {"Use when: ": "use_when", "Avoid when: ": "avoid_when", "Example: ": "example"}
"""What a label has beside its definition, as lines of the one description a code can have."""
_DEEPEST = 50


def write(view: View, tally: Tally) -> Iterator[bytes]:
    """The codebook, with the labels that annotations have and it does not."""
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<CodeBook xmlns="{CODEBOOK}" origin="{ORIGIN}"><Codes>\n'.encode()
    for piece in codes(labels_in_use(view), tally):
        yield piece.encode()
    yield b"</Codes></CodeBook>\n"


def labels_in_use(view: View) -> Codebook:
    """The codebook, grown by the labels that annotations have and it does not."""
    book = view.codebook
    for path in sorted(view.used[0]):
        if path not in book:
            book = book.add(Label(path))
    return book


def guid(kind: str, key: str) -> str:
    """An 8-4-4-4-12 id: the id itself where it is one, else one made from it."""
    try:
        return str(UUID(key))
    except ValueError:
        return derived(kind, key)


def codes(book: Codebook, tally: Tally, above: str = "") -> Iterator[str]:
    """The `Code` elements under a path, each with those below it inside."""
    for label in book.children(above):
        tally.wrote("labels")
        if label.glyph or label.key:
            tally.lose("labels without their glyph and key", label.path)
        if label.retired:
            tally.lose("retired labels that look like any other", label.path)
        yield (
            f'<Code guid="{guid("label", label.path)}" name={attribute(label.name)}'
            f' isCodable="true" color="{book.colour(label.path)}">'
        )
        if about := _description(label):
            yield f"<Description>{body(about)}</Description>"
        yield from codes(book, tally, label.path)
        yield "</Code>\n"


def _description(label: Label) -> str:
    parts = [label.definition]
    parts += [f"{lead}{text}" for lead, name in _LEADS.items() if (text := getattr(label, name))]
    return "\n".join(part for part in parts if part)


def read(path: Path) -> Bundle:
    """The labels of a codebook, or of the codebook of a project."""
    data = _project(path) if zipfile.is_zipfile(path) else path.read_bytes()
    root = parse(data, path)
    bundle = Bundle(path.name)
    found = [root.find(f".//{{{space}}}Codes") for space in (CODEBOOK, PROJECT)]
    top = next((each for each in found if each is not None), None)
    if top is None:
        raise ExchangeError(f"{path}: holds no REFI-QDA codebook")
    for code in top:
        _take(bundle, code, "", 0)
    return bundle


def _project(path: Path) -> bytes:
    """The `project.qde` of a project; nothing is unpacked to disk, and not more than is allowed."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open("project.qde") as file:
            return file.read(LARGEST + 1)
    except (KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise ExchangeError(f"{path}: is no REFI-QDA project: {error}") from error


def _take(bundle: Bundle, code: ElementTree.Element, above: str, depth: int) -> None:
    space, _, tag = code.tag.rpartition("}")
    if tag != "Code":
        return
    name = code.get("name", "").replace("/", "∕")
    try:
        path = clean_path(f"{above}/{name}" if above else name)
        if depth > _DEEPEST or not clean_path(name):
            raise CodebookError(f"{name!r} lies too deep")
    except CodebookError as error:
        bundle.problems.append(f"code left out: {error}")
        return
    about = code.find(f"{space}}}Description")
    text = (about.text or "").strip() if about is not None else ""
    bundle.labels.append(_label(path, text, _colour(code.get("color", ""))))
    for below in code:
        _take(bundle, below, path, depth + 1)


def _label(path: str, text: str, colour: str) -> Label:
    """A label whose description is taken apart again, where this module put it together."""
    parts = dict.fromkeys(("definition", *_LEADS.values()), "")
    at = "definition"
    for line in text.split("\n"):
        lead = next((each for each in _LEADS if line.startswith(each)), "")
        at = _LEADS.get(lead, at)
        rest = line.removeprefix(lead)
        parts[at] = f"{parts[at]}\n{rest}" if parts[at] else rest
    return Label(
        path,
        parts["definition"],
        parts["use_when"],
        parts["avoid_when"],
        parts["example"],
        colour,
    )


def _colour(text: str) -> str:
    """`#RRGGBB`, also of `255,0,0` as some programs write it; empty for anything else."""
    if re.fullmatch(r"#[0-9A-Fa-f]{6}", text):
        return text
    found = _RGB.fullmatch(text)
    if found and all(int(part) < 256 for part in found.groups()):
        return "#{:02X}{:02X}{:02X}".format(*map(int, found.groups()))
    return ""


FORMAT = Format(
    "qdc",
    "REFI-QDA codebook, for programs of qualitative research",
    (".qdc", ".qdpx"),
    write=write,
    read=read,
)
