"""The codebook as a list, and a form for one label."""

from __future__ import annotations

from collections import Counter
from typing import Protocol

from msgspec.structs import asdict
from rich.cells import cell_len, set_cell_size
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, OptionList, Static
from textual.widgets import Label as Caption
from textual.widgets.option_list import Option

from annotations.articles import visible
from annotations.errors import CodebookError
from annotations.marks import Codebook, Label, clean_path, codebook
from annotations.marks.cleaning import clean_line
from tui.keys.actions import key_name
from tui.screens.finder import Choice, Finder
from tui.screens.modal import Modal, move_highlight
from tui.widgets.box import Box

_FIELDS = {
    "path": "name, below a parent: theme/prices",
    "definition": "what it marks",
    "use_when": "when to use it",
    "avoid_when": "when not to",
    "example": "an example",
    "colour": "#RRGGBB",
    "glyph": "one letter for the gutter",
    "key": "a digit 1–9 that tags with it, wherever it stands",
}


_NAME = 24
"""Cells that the names of labels take at most."""


class CodebookModel(Protocol):
    """What the screen asks of the feature that opens it: `tui.features.annotating.codebook_editing`."""

    @property
    def codebook(self) -> Codebook: ...
    def counts(self) -> Counter[str]: ...
    def add(self, label: Label) -> None: ...
    def change(self, old: str, label: Label) -> None: ...
    def merge(self, old: str, into: str) -> None: ...
    def retire(self, path: str, *, retired: bool) -> None: ...


class LabelForm(Modal[Label]):
    """A form for one label, a line a field; returns the label, or None where it is left."""

    CONTEXT = "label"
    DEFAULT_CSS = """
    LabelForm { align: center middle; background: $background 60%; }
    LabelForm > Box {
        width: 76; max-width: 96%; height: auto; max-height: 92%;
    }
    LabelForm Horizontal { height: 1; }
    LabelForm Label { width: 13; color: $foreground 60%; }
    LabelForm Input { border: none; height: 1; padding: 0; background: $surface; width: 1fr; }
    LabelForm Input:focus { border: none; background: $boost; }
    LabelForm #trouble { color: $text-error; height: auto; }
    """

    def __init__(self, label: Label | None, book: Codebook) -> None:
        super().__init__()
        self._label = label
        self._book = book

    def compose(self) -> ComposeResult:
        title = self._label.path if self._label else "A new label"
        with Box(Text(visible(title)), self.keymap.line("label.keep", "label.close")):
            for name, about in _FIELDS.items():
                with Horizontal():
                    yield Caption(name.replace("_", " "))
                    value = getattr(self._label, name) if self._label else ""
                    yield Input(
                        clean_line(value),
                        placeholder=about,
                        compact=True,
                        id=name,
                        select_on_focus=False,
                    )
            yield Static("", id="trouble", markup=False)

    def on_mount(self) -> None:
        self.query_one("#path", Input).focus()

    @on(Input.Submitted)
    def keep(self) -> None:
        """Close with the label, unless it is none yet: then say why."""
        values = {name: self.query_one(f"#{name}", Input).value.strip() for name in _FIELDS}
        kept = asdict(self._label) if self._label else {}
        try:
            label = Label(**{**kept, **values, "path": clean_path(values["path"])})
            others = [other for other in self._book if self._label is None or other != self._label]
            codebook(others).add(label)
        except CodebookError as error:
            self.query_one("#trouble", Static).update(visible(str(error)))
            return
        self.dismiss(label)


