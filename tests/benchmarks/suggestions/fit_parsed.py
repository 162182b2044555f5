"""Fit how rules and a parse are weighed together, and write the coefficients.

    python -m tests.benchmarks.suggestions.fit_parsed GOLD.jsonl MODEL [--out FILE]

MODEL is a spaCy model. Only the first half of the gold is used (`attribution_gold.half_of`), by
article: for the second look, the first one is fitted to three quarters and asked about the fourth.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from annotations.articles import Article, article_from_text
from annotations.suggestions.attribution.language.languages import LANGUAGES
from annotations.suggestions.attribution.parsed import weighing
from annotations.suggestions.attribution.parsed.options import Marks, Option
from annotations.suggestions.attribution.parsed.spacy_parser import spacy_parser
from annotations.suggestions.attribution.parsed.weighing import Weights, all_options, chosen
from tests.benchmarks.suggestions.attribution_gold import is_right, proposed, read
from tests.benchmarks.suggestions.logistic import Numbers, as_document, fitted

RIDGE = (8.0, 20.0)
SEEN = (30, 20)
"""How many options must have a mark before it is weighed; as RIDGE, for each of both looks."""

FOLDS = 4
CLOSE = 0.7
"""Share of both contents from which an option is right at the first look, so that of two that would
do the closer one is chosen."""


class Told(NamedTuple):
    """A gold article with the options of its units, and which of them are right."""

    gold: dict[str, Any]
    article: Article
    options: list[list[Option]]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("model")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    parse = spacy_parser(options.model)
    told: list[Told] = []
    for gold in read(options.gold)[0]:
        article = article_from_text(gold["text"])
        found = all_options(article, proposed(gold), LANGUAGES["en"], parse.parse)
        told.append(Told(gold, article, found))
    out = options.out or Path(weighing.__file__).with_name("coefficients.json")
    document = both_looks(told, parse.name)
    out.write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"wrote {out}")


def both_looks(told: Sequence[Told], parser: str) -> dict[str, object]:
    """Fit both looks."""
    everything = [option for each in told for option in flat(each)]
    rights = _close(told)
    first = model([each.marks for each in everything], rights, 0)
    stayed: list[tuple[Option, bool]] = []
    for fold in range(FOLDS):
        rest = [each for at, each in enumerate(told) if at % FOLDS != fold]
        options = [option for each in rest for option in flat(each)]
        look = Weights(*_parts(model([each.marks for each in options], _close(rest), 0)))
        for each in told[fold::FOLDS]:
            kept = chosen(each.article, each.options, _asked(look))
            stayed += [(option, is_right(each.gold, option.proposal)) for option in kept]
    second = model([option.marks for option, _ in stayed], [right for _, right in stayed], 1)
    how = (
        f"fit_parsed.py, ridge {RIDGE[0]} and {RIDGE[1]}: {len(told)} articles of seven US outlets of 2016 (PolNeAR),"
        f" half of a development set, parsed by {parser}; {len(everything):,} options, of which"
        f" {len(stayed):,} were looked at again; right is what shares half of its content, and the"
        " source, with a human's"
    )
    return {"how": how, "first": first, "second": second}


def flat(told: Told) -> list[Option]:
    return [option for unit in told.options for option in unit]


def _close(told: Sequence[Told]) -> list[bool]:
    """Which options are right at the first look."""
    return [is_right(each.gold, option.proposal, CLOSE) for each in told for option in flat(each)]


def _asked(look: Weights) -> Callable[[Option], float]:
    return lambda option: look.chance(option.marks)


def _parts(document: dict[str, Any]) -> tuple[float, dict[str, float]]:
    return document["bias"], document["weights"]


def model(marks: Sequence[Marks], rights: Sequence[bool], look: int) -> dict[str, Any]:
    """Fit a weight for each mark that is seen often enough."""
    counts = Counter(name for each in marks for name in each)
    names = tuple(sorted(name for name, count in counts.items() if count >= SEEN[look]))
    at = {name: i for i, name in enumerate(names)}
    rows: Numbers = np.zeros((len(marks), len(names)))
    for row, each in enumerate(marks):
        for name, value in each.items():
            if name in at:
                rows[row, at[name]] = value
    document = as_document(fitted(rows, np.array(rights, dtype=float), RIDGE[look]), names, "")
    return {"bias": document["bias"], "weights": document["weights"]}


if __name__ == "__main__":
    main()
