"""Export from the reader: a format, a path, and what the format could not carry."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from annotations.exchange import FORMATS, Filters, export
from annotations.store import Store
from tui.features.desk import Desk
from tui.screens.finder import Choice, Finder
from tui.screens.prompt import Prompt


class Exporting:
    """Writes the pair's annotations in the background; the path is proposed, never overwritten."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def begin(self) -> None:
        names = list(FORMATS)
        if len(names) == 1:
            self._ask_path(names[0])
            return
        choices = [Choice(name, name, FORMATS[name].about) for name in names]
        self._desk.ask(Finder("Export as", choices), self._ask_path)

    def _ask_path(self, name: str) -> None:
        # A folder of files needs no suffix.
        suffix = next(iter(FORMATS[name].suffixes), "") if FORMATS[name].write else ""
        stamp = f"{datetime.now():%Y%m%d-%H%M%S}"
        proposed = Path.cwd() / f"crossread-{stamp}{suffix}"
        self._desk.ask(
            Prompt(f"Write {name} to", str(proposed)),
            lambda path: self._write(name, Path(path).expanduser()),
        )

    def _write(self, name: str, path: Path) -> None:
        filters = Filters(pairs=(self._desk.session.pair.id,))

        def run(store: Store) -> str:
            report = export(store, format=name, out=path, filters=filters)
            return f"{'; '.join(line.strip() for line in report.lines())} · {path}"

        self._desk.say(f"writing {path}…")
        self._desk.background(run)
