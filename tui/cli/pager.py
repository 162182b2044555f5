"""Long output through the pager that the user has, where stdout is a terminal."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Iterable

from tui.cli.output import coloured, print_coloured


def show(lines: Iterable[str]) -> None:
    """Print lines; on a terminal through `$PAGER`, else `less`, where there is one.

    `PAGER` empty or `cat` means none. As git does, `less` is asked to leave at once where all
    fits on the screen, and to let colours through, unless `$LESS` says otherwise.
    """
    pager = os.environ.get("PAGER", "less")
    if sys.stdout.isatty() and pager not in ("", "cat"):
        env = {"LESS": "FRX", **os.environ}
        try:
            process = subprocess.Popen(
                shlex.split(pager), stdin=subprocess.PIPE, env=env, encoding="utf-8"
            )
        except (OSError, ValueError):  # no such pager: print as if there were none
            pass
        else:
            feed(process, lines)
            return
    for line in lines:
        print_coloured(line)


def feed(process: subprocess.Popen[str], lines: Iterable[str]) -> None:
    """Write lines to a pager until it has them all, or is left; wait until it ends."""
    assert process.stdin is not None
    try:
        for line in lines:
            process.stdin.write(coloured(line) + "\n")
        process.stdin.close()
    except BrokenPipeError:
        pass
    while process.poll() is None:
        try:
            process.wait()
        except KeyboardInterrupt:  # for the pager, which goes on
            continue
