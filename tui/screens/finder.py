"""A list to choose from by typing; labels, themes, actions and kinds of relation are asked for so."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.widgets import Input, Label, OptionList
from textual.widgets.option_list import Option

from annotations.articles import visible
from tui.screens.fuzzy import rank
from tui.screens.modal import Modal
from tui.widgets.box import Box
from tui.widgets.line import Line


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: its name is matched, its detail shown beside it.

    By its `meaning`, more words that are not shown, it is found too. One that cannot be chosen now,
    for a reason in `missing`, is shown with it, and only where it is looked for.
    """

    value: str
    name: str
    detail: str = ""
    mark: Text | None = None
    meaning: str = ""
    missing: str = ""


class Finder(Modal[str]):
    """Ask for one of several; returns its value, or what was typed where new ones are allowed.

    Escape returns None.
    """

    CONTEXT = "finder"
    DEFAULT_CSS = """
    Finder { align: center middle; background: $background 60%; }
    Finder > Box {
        width: 64; max-width: 94%; height: auto; max-height: 80%;
    }
    Finder Input { border: none; height: 1; padding: 0; background: $surface; margin: 0 0 1 0; }
    Finder Input:focus { border: none; }
    Finder OptionList {
        height: auto; max-height: 14;
    }
    Finder.-clear { background: transparent; }
    Finder #none { color: $foreground 60%; display: none; }
    """

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        *,
        new: str | Callable[[str], str] = "",
        at_once: Mapping[str, str] = MappingProxyType({}),
        prompt: str = "",
        seen: Callable[[str], None] | None = None,
    ) -> None:
        """`new` says what Enter does with a name that is not in the list; empty forbids it.

        It may say that of each name by itself. `at_once` has the values of what is taken as soon
        as it is typed.

        `seen` is called with the value of each line that is marked on the way.
        """
        super().__init__()
        self._title = title
        self._choices = choices
        self._new = new if callable(new) else lambda name: new
        self._at_once = at_once
        self._prompt = prompt
        self._seen = seen
        self._found: list[str] = []

    def compose(self) -> ComposeResult:
        with Box(Text(visible(self._title)), self.keymap.line("finder.take", "finder.close")):
            yield Line(placeholder=self._prompt or "type to find", compact=True)
            yield OptionList(markup=False, compact=True)
            yield Label("", id="none", markup=False)

    def on_resize(self) -> None:
        """The list scrolls, not what is around it."""
        room = self.size.height * 8 // 10 - 4
        self.query_one(OptionList).styles.max_height = min(14, max(1, room))

    def on_mount(self) -> None:
        self.set_class(self._seen is not None, "-clear")
        self.query_one(OptionList).can_focus = False
        self.query_one(Line).end_at(self.keymap.action("finder.take"))
        self._fill("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        if event.value in self._at_once:
            self.dismiss(self._at_once[event.value])
        else:
            self._fill(event.value)

    def _fill(self, typed: str) -> None:
        order = rank(
            typed,
            [choice.name for choice in self._choices],
            [choice.meaning for choice in self._choices],
        )
        name = " ".join(typed.split())
        found = [self._choices[index] for index in order]
        found = [choice for choice in found if name or not choice.missing]
        options = [self._option(choice) for choice in found]
        self._found = ["" if choice.missing else choice.value for choice in found]
        known = any(choice.name.casefold() == name.casefold() for choice in self._choices)
        does = self._new(name)
        if does and name and not known:
            options.append(Option(Text.assemble("+ ", (visible(name), "bold"), f"  {does}")))
            self._found.append(name)
        listing = self.query_one(OptionList)
        listing.clear_options()
        listing.add_options(options)
        # Where the best is one that cannot be chosen, Enter must not take the next best for it.
        listing.highlighted = 0 if self._found and self._found[0] else None
        nothing = self.query_one("#none", Label)
        nothing.display = not options
        nothing.update("nothing like it" if name else (does or "nothing here yet"))

    def _option(self, choice: Choice) -> Option:
        line = Text(no_wrap=True, overflow="ellipsis")
        if choice.mark is not None:
            line.append_text(choice.mark).append(" ")
        # What is missing must be read too: a long name gives it room.
        line.append(visible(choice.name.partition(": ")[0] if choice.missing else choice.name))
        if choice.detail:
            line.append(f"  {visible(choice.detail)}", "dim")
        if choice.missing:
            line.append(f"  {choice.missing}", "italic")
            line.stylize("dim")
        return Option(line, disabled=bool(choice.missing))

    def step(self, step: int) -> None:
        """Move the highlight, around the ends."""
        listing = self.query_one(OptionList)
        free = [at for at, value in enumerate(self._found) if value]
        if free:
            at = listing.highlighted
            place = free.index(at) + step if at in free else min(0, step)
            listing.highlighted = free[place % len(free)]

    @on(Input.Submitted)
    def take(self) -> None:
        """Close with what is highlighted."""
        at = self.query_one(OptionList).highlighted
        if at is not None and at < len(self._found) and self._found[at]:
            self.dismiss(self._found[at])
        else:
            self.query_one(Line).ended = False

    @on(OptionList.OptionHighlighted)
    def _marked(self, event: OptionList.OptionHighlighted) -> None:
        if self._seen is not None and event.option_index < len(self._found):
            self._seen(self._found[event.option_index])

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        """Take what was clicked, unless typing has filled the list anew since."""
        at, listing = event.option_index, event.option_list
        if at < listing.option_count and listing.get_option_at_index(at) is event.option:
            self.dismiss(self._found[at])
