"""How many conflicting facts are found, and how many of those found are any.

    python -m tests.benchmarks.suggestions.bench_conflicts

The part called `held_out` was written by somebody else than the rules, who never saw it; so was
`third`, which was held out before it was fitted to.
"""

from __future__ import annotations

from annotations.suggestions.facts import ConflictKind
from tests.suggestions.conflict_cases import score


def main() -> None:
    for half in ("develop", "more", "third", "held_out"):
        for kind in ("", *ConflictKind):
            found = score(half, kind)
            print(
                f"{half:9} {kind or 'all':12} {found.right:3} right, {found.wrong:3} wrong,"
                f" {found.missed:3} missed: precision {found.precision:.2f},"
                f" recall {found.recall:.2f}, class right {found.classes}"
            )


if __name__ == "__main__":
    main()
