"""What reading costs and what it is worth: time and memory per MB, sentences, extraction.

    python -m tests.benchmarks.bench_articles

Prints figures, each with its ratio to a reference in the same run: for reading, decoding the same
bytes and splitting them into lines. Other segmenters and extractors are measured where they are
installed (pysbd, syntok, sentencex, blingfire, nupunkt; readability, resiliparse, newspaper).
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import textwrap
import time
import tracemalloc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from annotations.articles import (
    Kind,
    article_from_text,
    article_from_units,
    read_article,
    sentences,
    visible,
    word_spans,
)
from annotations.articles.files.decode import decode

HERE = Path(__file__).parent.parent / "articles"
WORDS = [
    "the",
    "county",
    "bridge",
    "was",
    "shut",
    "on",
    "Monday",
    "after",
    "divers",
    "found",
    "two",
    "cracks",
    "in",
    "its",
    "pier",
]
Split = Callable[[str, str], Iterable[str]]


def main() -> None:
    imports()
    reading()
    in_a_block()
    segmenting()
    extracting()


def timed(work: Callable[[], object], times: int = 3) -> float:
    """Seconds of the processor, of the fastest of several runs; children's not counted."""
    best = float("inf")
    for _ in range(times):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def imports() -> None:
    def start(code: str) -> float:
        begin = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        return time.perf_counter() - begin

    codes = ("pass", "import dataclasses, enum, hashlib, pathlib, re, typing",
             "import annotations.articles")  # fmt: skip
    bare, reference, own = (min(start(code) for _ in range(9)) for code in codes)
    print("import of annotations.articles, beyond the bare interpreter")
    print(
        f"  {(own - bare) * 1e3:.1f} ms; {(own - bare) / (reference - bare):.2f} x the standard "
        "modules it builds on"
    )


def books() -> Iterator[tuple[str, str]]:
    rng = random.Random(7)

    def paragraph() -> str:
        count = rng.randint(40, 110)
        return " ".join(rng.choice(WORDS) for _ in range(count)).capitalize() + "."

    paragraphs = [paragraph() for _ in range(13_500)]
    yield "blank lines", "\n\n".join(paragraphs)
    yield "one newline", "\n".join(paragraphs)
    yield "hard-wrapped", "\n\n".join(textwrap.fill(text, 72) for text in paragraphs)
    yield "one line", " ".join(paragraphs)
    yield "short lines", "\n".join(" ".join(paragraphs).replace(".", "").split())[:1_000_000]


def reading() -> None:
    print("reading plain text: s, ratio to decode + splitlines, peak memory / text size")
    for name, text in books():
        data = text.encode()
        reference = timed(lambda data=data: data.decode().splitlines())
        taken = timed(lambda data=data: article_from_text(decode(data).text), 2)
        tracemalloc.start()
        article_from_text(text)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        size = len(data) / 1e6
        print(
            f"  {name:13} {size:4.1f} MB  {taken:5.2f} s  {taken / reference:6.1f} x  "
            f"memory {peak / len(data):5.1f} x"
        )


def in_a_block() -> None:
    text = ("The “plan” would cost $3.5bn, Dr. Lee told U.S. reporters. " * 9).strip()
    units = article_from_units([text + str(n) for n in range(300)])
    first = timed(lambda: [sentences(units, block) for block in units.blocks], 1) / 300
    again = timed(lambda: [sentences(units, block) for block in units.blocks]) / 300
    words = timed(lambda: word_spans(text, 0, len(text)))
    shown = timed(lambda: visible(text))
    print(f"in a block of {len(text)} characters, µs")
    print(f"  sentences {first * 1e6:.0f}, again {again * 1e6:.1f}")
    print(f"  tokens {words * 1e6:.0f}, visible {shown * 1e6:.1f}")


def cuts(found: Iterable[str]) -> set[int]:
    """Places of the breaks, counted in characters that are not space."""
    at, places = 0, set()
    for sentence in found:
        at += len("".join(sentence.split()))
        places.add(at)
    return places - {0, at}


def segmenting() -> None:
    for name in ("gold_sentences.tsv", "held_sentences.tsv"):
        lines = (HERE / name).read_text(encoding="utf-8").splitlines()
        rows = [line.split("\t") for line in lines if not line.startswith("#")]
        print(f"sentences, {name}: {len(rows)} cases; exact, precision, recall, F1, µs a case")
        for segmenter, split in segmenters():
            score(segmenter, split, rows)


