"""How many keys whole tasks take, from the first key to the exported file.

    python -m tests.benchmarks.bench_tasks [FOLDER] [-v]

*Compare*: two articles on one event. Six claims are tagged with their sources and who says what,
two contradictions between the articles, two themes and a note; the app is left and opened again, and
the work exported. It is done on `kremlin-says.txt` and `white-house-says.txt` in FOLDER, and left out
where no folder is given. *Accept*: what the program suggests for the same two reports is gone through, the right ones accepted with
their sources, cues and relations, the wrong ones rejected. *Revise*: two versions of one article, in which seven changes matter and six
do not; those that matter are found, tagged and exported. The keys are pressed in the real app, as
by somebody who knows the help page; then the store and the exported file are looked at. Exit status 1
where anything that was wanted is missing. Goals: 150 keys, 50 and 60.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from annotations.alignment import align
from annotations.articles import Article, article_from_text, read_article
from annotations.store import Store
from tests.tui.driving import Reading, reading
from tui.config.settings import Settings

SIZE = (120, 40)
NAMES = {
    "/": "slash",
    "\n": "enter",
    " ": "space",
    "}": "right_curly_bracket",
    "<": "less_than_sign",
    ">": "greater_than_sign",
    ")": "right_parenthesis",
    "]": "right_square_bracket",
    "\t": "tab",
    "\x13": "ctrl+s",
    "\x18": "ctrl+x",
    "+": "plus",
    "-": "minus",
}
"""What a key is called where that is not the character itself."""

QUIT = "q"
OPEN = "crossread\n"
"""Keys that a shell gets."""


@dataclass(frozen=True)
class Step:
    """Keys pressed one after another, and what they are for."""

    keys: str
    what: str


@dataclass(frozen=True)
class Task:
    """A task done once in two sittings: what is in the store at the end, and what it may cost."""

    name: str
    goal: int
    first: Sequence[Step]
    second: Sequence[Step]
    labels: dict[str, int]
    relations: dict[str, int]
    notes: int


EXPORT = (Step("Ejs\n", "export, JSON lines"), Step("\n", "to the file offered"))
COMPARE = Task(
    "compare",
    150,
    (
        Step("}}cr/kreml\nxsrs", "a claim, and who is said to announce it"),
        Step("}crwxsrs", "the claim that it is agreed, and who says so"),
        Step("/pesk\nxsrcrs", "a source, what he is said to announce, and that it is his"),
        Step("\tggcr/ap news\nsrs", "the other report's first claim and its source"),
        Step("))cr/both sides\nsrs", "its claim that nothing is settled, and whose that is"),
        Step("/secret service\nsrcrs", "who is at work already, and at what"),
        Step("ggr\t<<<<rx", "it is not announced by the same: a contradiction"),
        Step(">>r\t>>rx", "agreed on here, not settled there: a contradiction"),
        Step("}ttalks\n", "a theme"),
        Step("icheck date\x13", "a note on it"),
        Step("}.", "the theme again"),
    ),
    EXPORT,
    {"claim": 6, "source": 6, "theme/talks": 2},
    {"attributed_to": 6, "contradicts": 2},
    1,
)
ACCEPT = Task(
    "accept",
    50,
    (
        Step("\x18", "what is suggested, shown"),
        *(
            Step(f">{sign}", f"one is {'accepted' if sign == '+' else 'rejected'}")
            for sign in "++--++++--+++-++"
        ),
    ),
    EXPORT,
    {"claim": 11, "source": 11, "cue": 11},
    {"attributed_to": 11},
    0,
)
REVISE = Task(
    "revise",
    60,
    (
        Step("dQimp\n", "the diff, stopping at what matters"),
        *(Step("]c", "a change, tagged") for _ in range(7)),
    ),
    EXPORT,
    {"claim": 7},
    {},
    0,
)
BEFORE = """Dam at Sorrel Lake to be drained for repairs

The dam at Sorrel Lake will be drained in March so that a crack in its foot can be closed, the water board said on Tuesday. The crack was found by divers last autumn.

It is about 40 centimetres long, according to the board's engineer, Ilse Brandt. "There is no danger to anybody in the valley," she said.

The repair will cost 2.4 million crowns, half of which comes from the state. The board has approved the plan.

