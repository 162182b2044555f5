"""Edit the codebook: add, change, rename or move, merge and retire labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from annotations.marks import Codebook, Label
from annotations.store import Store
from annotations.store.codebook_changes import codebook_of, recode
from tui.features.host import Host
from tui.screens.codebook import CodebookScreen


class CodebookEditing:
    """Changes the codebook of the store; each change is one command with all annotations it touches."""

    def __init__(self, host: Host) -> None:
        self._host = host

    def open(self) -> None:
        """Show the codebook."""
        self._host.dialogs.ask(CodebookScreen(self))

    @property
    def codebook(self) -> Codebook:
        """The codebook as it is now."""
        return self._host.session.codebook

    def counts(self) -> Counter[str]:
        """How many annotations of the pair carry each label."""
        return Counter(item.label for item in self._host.session.annotations())

    def add(self, label: Label) -> None:
        """Add a label."""
        self._change(f"add label {label.path}", lambda book: book.add(label))

    def change(self, old: str, label: Label) -> None:
        """Change a label; another path renames it, or moves it in the tree."""

        def change(book: Codebook) -> Codebook:
            return (book.rename(old, label.path) if label.path != old else book).change(label)

        moved = (old, label.path) if label.path != old else None
        title = f"rename {old} to {label.path}" if moved else f"change label {old}"
        self._change(title, change, moved)

    def merge(self, old: str, into: str) -> None:
        """Give all annotations of one label another one, and remove the first."""
        self._change(f"merge {old} into {into}", lambda book: book.merge(old, into), (old, into))

    def retire(self, path: str, *, retired: bool) -> None:
        """Offer a label no more, or offer it again."""
        title = f"{'retire' if retired else 'bring back'} label {path}"
        self._change(title, lambda book: book.retire(path, retired=retired))

    def _change(
        self,
        title: str,
        change: Callable[[Codebook], Codebook],
        moved: tuple[str, str] | None = None,
    ) -> None:
        """On the saver's thread: annotations of every article follow, not only those in sight."""
        pair, undo = self._host.session.history, self._host.keymap.key("app.undo")
        if self._host.session.read_only:
            self._host.bars.show_message(
                "this store is open for reading only; nothing can be changed", warn=True
            )
            return

        def run(store: Store) -> str:
            stored = {str(document["id"]): document for document in store.documents("labels")}
            carried = store.annotations(label=moved[0]) if moved else ()
            after = change(codebook_of(stored))
            store.do(recode(title, stored, after, moved=moved, annotations=carried, pair=pair))
            return f"{title} · {undo} undoes"

        self._host.keeper.background(run)
