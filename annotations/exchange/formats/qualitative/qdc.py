"""A REFI-QDA codebook (`.qdc`), out and in: the tree of labels for NVivo, MAXQDA, ATLAS.ti, QualCoder.

Of the REFI-QDA standard 1.0. In, the codebook of a project (`.qdpx`) is read too.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

from annotations.articles.files.archives import open_archive
from annotations.articles.files.xml_tree import LARGEST, XmlError, parse_xml
from annotations.errors import CodebookError, ExchangeError
from annotations.exchange.bundle import Bundle, derived
from annotations.exchange.format import Format
from annotations.exchange.reports import LossCounts
from annotations.exchange.view import View
from annotations.exchange.xml_text import attribute, body
from annotations.marks.cleaning import DEEPEST, clean_path, mended_path
from annotations.marks.codebook import Codebook, Label

CODEBOOK = "urn:QDA-XML:codebook:1.0"
PROJECT = "urn:QDA-XML:project:1.0"
ORIGIN = "crossread"
APART = " › "
"""Between the parts of a path where the name of a code is its whole path."""
_RGB = re.compile(r"\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*")
_LEADS = {"Use when: ": "use_when", "Avoid when: ": "avoid_when", "Example: ": "example"}
"""What a label has beside its definition, as lines of the one description a code can have."""


def write(view: View, tally: LossCounts) -> Iterator[bytes]:
    """The codebook, with the labels that annotations have and it does not."""
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<CodeBook xmlns="{CODEBOOK}" origin="{ORIGIN}"><Codes>\n'.encode()
    for piece in codes(labels_in_use(view), tally):
        yield piece.encode()
    yield b"</Codes></CodeBook>\n"


def labels_in_use(view: View) -> Codebook:
    """The codebook, grown by the labels that annotations have and it does not."""
    book = view.codebook
    for path in sorted(map(mended_path, view.used[0])):
        if path not in book:
            book = book.add(Label(path))
    return book


def guid(kind: str, key: str) -> str:
    """An 8-4-4-4-12 id: the id itself where it is one, else one made from it."""
    try:
        return str(UUID(key))
    except ValueError:
        return derived(kind, key)


def codes(
    book: Codebook, tally: LossCounts, above: str = "", *, unique: bool = False
) -> Iterator[str]:
    """The `Code` elements under a path, each with those below it inside.

    With `unique`, a code whose name another one has too is named by its whole path.
    """
    names = Counter(label.name.casefold() for label in book) if unique else Counter[str]()
    yield from _codes(book, tally, above, names)


def _codes(book: Codebook, tally: LossCounts, above: str, names: Counter[str]) -> Iterator[str]:
    for label in book.children(above):
        tally.wrote("labels")
        if label.glyph or label.key:
            tally.lose("labels without their glyph and key", label.path)
        if label.retired:
            tally.lose("retired labels that look like any other", label.path)
        name = label.name
        if names[name.casefold()] > 1 and "/" in label.path:
            name = label.path.replace("/", APART)
            tally.lose(
                "labels named by their whole path, for another has the same name", label.path
            )
        yield (
            f'<Code guid="{guid("label", label.path)}" name={attribute(name)}'
            f' isCodable="true" color="{book.colour(label.path)}">'
        )
        if about := _description(label):
            yield f"<Description>{body(about)}</Description>"
        yield from _codes(book, tally, label.path, names)
        yield "</Code>\n"


def _description(label: Label) -> str:
    parts = [label.definition]
    parts += [f"{lead}{text}" for lead, name in _LEADS.items() if (text := getattr(label, name))]
    return "\n".join(part for part in parts if part)


def read(path: Path) -> Bundle:
    """The labels of a codebook, or of the codebook of a project."""
    try:
        root = parse_xml(_project(path) if zipfile.is_zipfile(path) else _document(path))
    except XmlError as error:
        raise ExchangeError(f"{path}: {error}") from error
    bundle = Bundle(path.name)
    found = [root.find(f".//{{{space}}}Codes") for space in (CODEBOOK, PROJECT)]
    top = next((each for each in found if each is not None), None)
    if top is None:
        raise ExchangeError(f"{path}: holds no REFI-QDA codebook")
    _all_codes(top, bundle)
    return bundle


def codes_of(root: Any, bundle: Bundle) -> dict[str, str]:
    """The paths of the codes of a project by their ids; the labels go into the bundle."""
    top = root.find(f".//{{{PROJECT}}}Codes")
    return {} if top is None else _all_codes(top, bundle)


def _all_codes(top: Any, bundle: Bundle) -> dict[str, str]:
    paths: dict[str, str] = {}
    # Taguette nests no codes: its tags are paths, as ours. To others a slash is part of a name.
    slash = "/" if top.getparent().get("origin", "").startswith("Taguette") else "∕"
    for code in top:
        _take(bundle, code, "", 0, paths, slash)
    return paths


def _project(path: Path) -> bytes:
    """The `project.qde` of a project; nothing is unpacked to disk, and not more than is allowed."""
    with open_archive(path) as archive:
        if "project.qde" not in archive.names:
            raise ExchangeError(f"{path}: is no REFI-QDA project: there is no project.qde in it")
        return archive.read("project.qde")


def _document(path: Path) -> bytes:
    """The bytes of an XML file, one more than is allowed at most."""
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def _take(
    bundle: Bundle, code: Any, above: str, depth: int, paths: dict[str, str], slash: str
) -> None:
    space, _, tag = code.tag.rpartition("}")
    if tag != "Code":
        return
    name = code.get("name", "")
    if above and name.startswith(f"{above.replace('/', APART)}{APART}"):
        name = name.rpartition(APART)[2]  # as crossread names a code whose name is taken
    name = name.replace("/", slash)
    try:
        path = clean_path(f"{above}/{name}" if above else name)
        if depth >= DEEPEST or not clean_path(name):
            raise CodebookError(f"{name!r} lies too deep")
    except CodebookError as error:
        bundle.lose("codes whose name cannot be a label's", str(error))
        return
    paths[code.get("guid", "")] = path
    about = code.find(f"{space}}}Description")
    text = (about.text or "").strip() if about is not None else ""
    bundle.labels.append(_label(path, text, _colour(code.get("color", ""))))
    for below in code:
        _take(bundle, below, path, depth + 1, paths, slash)


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
    suggestions=True,
)
