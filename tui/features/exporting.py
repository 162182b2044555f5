"""Export from inside the reader: ask for a format and a path, and say what was lost."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from annotations.exchange import FORMATS, Filters, export
from annotations.store import Store
from tui.features.host import Host
from tui.screens.finder import Choice, Finder
from tui.screens.prompt import Prompt


class Exporting:
    """Writes the pair's annotations in the background, to a new file."""

    def __init__(self, host: Host) -> None:
        self._host = host

    def begin(self) -> None:
        """Ask for a format and a path, then write."""
        names = [name for name in FORMATS if FORMATS[name].out]
        if len(names) == 1:
            self._ask_path(names[0])
            return
        choices = [Choice(name, name, FORMATS[name].about) for name in names]
        self._host.dialogs.ask(Finder("Export as", choices), self._ask_path)

    def _ask_path(self, name: str) -> None:
        # A folder of files needs no suffix.
        suffix = next(iter(FORMATS[name].suffixes), "") if FORMATS[name].write else ""
        stamp = f"{datetime.now():%Y%m%d-%H%M%S}"
        proposed = Path.cwd() / f"crossread-{stamp}{suffix}"
        self._host.dialogs.ask(
            Prompt(f"Write {name} to", str(proposed)),
            lambda path: self._write(name, Path(path).expanduser()),
        )

    def _write(self, name: str, path: Path) -> None:
        pair, event = self._host.session.pair, self._host.session.event
        several = len(event.articles) > 2
        filters = Filters(events=(event.id,)) if several else Filters(pairs=(pair.id,))

        def run(store: Store) -> str:
            report = export(store, format=name, out=path, filters=filters)
            return f"{'; '.join(line.strip() for line in report.lines())} · {path}"

        self._host.bars.show_message(f"writing {path}…")
        self._host.keeper.background(run)
