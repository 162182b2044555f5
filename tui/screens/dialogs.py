"""Asks for something on a screen over the page, and hands on the answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from textual.screen import ModalScreen
from textual.widget import Widget

Answer = TypeVar("Answer")


class Dialogs:
    """Shows modal screens over what a widget is part of."""

    def __init__(self, page: Widget) -> None:
        self._page = page

    def ask(
        self,
        screen: ModalScreen[Answer],
        then: Callable[[Answer], object] = lambda answer: None,
    ) -> None:
        """Show a modal screen; `then` gets its answer, unless it was left with none."""

        def answered(answer: Answer | None) -> None:
            if answer is not None:
                then(answer)

        self._page.app.push_screen(screen, answered)

    def ask_on_top(self, screen: ModalScreen[None]) -> None:
        """Show a modal screen that took a while to make, unless something else was opened since."""
        if self._page.is_attached and self._page.app.screen is self._page.screen:
            self.ask(screen)
