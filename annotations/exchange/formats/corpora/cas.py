"""A UIMA CAS as plain values, of XMI (OMG XMI 2.0 as UIMA writes it) or of JSON (CAS JSON 0.4).

Read here and not by a library, for a CAS from elsewhere is hostile, and may lack its type system: then an
attribute of XMI is a reference if all that is in it are ids of the document. Offsets are as the file has
them: UTF-16 units.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson

from annotations.articles.files.xml_tree import parse_xml
from annotations.errors import ExchangeError

_XMI = "{http://www.omg.org/XMI}id"
_SOFA, _VIEW, _NULL, _ARRAY = "uima.cas.Sofa", "uima.cas.View", "uima.cas.NULL", "uima.cas.FSArray"
_OWN = ("sofa", "begin", "end")
ENDS = ("Governor", "Dependent")
"""The features of a relation in INCEpTION: where it leads from, and to."""
_PRIMITIVES = frozenset(
    f"uima.cas.{name}{kind}"
    for name in ("String", "Boolean", "Byte", "Short", "Integer", "Long", "Float", "Double")
    for kind in ("", "Array", "List")
)


@dataclass(frozen=True, slots=True)
class Structure:
    """A feature structure: its id, its type's full name, and its place, -1 where it has none.

    `sofa` is the id of the text that it belongs to, 0 for none. `values` are its features that are
    texts or numbers, in the file's order, `references` those that are other structures, by their ids.
    """

    id: int
    type: str
    sofa: int
    begin: int
    end: int
    values: Mapping[str, str]
    references: Mapping[str, tuple[int, ...]]

    @property
    def name(self) -> str:
        """The type without its package."""
        return self.type.rpartition(".")[2]


SEGMENTATION = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type."
"""The package of what divides a text: words, sentences, lemmas…"""
_WORDS = frozenset((f"{SEGMENTATION}Token", f"{SEGMENTATION}Sentence"))
WORD = Structure(0, f"{SEGMENTATION}Token", 0, -1, -1, {}, {})
"""Stands for each word and sentence, which are most of a CAS, and of which nothing is made."""


@dataclass(slots=True)
class Cas:
    """The texts of a CAS by the ids of their sofas, its structures by theirs, and what is indexed."""

    texts: dict[int, str] = field(default_factory=dict)
    structures: dict[int, Structure] = field(default_factory=dict)
    members: set[int] = field(default_factory=set)

    def followed(self, ids: Iterable[int]) -> Iterator[Structure]:
        """The structures with these ids; those in an array in its place."""
        for key in ids:
            found = self.structures.get(key)
            if found is not None and found.type.endswith(("FSArray", "[]")):
                inside = found.references.get("elements", ())
                yield from (self.structures[each] for each in inside if each in self.structures)
            elif found is not None:
                yield found


class TypeSystem:
    """Which features of which types are texts or numbers, of a UIMA type system description."""

    def __init__(self, data: bytes | None = None) -> None:
        """Of the XML of a type system; None for one that is not there. Raises XmlError."""
        self._above: dict[str, str] = {}
        self._ranges: dict[tuple[str, str], str] = {}
        if data is None:
            return
        for each in parse_xml(data).iter("{*}typeDescription"):
            name = _text(each, "name")
            self._above[name] = _text(each, "supertypeName")
            for feature in each.iter("{*}featureDescription"):
                self._ranges[name, _text(feature, "name")] = _text(feature, "rangeTypeName")

    def is_value(self, type_name: str, feature: str) -> bool | None:
        """Whether a feature is a text or a number; None where this does not say."""
        name, steps = type_name, 0
        while name and steps < 100:  # a type system may go in circles
            found = self._ranges.get((name, feature))
            if found is not None:
                return found in _PRIMITIVES or self._above.get(found) in _PRIMITIVES
            name, steps = self._above.get(name, ""), steps + 1
        return None


def _text(element: Any, name: str) -> str:
    return (element.findtext(f"{{*}}{name}") or "").strip()


def cas_of_xmi(data: bytes, types: TypeSystem) -> Cas:
    """The CAS of an XMI document. Raises XmlError."""
    cas, elements = Cas(), []
    for each in parse_xml(data):
        name, key = _type_name(each.tag), _number(each.get(_XMI))
        if name == _SOFA:
            cas.texts[key] = each.get("sofaString", "")
        elif name == _VIEW:
            cas.members.update(_numbers(each.get("members", "")) or ())
        elif name in _WORDS:
            cas.structures[key] = WORD
        elif name != _NULL and key > 0:
            elements.append((key, name, each))
    known = cas.structures.keys() | {key for key, _, _ in elements}
    for key, name, each in elements:
        values: dict[str, str] = {}
        references: dict[str, tuple[int, ...]] = {}
        for feature, value in each.attrib.items():
            if feature == _XMI or feature in _OWN:
                continue
            ids = _numbers(value)
            sure = name == _ARRAY or feature in ENDS
            told = False if sure else types.is_value(name, feature)
            if ids and (told is False or (told is None and known.issuperset(ids))):
                references[feature] = ids
            elif told is not False and value:
                values[feature] = value
        for child in each:
            inside = filter(None, (values.get(child.tag), child.text))
            values[child.tag] = "; ".join(inside)
        sofa, begin, end = (_number(each.get(own)) for own in _OWN)
        cas.structures[key] = Structure(key, name, max(0, sofa), begin, end, values, references)
    return cas


def _type_name(tag: str) -> str:
    """`webanno.custom.Span` of `{http:///webanno/custom.ecore}Span`."""
    space, _, name = tag.removeprefix("{").rpartition("}")
    package = space.removeprefix("http:///").removesuffix(".ecore").replace("/", ".")
    return f"{package}.{name}" if package else name


def _number(value: object) -> int:
    """An offset or id, of a text or a number; -1 for anything else."""
    if type(value) is int:
        return value if 0 <= value < 10**15 else -1
    if not isinstance(value, str) or not (value.isascii() and value.isdigit() and len(value) < 16):
        return -1
    return int(value)


def _numbers(value: str) -> tuple[int, ...]:
    """The ids in an attribute; none where anything in it is no id."""
    found = tuple(map(_number, value.split()))
    return () if -1 in found else found


def cas_of_json(data: bytes) -> Cas | None:
    """The CAS of a JSON document; None for JSON that is no CAS. Raises ExchangeError for what is none."""
    try:
        found = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise ExchangeError(f"is not JSON: {error}") from error
    records = found.get("%FEATURE_STRUCTURES") if isinstance(found, dict) else None
    if isinstance(records, dict):  # of an older version: the ids are the keys
        records = [{"%ID": key, **value} for key, value in records.items() if type(value) is dict]
    if not isinstance(records, list):
        return None
    cas, views = Cas(), found.get("%VIEWS")
    for view in views.values() if isinstance(views, dict) else ():
        members = view.get("%MEMBERS") if isinstance(view, dict) else None
        cas.members.update(map(_number, members if isinstance(members, list) else ()))
    for record in records:
        if isinstance(record, dict) and (key := _number(record.get("%ID"))) > 0:
            _take(cas, key, record)
    return cas


def _take(cas: Cas, key: int, record: dict[str, Any]) -> None:
    name = record.get("%TYPE")
    if not isinstance(name, str):
        return
    if name in _WORDS:
        cas.structures[key] = WORD
        return
    if name == _SOFA:
        text = record.get("sofaString")
        cas.texts[key] = text if isinstance(text, str) else ""
        return
    values: dict[str, str] = {}
    references: dict[str, tuple[int, ...]] = {}
    for feature, value in record.items():
        if feature == "%ELEMENTS" and isinstance(value, list):
            references["elements"] = tuple(map(_number, value))
        elif feature.startswith("@") and feature != "@sofa":
            given = value if isinstance(value, list) else [value]
            references[feature[1:]] = tuple(map(_number, given))
        elif feature[:1] not in "%@^" and feature not in _OWN and value not in (None, ""):
            values[feature.removeprefix("#")] = _shown(value)
    begin, end = _number(record.get("begin")), _number(record.get("end"))
    sofa = max(0, _number(record.get("@sofa")))
    cas.structures[key] = Structure(key, name, sofa, begin, end, values, references)


def _shown(value: object) -> str:
    """A value of JSON as XMI would have it."""
    if isinstance(value, bool):
        return str(value).lower()
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)
