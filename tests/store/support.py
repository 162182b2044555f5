"""Texts and shorthands that the store's tests share."""

from __future__ import annotations

from pathlib import Path

from annotations.articles.article import Article, Block, Kind, Span
from annotations.marks.annotation import Annotation
from annotations.store import Command, Pair, Store
from annotations.store.commands import tag

LEFT = (
    "The harbour bridge closed on Friday.\n\nEngineers found cracks in two piers, the mayor said."
)
RIGHT = "Cracks were found in three piers.\n\nThe bridge stays open, the port authority said."


def article(text: str, **metadata: str) -> Article:
    """An article with a paragraph for each blank-line separated part."""
    blocks: list[Block] = []
    start = 0
    for part in text.split("\n\n"):
        blocks.append(Block(len(blocks), Kind.PARAGRAPH, start, start + len(part)))
        start += len(part) + 2
    return Article(text, tuple(blocks), **metadata)


def opened(directory: Path, **options: object) -> tuple[Store, Pair]:
    """A store with the bridge pair in it."""
    options.setdefault("annotator", "ann")
    store = Store.open(directory / "annotations.json", **options)  # type: ignore[arg-type]
    return store, store.add_pair(article(LEFT, title="Left"), article(RIGHT, title="Right"))


def tagged(
    store: Store, pair: Pair, start: int = 0, end: int = 18, label: str = "claim"
) -> Command:
    """Tag a span of the left article, and return the command that did it."""
    command = tag(
        pair.left, store.article(pair.left), Span(start, end), label, store.annotator, pair=pair.id
    )
    store.do(command)
    return command


def ids(annotations: tuple[Annotation, ...]) -> list[str]:
    return [annotation.id for annotation in annotations]