def score(name: str, split: Split, rows: list[list[str]]) -> None:
    right = hit = wrong = missed = 0
    taken = 0.0
    for language, _, marked in rows:
        expected = cuts(marked.split("‖"))
        start = time.process_time()
        found = cuts(split(marked.replace("‖", ""), language))
        taken += time.process_time() - start
        right += found == expected
        hit += len(found & expected)
        wrong += len(found - expected)
        missed += len(expected - found)
    precision, recall = hit / (hit + wrong), hit / (hit + missed)
    f1 = 2 * precision * recall / (precision + recall)
    print(
        f"  {name:18} {right:4} {precision:7.3f} {recall:6.3f} {f1:6.3f} "
        f"{taken / len(rows) * 1e6:7.0f}"
    )


def segmenters() -> Iterator[tuple[str, Split]]:
    def own(text: str, _: str) -> list[str]:
        article = article_from_units([text])
        return [article.text[start:end] for start, end in sentences(article, article.blocks[0])]

    yield "crossread", own
    try:
        import pysbd

        known = pysbd.languages.LANGUAGE_CODES
        made = {code: pysbd.Segmenter(language=code, clean=False) for code in known}
        yield "pysbd", lambda text, code: made.get(code, made["en"]).segment(text)
    except ImportError:
        pass
    try:
        import sentencex

        yield "sentencex", lambda text, code: sentencex.segment(code, text)
    except ImportError:
        pass
    try:
        import blingfire

        yield "blingfire", lambda text, _: blingfire.text_to_sentences(text).split("\n")
    except ImportError:
        pass
    try:
        import nupunkt

        yield "nupunkt", lambda text, _: nupunkt.sent_tokenize(text)
    except ImportError:
        pass
    try:
        from syntok import segmenter

        def syntok(text: str, _: str) -> list[str]:
            return [
                "".join(token.spacing + token.value for token in sentence)
                for paragraph in segmenter.analyze(text)
                for sentence in paragraph
            ]

        yield "syntok", syntok
    except ImportError:
        pass


def extracting() -> None:
    pages = sorted((HERE / "formats" / "pages").glob("*.html"))
    print(f"extraction, {len(pages)} pages: words' precision, recall, F1, exact blocks, ms a page")
    for name, extract in extractors():
        hit = found = wanted = blocks = expected_blocks = 0
        taken = 0.0
        for path in pages:
            gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["blocks"]
            expected = Counter(word for _, text in gold for word in text.split())
            start = time.process_time()
            texts = extract(path)
            taken += time.process_time() - start
            got = Counter(word for text in texts for word in text.split())
            hit += sum((got & expected).values())
            found += sum(got.values())
            wanted += sum(expected.values())
            blocks += sum(text in texts for _, text in gold)
            expected_blocks += len(gold)
        precision, recall = hit / max(found, 1), hit / wanted
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        print(
            f"  {name:22} {precision:.3f} {recall:.3f} {f1:.3f}  {blocks:3}/{expected_blocks} "
            f"{taken / len(pages) * 1e3:6.1f}"
        )


def extractors() -> Iterator[tuple[str, Callable[[Path], list[str]]]]:
    def own(path: Path) -> list[str]:
        article = read_article(path)
        kept = [block for block in article.blocks if block.kind is not Kind.BOILERPLATE]
        return [article.text_of(block) for block in kept]

    def html(path: Path) -> str:
        return decode(path.read_bytes(), declared="windows-1252").text

    def lines(text: str | None) -> list[str]:
        return [line.strip(" |-") for line in (text or "").split("\n") if line.strip(" |-")]

    yield "crossread", own
    import trafilatura

    for name, options in (
        ("trafilatura", {}),
        ("trafilatura precision", {"favor_precision": True}),
        ("trafilatura recall", {"favor_recall": True}),
    ):
        yield (
            name,
            lambda path, options=options: lines(
                trafilatura.extract(html(path), include_comments=False, **options)
            ),
        )
    try:
        import lxml.html
        from readability import Document

        yield (
            "readability",
            lambda path: lines(lxml.html.fromstring(Document(html(path)).summary()).text_content()),
        )
    except ImportError:
        pass
    try:
        from resiliparse.extract.html2text import extract_plain_text

        yield (
            "resiliparse",
            lambda path: lines(extract_plain_text(html(path), main_content=True, alt_texts=False)),
        )
    except ImportError:
        pass
    try:
        import newspaper

        def newspaper4k(path: Path) -> list[str]:
            return lines(newspaper.article("https://x.example/", input_html=html(path)).text)

        yield "newspaper4k", newspaper4k
    except ImportError:
        pass


if __name__ == "__main__":
    main()
