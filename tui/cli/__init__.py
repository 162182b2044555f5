"""The `crossread` command: one file a subcommand, loaded only when it is asked for."""

from tui.cli.main import main

__all__ = ["main"]
