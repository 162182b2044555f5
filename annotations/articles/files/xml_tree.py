"""XML from outside, as a tree or as events; nothing in it may expand, reach out or nest for ever.

One parser for Word, OpenDocument and EPUB, REFI-QDA codebooks and projects: no document type is
accepted (entity expansion and outside entities need one, and none of these formats has one),
nothing is fetched, and libxml2's limits on the size of a text and the depth of elements stay on.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from annotations.errors import CrossreadError

LARGEST = 64 * 1024 * 1024
"""Bytes: a larger document is refused."""

DEEPEST = 200
"""Elements inside each other: a document that nests deeper is refused."""


MOST_ELEMENTS = 2_000_000
"""Elements of a document that is read as events: more would take minutes."""


class XmlError(CrossreadError):
    """Bytes that are no XML that may be read; the message is a clause without the file's name."""


_REFERENCE = re.compile(r"&#(?:x0{0,8}([0-9a-fA-F]{4})|0{0,8}(\d{5}));?")
_LONGEST_REFERENCE = 24
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HARDENED: dict[str, Any] = {
    "resolve_entities": False,
    "load_dtd": False,
    "no_network": True,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


def parse_xml(data: bytes, *, recover: bool = False) -> Any:
    """The root element (lxml) of a document; comments and processing instructions are left out.

    With `recover`, what can be read of a damaged document is taken. Raises XmlError for what is not
    XML, is larger than `LARGEST`, nests deeper than `DEEPEST`, or declares a document type.
    """
    from lxml import etree

    if len(data) > LARGEST:
        raise XmlError(f"is larger than {LARGEST >> 20} MiB")
    encoding = None
    if recover and not data.startswith(_UTF16):
        # libxml2 lets broken UTF-8 and surrogates through, and its text cannot be read then.
        data, encoding = _without_surrogates(data.decode("utf-8", "replace")).encode(), "utf-8"
    try:
        root = etree.fromstring(
            data, etree.XMLParser(**_HARDENED, recover=recover, encoding=encoding)
        )
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        first = str(error).partition("\n")[0]
        raise XmlError(f"is not XML: {first}") from error
    if root is None:
        raise XmlError("is not XML: there is no element in it")
    if root.getroottree().docinfo.internalDTD is not None:
        raise XmlError("declares a document type, which is not read for safety")
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            raise XmlError(f"nests deeper than {DEEPEST} elements")
    return root


def _without_surrogates(text: str) -> str:
    """The text with U+FFFD in place of references to surrogates, `&#xD800;` and its like."""
    return _REFERENCE.sub(_mended, text) if "&#" in text else text


def _mended(match: re.Match[str]) -> str:
    point = int(match[1], 16) if match[1] else int(match[2])
    return "\ufffd" if 0xD800 <= point <= 0xDFFF else match.group()


class Events(Protocol):
    """What takes the events of a document in order; names are `{namespace}name`."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None: ...
    def end(self, tag: str) -> None: ...
    def data(self, text: str) -> None: ...
    def close(self) -> None: ...


class _Watched:
    """Passes events on to `events`; raises XmlError for a document type or deep nesting."""

    def __init__(self, events: Events) -> None:
        self._events = events
        self._depth = 0
        self._left = MOST_ELEMENTS
        self.data = events.data
        self.close = events.close

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        self._left -= 1
        if self._left < 0:
            raise XmlError(f"has more than {MOST_ELEMENTS:,} elements")
        if self._depth > DEEPEST:
            raise XmlError(f"nests deeper than {DEEPEST} elements")
        self._events.start(tag, attributes)

    def end(self, tag: str) -> None:
        self._depth -= 1
        self._events.end(tag)

    def doctype(self, *_: object) -> None:
        raise XmlError("declares a document type, which is not read for safety")


def feed_xml(chunks: Iterable[bytes], events: Events) -> None:
    """Give the events of a document, which comes in chunks of bytes, to what takes them.

    No tree is built: memory is what `events` keeps. What can be read of a damaged document is
    taken, bytes that are no UTF-8 as U+FFFD. Raises XmlError for what has no element in it, nests
    deeper than `DEEPEST`, has more than `MOST_ELEMENTS` or declares a document type, and whatever `chunks` and `events` raise.
    """
    from lxml import etree

    parser = etree.XMLParser(**_HARDENED, recover=True, encoding="utf-8", target=_Watched(events))
    decoder: codecs.IncrementalDecoder | None = None
    held = ""  # a reference that the chunk may have cut
    try:
        for chunk in chunks:
            if decoder is None:
                name = "utf-16" if chunk.startswith(_UTF16) else "utf-8"
                decoder = codecs.getincrementaldecoder(name)("replace")
            text = held + decoder.decode(chunk)
            cut = text.rfind("&", max(0, len(text) - _LONGEST_REFERENCE))
            text, held = (text[:cut], text[cut:]) if cut >= 0 else (text, "")
            parser.feed(_without_surrogates(text).encode("utf-8", "replace"))
        parser.feed(_without_surrogates(held).encode("utf-8", "replace"))
        parser.close()
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        first = str(error).partition("\n")[0]
        raise XmlError(f"is not XML: {first}") from None
