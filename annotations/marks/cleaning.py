"""Clean the names, notes and attributes that people type or files bring, before they are stored.

A label's name, an annotator's name, a note or an attribute has no use for characters that act on a
terminal or cannot be seen. They are taken out here, in one place, when such text enters: the
commands of the store clean what is typed, and every import cleans what a file says, by the same
functions. (The text of an article is never cleaned: its offsets must hold.)
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

from msgspec.structs import replace

from annotations.articles.text.visible import HOSTILE
from annotations.errors import CodebookError
from annotations.marks.annotation import Annotation

LONGEST_NAME = 120
"""Code points of a name: an annotator's, or one part of a label's path."""

DEEPEST = 50
"""Parts of a label's path."""

_JOINED = frozenset("\u200c\u200d") | {chr(point) for point in range(0xFE00, 0xFE10)}
"""Joiners are part of words (Persian) and of emoji, variation selectors of emoji."""
_KEPT = _JOINED | frozenset("\t\u200e\u200f\u061c")
"""Besides in longer text: a tab, and the marks that order mixed directions but override nothing."""
_BREAKS = "\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]"


def clean_line(text: str) -> str:
    """A name on one line: NFC, without control and format characters, white space single.

    Joiners and variation selectors stay. May be empty.
    """
    normal = unicodedata.normalize("NFC", text)
    if not (normal.isascii() and normal.isprintable()):
        normal = "".join(char if _may_stand(char) else " " for char in normal)
    return " ".join(normal.split())


def _may_stand(char: str) -> bool:
    if char in _JOINED:
        return True
    return unicodedata.category(char) not in _NEVER and HOSTILE.match(char) is None


_NEVER = ("Cc", "Cf", "Cs", "Zl", "Zp")


def clean_name(text: str) -> str:
    """An annotator's name: one clean line of at most `LONGEST_NAME` code points; may be empty."""
    return clean_line(text)[:LONGEST_NAME].rstrip()


def clean_text(text: str) -> str:
    r"""A note, a definition or an attribute's value: lines end in `\n`, tabs stay, nothing acts.

    Control characters, bidi embeddings, overrides and isolates, and what cannot be seen are taken
    out; joiners, variation selectors and the marks LRM, RLM and ALM stay. Space is left as it is.
    """
    if text.isascii() and text.replace("\n", "").replace("\t", "").isprintable():
        return text
    lines = re.sub(_BREAKS, "\n", text)
    return HOSTILE.sub(lambda match: match.group() if match.group() in _KEPT else "", lines)


def clean_path(text: str) -> str:
    """A label path as typed or imported, made well formed.

    Each part becomes a clean line (see `clean_line`), and empty parts go.
    Raises `CodebookError` where nothing is left, a part is longer than 120 code points, or there
    are more than 50 parts.
    """
    parts = _parts(text)
    if not parts:
        raise CodebookError(f"{text[:40]!r} is no name for a label")
    if any(len(part) > LONGEST_NAME for part in parts):
        raise CodebookError(f"a label's name has at most {LONGEST_NAME} characters: {text[:40]}…")
    if len(parts) > DEEPEST:
        raise CodebookError(f"a label lies at most {DEEPEST} deep: {text[:40]}…")
    return "/".join(parts)


def mended_path(text: str) -> str:
    """The well-formed path nearest to a label that a store holds, whatever it is; never refuses.

    For exports, which must not fail for one odd label: too long parts are cut, and one of which
    nothing is left is called `label`.
    """
    return "/".join(part[:LONGEST_NAME].rstrip() for part in _parts(text)[:DEEPEST]) or "label"


def _parts(text: str) -> list[str]:
    return [part for part in map(clean_line, text.split("/")) if part]


def clean_attributes(attributes: Mapping[str, str]) -> Mapping[str, str]:
    """Attributes with clean names and values; one whose name has nothing left goes."""
    if not attributes:
        return attributes
    named = ((clean_name(name), clean_text(value)) for name, value in attributes.items())
    return MappingProxyType({name: value for name, value in named if name})


def cleaned(annotation: Annotation) -> Annotation:
    """An annotation with its label, annotator, note and attributes clean; its span as it is.

    Raises CodebookError where nothing is left of the label, or it is too long.
    """
    return replace(
        annotation,
        label=clean_path(annotation.label),
        annotator=clean_name(annotation.annotator),
        note=clean_text(annotation.note),
        attributes=clean_attributes(annotation.attributes),
    )
