"""Brings `crossread.schema.json` up to date with the classes of the values it describes.

Which fields a line of an annotation, a relation, a link, an event or a pair has, and of what type, follows
from the class. What a type does not say (descriptions, patterns, bounds, which field may be left
out) is written in the file by hand and stays: the store must read a value out of bounds to mend it,
so the classes do not refuse it. Lines of headers, labels and articles are no plain image of a
class, and are written by hand whole.

    python -m tests.exchange.schema_from_types

rewrites the file; `test_jsonl.py` says when that is needed.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from msgspec.json import schema_components

import annotations.exchange
from annotations.alignment import Link
from annotations.marks import Annotation, Relation
from annotations.store import Event, Pair

SCHEMA = Path(annotations.exchange.__file__).parent / "crossread.schema.json"
_OF_THE_LINE = {
    "annotation": ("type",),
    "relation": ("type",),
    "link": ("type", "pair"),
    "event": ("type",),
    "pair": ("type",),
}
"""Properties of a line that are no fields of the value."""
_VALUES = {
    "annotation": Annotation,
    "relation": Relation,
    "link": Link,
    "event": Event,
    "pair": Pair,
}
_OPEN = {("relation", "kind")}
_FROM_TYPE = ("type", "enum", "additionalProperties")


def up_to_date(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema with the properties of each line as its class has them now."""
    lines = dict(schema["$defs"])
    _, found = schema_components(_VALUES.values())
    for name, kind in _VALUES.items():
        line, own = lines[name], _OF_THE_LINE[name]
        before = line["properties"]
        fields = found[kind.__name__]["properties"]
        after = {each: before[each] for each in own}
        for each, told in fields.items():
            if (name, each) in _OPEN:  # other words than the type's own are allowed
                after[each] = before[each]
                continue
            after[each] = _property(_resolved(told, found), before.get(each, {}))
        optional = before.keys() - set(line["required"])
        required = [each for each in after if each not in optional]
        lines[name] = {**line, "properties": after, "required": required}
    return {**schema, "$defs": lines}


def _resolved(told: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    reference = told.get("$ref")
    return told if reference is None else found[reference.rpartition("/")[2]]


def _property(told: dict[str, Any], before: dict[str, Any]) -> dict[str, Any]:
    """What the type tells of a property, and beside it what was written of it by hand."""
    by_type = {word: told[word] for word in _FROM_TYPE if word in told}
    if set(before.get("enum", ())) == set(told.get("enum", ())) != set():
        by_type["enum"] = before["enum"]  # in an order that says something
    return {**by_type, **{word: said for word, said in before.items() if word not in _FROM_TYPE}}


if __name__ == "__main__":
    new = up_to_date(json.loads(SCHEMA.read_text("utf-8")))
    SCHEMA.write_text(json.dumps(new, indent=2, ensure_ascii=False) + "\n", "utf-8")
