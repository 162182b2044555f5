"""Annotations that are looked for in a whole store: by label, text, note and annotator."""

from __future__ import annotations

import re
from collections.abc import Callable
from operator import attrgetter

from msgspec import DecodeError, Struct, field
from msgspec.json import Decoder

from annotations.errors import StoreError
from annotations.marks.annotation import SUGGESTED, Annotation
from annotations.store.engine.storage import JournalStorage
from annotations.store.serialization import annotation_from_json

_PART = re.compile(r'(?:(\w+):)?(?:"([^"]*)"?|(\S+))')
FIELDS = ("label", "text", "note", "by")


class AnnotationQuery(Struct, frozen=True, kw_only=True):
    """What annotations must have, all of it; case makes no difference.

    `words` may be anywhere: in the quote, the note, the label or the annotator's name. `label` is a label, which has those below it; `text` is words in the quote, `note` words in the
    note, `by` how the annotator's name begins.
    """

    words: tuple[str, ...] = ()
    label: str = ""
    text: tuple[str, ...] = ()
    note: tuple[str, ...] = ()
    by: str = ""

    @classmethod
    def parse(cls, line: str) -> AnnotationQuery:
        """A query from a line: `label:theme by:ada note:"not sure" harbour`.

        Words without a field are looked for everywhere.

        Raises:
            StoreError: it names a field that there is not.
        """
        label, by = "", ""
        words: dict[str, list[str]] = {"words": [], "text": [], "note": []}
        for name, quoted, bare in _PART.findall(line):
            value = (quoted or bare).casefold()
            if name and name not in FIELDS:
                raise StoreError(f"nothing is called {name}: here; there are {_fields()}")
            if name == "label":
                label = value.strip("/")
            elif name == "by":
                by = value
            elif value:
                words[name or "words"].append(value)
        found = {name: tuple(each) for name, each in words.items()}
        return cls(label=label, by=by, **found)


def _fields() -> str:
    return ", ".join(f"{name}:" for name in FIELDS)


class _Mark(Struct):
    label: str
    quote: str = ""
    note: str = ""
    annotator: str = ""
    attributes: dict[str, str] = field(default_factory=dict)


_mark = Decoder(_Mark).decode
_PLACE: Callable[[Annotation], tuple[str, int, int, str]] = attrgetter(
    "article", "start", "end", "created"
)


def find_annotations(storage: JournalStorage, query: AnnotationQuery) -> tuple[Annotation, ...]:
    """What people annotated that a query finds, by article and place; suggestions aside."""
    found = []
    for raw in storage.rows("annotations"):
        try:
            mark = _mark(raw)
        except DecodeError:  # edited by hand: `crossread check` tells of it
            continue
        if SUGGESTED not in mark.attributes and _has(mark, query):
            found.append(annotation_from_json(raw))
    found.sort(key=_PLACE)
    return tuple(found)


def _has(mark: _Mark, query: AnnotationQuery) -> bool:
    if query.label:
        label = mark.label.casefold()
        if label != query.label and not label.startswith(f"{query.label}/"):
            return False
    if query.by and not mark.annotator.casefold().startswith(query.by):
        return False
    if query.words:
        everything = "\n".join((mark.quote, mark.note, mark.label, mark.annotator)).casefold()
        if not all(each in everything for each in query.words):
            return False
    quote = mark.quote.casefold() if query.text else ""
    note = mark.note.casefold() if query.note else ""
    return all(each in quote for each in query.text) and all(each in note for each in query.note)