Fishermen had asked for a later date because pike spawn in spring. Their club was heard in January, and its chairman, Per Nystad, called the talk friendly.

All of the 62 houses below the dam will keep their water supply. A pipe from Hallen is being laid for this.

The lake has been drained once before, in 1987. It took nine weeks to fill it again.

Two schools that use the shore for lessons were told to find another place. Parents were not asked.

The board expects to finish by June. Bathing will be possible in July, it says.
"""
CHANGED = (
    ("in March", "in April"),
    ("be closed", "be sealed"),
    ("was found by", "was discovered by"),
    ("about 40", "about 140"),
    ("has approved", "has not approved"),
    ("Nystad", "Lindvall"),
    ("All of the", "Most of the"),
    ("is being laid for this", "is now being laid for that purpose"),
    ("in 1987", "in 1978"),
    ("that use", "which use"),
    ("to find another", "to look for another"),
    ("expects to finish", "may finish"),
)
"""Seven of these change what is claimed: the date, the length, the negation, the name, the quantifier,
the year and how sure the board is."""


def revised() -> str:
    text = BEFORE
    for old, new in CHANGED:
        text = text.replace(old, new)
    return text


async def press(desk: Reading, steps: Sequence[Step], verbose: bool) -> int:
    """Press the keys of some steps, wait until all is saved, and count them."""
    count = 0
    for step in steps:
        keys = [NAMES.get(key, key) for key in step.keys]
        await desk.press(*keys)
        await desk.until(lambda: "looking for" not in desk.status)
        count += len(keys)
        if verbose:
            print(f"{len(keys):4}  {step.what:60} {desk.status}")
    await desk.until(lambda: "not saved" not in desk.status, "saved")
    return count


async def done(task: Task, left: Article, right: Article, folder: Path, verbose: bool) -> int:
    """Do a task in a new store; the number of its keys."""
    os.chdir(folder)  # an exported file is offered where the app runs
    path = folder / "store.json"
    with Store.open(path, annotator="ada") as store:
        pair = store.add_pair(left, right)
        store.save_alignment(pair.id, align(left, right))
    count = 0
    for steps in (task.first, task.second):
        store = Store.open(path, annotator="ada")
        async with reading(path, store=store, size=SIZE, settings=Settings()) as desk:
            count += await press(desk, steps, verbose)
            await desk.quit()
            count += len(QUIT)
    return count + len(OPEN)


def missing(task: Task, folder: Path) -> list[str]:
    """What was wanted and is not in the store, or not in the exported file."""
    with Store.open(folder / "store.json", annotator="eve", read_only=True) as store:
        tags, relations = store.annotations(), store.relations()
    found = {
        "labels": (Counter(tag.label for tag in tags), Counter(task.labels)),
        "relations": (Counter(each.kind.value for each in relations), Counter(task.relations)),
        "notes": (Counter(note=sum(bool(tag.note) for tag in tags)), Counter(note=task.notes)),
    }
    wrong = [
        f"{task.name}: {dict(wanted)} {name} wanted, {dict(got)} found"
        for name, (got, wanted) in found.items()
        if +got != +wanted
    ]
    files = list(folder.glob("*.jsonl"))
    lines = [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]
    kept = {line["id"] for line in lines if "id" in line}
    if not {tag.id for tag in tags} <= kept:
        wrong.append(f"{task.name}: not all tags are in the exported file ({files})")
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("-v", action="store_true", help="every step, and what the app says then")
    options = parser.parse_args()
    texts = (
        article_from_text(BEFORE, source="1.txt"),
        article_from_text(revised(), source="2.txt"),
    )
    tasks: list[tuple[Task, Article, Article]] = [(REVISE, *texts)]
    if options.folder:
        names = "kremlin-says.txt", "white-house-says.txt"
        reports = (read_article(options.folder.resolve() / name) for name in names)
        read = tuple(reports)
        tasks[:0] = [(COMPARE, read[0], read[1]), (ACCEPT, read[0], read[1])]
    wrong: list[str] = []
    for task, left, right in tasks:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            count = asyncio.run(done(task, left, right, folder, options.v))
            wrong += missing(task, folder)
            os.chdir(folder.parent)  # a folder in use cannot be removed everywhere
            print(f"{task.name:8} {count:4} keys, goal {task.goal}, ratio {count / task.goal:.2f}")
    for line in wrong:
        print(line, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
