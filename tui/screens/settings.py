"""What can be set, a line each; every change is written to the user's file at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

from msgspec import Struct
from rich.cells import set_cell_size
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from annotations.articles import visible
from annotations.errors import CrossreadError
from tui.config.settings import FLOWS, IGNORABLE, PRESETS, Settings
from tui.screens.finder import Choice, Finder
from tui.screens.modal import Modal, move_highlight
from tui.screens.prompt import Prompt
from tui.screens.sheet import Sheet
from tui.widgets.box import Box

ABOUT_PRESET = {
    "reader": "letters, as they come to mind",
    "plain": "arrows, Shift, Ctrl and menus; no letters",
    "vim": "letters, and H M L for the screen",
    "coder": "letters, and digits that tag at once",
}
ABOUT_FLOW = {
    "fit": "rows where they leave little empty, else columns that follow",
    "rows": "linked paragraphs side by side",
    "follow": "columns that follow each other’s links",
    "free": "columns that scroll by themselves",
}
FLAGS = {
    "packed": ("Close the gaps", "beside paragraphs without a link"),
    "folded": ("Fold leftovers", "menus, adverts, comment prompts"),
    "panel": ("List of annotations", "open beside the page"),
    "signs": ("Signs of suggestions", "a small ring in the gutter where something is suggested"),
}
ABOUT_IGNORED = {
    "case": "capitals",
    "punctuation": "commas, full stops, dashes",
    "quotes": "straight or curly",
    "space": "blanks and line breaks",
    "diacritics": "é as e",
    "numbers": "every number",
    "stop_words": "the, of, and, …",
}
WIDE, VALUE = 24, 11
"""Cells of the name of a setting, and of what it is set to."""
NARROW = 60
"""Cells of the terminal below which it is not said what a setting means."""


class SettingsModel(Protocol):
    """What the screen asks of whoever opens it: the settings in force, and changing one."""

    @property
    def settings(self) -> Settings: ...
    @property
    def sheet(self) -> str:
        """The whole file, as it holds now, and what is wrong with it."""

    def set(self, name: str, value: object) -> None:
        """Write a setting; raises `CrossreadError` where that cannot be done."""


class Entry(Struct, frozen=True):
    """A line: what is set, to what, what that means, and what Enter does."""

    name: str
    value: str
    about: str
    change: Callable[[], None]


class SettingsScreen(Modal[None]):
    """Lists settings; Enter switches the one that is marked, or asks what it is to be."""

    CONTEXT = "settings"
    DEFAULT_CSS = """
    SettingsScreen { align: center middle; background: $background 60%; }
    SettingsScreen > Box { width: 84; max-width: 96%; }
    SettingsScreen OptionList { height: auto; max-height: 100%; overflow-x: hidden; }
    SettingsScreen OptionList > .option-list--option-disabled { color: $primary; text-style: bold; }
    SettingsScreen #said { height: auto; max-height: 3; margin: 1 0 0 0; color: $foreground 60%; }
    SettingsScreen #said.trouble { color: $text-warning; text-style: bold; }
    """

    def __init__(self, model: SettingsModel) -> None:
        super().__init__()
        self._model = model
        self._lines: list[Entry | str] = []

    def compose(self) -> ComposeResult:
        with Box(
            "Settings", self.keymap.line("settings.change", "settings.file", "settings.close")
        ):
            yield OptionList(markup=False, compact=True)
            yield Static("", id="said", markup=False)

    def on_mount(self) -> None:
        self._fill()
        now = self._model.settings
        if now.complaints:
            self._say(now.complaints[0], trouble=True)
        else:
            self._say(f"written to {now.file} as you change them")

    def on_resize(self) -> None:
        self._fill()
        room = self.size.height * 92 // 100 - 6
        self.query_one(OptionList).styles.max_height = max(2, room)

    def _fill(self) -> None:
        listing = self.query_one(OptionList)
        at = listing.highlighted
        self._lines = list(self._entries())
        listing.clear_options()
        listing.add_options(
            Option(each, disabled=True)
            if isinstance(each, str)
            else Option(_drawn(each, self.size.width))
            for each in self._lines
        )
        listing.highlighted = 1 if at is None else at

    def _entries(self) -> Iterator[Entry | str]:
        now = self._model.settings
        yield "The app"
        theme = self.app.theme
        yield Entry("Colours", theme, "tried on while the list is open", self._choose_theme)
        yield Entry("Keys", now.preset, ABOUT_PRESET[now.preset], self._choose_preset)
        yield "The page, where a pair was not set otherwise"
        yield Entry("Layout", now.flow, ABOUT_FLOW[now.flow], self._choose_flow)
        for name, (title, about) in FLAGS.items():
            yield self._switch(name, title, about, on=bool(getattr(now, name)))
        yield "What the diff leaves out of account"
        for name in IGNORABLE:
            title = name.replace("_", " ").capitalize()
            yield self._switch(
                f"diff.{name}", title, ABOUT_IGNORED[name], on=now.diff.get(name, name == "space")
            )
        count = str(len(now.patterns) or "none")
        about = " ".join(f"/{each}/" for each in now.patterns)
        yield Entry("Patterns of your own", count, about, self._choose_pattern)

    def _switch(self, name: str, title: str, about: str, *, on: bool) -> Entry:
        return Entry(title, "✓ yes" if on else "· no", about, lambda: self._set(name, not on))

    def _set(self, name: str, value: object) -> None:
        try:
            self._model.set(name, value)
        except CrossreadError as error:
            self._say(str(error), trouble=True)
        else:
            self._say(f"written to {self._model.settings.file}")
        self._fill()

    def _say(self, words: str, *, trouble: bool = False) -> None:
        said = self.query_one("#said", Static)
        said.set_class(trouble, "trouble")
        said.update(visible(words))

    # What is asked

    def _choose_theme(self) -> None:
        now, themes = self.app.theme, self.app.available_themes
        names = sorted(themes, key=lambda name: (name != now, name))
        kinds = {True: "dark", False: "light"}
        choices = [
            Choice(
                name, name, "the terminal’s own" if themes[name].ansi else kinds[themes[name].dark]
            )
            for name in names
        ]

        def show(name: str) -> None:
            self.app.theme = name

        def left(name: str | None) -> None:
            self.app.theme = name or now
            if name:
                self._set("theme", name)

        self.app.push_screen(Finder("Colours", choices, seen=show), left)

    def _choose_preset(self) -> None:
        choices = [Choice(name, name, ABOUT_PRESET[name]) for name in PRESETS]
        self._ask("Keys", choices, lambda name: self._set("preset", name))

    def _choose_flow(self) -> None:
        choices = [Choice(name, name, ABOUT_FLOW[name]) for name in ("fit", *FLOWS)]
        self._ask("Layout", choices, lambda name: self._set("flow", name))

    def _choose_pattern(self) -> None:
        known = self._model.settings.patterns
        choices = [Choice(f"/{each}", f"/{each}/", "taken away") for each in known]
        choices.append(Choice("+", "+ a pattern of your own"))

        def chosen(answer: str) -> None:
            if answer == "+":
                self.app.push_screen(Prompt("Leave out what matches"), self._add_pattern)
            else:
                self._set("diff.patterns", [each for each in known if each != answer[1:]])

        self._ask("What matches is left out", choices, chosen)

    def _add_pattern(self, pattern: str | None) -> None:
        from annotations.alignment.diff.ignore_patterns import compiled

        if pattern is None:
            return
        try:
            compiled(pattern)
        except CrossreadError as error:
            self._say(str(error), trouble=True)
        else:
            known = self._model.settings.patterns
            self._set("diff.patterns", list(dict.fromkeys([*known, pattern])))

    def _ask(self, title: str, choices: list[Choice], then: Callable[[str], None]) -> None:
        def answered(answer: str | None) -> None:
            if answer is not None:
                then(answer)

        self.app.push_screen(Finder(title, choices), answered)

    # What keys do

    def step(self, step: int) -> None:
        """Move the highlight by some lines."""
        move_highlight(self.query_one(OptionList), step)

    @on(OptionList.OptionSelected)
    def change(self) -> None:
        """Switch what is marked, or ask what it is to be."""
        at = self.query_one(OptionList).highlighted
        entry = self._lines[at] if at is not None else ""
        if isinstance(entry, Entry):
            entry.change()

    def show_file(self) -> None:
        """Show all that the file can say, the keys too."""
        self.app.push_screen(Sheet("Settings", visible(self._model.sheet)))


def _drawn(entry: Entry, width: int) -> Text:
    """A setting on a line of a terminal of some cells."""
    line = Text(no_wrap=True, overflow="ellipsis")
    if width < NARROW:
        room = max(1, width * 96 // 100 - VALUE - 6)
        return line.append(set_cell_size(f" {entry.name}", room)).append(
            f" {visible(entry.value)}", "bold"
        )
    line.append(f"  {entry.name:<{WIDE}}  ").append(f"{visible(entry.value):<{VALUE}} ", "bold")
    return line.append(visible(entry.about), "dim")
