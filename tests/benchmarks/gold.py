"""Gold links to fit the aligner to: pairs of articles in a folder, read and checked.

`CONTRIBUTING.md` has the format, field by field; `gold_example/` is a small folder in it.
"""

from __future__ import annotations

import itertools
import json
import re
from pathlib import Path

import numpy as np

SPARE = "spare"
"""The set of pairs made here: two events of one kind, from the articles of other pairs."""

_OF_EVENTS = re.compile(r"(?:ecb|null)-([^-]+)-([^-]+)-([^-]+)")
"""Ids of pairs from ECB+: the topic, and the two articles."""


class GoldError(Exception):
    """A folder that cannot be fitted to; the message is one line that names file, line and mend."""


def read_pairs(folder: Path) -> list[dict]:
    """The pairs of all `*.jsonl` files of a folder, in the order of the files' names.

    Raises:
        GoldError: there is none, or a line is not in the format.
    """
    pairs: list[dict] = []
    known: set[str] = set()
    for file in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
            if line.strip():
                where = f"{file.name}, line {number}"
                pair = _pair(line, where)
                if pair["id"] in known:
                    raise GoldError(f"{where}: there is a pair {pair['id']} already; name it anew")
                known.add(pair["id"])
                pairs.append(pair)
    if not pairs:
        raise GoldError(f"{folder}: there is no .jsonl file with pairs in it")
    return pairs


def _pair(line: str, where: str) -> dict:
    """One line of a file, if it is a pair."""
    try:
        pair = json.loads(line)
    except ValueError as error:
        raise GoldError(f"{where}: no JSON ({error})") from error
    if not isinstance(pair, dict):
        raise GoldError(
            f"{where}: a pair is an object with `id`, `set`, `left`, `right` and `gold`"
        )
    for name in ("id", "set", "group"):
        if not isinstance(pair.get(name, "" if name == "group" else None), str):
            raise GoldError(f"{where}: `{name}` must be a text")
    if pair["set"] == SPARE:
        raise GoldError(f"{where}: the set `{SPARE}` is made by the fitting; name yours otherwise")
    for side in ("left", "right"):
        units = pair.get(side)
        if not isinstance(units, list) or not all(isinstance(unit, str) for unit in units):
            raise GoldError(f"{where}: `{side}` must be a list of texts, one for each unit")
    scope = pair.get("scope") or {"left": [], "right": []}
    try:
        places = [(name, link) for name in ("gold", "ignore") for link in pair.get(name, ())]
        places += [("scope", (at, 0)) for at in scope["left"]]
        places += [("scope", (0, at)) for at in scope["right"]]
        for name, (left, right) in places:
            if not (0 <= left < len(pair["left"]) and 0 <= right < len(pair["right"])):
                raise GoldError(
                    f"{where}: `{name}` names [{left}, {right}], and no such units are there"
                )
        pair["gold"]
    except (KeyError, TypeError, ValueError) as error:
        raise GoldError(
            f"{where}: `gold` and `ignore` are lists of [left, right], `scope` of both sides' places"
        ) from error
    return pair


def story(pair: dict) -> str:
    """Name what a pair is about: pairs of one story are never split between fitting and scoring.

    Its `group`, else what the ids of the pairs in `CONTRIBUTING.md` say, else the pair alone.
    """
    if pair.get("group"):
        return pair["group"]
    essay = re.match(r"arg[a-z]*-([^-]+)", pair["id"])
    if essay and pair["set"].startswith("arg"):
        return "essay-" + essay[1]
    if event := _OF_EVENTS.fullmatch(pair["id"]):
        return "event-" + event[1]
    fable = re.match(r"aesop-([A-Za-z]+)_", pair["id"])
    return "fable-" + fable.group(1) if fable else pair["set"] + "-" + pair["id"]


def spare_pairs(pairs: list[dict]) -> list[dict]:
    """Pair articles on two events of one kind with each other: nothing in them is linked."""
    sides: dict[tuple[str, str], list[str]] = {}
    for pair in pairs:
        if event := _OF_EVENTS.fullmatch(pair["id"]):
            topic, left, right = event.groups()
            sides[topic, left], sides[topic, right] = pair["left"], pair["right"]
    known = {pair["id"] for pair in pairs}
    return [
        {
            "id": f"spare-{topic}-{one}-{two}",
            "set": SPARE,
            "group": "event-" + topic,
            "left": sides[topic, one],
            "right": sides[topic, two],
            "gold": [],
        }
        for (topic, one), (other, two) in itertools.product(sides, sides)
        if topic == other and one.endswith("ecb") and two.endswith("ecbplus")
        if f"null-{topic}-{one}-{two}" not in known
    ]


def shuffled(pair: dict) -> dict:
    """Give a pair with the units of both sides in another order, and its links with them."""
    rng = np.random.default_rng(sorted(map(len, pair["left"] + pair["right"])))
    orders = [rng.permutation(len(pair[side])) for side in ("left", "right")]
    left, right = ({int(old): new for new, old in enumerate(order)} for order in orders)
    moved = {
        name: [[left[row], right[column]] for row, column in pair.get(name, ())]
        for name in ("gold", "ignore")
    }
    moved |= {
        side: [pair[side][at] for at in order]
        for side, order in zip(("left", "right"), orders, strict=True)
    }
    if scope := pair.get("scope"):
        moved["scope"] = {
            "left": [left[at] for at in scope["left"]],
            "right": [right[at] for at in scope["right"]],
        }
    return pair | moved
