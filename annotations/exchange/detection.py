"""Which format a file is of, by its name and its first bytes."""

from __future__ import annotations

import zipfile
from pathlib import Path

from annotations.articles.files.archives import open_archive
from annotations.errors import ExchangeError

_LOOKED_AT = 65_536
_BY_SUFFIX = {
    ".qdc": "qdc",
    ".qdpx": "refi-qda",
    ".toml": "codebook",
    ".xlsx": "xlsx",
    ".csv": "codebook",
    ".jsonld": "w3c",
    ".ann": "brat",
    ".xmi": "cas-xmi",
}


def format_of(path: Path) -> str:
    """The name of the format; ExchangeError where it cannot be told."""
    if path.is_dir():
        if (path / "tasks.json").is_file():
            return "label-studio"
        if next(path.rglob("*.ann"), None) is not None:
            return "brat"
        if next(path.glob("*.xmi"), None) is not None:
            return "cas-xmi"
        raise ExchangeError(f"{path}: holds nothing to import; name a file, or its --format")
    if path.suffix.lower() in _BY_SUFFIX:
        return _BY_SUFFIX[path.suffix.lower()]
    if path.suffix.lower() == ".zip":
        return _of_archive(path)
    try:
        with path.open("rb") as file:
            head = file.read(_LOOKED_AT).removeprefix(b"\xef\xbb\xbf").lstrip()
    except OSError as error:
        raise ExchangeError(f"{path}: cannot be read: {error.strerror or error}") from error
    found = _of_json(head)
    if found is None:
        raise ExchangeError(f"{path}: its format cannot be told; name it with --format")
    return found


def _of_archive(path: Path) -> str:
    """Doccano's archives hold JSON lines, INCEpTION's a type system, or archives of people's work."""
    if not zipfile.is_zipfile(path):
        return "doccano"
    with open_archive(path) as archive:
        inside = any(name.endswith((".xmi", "TypeSystem.xml", ".zip")) for name in archive.names)
        return "cas-xmi" if inside or "exportedproject.json" in archive.names else "doccano"


def _of_json(head: bytes) -> str | None:
    first = head if head.startswith(b"[") else head.partition(b"\n")[0]
    if b'"schema"' in first and b'"crossread"' in first:
        return "jsonl"
    if b"http://www.w3.org/ns/anno" in head or b'"Annotation"' in first:
        return "w3c"
    if head.startswith(b"{") and b'"rows"' in head and b'"uri"' in head:
        return "hypothesis"
    if head.startswith(b"[") and (b'"data"' in head or b'"annotation_id"' in head):
        return "label-studio"
    if head.startswith(b"{") and b'"%TYPES"' in head:
        return "cas-xmi"
    if b'"tokens"' in first or b'"spans"' in first or b'"_view_id"' in first:
        return "prodigy"
    if b'"text"' in first and any(key in first for key in (b'"entities"', b'"label"', b'"labels"')):
        return "doccano"
    return None
