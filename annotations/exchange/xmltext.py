"""XML out with every character legal, XML in with nothing that expands or reaches out."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from annotations.errors import ExchangeError

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
LARGEST = 64 * 1024 * 1024
"""Bytes: a larger document is refused."""


def body(text: str) -> str:
    """Text for the inside of an element; what XML 1.0 cannot hold becomes U+FFFD."""
    return escape(_ILLEGAL.sub("\ufffd", text))


def attribute(text: str) -> str:
    """Text as an attribute's value, with its quotes; a line break in it stays one."""
    return quoteattr(_ILLEGAL.sub("\ufffd", text), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def parse(data: bytes, name: str | Path) -> ElementTree.Element:
    """The root of a document; ExchangeError if it is not XML, too large, or declares anything.

    A document type declaration is what entity expansion and outside entities need, and the
    formats here never have one.
    """
    if len(data) > LARGEST:
        raise ExchangeError(f"{name}: larger than {LARGEST >> 20} MiB")

    def refuse(*_: object) -> None:
        raise ExchangeError(f"{name}: declares a document type, which is not read for safety")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)
        return ElementTree.fromstring(data)
    except (expat.ExpatError, ElementTree.ParseError, ValueError, LookupError) as error:
        raise ExchangeError(f"{name}: is not XML: {error}") from error
