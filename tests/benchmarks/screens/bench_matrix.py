"""One key in the matrix to its whole frame, against a line-API app that does nothing.

    python tests/benchmarks/screens/bench_matrix.py [--keys 100] [--outlets 12] [--claims 300]

An event of made-up reports: every outlet tells most of what the first does, each paragraph is
tagged as a claim. All pairs are lined up beforehand; the matrix is opened, and measured once it
has compared all claims. Budgets are those of the page: the cursor p95 <= 5 ms and <= 2.5 x the
floor, a row or a page p95 <= 9 ms or <= 3 x, ends p95 <= 12 ms or <= 4 x.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from itertools import combinations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))

from annotations.alignment import Alignment, Link
from annotations.articles import read_article
from annotations.store import Store
from annotations.store.commands import tag, together
from tests.benchmarks.bench_keys import COMMAND, FLOOR, report
from tests.benchmarks.pairs import write_pair
from tests.benchmarks.ptydrive import Driven, environment

KINDS: dict[str, tuple[str, str, int]] = {
    # what is measured: keys in turn, the same for the floor, out of how many one is pressed
    "cell (l h)": ("lh", "w", 1),
    "row (j)": ("j", "j", 1),
    "page (pagedown)": ("\x1b[6~", " ", 2),
    "ends (G g)": ("Gg", "Gg", 2),
    "relate and undo (a U)": ("aU", "w", 2),
}


def store_event(home: Path, outlets: int, claims: int) -> None:
    """A store with an event of so many outlets, each with so many claims."""
    chance = random.Random(7)
    base = read_article(write_pair(home, claims)[0])
    told = [base.text_of(block).split(". ")[0].rstrip(".") for block in base.blocks][:claims]
    with Store.open(home / "annotations.json", annotator="bench") as store:
        articles = []
        for outlet in range(outlets):
            lines = []
            for line in told:
                words = line.split()
                for _ in range(1 + len(words) // 8):
                    words[chance.randrange(len(words))] = chance.choice(words)
                lines.append(" ".join(words) + ".")
            path = home / f"outlet-{outlet}.txt"
            path.write_text("\n\n".join(lines) + "\n", encoding="utf-8")
            articles.append(read_article(path))
        event = store.add_event(articles, "An event")
        for left, right in reversed(list(combinations(range(outlets), 2))):
            pair = store.pair_of(event.articles[left], event.articles[right])
            links = (Link(at, at, 0.9) for at in range(claims))
            store.save_alignment(pair.id, Alignment.of(links))
        made = [
            tag(key, article, block.span, "claim", "bench", pair=event.id)
            for key, article in zip(event.articles, articles, strict=True)
            for block in article.blocks
        ]
        store.do(together("import", made, event.id))


def main() -> None:
    """Print median, p95 and worst for each kind of key, and the ratio of p95 to the floor's."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keys", type=int, default=100, help="of each kind (default 100)")
    parser.add_argument("--outlets", type=int, default=12)
    parser.add_argument("--claims", type=int, default=300, help="of each outlet")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        store_event(home, options.outlets, options.claims)
        with (
            Driven([COMMAND], env=environment(home)) as reader,
            Driven([sys.executable, FLOOR], env=environment(home)) as floor,
        ):
            reader.settle()
            floor.settle()
            began = time.perf_counter()
            opened = reader.key("\x07", timeout=5.0)
            print(f"opened in {opened.wall if opened else float('nan'):.0f} ms")
            reader.settle(3.0)
            print(f"all compared after {time.perf_counter() - began - 3:.1f} s")
            print(
                f"{'':28}   median      p95    worst | floor p95 ratio | cpu p50  p95 worst ratio"
            )
            for name, (keys, floor_keys, share) in KINDS.items():
                reader.key("g", timeout=1.0)
                if keys == "aU":  # off the head, which has no relation to itself
                    reader.key("h", timeout=1.0)
                    reader.key("l", timeout=1.0)
                report(name, reader, floor, [], keys, floor_keys, options.keys // share)
            print(f"resident memory: {reader.memory():.0f} MB (floor {floor.memory():.0f} MB)")


if __name__ == "__main__":
    main()
