"""How many keys an annotation takes: the built-in pair annotated in full, every key counted.

    python tests/benchmarks/bench_keystrokes.py [-v]

Some 20 claims with their sources, 10 relations and 8 themes, in the order of the left article, are
given to the real app key by key; at the end the store is compared with what was wanted. A claim's
relation is begun when it is tagged and ended at its counterpart, where the reader goes anyway. The
way to a passage is the shortest by words, lines, sentences, paragraphs, rows, the other side, the
link, and a jump to what is in sight, which a practised reader finds; nothing is searched for and no mouse is used. An
annotation costs every key from where the one before it ended. Goal: a median of at most 3.5.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from annotations.alignment import align
from annotations.articles import Span
from annotations.store import Store
from tests.tui.driving import Reading, reading
from tui.cli.commands.read import sample
from tui.page import motion
from tui.page.caret import Caret, Side
from tui.page.motion import Motion, other_side, sentence_at, word_at

GOAL = 3.5

L, R = Side.LEFT, Side.RIGHT
MOTION_KEYS: dict[str, tuple[Motion, int]] = {
    "w": (motion.word, 1),
    "b": (motion.word, -1),
    "right_parenthesis": (motion.sentence, 1),
    "left_parenthesis": (motion.sentence, -1),
    "O": (motion.paragraph, 1),
    "I": (motion.paragraph, -1),
    "J": (motion.row, 1),
    "K": (motion.row, -1),
    "j": (motion.line, 1),
    "k": (motion.line, -1),
    "end": (motion.line_edge, 1),
}


@dataclass(frozen=True)
class Tag:
    """A label on the sentence of some words, or on the words themselves where they are `exact`."""

    key: str
    side: Side
    words: str
    exact: bool = False
    theme: str = ""


@dataclass(frozen=True)
class Begin:
    """A relation begun at a claim."""

    side: Side
    words: str


@dataclass(frozen=True)
class End:
    """A relation ended at a claim, with its letter."""

    letter: str
    side: Side
    words: str


Wanted = Tag | Begin | End


def claim(side: Side, words: str) -> Tag:
    return Tag("c", side, words)


def source(side: Side, words: str) -> Tag:
    return Tag("s", side, words, exact=True)


def theme(side: Side, words: str, name: str) -> Tag:
    return Tag("t", side, words, theme=name)


WANTED: tuple[Wanted, ...] = (
    claim(L, "with 87 people aboard"),
    Begin(L, "with 87 people"),
    claim(R, "with 93 people on board"),
    End("x", R, "with 93 people"),
    source(R, "the harbour office"),
    source(L, "the harbour office"),
    claim(L, "taken everyone off by 11:05"),
    Begin(L, "taken everyone off by 11:05"),
    claim(R, "brought everyone ashore, the last"),
    End("x", R, "brought everyone ashore, the last"),
    source(L, "harbour master Marit Oskane"),
    theme(L, "There were people in dressing gowns", "rescue"),
    theme(L, "This town knows what to do", "rescue"),
    claim(L, "Aboard: 81 passengers"),
    source(L, "the company’s own list"),
    claim(L, "No fuel has been seen"),
    source(L, "the Coastal Safety Board"),
    claim(L, "main radar had been out of order"),
    source(L, "Oskane told"),
    Begin(L, "main radar had been out"),
    claim(R, "The crew had complained"),
    End("a", R, "The crew had complained"),
    source(R, "Edric Vance"),
    theme(R, "Everybody knew that the big set", "radar"),
    claim(L, "the last safety inspection was on"),
    source(L, "Jonah Threlby"),
    claim(R, "the main radar “was working"),
    source(R, "Jonah Threlby"),
    theme(R, "Skerrin Line rejects this", "radar"),
    Begin(L, "the last safety inspection"),
    claim(R, "Her last inspection"),
    End("x", R, "Her last inspection"),
    source(R, "a copy of the report"),
    claim(L, "The test was negative"),
    source(L, "police said"),
    Begin(L, "The test was negative"),
    claim(R, "was breathalysed on the quay"),
    End("a", R, "was breathalysed"),
    source(R, "police"),
    claim(R, "has 19 years on the route"),
    source(R, "her lawyer"),
    claim(L, "no alarm sounded until"),
    source(L, "Several passengers"),
    Begin(L, "no alarm sounded"),
    claim(L, "Threlby said the alarm"),
    End("x", L, "Threlby said the alarm"),
    source(L, "Threlby said the alarm"),
    claim(L, "dark for nine days"),
    Begin(L, "dark for nine days"),
    claim(R, "dark for three weeks"),
    End("x", R, "dark for three weeks"),
    source(R, "the harbour’s own log"),
    source(L, "fishermen"),
    claim(L, "a new lamp for 18,000 crowns"),
    source(L, "The town council"),
    Begin(L, "a new lamp for 18,000 crowns"),
    claim(R, "would have cost the town council 180,000"),
    End("x", R, "would have cost the town council 180,000"),
    claim(R, "This cannot be hung on a light bulb"),
    source(R, "councillor Pelle Ardwin"),
    Begin(R, "This cannot be hung"),
    claim(L, "Councillor Pelle Ardwin said"),
    End("a", L, "it would be wrong"),
    source(L, "Pelle Ardwin"),
    theme(L, "A ship with a working radar", "light"),
    theme(L, "The reactions in the town", "light"),
    claim(L, "Some skippers called the dark"),
    source(L, "Some skippers"),
    Begin(L, "called the dark"),
    claim(R, "Some of those who spoke"),
    End("a", R, "spoke to the Ledger"),
    source(R, "Some of those"),
    theme(R, "Skerrin Line recieves 2.4 million", "money"),
    theme(R, "That contract ends in March", "money"),
)


def spans(desk: Reading, tag: Tag) -> Span:
    """What a tag is to cover."""
    text, layout = desk.text(tag.side), desk.reader.view.layout_now
    start = text.index(tag.words)
    if tag.exact:
        return Span(start, start + len(tag.words))
    return sentence_at(layout, tag.side, start)


def moves(desk: Reading, here: Caret) -> Iterator[tuple[str, Caret]]:
    """Each key that moves the caret, and where it would stand."""
    view, session = desk.reader.view, desk.reader.session
    layout = view.layout_now
    for key, (move, step) in MOTION_KEYS.items():
        yield key, move(layout, here, step)
    if here.selecting:
        return
    yield "tab", other_side(layout, here)
    related = any(session.relations_of(tag) for tag in session.at(here.side, here.offset))
    block = layout.block_at(here.side, here.offset).index
    partners = view.page_now.partners(here.side, block) if view.page_now else ()
    if partners and not related:
        there = here.side.other
        yield "L", Caret(there, layout.articles[there].blocks[partners[0]].start)


def way(desk: Reading, caret: Caret, there: Callable[[Caret], bool]) -> tuple[list[str], Caret]:
    """The shortest keys from a caret to one that will do, and that one.

    What is in sight of the reader's own caret can be jumped to, as the first thing.
    """
    seen: set[tuple[Side, int]] = set()
    number = count()
    queue: list[tuple[int, int, list[str], Caret]] = [(0, next(number), [], caret)]
    if caret == desk.caret:
        for label, spot in desk.reader.features.jumping.spots().items():
            keys = ["f", *label]
            queue.append((len(keys), next(number), keys, Caret(spot.side, spot.offset)))
    heapify(queue)
    while queue:
        _, _, keys, here = heappop(queue)
        if there(here):
            return keys, here
        if (here.side, here.offset) in seen:
            continue
        seen.add((here.side, here.offset))
        for key, after in moves(desk, here):
            if (after.side, after.offset) not in seen:
                heappush(queue, (len(keys) + 1, next(number), [*keys, key], after))
    raise LookupError("no key leads there")


def to_select(desk: Reading, side: Side, span: Span) -> list[str]:
    """The shortest keys after which a tag takes a span: its sentence, its word, or by hand."""
    layout, caret = desk.reader.view.layout_now, desk.caret

    def inside(here: Caret) -> bool:
        return here.side is side and span.start <= here.offset < span.end

    found: list[list[str]] = []
    if sentence_at(layout, side, span.start) == span:
        found.append(way(desk, caret, inside)[0])
    if word_at(layout, side, span.start) == span:
        found.append([*way(desk, caret, inside)[0], "x"])
    try:
        first, at = way(desk, caret, lambda here: (here.side, here.offset) == (side, span.start))
        begun = Caret(side, at.offset, at.offset)
        rest, _ = way(desk, begun, lambda here: here.offset == span.end - 1)
        found.append([*first, "v", *rest])
    except LookupError:
        if not found:
            raise
    return min(found, key=len)


def naming(desk: Reading, name: str) -> list[str]:
    """The fewest keys that choose a theme in the finder that `t` opens."""
    known = [path.partition("/")[2] for path in desk.reader.session.used_labels("theme")]
    if name in known:
        steps = known.index(name)
        return [*min((["down"] * steps, list(name[:2])), key=len), "enter"]
    return [*name, "enter"]


def to_claim(desk: Reading, end: Begin | End) -> list[str]:
    """The shortest keys to a place where a relation takes a claim."""
    session = desk.reader.session
    start = desk.text(end.side).index(end.words)
    wanted = next(tag for tag in session.at(end.side, start) if tag.label == "claim")

    def there(here: Caret) -> bool:
        tags = session.at(here.side, here.offset) if here.side is end.side else ()
        claims = [tag.id for tag in tags if tag.root == "claim"]
        return claims[:1] == [wanted.id]

    return way(desk, desk.caret, there)[0]


def keys_for(desk: Reading, wanted: Wanted) -> list[str]:
    if isinstance(wanted, Begin):
        return [*to_claim(desk, wanted), "r"]
    if isinstance(wanted, End):
        return [*to_claim(desk, wanted), "r", wanted.letter]
    keys = to_select(desk, wanted.side, spans(desk, wanted))
    return [*keys, wanted.key, *(naming(desk, wanted.theme) if wanted.key == "t" else [])]


def said(wanted: Wanted) -> str:
    if isinstance(wanted, Tag):
        return {"c": "claim", "s": "source", "t": "theme"}[wanted.key]
    return "relation"


def missing(desk: Reading) -> Iterator[str]:
    """What was wanted and is not in the store."""
    kept = {(tag.label.partition("/")[0], tag.article, tag.span) for tag in desk.annotations()}
    ids = desk.pair.left, desk.pair.right
    for tag in WANTED:
        if isinstance(tag, Tag) and (said(tag), ids[tag.side], spans(desk, tag)) not in kept:
            yield f"{said(tag)} ‘{tag.words}’"
    ties = sum(isinstance(wanted, End) for wanted in WANTED)
    if len(desk.relations()) != ties:
        yield f"{len(desk.relations())} of {ties} relations"


async def session(folder: Path, verbose: bool) -> tuple[dict[str, list[int]], list[str]]:
    """Annotate the pair; the keys of each annotation by kind, and what went wrong."""
    store = Store.open(folder / "store.json", annotator="ada")
    pair = store.add_pair(*sample())
    store.save_alignment(pair.id, align(*sample()))
    counts: dict[str, list[int]] = {}
    async with reading(store.path, store=store, size=(120, 40)) as desk:
        for wanted in WANTED:
            keys = keys_for(desk, wanted)
            await desk.press(*keys)
            await desk.saved()
            kind = counts.setdefault(said(wanted), [])
            if isinstance(wanted, End):
                kind[-1] += len(keys)
            else:
                kind.append(len(keys))
            if verbose:
                print(f"{len(keys):3}  {said(wanted):9} {' '.join(keys)}")
        return counts, list(missing(desk))


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        counts, wrong = asyncio.run(session(Path(folder), "-v" in sys.argv))
    for kind, keys in counts.items():
        print(f"{kind:9} {len(keys):3}   median {statistics.median(keys):4.1f}   most {max(keys)}")
    every = [count for keys in counts.values() for count in keys]
    median = statistics.median(every)
    print(
        f"keystrokes per annotation: median {median:.1f}, mean {statistics.mean(every):.1f},"
        f" of {len(every)}; goal {GOAL}, ratio {median / GOAL:.2f}"
    )
    for line in wrong:
        print(f"not in the store: {line}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
