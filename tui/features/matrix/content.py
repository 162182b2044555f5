"""What an event has in the store: its articles and what is said of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from annotations.articles import Article
from annotations.errors import StoreError
from annotations.marks import Annotation, Relation
from annotations.store import Store


class EventContent(NamedTuple):
    """The articles of an event by id, in its order, and their annotations and relations."""

    articles: Mapping[str, Article]
    annotations: tuple[Annotation, ...]
    relations: tuple[Relation, ...]


def content(articles: Iterable[str], store: Store) -> EventContent:
    """Read the articles of an event; one that was removed meanwhile is left out."""
    found: dict[str, Article] = {}
    for key in dict.fromkeys(articles):
        try:
            found[key] = store.article(key)
        except StoreError:
            continue
    marks = [mark for key in found for mark in store.annotations(article=key)]
    relations = {tie.id: tie for mark in marks for tie in store.relations_of(mark.id)}
    return EventContent(found, tuple(marks), tuple(relations.values()))
