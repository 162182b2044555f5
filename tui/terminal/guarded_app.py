"""The app as a program in a terminal: it shows no markup, crashes without a text, ends once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.driver import Driver
from textual.filter import Monochrome, NoColor
from textual.worker import WorkerFailed

from annotations.articles import visible
from tui.terminal.late_toasts import wait_no_negative_time
from tui.terminal.output import in_one_piece

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.console import RenderableType
    from textual.actions import ActionParseResult
    from textual.dom import DOMNode
    from textual.notifications import SeverityLevel
    from textual.screen import Screen


class GuardedApp(App[int], inherit_css=False):
    """What holds whichever screens there are."""

    # Textual's own rules for an app, but for those of its table of keys, of a header and of a widget
    # that fills the screen, which there are none of: reading these would be a hundredth of the start.
    DEFAULT_CSS = """
    GuardedApp {
        background: $background;
        color: $foreground;
        &:ansi {
            background: ansi_default;
            color: ansi_default;
            .-ansi-scrollbar {
                scrollbar-background: ansi_default;
                scrollbar-background-hover: ansi_default;
                scrollbar-background-active: ansi_default;
                scrollbar-color: ansi_blue;
                scrollbar-color-active: ansi_bright_blue;
                scrollbar-color-hover: ansi_bright_blue;
                scrollbar-corner-color: ansi_default;
            }
        }
    }
    *:disabled:can-focus { opacity: 0.7; }
    """

    def __init__(self) -> None:
        super().__init__()
        wait_no_negative_time()
        self.crash: Exception | None = None
        self.where_it_was = ""
        self._leaving = False

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Say something beside the page, as text: markup in it, as in a file's name, is none."""
        said, heading = visible(message), visible(title)
        super().notify(said, title=heading, severity=severity, timeout=timeout, markup=False)

    def get_driver_class(self) -> type[Driver]:
        return in_one_piece(super().get_driver_class())

    @property
    def _background_screens(self) -> list[Screen[Any]]:
        """The screens that can be seen behind the one on top: none behind one that is opaque.

        Textual counts the one below in any case, and draws all of the screen on top again whenever
        something changes there: twice for each key of the matrix.
        """
        return [] if self.screen.styles.background.a == 1 else super()._background_screens

    def _where(self) -> str:
        """What is on the screen, for a crash report."""
        screens = " over ".join(type(screen).__name__ for screen in reversed(self.screen_stack))
        return f"{screens}, {self.size.width}×{self.size.height}"

    def _handle_exception(self, error: Exception) -> None:
        """Textual's end of an error that nobody caught: leave, and let `run` tell of it."""
        if self.crash is None:
            inner = error.error if isinstance(error, WorkerFailed) else error
            self.crash = inner if isinstance(inner, Exception) else error
            self.where_it_was = self._where()
        super()._handle_exception(error)
        self._exit_renderables.clear()

    def _fatal_error(self) -> None:
        """Leave without Textual's traceback, which shows local variables: articles."""
        self._close_messages_no_wait()

    def _do_without_colours(self) -> None:
        """With `NO_COLOR`, grey where the theme has its own colours, none where the terminal has.

        Textual decides that before it knows the theme, and paints an ansi one black on black.
        """
        if self.no_color:
            kept = [each for each in self._filters if not isinstance(each, Monochrome | NoColor)]
            self._filters = [*kept, NoColor() if self.native_ansi_color else Monochrome()]

    def watch_theme(self) -> None:
        self._do_without_colours()

    def exit(
        self, result: int | None = None, return_code: int = 0, message: RenderableType | None = None
    ) -> None:
        """Leave, and do nothing more that was typed ahead: the store is closed by then."""
        self._leaving = True
        super().exit(result, return_code, message)

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do what a key or a choice is bound to, unless on the way out."""
        if self._leaving:
            return True
        return await super().run_action(action, default_namespace, namespaces)
