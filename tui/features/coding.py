"""Edit the codebook: add, change, rename or move, merge and retire labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from annotations.marks import Codebook, Label
from annotations.store import Store
from annotations.store.recoding import codebook_of, recode
from tui.features.desk import Desk
from tui.screens.codebook import CodebookScreen


class Coding:
    """The codebook of the store; a change is one command with all annotations that it touches."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def open(self) -> None:
        self._desk.ask(CodebookScreen(self))

    @property
    def codebook(self) -> Codebook:
        return self._desk.session.codebook

    def counts(self) -> Counter[str]:
        """How many annotations of the pair carry each label."""
        return Counter(item.label for item in self._desk.session.annotations())

    def add(self, label: Label) -> None:
        self._change(f"add label {label.path}", lambda book: book.add(label))

    def change(self, old: str, label: Label) -> None:
        """Change a label; another path renames it, or moves it in the tree."""

        def change(book: Codebook) -> Codebook:
            return (book.rename(old, label.path) if label.path != old else book).change(label)

        moved = (old, label.path) if label.path != old else None
        title = f"rename {old} to {label.path}" if moved else f"change label {old}"
        self._change(title, change, moved)

    def merge(self, old: str, into: str) -> None:
        self._change(f"merge {old} into {into}", lambda book: book.merge(old, into), (old, into))

    def retire(self, path: str, *, retired: bool) -> None:
        title = f"{'retire' if retired else 'bring back'} label {path}"
        self._change(title, lambda book: book.retire(path, retired=retired))

    def _change(
        self,
        title: str,
        change: Callable[[Codebook], Codebook],
        moved: tuple[str, str] | None = None,
    ) -> None:
        """On the saver's thread: annotations of every article follow, not only those in sight."""
        pair, undo = self._desk.session.pair.id, self._desk.keymap.key("app.undo")
        if self._desk.session.read_only:
            self._desk.say("this store is open for reading only; nothing can be changed", warn=True)
            return

        def run(store: Store) -> str:
            stored = {str(document["id"]): document for document in store.documents("labels")}
            carried = store.annotations(label=moved[0]) if moved else ()
            after = change(codebook_of(stored))
            store.do(recode(title, stored, after, moved=moved, annotations=carried, pair=pair))
            return f"{title} · {undo} undoes"

        self._desk.background(run)
