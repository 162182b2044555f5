"""The formats by name, and the two ways through them: `export` and `import_file`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from annotations.errors import ExchangeError
from annotations.exchange.files import write_file, write_folder, write_stream
from annotations.exchange.format import Format
from annotations.exchange.merging import merge
from annotations.exchange.reports import ImportReport, LossReport, Tally
from annotations.exchange.view import Filters, View
from annotations.store import Store


class _Formats(Mapping[str, Format]):
    """Each format's module is loaded when the format is first asked for."""

    modules: Mapping[str, str] = {
        "jsonl": "jsonl",
        "csv": "csvset",
        "w3c": "w3c",
        "markdown": "markdown",
        "html": "html",
        "brat": "brat",
        "doccano": "doccano",
        "label-studio": "labelstudio",
        "prodigy": "prodigy",
        "refi-qda": "refiqda",
        "spacy": "spacy",
        "codebook": "codebookfile",
        "qdc": "qdc",
    }

    def __getitem__(self, name: str) -> Format:
        module = import_module(f"annotations.exchange.{self.modules[name]}")
        found: Format = module.FORMAT
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self.modules)

    def __len__(self) -> int:
        return len(self.modules)


FORMATS: Mapping[str, Format] = _Formats()
"""All formats; iterating over the names loads none of them."""


def export(
    store: Store,
    *,
    format: str = "jsonl",
    out: BinaryIO | Path | None = None,
    force: bool = False,
    filters: Filters | None = None,
) -> LossReport:
    """Write what the filters take of a store; every quote is checked at its offsets.

    `out` is a path (a folder for the formats of several files) or a binary stream; None is
    standard output. What is written comes whole or not at all, and a path that is there is replaced
    only with `force`. Raises ExchangeError, and nothing was written.
    """
    chosen = _format(format)
    view, tally = View(store, filters), Tally()
    if chosen.write is not None:
        chunks = chosen.write(view, tally)
        if isinstance(out, Path):
            write_file(out, chunks, force=force)
        else:
            write_stream(out if out is not None else sys.stdout.buffer, chunks)
    elif chosen.write_files is not None:
        if not isinstance(out, Path):
            raise ExchangeError(f"{format} is a folder of files: name it with -o")
        write_folder(out, chosen.write_files(view, tally), force=force)
    return tally.report(format)


def import_file(
    store: Store,
    path: Path,
    *,
    format: str | None = None,
    dry_run: bool = False,
    annotator: str = "",
) -> ImportReport:
    """Add what a file says to a store, in one transaction; what is there already is not added.

    Without `format` it is told from the file's name and content. `annotator` is whose the
    annotations are where the file does not say. All that the file does not give to the store's own
    annotator come as suggestions, the native format aside. Raises ExchangeError with one line that names the
    file, and changes nothing.
    """
    name = format or detect(path)
    chosen = _format(name)
    if chosen.read is None:
        raise ExchangeError(f"{name} can be exported, not imported")
    try:
        bundle = chosen.read(path)
    except OSError as error:
        raise ExchangeError(f"{path}: cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise ExchangeError(f"{path}: is not UTF-8 text: {error.reason}") from error
    return merge(store, bundle, format=name, dry_run=dry_run, annotator=annotator)


def detect(path: Path) -> str:
    """The format of a file, told from its name and its first bytes."""
    from annotations.exchange.detection import format_of

    return format_of(path)


def _format(name: str) -> Format:
    if name not in FORMATS:
        raise ExchangeError(f"there is no format {name!r}; there are {', '.join(FORMATS)}")
    return FORMATS[name]
