"""The five invented reports of one event, with forty claims, for the matrix to be tried on."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from msgspec.structs import replace

from annotations.articles import Article, Span, read_article
from annotations.marks import Annotation, Relation
from annotations.store import commands
from annotations.store.serialization import relation_from_document

FOLDER = Path(__file__).parents[1] / "cases" / "event"


class Reports(NamedTuple):
    """Articles by id (the name of the file), claims and sources by `c01`…, and their relations."""

    articles: dict[str, Article]
    claims: dict[str, Annotation]
    sources: dict[str, Annotation]
    relations: tuple[Relation, ...]

    @property
    def marks(self) -> list[Annotation]:
        return [*self.claims.values(), *self.sources.values()]


@cache
def reports() -> Reports:
    """All of it; names of the ids stand in the order of the files: the lamp first."""
    articles = {path.stem: read_article(path) for path in sorted(FOLDER.glob("*.txt"))}
    told: dict[str, Any] = json.loads((FOLDER / "claims.json").read_text("utf-8"))
    claims: dict[str, Annotation] = {}
    sources: dict[str, Annotation] = {}
    relations: list[Relation] = []
    for each in told["claims"]:
        key = each["file"].removesuffix(".txt")
        claims[each["id"]] = mark(articles, key, each["quote"], "claim", each["id"])
        said = (each["said_by"] or "").strip()
        if said and said in articles[key].text:
            name = f"s{each['id']}"
            sources[name] = mark(articles, key, said, "source", name)
            relations.append(tie("attributed_to", claims[each["id"]], sources[name]))
    for each in told["relations"]:
        ends = claims[each["source"]], claims[each["target"]]
        relations.append(tie(each["kind"], *ends))
    return Reports(articles, claims, sources, tuple(relations))


def mark(articles: dict[str, Article], key: str, words: str, label: str, name: str) -> Annotation:
    """An annotation of the first occurrence of some words."""
    start = articles[key].text.index(words)
    span = Span(start, start + len(words))
    return replace(commands.annotate(key, articles[key], span, label, "ada"), id=name)


def tie(kind: str, one: Annotation, other: Annotation) -> Relation:
    """A relation of two annotations, accepted."""
    (edit,) = commands.relate(kind, one, other, "ada", "event").edits
    assert edit.after is not None
    return relation_from_document(dict(edit.after))
