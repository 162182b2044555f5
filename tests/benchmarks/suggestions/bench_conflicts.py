"""How many conflicting facts are found, and how many of those found are any.

    python -m tests.benchmarks.suggestions.bench_conflicts [--news EVENTS.jsonl]

The part called `held_out` was written by somebody else than the rules, who never saw it; so was
`third`, which was held out before it was fitted to. With `--news` the conflicts between linked
paragraphs of real reports, one a line with `event`, `title` and `text`, are listed to be read:
nobody has said which of them are any, and the rules were mended on those of `../shared/events`.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from itertools import combinations
from pathlib import Path

from annotations.alignment import align
from annotations.articles.formats.compose import article_from_text
from annotations.suggestions.facts import ConflictKind, conflicts
from tests.suggestions.conflict_cases import score

REPORTS = 4
"""Reports of an event that are compared with each other."""
LINKED = 0.45
"""Probability from which two paragraphs are compared."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--news", type=Path, help="reports of events to list conflicts of")
    options = parser.parse_args()
    if options.news:
        list_conflicts(options.news)
        return
    for half in ("develop", "more", "third", "held_out"):
        for kind in ("", *ConflictKind):
            found = score(half, kind)
            print(
                f"{half:9} {kind or 'all':12} {found.right:3} right, {found.wrong:3} wrong,"
                f" {found.missed:3} missed: precision {found.precision:.2f},"
                f" recall {found.recall:.2f}, class right {found.classes}"
            )


def list_conflicts(path: Path) -> None:
    """Print each conflict between linked paragraphs of reports of one event once, and how many."""
    events = defaultdict(list)
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        events[row["event"]].append(article_from_text(f"{row['title']}\n\n{row['text']}"))
    paragraphs, seen = 0, set()
    for name, articles in events.items():
        for left, right in combinations(articles[:REPORTS], 2):
            for link in align(left, right).links:
                if link.score < LINKED:
                    continue
                paragraphs += 1
                texts = (
                    left.text_of(left.blocks[link.left]),
                    right.text_of(right.blocks[link.right]),
                )
                for each in conflicts(*texts):
                    words = texts[0][slice(*each.left)], texts[1][slice(*each.right)]
                    if (name, *words) not in seen:
                        seen.add((name, *words))
                        print(
                            f"{name} {each.kind}: {words[0]} | {words[1]}\n  {texts[0]}\n  {texts[1]}"
                        )
    print(
        f"{len(seen)} conflicts in {paragraphs} pairs of linked paragraphs of {len(events)} events"
    )


if __name__ == "__main__":
    main()
