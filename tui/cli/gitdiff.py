"""`crossread diff --git`: called by git, as its external diff, with words of git's own.

git gives PATH OLD-FILE OLD-HEX OLD-MODE NEW-FILE NEW-HEX NEW-MODE, and two more words for a rename
(git(1), GIT_EXTERNAL_DIFF). It takes any exit status but 0 for a crash.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from annotations.articles import visible
from annotations.errors import CrossreadError
from tui.cli.options import UsageError

NOWHERE = "/dev/null"
"""What git names where a file is new, or gone."""


def run(words: Sequence[str], diff: Callable[[list[str]], int]) -> int:
    """Diff the two versions of one file that git names; return 0, whatever they are.

    Raises `UsageError` where the words are not those of git.
    """
    at = words.index("--git")
    options, given = words[:at], words[at + 1 :]
    if len(given) not in (7, 9):
        raise UsageError("diff --git is for git to call: GIT_EXTERNAL_DIFF='crossread diff --git'")
    path, old, new = given[0], given[1], given[4]
    print(f"diff {visible(path)}")
    if NOWHERE in (old, new):
        print("only right" if old == NOWHERE else "only left")
        return 0
    sys.stdout.flush()
    try:
        diff([*options, "--", old, new])
    except CrossreadError as error:
        print(f"crossread: {visible(str(error))}", file=sys.stderr)
    return 0
