"""`python -m tests.mutations [WORD ...]` prints which test notices each mutation.

With words, only mutations whose room or name has one of them. The exit status says how many
survive (at most 100, for a status has little room).
"""

from __future__ import annotations

import sys

from tests.mutations.harness import table
from tests.mutations.rooms import ROOMS

if __name__ == "__main__":
    sys.exit(min(table(ROOMS, sys.argv[1:]), 100))
