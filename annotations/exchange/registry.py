"""The formats by name, and the two ways through them: `export` and `import_file`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from annotations.errors import ExchangeError
from annotations.exchange.common import lose_rejections
from annotations.exchange.files import write_file, write_folder, write_stream
from annotations.exchange.format import Format
from annotations.exchange.merging import merge
from annotations.exchange.reports import ImportReport, LossCounts, LossReport
from annotations.exchange.view import Filters, View, left_out
from annotations.store import Store

IN_ONLY = frozenset({"hypothesis"})
"""Names of the formats without a way out, known without loading any."""


class _Formats(Mapping[str, Format]):
    """Each format's module is loaded when the format is first asked for."""

    modules: Mapping[str, str] = {
        "jsonl": "jsonl",
        "csv": "tables.csv_files",
        "w3c": "web.w3c",
        "hypothesis": "web.hypothesis",
        "markdown": "reading.markdown",
        "html": "reading.html",
        "docx": "reading.docx",
        "obsidian": "reading.obsidian",
        "brat": "corpora.brat",
        "doccano": "corpora.doccano",
        "label-studio": "corpora.label_studio",
        "prodigy": "corpora.prodigy",
        "refi-qda": "qualitative.refi_qda",
        "spacy": "corpora.spacy",
        "cas-xmi": "corpora.cas_xmi",
        "xlsx": "tables.xlsx",
        "parquet": "tables.parquet",
        "hf": "tables.hf",
        "claimreview": "web.claimreview",
        "codebook": "qualitative.codebook_file",
        "qdc": "qualitative.qdc",
    }

    def __getitem__(self, name: str) -> Format:
        module = import_module(f"annotations.exchange.formats.{self.modules[name]}")
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
    suggestions: bool = False,
    utf16: bool = False,
) -> LossReport:
    """Write what the filters take of a store; every quote is checked at its offsets.

    `out` is a path (a folder for the formats of several files) or a binary stream; None is
    standard output. What is written comes whole or not at all, and a path that is there is replaced
    only with `force`. A format that cannot tell a suggestion from a person's work leaves suggestions
    out, and says how many, unless `suggestions`; then it marks them. `utf16` asks for offsets in UTF-16
    units, as JavaScript counts. Raises ExchangeError, and nothing was written.
    """
    chosen, tally = _format(format), LossCounts()
    if not chosen.out:
        raise ExchangeError(f"{format} can be imported, not exported")
    if utf16 and not chosen.utf16:
        able = ", ".join(name for name in FORMATS if FORMATS[name].utf16)
        raise ExchangeError(f"{format} has offsets in code points only; in UTF-16 units has {able}")
    view = View(store, filters, suggestions=suggestions or chosen.suggestions, utf16=utf16)
    for what, count in zip(("suggestions", "suggested relations"), left_out(view), strict=True):
        tally.lose(f"{what} left out (--suggestions takes them along, marked)", count=count)
    if not chosen.rejections:
        lose_rejections(view, tally)
    apart = chosen.write_files is not None and isinstance(out, Path) and not out.suffix
    if chosen.binary and chosen.write_files is not None and not apart:
        _refuse_one_of_many(chosen, out)
    if chosen.write is not None and not apart:
        chunks = chosen.write(view, tally)
        if isinstance(out, Path):
            write_file(out, chunks, force=force)
        else:
            if out is None and chosen.binary and sys.stdout.isatty():
                raise ExchangeError(
                    f"{format} is no text to show on a terminal: name a file with -o"
                )
            write_stream(out if out is not None else sys.stdout.buffer, chunks)
    elif chosen.write_files is not None:
        if not isinstance(out, Path):
            raise ExchangeError(f"{format} is a folder of files: name it with -o")
        write_folder(out, chosen.write_files(view, tally), force=force)
    return tally.report(format)


def _refuse_one_of_many(chosen: Format, out: BinaryIO | Path | None) -> None:
    """An archive of several files is not called as one of them is."""
    archive, *single = chosen.suffixes
    if isinstance(out, Path) and out.suffix.lower() in single:
        raise ExchangeError(
            f"{out}: {chosen.name} is several files; name a folder, or a {archive} archive"
        )


def import_file(
    store: Store,
    path: Path,
    *,
    format: str | None = None,
    dry_run: bool = False,
    annotator: str = "",
    as_is: bool = False,
) -> ImportReport:
    """Add what a file says to a store, in one transaction; what is there already is not added.

    Without `format` it is told from the file's name and content. `annotator` is whose the
    annotations are where the file does not say. Whatever the file says of itself, annotations come
    as suggestions and links undecided; `as_is` takes them as the file has them, for a store of one's
    own that moves. Raises CrossreadError with one line that names the file, and changes nothing.
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
    if bundle.empty and bundle.broken:
        raise ExchangeError(bundle.broken)
    report = merge(store, bundle, format=name, dry_run=dry_run, annotator=annotator, as_is=as_is)
    if bundle.empty and bundle.broken:  # annotations that were read only while they were merged
        raise ExchangeError(bundle.broken)
    return report


def detect(path: Path) -> str:
    """The format of a file, told from its name and its first bytes."""
    from annotations.exchange.detection import format_of

    return format_of(path)


def _format(name: str) -> Format:
    if name not in FORMATS:
        raise ExchangeError(f"there is no format {name!r}; there are {', '.join(FORMATS)}")
    return FORMATS[name]
