"""Find annotations in the whole store and give them another label, in one step that can be undone."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from annotations.articles.text.visible import one_line
from annotations.errors import CrossreadError
from annotations.marks.quote import shorten
from annotations.store import Command, Store
from annotations.store.codebook_changes import codebook_of
from annotations.store.search.annotation_query import AnnotationQuery
from annotations.store.search.retagging import retag
from tui.screens.finder import Choice, Finder
from tui.screens.modal import Modal, move_highlight
from tui.widgets.box import Box
from tui.widgets.line import Line

if TYPE_CHECKING:
    from annotations.marks import Annotation
    from tui.home.library import Library

SHOWN = 200
"""Annotations that are shown of those found."""
_LABEL, _BY, _QUOTE = 18, 10, 200


class Retag(Modal[Command]):
    """Asks what to find, shows it, asks for the label; returns the command, None where it is left."""

    CONTEXT = "retag"
    DEFAULT_CSS = """
    Retag { align: center middle; background: $background 60%; }
    Retag > Box { width: 110; max-width: 96%; height: 92%; }
    Retag Input { border: none; height: 1; padding: 0; background: $surface; }
    Retag Input:focus { border: none; }
    Retag #told { height: auto; margin: 0 0 1 0; color: $foreground 80%; text-style: bold; }
    Retag OptionList { height: 1fr; }
    """

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library
        self._found: tuple[Annotation, ...] = ()
        self._labels: tuple[str, ...] = ()
        self._wanted = ""
        self._busy = False

    def compose(self) -> ComposeResult:
        with Box("Find tags and retag them", self.keymap.line("retag.take", "retag.close")):
            yield Line(
                placeholder="words, label:theme, text:words, note:words, by:ada", compact=True
            )
            yield Static("", id="told", markup=False)
            yield OptionList(markup=False, compact=True)

    def on_mount(self) -> None:
        self.query_one(OptionList).can_focus = False
        self.query_one(Line).end_at(self.keymap.action("retag.take"))
        self._look("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._look(event.value)

    def _look(self, line: str) -> None:
        """Look for what is typed, on the store's thread, the last of it at last."""
        self._wanted = line
        if self._busy:
            return
        try:
            query = AnnotationQuery.parse(line)
        except CrossreadError as error:
            self._tell(str(error))
            self._fill(())
            return
        self._busy = True

        def find(store: Store) -> tuple[tuple[Annotation, ...], tuple[str, ...]]:
            stored = {str(each["id"]): each for each in store.documents("labels")}
            return store.find_annotations(query), tuple(each.path for each in codebook_of(stored))

        def found(answer: tuple[tuple[Annotation, ...], tuple[str, ...]]) -> None:
            self._busy = False
            if not self.is_attached:
                return
            if self._wanted != line:
                self._look(self._wanted)
                return
            self._labels = answer[1]
            self._fill(answer[0])
            self._tell(summed_up(answer[0]))

        self._library.ask(find, found)

    def _tell(self, words: str) -> None:
        self.query_one("#told", Static).update(words)

    def _fill(self, found: tuple[Annotation, ...]) -> None:
        self._found = found
        listing = self.query_one(OptionList)
        listing.clear_options()
        listing.add_options(Option(_line(each)) for each in found[:SHOWN])
        if len(found) > SHOWN:
            listing.add_option(Option(f"and {len(found) - SHOWN:,} more", disabled=True))
        listing.highlighted = 0 if found else None

    def step(self, step: int) -> None:
        """Move through what is found."""
        move_highlight(self.query_one(OptionList), step)

    @on(Input.Submitted)
    def take(self) -> None:
        """Ask for the label, show what would change, and close with the command."""
        self.query_one(Line).ended = False
        if self._found and not self._busy:
            finder = Finder(
                f"Retag {_many(len(self._found))} to",
                [Choice(path, path) for path in self._labels],
                new="a new label",
            )
            self.app.push_screen(finder, self._sure)

    def _sure(self, label: str | None) -> None:
        """Show how many would change and whose they are, and ask."""
        if label is None:
            return
        try:
            command = retag(self._found, label, self._library.annotator)
        except CrossreadError as error:
            self._tell(str(error))
            return
        if not command.edits:
            self._tell(f"all of them are {label} already")
            return
        changed = {edit.key for edit in command.edits}
        others = sum(
            each.id in changed and each.annotator != self._library.annotator for each in self._found
        )
        whose = f"{others:,} of them by others, who are named beside you" if others else "all yours"
        choices = [
            Choice("leave", "Leave all as it is"),
            Choice("do", f"Retag {_many(len(command.edits))}", f"one step to undo; {whose}"),
        ]

        def answered(answer: str | None) -> None:
            if answer == "do":
                self.dismiss(command)

        self.app.push_screen(Finder(f"To {label}: {_from(self._found, label)}", choices), answered)


def summed_up(found: tuple[Annotation, ...]) -> str:
    """How much is found, where, and whose it is."""
    if not found:
        return "nothing like it"
    articles = len({each.article for each in found})
    people = len({each.annotator for each in found})
    return (
        f"{_many(len(found))} in {articles:,} article{'s' * (articles != 1)}"
        f" by {people:,} annotator{'s' * (people != 1)}"
    )


def _many(count: int) -> str:
    return f"{count:,} tag{'s' * (count != 1)}"


def _from(found: tuple[Annotation, ...], label: str) -> str:
    """The labels that there are now, the most frequent first."""
    counts = Counter(each.label for each in found if each.label != label).most_common()
    said = ", ".join(f"{count:,} {one_line(name)}" for name, count in counts[:3])
    return said + (f" and {len(counts) - 3} more labels" if len(counts) > 3 else "")


def _line(each: Annotation) -> Text:
    line = Text(no_wrap=True, overflow="ellipsis")
    line.append(f"{one_line(each.label)[:_LABEL]:<{_LABEL}} ", "bold")
    line.append(f"{one_line(each.annotator)[:_BY]:<{_BY}} ", "dim")
    line.append(f"‘{one_line(shorten(each.quote, _QUOTE))}’")
    if each.note:
        line.append(f"  {one_line(each.note)}", "italic")
    return line
