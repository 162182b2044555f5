"""Fit the confidence of attributions, or of claims worth checking, and write the coefficients.

    python -m tests.benchmarks.suggestions.fit_suggestions attributions GOLD.jsonl [--out FILE]
    python -m tests.benchmarks.suggestions.fit_suggestions claims [--out FILE]

Only the first half of the data is used (`attribution_gold.half_of`); `bench_suggest` reports both.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

from annotations.suggestions.attribution import confidence
from annotations.suggestions.attribution.features import FEATURES
from annotations.suggestions.checkable import checkable
from tests.benchmarks.suggestions.attribution_gold import proposed, read, right_ones
from tests.benchmarks.suggestions.labelled_sentences import halves
from tests.benchmarks.suggestions.logistic import as_document, fitted

RIDGE = {"attributions": 3.0, "claims": 1.0}


def attributions(gold: Path) -> dict[str, object]:
    """Fit on the proposals for the first half of a gold file."""
    articles = read(gold)[0]
    answers: list[tuple[bool, ...]] = []
    rights: list[bool] = []
    for article in articles:
        found = proposed(article)
        hits = right_ones(article, found)
        answers += [each.features for each in found]
        rights += [at in hits for at in range(len(found))]
    rows, right = np.array(answers, dtype=float), np.array(rights, dtype=float)
    how = (
        f"fit_suggestions.py, ridge {RIDGE['attributions']}: {len(rights):,} proposals for"
        f" {len(articles)} articles of seven US outlets of 2016 (PolNeAR), half of a development"
        " set; right is what shares half of its content, and the source, with a human's"
    )
    return as_document(fitted(rows, right, RIDGE["attributions"]), FEATURES, how)


def claims() -> dict[str, object]:
    """Fit on the first half of the labelled sentences."""
    sentences = halves()[0]
    rows = np.array([checkable.features(text) for _, text in sentences], dtype=float)
    right = np.array([label == "check" for label, _ in sentences], dtype=float)
    how = (
        f"fit_suggestions.py, ridge {RIDGE['claims']}: {len(sentences)} made-up sentences of"
        " tests/suggestions/checkable_sentences.tsv, half of them"
    )
    return as_document(fitted(rows, right, RIDGE["claims"]), checkable.FEATURES, how)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=tuple(RIDGE))
    parser.add_argument("gold", nargs="?", type=Path)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    if options.what == "attributions" and options.gold is None:
        parser.error("attributions are fitted to a file of gold")
    document = claims() if options.what == "claims" else attributions(options.gold)
    module = checkable if options.what == "claims" else confidence
    out = options.out or Path(module.__file__).with_name("coefficients.json")
    out.write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"wrote {out}")


if __name__ == "__main__":
    main()
