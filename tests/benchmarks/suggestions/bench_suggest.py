"""Measure what is proposed: who says what, against gold, and claims worth checking.

    python -m tests.benchmarks.suggestions.bench_suggest GOLD.jsonl [--spacy MODEL]

For both halves of the gold (`attribution_gold`): precision, recall and F1 of attributions and F1 of
the characters of their contents, at the least confidence that is proposed and at the one that is
shown by default; a table of reliability; and what each family of rules adds, from the first alone to
all. Then milliseconds an article (median), beside finding the words of its text alone, which is the floor.
With a spaCy model, the same levels and reliability of rules and its parse together, and the time of both.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

from annotations.articles import article_from_text, sentences
from annotations.articles.text.tokens import word_spans
from annotations.suggestions.attribution.attributions import LEAST, SHOWN, attributions
from annotations.suggestions.attribution.confidence import confidence
from annotations.suggestions.attribution.language.languages import LANGUAGES
from annotations.suggestions.attribution.parsed.spacy_parser import NamedParser, spacy_parser
from annotations.suggestions.attribution.parsed.weighing import weighed
from annotations.suggestions.attribution.proposals import Proposal, proposals
from annotations.suggestions.checkable.checkable import Sort, sort_of
from tests.benchmarks.suggestions.attribution_gold import (
    HALVES,
    Measured,
    Scored,
    measured,
    proposed,
    read,
    right_ones,
    scored,
)
from tests.benchmarks.suggestions.labelled_sentences import halves

Found = list[tuple[dict[str, Any], list[Proposal]]]


def _says(proposal: Proposal) -> bool:
    return proposal.draft.kind in ("say", "tell", "report", "admit")


def _reports(proposal: Proposal, *signs: str) -> bool:
    return proposal.draft.rule == "finite" and proposal.draft.sign in signs


FAMILIES: dict[str, Callable[[Proposal], bool]] = {
    "quotation, verb behind it": lambda each: (
        each.draft.rule in ("behind", "inverted") and each.draft.sign == "quote"
    ),
    "verb, then quotation": lambda each: _reports(each, "quote", "colon"),
    "verb of saying, then clause": lambda each: (
        _says(each) and _reports(each, "that", "how", "bare")
    ),
    "clause, then verb of saying": lambda each: (
        each.draft.rule in ("behind", "inverted") and each.draft.sign == "left"
    ),
    "according to; name and colon": lambda each: (
        each.draft.rule in ("according", "headline", "turn")
    ),
    "other verbs: deny, accuse, believe": lambda each: (
        not _says(each) and _reports(each, "that", "how", "bare")
    ),
    "infinitives and prepositions": lambda each: (
        each.draft.rule == "finite" and each.draft.sign not in ("noun", "that", "how", "bare")
    ),
    "nouns and adjectives": lambda each: each.draft.sign == "noun" or each.draft.kind == "feel",
    "participles: saying that": lambda each: each.draft.rule in ("gerund", "infinitive"),
    "passives": lambda each: each.draft.rule == "passive",
}
"""Families of rules, in the order in which they are added."""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("--spacy", metavar="MODEL")
    options = parser.parse_args()
    gold = read(options.gold)
    if options.spacy:
        print_parsed(gold, spacy_parser(options.spacy))
        return
    found: tuple[Found, ...] = tuple([(each, proposed(each)) for each in half] for half in gold)
    for name, half in zip(HALVES, found, strict=True):
        told = [one for article, each in half for one in scored(article, each)]
        print(f"\n{name}: {len(half)} articles, {len(told):,} proposals")
        print_levels(half)
        print_reliability(told)
    print("\nwhat each family of rules adds (F1 of attributions, of characters, precision)")
    print_families(found)
    print_claims()
    print_times([article["text"] for half in gold for article in half])


def print_parsed(gold: Sequence[Sequence[dict[str, Any]]], parser: NamedParser) -> None:
    """Levels and reliability with a parse, on both halves."""
    spent: list[float] = []
    for name, half in zip(HALVES, gold, strict=True):
        told: list[tuple[dict[str, Any], list[tuple[Proposal, float]]]] = []
        for each in half:
            article = article_from_text(each["text"])
            start = time.process_time()
            rules = proposals(article, LANGUAGES["en"])
            told.append((each, weighed(article, rules, LANGUAGES["en"], parser.parse)))
            spent.append(time.process_time() - start)
        print(f"\n{name}, with {parser.name}: {len(half)} articles")
        for least in (0.0, LEAST, SHOWN):
            kept = [(each, [one for one, chance in made if chance >= least]) for each, made in told]
            print_level("", least, measured(kept))
        print_reliability(
            Scored(one, chance, at in right)
            for each, made in told
            for right in [right_ones(each, [one for one, _ in made])]
            for at, (one, chance) in enumerate(made)
        )
    print(f"\n{median(spent) * 1000:.0f} ms an article (median, {max(spent) * 1000:.0f} at most)")


def above(half: Found, least: float) -> Found:
    """The proposals of a confidence or more."""
    return [
        (gold, [each for each in made if confidence(each.features) >= least]) for gold, made in half
    ]


def print_levels(half: Found) -> None:
    for least, what in ((0.0, "all"), (LEAST, "proposed"), (SHOWN, "shown")):
        print_level(what, least, measured(above(half, least)))


def print_level(what: str, least: float, got: Measured) -> None:
    print(
        f"  {what:9} (from {least:.2f})  P {got.precision:.3f}  R {got.recall:.3f}"
        f"  F1 {got.f1:.3f}  characters {got.characters:.3f}"
    )


def print_reliability(told: Iterable[Scored]) -> None:
    """How often proposals of each tenth of confidence are right."""
    tenths: list[list[Scored]] = [[] for _ in range(10)]
    for each in told:
        tenths[min(9, int(each.confidence * 10))].append(each)
    for at, tenth in enumerate(tenths):
        if tenth:
            mean = sum(each.confidence for each in tenth) / len(tenth)
            right = sum(each.right for each in tenth) / len(tenth)
            print(
                f"  confidence .{at}: {len(tenth):4} proposals, mean {mean:.2f}, right {right:.2f}"
            )


def print_families(found: Sequence[Found]) -> None:
    """Measure after each family, then with quotations that go on, then with the confidence."""
    kept: list[Callable[[Proposal], bool]] = []
    for name, family in FAMILIES.items():
        kept.append(family)
        print_row(name, [only(half, kept, continued=False) for half in found])
    print_row("quotations that go on", [only(half, kept, continued=True) for half in found])
    print_row("the unlikely left out", [above(half, LEAST) for half in found])


def only(half: Found, kept: Sequence[Callable[[Proposal], bool]], *, continued: bool) -> Found:
    """The proposals of some families; contents without the sentences that go on, unless wanted."""
    return [
        (
            gold,
            [
                each
                if continued
                else replace(each, content=each.content[: len(each.draft.content)])
                for each in made
                if any(family(each) for family in kept)
            ],
        )
        for gold, made in half
    ]


def print_row(name: str, found: Sequence[Found]) -> None:
    figures = "   ".join(
        f"{which}: {got.f1:.3f} {got.characters:.3f} {got.precision:.3f}"
        for which, got in zip(HALVES, map(measured, found), strict=True)
    )
    print(f"  + {name:36} {figures}")


def print_claims() -> None:
    """F1 of claims worth checking, and how often all five sorts are told apart."""
    print("\nclaims worth checking")
    for name, half in zip(HALVES, halves(), strict=True):
        sorts = [(label == "check", sort_of(text), label) for label, text in half]
        hit = sum(check and sort is Sort.CHECKABLE for check, sort, _ in sorts)
        total = sum(check for check, _, _ in sorts) + sum(
            sort is Sort.CHECKABLE for _, sort, _ in sorts
        )
        told = sum(sort == ("checkable" if check else label) for check, sort, label in sorts)
        print(
            f"  {name}: {len(half)} sentences, F1 {2 * hit / total:.3f}, sorts {told / len(half):.3f}"
        )


def print_times(texts: Sequence[str]) -> None:
    """Milliseconds an article, beside its words and sentences alone."""
    made = [article_from_text(text) for text in texts]
    spent: list[float] = []
    floor: list[float] = []
    for article in made:
        start = time.process_time()
        for block in article.blocks:
            sentences(article, block)
            word_spans(article.text, block.start, block.end)
        between = time.process_time()
        attributions(article)
        spent.append(time.process_time() - between)
        floor.append(between - start)
    print(
        f"\n{median(spent) * 1000:.1f} ms an article (median, {max(spent) * 1000:.0f} at most),"
        f" {sum(spent) / sum(floor):.1f} times as long as finding its words and sentences"
    )


if __name__ == "__main__":
    main()
