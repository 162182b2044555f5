"""What the formats in a zip archive share: which kind it is, and its small XML members."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

from annotations.articles.files.archives import Archive, open_archive
from annotations.articles.files.xml_tree import XmlError, parse_xml
from annotations.errors import ArchiveError, ArticleError

LARGEST_TREE = 4 * 1024 * 1024
"""Bytes of a member that is read whole, as styles, properties or a list of contents."""

_KINDS: dict[bytes, Literal["odt", "epub"]] = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.text-template": "odt",
    b"application/epub+zip": "epub",
}
"""By what the member `mimetype` says, which both formats begin with."""


def document_in(data: bytes) -> Literal["docx", "odt", "epub"] | None:
    """The kind of document that the bytes of a zip archive hold, or None where it is no text."""
    try:
        with open_archive(data) as archive:
            if "word/document.xml" in archive.names:
                return "docx"
            if "mimetype" not in archive.names:
                return None
            return _KINDS.get(next(archive.chunks("mimetype"), b"").strip())
    except ArchiveError:
        return None


@contextmanager
def open_document(data: bytes, source: str) -> Iterator[Archive]:
    """Open a document that is a zip archive. Raises ArticleError, which names `source`.

    Also for what is wrong with a member that is read while it is open.
    """
    try:
        with open_archive(data, name=source) as archive:
            yield archive
    except ArchiveError as error:
        raise ArticleError(str(error)) from None


def small_tree(archive: Archive, name: str) -> Any:
    """The root element (lxml) of a member of the archive, of which what can be read is taken.

    Raises XmlError where it is larger than `LARGEST_TREE`, or is no XML.
    """
    data = archive.read(name)
    if len(data) > LARGEST_TREE:
        raise XmlError(f"is larger than {LARGEST_TREE >> 20} MiB")
    return parse_xml(data, recover=True)
