"""Measure proposals for a label by leaving half of what was tagged out.

    python -m tests.benchmarks.suggestions.bench_more_of_label EVENTS.jsonl

The labels are events: of all sentences that report an event, half of its articles' count as tagged,
the other half's are to be found among the sentences of all articles. Prints the mean over events of
precision and recall of what is proposed, and precision of the first ten, beside the share of a
label's sentences among all (chance) and beside likeness to the nearest tagged sentence (cosine).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from math import sqrt
from pathlib import Path
from statistics import mean

from annotations.alignment.linking.terms import match_tokens
from annotations.articles import article_from_text, sentences
from annotations.suggestions.more_of_label.more_of_label import ENOUGH, LEAST, LabelWords


def sentences_of(text: str) -> list[str]:
    article = article_from_text(text)
    spans = (span for block in article.blocks for span in sentences(article, block))
    return [article.text[span.start : span.end] for span in spans]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("events", type=Path)
    events: dict[str, list[list[str]]] = defaultdict(list)
    for line in parser.parse_args().events.read_text("utf-8").splitlines():
        article = json.loads(line)
        if article["set"] == "ecb":
            events[article["event"]].append(sentences_of(article["text"]))
    pool = [
        (event, text)
        for event, articles in events.items()
        for article in articles[1::2]
        for text in article
    ]
    rows = []
    for event, articles in sorted(events.items()):
        tagged = [text for article in articles[::2] for text in article]
        if len(tagged) >= ENOUGH:
            rows.append(measured(event, tagged, pool))
    names = ("precision", "recall", "precision of first ten", "the same by cosine", "chance")
    print(
        f"{len(rows)} events with {ENOUGH} tags or more, {len(pool)} sentences to find them among"
    )
    for name, values in zip(names, zip(*rows, strict=True), strict=True):
        print(f"  {name:24} {mean(values):.3f}")


def measured(
    event: str, tagged: list[str], pool: list[tuple[str, str]]
) -> tuple[float, float, float, float, float]:
    """Precision and recall of what is proposed, precision of the first ten twice, and chance."""
    label = LabelWords(tagged, [text for _, text in pool])
    scored = sorted(((label.likeness(text), own == event) for own, text in pool), reverse=True)
    proposed = [right for likeness, right in scored if likeness >= LEAST]
    wanted = sum(own == event for own, _ in pool)
    near = nearest(tagged, pool)
    cosines = sorted(((near[at], own == event) for at, (own, _) in enumerate(pool)), reverse=True)
    return (
        mean(proposed) if proposed else 0.0,
        sum(proposed) / max(1, wanted),
        mean(right for _, right in scored[:10]),
        mean(right for _, right in cosines[:10]),
        wanted / len(pool),
    )


def nearest(tagged: list[str], pool: list[tuple[str, str]]) -> list[float]:
    """The cosine of each sentence with the tagged one nearest to it, words weighed by rarity."""
    own = [_words(text) for text in tagged]
    others = [_words(text) for _, text in pool]
    often = Counter(word for words in (*own, *others) for word in words)
    rare = {word: 1 / count for word, count in often.items()}
    lengths = [sqrt(sum(rare[word] for word in words)) or 1.0 for words in own]
    return [
        max(
            sum(rare[word] for word in words & other) / length
            for other, length in zip(own, lengths, strict=True)
        )
        / (sqrt(sum(rare[word] for word in words)) or 1.0)
        for words in others
    ]


def _words(text: str) -> frozenset[str]:
    return frozenset(token.stem for token in match_tokens(text) if not token.stops)


if __name__ == "__main__":
    main()