class CodebookScreen(Modal[None]):
    """All labels as a tree, with how often each is used in the pair."""

    CONTEXT = "codebook"
    DEFAULT_CSS = """
    CodebookScreen { align: center middle; background: $background 60%; }
    CodebookScreen > Box {
        width: 92; max-width: 96%; height: auto; max-height: 92%;
    }
    CodebookScreen OptionList {
        height: auto; max-height: 24;
    }
    """

    def __init__(self, model: CodebookModel) -> None:
        super().__init__()
        self._model = model
        self._shown: Codebook | None = None

    def compose(self) -> ComposeResult:
        keys = (f"codebook.{each}" for each in ("change", "new", "merge", "retire", "close"))
        with Box("Codebook", self.keymap.line(*keys)):
            yield OptionList(markup=False, compact=True)

    def on_mount(self) -> None:
        self._fill()
        # A change comes back from the store's thread; the list follows it.
        self.set_interval(0.2, self._follow)

    def _follow(self) -> None:
        if self._model.codebook is not self._shown:
            self._fill()

    def _fill(self) -> None:
        book, counts = self._model.codebook, self._model.counts()
        self._shown = book
        listing = self.query_one(OptionList)
        at = listing.highlighted or 0
        names = (cell_len(visible(label.name)) + 2 * label.path.count("/") for label in book)
        width = min(_NAME, max(names, default=0))
        listing.clear_options()
        listing.add_options(
            Option(_line(book, label, counts, self._key(label), width), id=f"label-{index}")
            for index, label in enumerate(book)
        )
        listing.highlighted = min(at, len(book) - 1) if len(book) else None

    def _key(self, label: Label) -> str:
        """The keys that tag with a label, as they are set: its letter, its digit; or none."""
        digit = self._model.codebook.digit(label.path)
        names = f"tag.{label.path}", f"tag.{digit}"
        found = [
            key_name(each.keys[0])
            for each in self.keymap.pressable(
                each.id for each in self.keymap.actions if each.id in names
            )
        ]
        if digit and not self.keymap.action(names[1]).keys:
            found += [f"{key_name(key)}{digit}" for key in self.keymap.action("tag.any").keys[:1]]
        return " ".join(found)

    def _at(self) -> Label | None:
        at = self.query_one(OptionList).highlighted
        return None if at is None or self._shown is None else self._shown.labels[at]

    def step(self, step: int) -> None:
        """Move the highlight by some lines."""
        move_highlight(self.query_one(OptionList), step)

    @on(OptionList.OptionSelected)
    def change(self) -> None:
        """Change the label at the highlight in a form."""
        label = self._at()
        if label is not None:
            old = label.path

            def keep(changed: Label | None) -> None:
                if changed is not None and changed != label:
                    self._model.change(old, changed)

            self.app.push_screen(LabelForm(label, self._model.codebook), keep)

    def new(self) -> None:
        """Describe a new label in a form."""

        def keep(label: Label | None) -> None:
            if label is not None:
                self._model.add(label)

        self.app.push_screen(LabelForm(None, self._model.codebook), keep)

    def merge(self) -> None:
        """Ask into which other label this one goes."""
        label = self._at()
        if label is None:
            return
        others = [
            Choice(other.path, other.path) for other in self._model.codebook if other is not label
        ]

        def keep(into: str | None) -> None:
            if into is not None:
                self._model.merge(label.path, into)

        self.app.push_screen(Finder(f"Merge {label.path} into", others), keep)

    def retire(self) -> None:
        """Retire the label, or bring it back."""
        label = self._at()
        if label is not None:
            self._model.retire(label.path, retired=not label.retired)


def _line(book: Codebook, label: Label, counts: Counter[str], key: str, width: int) -> Text:
    """A label on a line: its name in a column, how often it is used, its key, what it marks."""
    indent = "  " * label.path.count("/")
    line = Text(indent, no_wrap=True, overflow="ellipsis")
    line.append(f"{book.glyph(label.path)} ", f"bold {book.colour(label.path)}")
    name = set_cell_size(visible(label.name), max(1, width - len(indent)))
    line.append(name, "strike dim" if label.retired else "bold")
    line.append(f" {counts[label.path] or '':>4}  {key:<3} ", "dim")
    line.append(visible(label.definition), "dim")
    return line
