"""A list to choose from by typing: themes, labels, tags under the caret, kinds of relation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.widgets import Input, Label, OptionList
from textual.widgets.option_list import Option

from annotations.articles import visible
from tui.fuzzy import rank
from tui.screens.over import Over
from tui.widgets.box import Box
from tui.widgets.line import Line


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: its name is matched, its detail shown beside it."""

    value: str
    name: str
    detail: str = ""
    mark: Text | None = None


class Finder(Over[str | None]):
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
        new: str = "",
        prompt: str = "",
        seen: Callable[[str], None] | None = None,
    ) -> None:
        """`new` says what Enter does with a name that is not in the list; empty forbids it.

        `seen` is called with the value of each line that is marked on the way.
        """
        super().__init__()
        self._title = title
        self._choices = choices
        self._new = new
        self._prompt = prompt
        self._seen = seen
        self._found: list[str] = []

    def compose(self) -> ComposeResult:
        with Box(Text(self._title), self.keymap.line("finder.take", "finder.close")):
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
        self.query_one(Line).end_at(self.keymap.command("finder.take"))
        self._fill("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._fill(event.value)

    def _fill(self, typed: str) -> None:
        order = rank(typed, [choice.name for choice in self._choices])
        options = [self._option(self._choices[index]) for index in order]
        self._found = [self._choices[index].value for index in order]
        name = " ".join(typed.split())
        known = any(choice.name.casefold() == name.casefold() for choice in self._choices)
        if self._new and name and not known:
            options.append(Option(Text.assemble("+ ", (name, "bold"), f"  {self._new}")))
            self._found.append(name)
        listing = self.query_one(OptionList)
        listing.clear_options()
        listing.add_options(options)
        listing.highlighted = 0 if options else None
        nothing = self.query_one("#none", Label)
        nothing.display = not options
        nothing.update("nothing like it" if name else (self._new or "nothing here yet"))

    def _option(self, choice: Choice) -> Option:
        line = Text(no_wrap=True, overflow="ellipsis")
        if choice.mark is not None:
            line.append_text(choice.mark).append(" ")
        line.append(visible(choice.name))
        if choice.detail:
            line.append(f"  {visible(choice.detail)}", "dim")
        return Option(line)

    def action_step(self, step: int) -> None:
        listing = self.query_one(OptionList)
        if listing.option_count:
            at = listing.highlighted or 0
            listing.highlighted = (at + step) % listing.option_count

    @on(Input.Submitted)
    def action_take(self) -> None:
        at = self.query_one(OptionList).highlighted
        if at is not None and at < len(self._found):
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
