"""The least that Textual can start: what every start-up time is compared with."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class Empty(App[None]):
    def compose(self) -> ComposeResult:
        yield Static("empty")


if __name__ == "__main__":
    Empty().run()
