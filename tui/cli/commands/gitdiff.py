"""`crossread diff --git`: called by git, as its external diff, with words of git's own.

git gives PATH OLD-FILE OLD-HEX OLD-MODE NEW-FILE NEW-HEX NEW-MODE, and two more words for a rename
(git(1), GIT_EXTERNAL_DIFF). It takes any exit status but 0 for a crash.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence

from annotations.articles.text.visible import visible
from annotations.errors import CrossreadError
from tui.cli.options import UsageError
from tui.cli.streams import OutputError

NOWHERE = "/dev/null"
"""What git names where a file is new, or gone."""


def run(words: Sequence[str], diff: Callable[[list[str], tuple[str, str]], int]) -> int:
    """Diff the two versions of one file that git names; return 0, whatever they are.

    Raises `UsageError` where the words are not those of git.
    """
    at = words.index("--git")
    options, given = words[:at], words[at + 1 :]
    if len(given) not in (7, 9):
        raise UsageError("diff --git is for git to call: GIT_EXTERNAL_DIFF='crossread diff --git'")
    path, old, old_mode, new, new_mode = given[0], given[1], given[3], given[4], given[6]
    renamed = given[7] if len(given) == 9 else path
    print(*(visible(line) for line in _header(path, renamed, old_mode, new_mode)), sep="\n")
    sys.stdout.flush()
    names = (NOWHERE if old == NOWHERE else path, NOWHERE if new == NOWHERE else renamed)
    try:
        diff([*options, "--", old, new], names)
    except OutputError:
        raise
    except CrossreadError as error:
        print(f"crossread: {error}", file=sys.stderr)
    return 0


def _header(path: str, renamed: str, old_mode: str, new_mode: str) -> Iterator[str]:
    """What git says of a file besides its text: that it is new, gone, renamed, or of another mode."""
    yield f"diff {path}"
    if renamed != path:
        yield f"renamed to {renamed}"
    if "." in (old_mode, new_mode):  # git's word for no mode
        yield "new file" if old_mode == "." else "deleted file"
    elif old_mode != new_mode:
        yield f"mode {old_mode}, now {new_mode}"
