"""Places in which keys mean something of their own: modes of the page, the list, what asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic

from msgspec import Struct

from tui.keys.actions import Action, AnyAction, Target

LINE_KEYS = frozenset({"space", "left", "right", "home", "end", "backspace", "delete"})
"""Keys that write or move in a line of text, besides those of one letter."""
AREA_KEYS = LINE_KEYS | {"enter", "up", "down", "pageup", "pagedown", "tab"}
"""Those that do in a text of several lines."""

MODES = ("align", "relate")
"""Contexts in which the page has the keys that they do not take."""


class Context(Struct, frozen=True):
    """A place with keys of its own.

    `name` is how the settings file and a screen's `CONTEXT` call it, `heading` what help says above
    its keys. Keys of one letter, and those named in `typed`, write where `typed` is not empty: they
    can be no actions there. The keys of `opener`, the id of the action that leads in, lead out too.
    """

    name: str
    heading: str
    actions: tuple[AnyAction, ...]
    typed: frozenset[str] = frozenset()
    opener: str = ""

    @property
    def out(self) -> str:
        """Id of the action that Escape is, whatever else is set; empty in a mode of the page."""
        return next((each.id for each in self.actions if "escape" in each.keys), "")


class ContextActions(Struct, Generic[Target], frozen=True):
    """Makes the actions of one context, all of them for one type of screen."""

    name: str
    heading: str

    def __call__(
        self,
        name: str,
        keys: str,
        title: str,
        run: Callable[[Target], object],
        *,
        hint: str = "",
    ) -> Action[Target]:
        """An action of this context; `keys` are separated by spaces, the id is `context.name`."""
        return Action(f"{self.name}.{name}", tuple(keys.split()), self.heading, title, run, hint)

    def steps(self, step: Callable[[Target, int], object]) -> tuple[Action[Target], ...]:
        """Up and down a list: by one, by ten, to its ends."""

        def by(count: int) -> Callable[[Target], object]:
            return lambda target: step(target, count)

        return (
            self("down", "down j", "Next", by(1)),
            self("up", "up k", "Previous", by(-1)),
            self("page", "pagedown space", "Ten on", by(10)),
            self("page_back", "pageup b", "Ten back", by(-10)),
            self("first", "home g", "First", by(-FAR)),
            self("last", "end G", "Last", by(FAR)),
        )

    def context(
        self, *actions: Action[Target], typed: frozenset[str] = frozenset(), opener: str = ""
    ) -> Context:
        """The context with its actions."""
        return Context(self.name, self.heading, actions, typed, opener)


FAR = 1_000_000
"""Steps that lead past any end."""
