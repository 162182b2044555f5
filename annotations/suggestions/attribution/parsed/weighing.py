"""Which options of an article stay, and how likely each is right: two looks, both logistic.

The first look weighs each option by itself; of those with one cue, and of those that give one source
one content, the likeliest stays. The second looks at what stayed: what it was chosen over, what it
stands inside of, and how much else the article attributes. Its answer is the confidence.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from annotations.articles.article import Article
from annotations.suggestions.attribution.language.tables import Language
from annotations.suggestions.attribution.parsed.options import Marks, Option, odds, options, shared
from annotations.suggestions.attribution.parsed.trees import Parser, tree_of
from annotations.suggestions.attribution.proposals import MOST_WORDS, Proposal
from annotations.suggestions.attribution.units import units
from annotations.suggestions.logistic import logistic

LIKELY = 0.1
"""Chance at the first look below which an option is not looked at again."""

MOST_CHARACTERS = 100_000
"""Of a paragraph: a longer one is not parsed, for that takes memory; its rules count all the same."""

ALIKE = 0.5
"""Share of all words of two contents from which one source has said them once."""


class Weights(NamedTuple):
    """A logistic model: a bias and a weight for each mark, in log-odds; other marks weigh nothing."""

    bias: float
    weights: dict[str, float]

    def chance(self, marks: Marks) -> float:
        known = [
            (self.weights[name], value) for name, value in marks.items() if name in self.weights
        ]
        return logistic(self.bias, [weight for weight, _ in known], [value for _, value in known])


class Looks(NamedTuple):
    """The models of both looks."""

    first: Weights
    second: Weights


Chance = Callable[[Option], float]


@cache
def fitted() -> Looks:
    """Read the weights that were fitted."""
    found = json.loads(files(__package__).joinpath("coefficients.json").read_text("utf-8"))
    return Looks(*(Weights(found[name]["bias"], found[name]["weights"]) for name in Looks._fields))


def weighed(
    article: Article, rules: Sequence[Proposal], language: Language, parser: Parser
) -> list[tuple[Proposal, float]]:
    """What rules and a parse propose together, in the order of the text, each with its confidence."""
    looks = fitted()
    found = all_options(article, rules, language, parser)
    kept = chosen(article, found, lambda option: looks.first.chance(option.marks))
    return [(option.proposal, round(looks.second.chance(option.marks), 3)) for option in kept]


def all_options(
    article: Article, rules: Sequence[Proposal], language: Language, parser: Parser
) -> list[list[Option]]:
    """The options of each unit of an article."""
    ruled: dict[int, list[Proposal]] = defaultdict(list)
    for each in rules:
        ruled[each.at].append(each)
    every = list(units(article, language))
    blocks = sorted({unit.block for unit in every})
    texts = [article.text_of(article.blocks[block]) for block in blocks]
    parsed = parser([text if len(text) <= MOST_CHARACTERS else "" for text in texts])
    nodes = dict(zip(blocks, parsed, strict=True))
    found: list[list[Option]] = []
    for at, unit in enumerate(every):
        if len(unit.words) <= MOST_WORDS:
            tree = tree_of(unit, nodes[unit.block], article.blocks[unit.block].start)
            found.append(options(unit, at, tree, ruled[at], language))
    return found


def chosen(article: Article, found: Sequence[Sequence[Option]], chance: Chance) -> list[Option]:
    """The options that stay after a first look, with the marks of the second."""
    kept: list[tuple[Option, float, Marks]] = []
    for unit in found:
        kept += _of_unit([(option, chance(option)) for option in unit])
    total = sum(likely for _, likely, _ in kept)
    size = max(1.0, len(article.text) / 1000)
    stayed: list[Option] = []
    for option, likely, beside in kept:
        rest = {"chosen: others in the article": (total - likely) / size / 5}
        stayed.append(replace(option, marks=option.marks | beside | rest))
    return stayed


def _of_unit(weighed: list[tuple[Option, float]]) -> list[tuple[Option, float, Marks]]:
    """The options of a unit that stay, in the order of its words, with what is beside each."""
    kept: list[tuple[Option, float]] = []
    for option, likely in sorted(weighed, key=lambda each: -each[1]):
        if likely < LIKELY:
            break
        if not any(_instead(option, other) for other, _ in kept):
            kept.append((option, likely))
    kept.sort(key=lambda each: each[0].proposal.cue)
    return [(option, likely, _beside(option, likely, kept, weighed)) for option, likely in kept]


def _instead(option: Option, other: Option) -> bool:
    """Whether one option stands for another that is likelier: one cue, or one source and content."""
    if not option.content & other.content:
        return False
    if option.head == other.head:
        return True
    one_source = option.source == other.source or option.source & other.source
    return bool(one_source) and shared(option.content, other.content) >= ALIKE


def _beside(
    option: Option,
    likely: float,
    kept: list[tuple[Option, float]],
    weighed: list[tuple[Option, float]],
) -> Marks:
    """What an option was chosen over, and what it stands inside of and around."""
    same = [chance for each, chance in weighed if each is not option and each.head == option.head]
    marks: Marks = {
        "chosen: first look": odds(likely),
        f"chosen: {option.origin}": 1.0,
        f"chosen: over {min(4, len(same))}": 1.0,
    }
    if same:
        marks["chosen: the next likely"] = odds(max(same))
    size = option.content.bit_count()
    inside: list[float] = []
    around: list[float] = []
    for other, chance in kept:
        common = (option.content & other.content).bit_count()
        theirs = other.content.bit_count()
        if theirs > size and common > 0.8 * size:
            inside.append(chance)
        if theirs < size and common > 0.8 * theirs:
            around.append(chance)
    if inside:
        marks |= {"chosen: inside another": 1.0, "chosen: odds of that around": odds(max(inside))}
    if around:
        marks |= {"chosen: around another": 1.0, "chosen: odds of that inside": odds(max(around))}
    return marks
