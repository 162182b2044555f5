"""UIMA CAS read in, as INCEpTION exports it: spans of any layer, relations, links and chains.

A span's label is its layer and what its feature says (`NamedEntity/PER`), the other features are attributes.
A structure with a `Governor` and a `Dependent` is a relation from the one to the other; any other reference from
span to span (a link with its role, the next of a chain) is one too, of the kind that the feature is called. Words and sentences
are crossread's own and are not taken. Of the export of a project, everybody's work is by its annotator.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from msgspec.structs import replace

from annotations.articles import Span
from annotations.articles.files.archives import LARGEST, Archive, open_archive
from annotations.articles.files.xml_tree import XmlError
from annotations.errors import ExchangeError
from annotations.exchange.bundle import Bundle, canonical_offset
from annotations.exchange.formats.corpora.cas import (
    ENDS,
    SEGMENTATION,
    Cas,
    Structure,
    TypeSystem,
    cas_of_json,
    cas_of_xmi,
)
from annotations.exchange.units import Unit, unit_of
from annotations.marks.annotation import SUGGESTED, Annotation, RelationStatus

ANNOTATION = "webanno.custom.CrossreadAnnotation"
RELATION = "webanno.custom.CrossreadRelation"
SUGGESTION = "suggestion"
"""The status of a relation that is only proposed."""
MOST = 8 * LARGEST
"""Bytes that are unpacked of one project, which is read a document at a time."""
_TYPES = "TypeSystem.xml"
_DKPRO = "de.tudarmstadt.ukp.dkpro.core.api."
_ABOUT = (f"{_DKPRO}metadata.", "de.tudarmstadt.ukp.clarin.webanno.api.", "uima.")
"""Packages of what says something of the document, its layers or tags, and marks no span."""
_SAYS = ("label", "value", "PosValue", "DependencyType", "referenceType", "category")
_NOTES = ("note", "comment")
_LONGEST = 60


class _File(NamedTuple):
    """A document of an export: the place to tell people, its bytes, its types, whose it is."""

    where: str
    data: bytes
    types: bytes | None
    annotator: str = ""


def read(path: Path) -> Bundle:
    """An `.xmi` or CAS JSON file, a folder of them, or an archive that INCEpTION exports."""
    bundle = Bundle(path.name)
    for file in _files(path):
        try:
            if file.where.endswith(".json"):
                cas = cas_of_json(file.data)
            else:
                cas = cas_of_xmi(file.data, _types(bundle, file))
        except (XmlError, ExchangeError) as error:
            bundle.skip("documents that cannot be read", file.where, str(error))
            continue
        if cas is not None:
            _document(bundle, cas, file)
    if bundle.empty and not bundle.broken:
        raise ExchangeError(f"{path}: there is no CAS with a text in it")
    return bundle


def _types(bundle: Bundle, file: _File) -> TypeSystem:
    try:
        return TypeSystem(file.types)
    except XmlError as error:
        bundle.lose("type systems that cannot be read", f"{file.where}: {error}")
        return TypeSystem()


def _files(path: Path) -> Iterator[_File]:
    if path.is_dir():
        for each in sorted(path.glob("*.xmi")):
            if not each.is_symlink():
                yield _File(str(each), each.read_bytes(), _beside(each))
    elif zipfile.is_zipfile(path):
        with open_archive(path, largest=MOST) as archive:
            yield from _in_archive(archive, str(path))
    else:
        yield _File(str(path), path.read_bytes(), _beside(path))


def _beside(path: Path) -> bytes | None:
    found = path.with_name(_TYPES)
    return found.read_bytes() if found.is_file() and not found.is_symlink() else None


def _in_archive(archive: Archive, path: str) -> Iterator[_File]:
    """The documents in an archive, and in the archives in it, of which a project has one a person."""
    project = "exportedproject.json" in archive.names
    left = MOST
    for name in sorted(archive.names):
        where, member = f"{path}: {name}", PurePosixPath(name)
        if project and (
            len(member.parts) != 3 or member.parts[0] not in ("annotation", "curation")
        ):
            continue
        if member.suffix in (".xmi", ".json"):
            yield _File(where, archive.read(name), _types_in(archive, member))
        elif member.suffix == ".zip" and not _initial(archive, member):
            data = archive.read(name)
            with open_archive(data, name=where, largest=left) as inner:
                for file in _inside(inner, where, member.stem if project else ""):
                    left -= len(file.data) + len(file.types or b"")
                    yield file


def _inside(archive: Archive, where: str, annotator: str) -> Iterator[_File]:
    for name in sorted(archive.names):
        member = PurePosixPath(name)
        if member.suffix in (".xmi", ".json"):
            types = _types_in(archive, member)
            yield _File(f"{where}: {name}", archive.read(name), types, annotator)


def _types_in(archive: Archive, member: PurePosixPath) -> bytes | None:
    """The type system beside a member of an archive, or at its top."""
    found = (str(folder / _TYPES) for folder in (member.parent, PurePosixPath()))
    name = next((each for each in found if each in archive.names), None)
    return None if name is None else archive.read(name)


def _initial(archive: Archive, member: PurePosixPath) -> bool:
    """Whether a member is the state before anybody worked on a document that somebody worked on."""
    others = (PurePosixPath(name) for name in archive.names)
    return member.stem == "INITIAL_CAS" and any(
        other.parent == member.parent and other != member for other in others
    )


def _document(bundle: Bundle, cas: Cas, file: _File) -> None:
    about = next((s.values for s in cas.structures.values() if s.name == "DocumentMetaData"), {})
    for sofa, text in cas.texts.items():
        if not text.strip():
            continue
        article = bundle.add_text(text, title=about.get("documentTitle", ""))
        if (url := about.get("documentUri", "")).startswith(("https://", "http://")):
            bundle.articles[article] = replace(bundle.articles[article], url=url)
        units, marks = unit_of(text, utf16=True), dict[int, Annotation]()
        inside = [each for each in cas.structures.values() if each.sofa == sofa]
        for each in inside:
            if _is_span(bundle, cas, each, file):
                mark = _mark(bundle, article, text, units, each, file)
                if mark is not None:
                    marks[each.id] = mark
        for each in inside:
            if each.references.keys() >= {*ENDS}:
                _relation(bundle, cas, each, marks, file)
            elif each.id in marks:
                _links(bundle, cas, each, marks, file)


def _is_span(bundle: Bundle, cas: Cas, each: Structure, file: _File) -> bool:
    """Whether a structure is an annotation of a span; what is neither this nor a relation is counted."""
    where = f"{file.where}: {each.name} {each.id}"
    if each.type.startswith(_ABOUT) or each.references.keys() >= {*ENDS}:
        return False
    if each.type.startswith(SEGMENTATION):
        bundle.lose("lemmas, stems and other divisions of a text", where)
    elif each.id not in cas.members:
        bundle.lose("annotations that are deleted, but still in the file", where)
    elif each.begin < 0 or each.end < 0:
        if "first" not in each.references:  # the head of a chain, whose links have their places
            bundle.lose("annotations of whole documents", where)
    elif each.begin == each.end:
        bundle.lose("annotations of no length", where)
    else:
        return True
    return False


def _mark(
    bundle: Bundle, article: str, text: str, units: Unit, each: Structure, file: _File
) -> Annotation | None:
    values = dict(each.values)
    said = _said(values)
    note = next((values.pop(name) for name in _NOTES if name in values), "")
    label, key, annotator, created = f"{each.name}/{said}", "", file.annotator, ""
    if each.type == ANNOTATION:
        label, key = said or "label", values.pop("key", "")
        annotator, created = values.pop("annotator", annotator), values.pop("created", "")
        if by := values.pop("suggestedBy", ""):
            values[SUGGESTED] = by
    return bundle.add_mark(
        article,
        Span(*(canonical_offset(text, units.back(at)) for at in (each.begin, each.end))),
        label,
        where=f"{file.where}: {each.name} {each.id}",
        key=key,
        annotator=annotator,
        created=created,
        note=note,
        attributes=values,
    )


def _said(values: dict[str, str]) -> str:
    """What a structure says it is, taken out of its values; empty for nothing.

    The feature that most layers call so, else the first with a short value that is no address.
    """
    names = [*_SAYS, *(name for name in values if name not in _NOTES)]
    for name in names:
        value = values.get(name, "")
        if value and len(value) <= _LONGEST and "://" not in value:
            return values.pop(name)
    return ""


def _relation(
    bundle: Bundle, cas: Cas, each: Structure, marks: dict[int, Annotation], file: _File
) -> None:
    where = f"{file.where}: {each.name} {each.id}"
    one, two = (next(cas.followed(each.references[e]), None) for e in ENDS)
    if one is not None and two is not None and one.type.startswith(SEGMENTATION):
        bundle.lose("relations between words", where)
        return
    values = dict(each.values)
    kind = _said(values) or each.name
    proposed = each.type == RELATION and values.get("status") == SUGGESTION
    bundle.add_tie(
        kind,
        None if one is None else marks.get(one.id),
        None if two is None else marks.get(two.id),
        where,
        values.get("annotator", "") if each.type == RELATION else file.annotator,
        next((values[name] for name in _NOTES if name in values), ""),
        status=RelationStatus.SUGGESTED if proposed else RelationStatus.ACCEPTED,
    )


def _links(
    bundle: Bundle, cas: Cas, each: Structure, marks: dict[int, Annotation], file: _File
) -> None:
    """What a span refers to: other spans, or links with a role to them."""
    for feature, ids in each.references.items():
        for found in cas.followed(ids):
            kind, target = feature, found
            if "target" in found.references:
                kind = found.values.get("role", feature)
                target = next(cas.followed(found.references["target"]), found)
            where = f"{file.where}: {each.name} {each.id}, {feature}"
            if target.type.startswith(SEGMENTATION):
                bundle.lose("relations between words", where)
            else:
                bundle.add_tie(kind, marks[each.id], marks.get(target.id), where, file.annotator)
