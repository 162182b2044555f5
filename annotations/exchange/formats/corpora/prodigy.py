"""Prodigy: JSON lines, one task for each article and annotator.

`token_end` is inclusive; `head` and `child` of a relation are the last tokens of their spans. The
tokens are cut at the borders of annotations too, so that no span has to be widened. Keys that
Prodigy does not use (`id`, `note` of a span) stay in a task as they are. A suggestion goes into
a task without an answer, which Prodigy offers for review.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from annotations.articles import Article
from annotations.exchange.bundle import Bundle
from annotations.exchange.common import (
    TextToken,
    lose_alignment,
    lose_codebook,
    lose_ties,
    placed,
    text_tokens,
)
from annotations.exchange.format import Format
from annotations.exchange.json_lines import Record, json_line, json_lines, key_of, listed, text_of
from annotations.exchange.reports import LossCounts
from annotations.exchange.view import View
from annotations.marks.annotation import SUGGESTED, Annotation, Relation

_LOST = ("attributes", "states", "times")


def write(view: View, tally: LossCounts) -> Iterator[bytes]:
    """One task for each article and annotator; suggestions have tasks of their own."""
    lose_alignment(view, tally)
    lose_codebook(view, tally)
    relations, tied = list(view.relations()), set[str]()
    for article_id, article in view.articles():
        groups: dict[tuple[str, bool], list[Annotation]] = {}
        for each in placed(view, article_id, tally, *_LOST):
            groups.setdefault((each.annotator, each.suggested), []).append(each)
        for (annotator, suggested), marks in groups.items():
            task = _task(article_id, article, marks, relations, tied)
            if suggested:
                task["meta"]["model"] = marks[0].attributes[SUGGESTED]
            else:
                task["answer"] = "accept"
            yield json_line({**task, "_annotator_id": annotator, "_session_id": annotator})
        if not groups:
            yield json_line(_task(article_id, article, [], relations, tied))
    tally.wrote("relations", len(tied))
    lose_ties(relations, tied, tally)


def _task(
    article_id: str,
    article: Article,
    marks: list[Annotation],
    relations: list[Relation],
    tied: set[str],
) -> Record:
    cut = list(text_tokens(article.text, marks))
    first = {token.start: number for number, token in enumerate(cut)}
    last = {token.end: number for number, token in enumerate(cut)}
    spans = {each.id: _span(each, first, last) for each in marks}
    ties = []
    for relation in relations:
        if relation.source in spans and relation.target in spans:
            tied.add(relation.id)
            head, child = spans[relation.source], spans[relation.target]
            ties.append(
                {
                    "head": head["token_end"],
                    "child": child["token_end"],
                    "label": relation.kind.value,
                    "head_span": head,
                    "child_span": child,
                }
            )
    return {
        "text": article.text,
        "meta": {"doc_id": article_id},
        "tokens": [_token(article.text, token, number) for number, token in enumerate(cut)],
        "spans": list(spans.values()),
        "relations": ties,
        "_view_id": "relations" if ties else "spans_manual",
    }


def _token(text: str, token: TextToken, number: int) -> Record:
    return {
        "text": text[token.start : token.end],
        "start": token.start,
        "end": token.end,
        "id": number,
        "ws": token.space,
    }


def _span(each: Annotation, first: dict[int, int], last: dict[int, int]) -> Record:
    span: Record = {
        "start": each.start,
        "end": each.end,
        "token_start": first[each.start],
        "token_end": last[each.end],
        "label": each.label,
        "id": each.id,
    }
    if each.note:
        span["note"] = each.note
    return span


def read(path: Path) -> Bundle:
    """Tasks with an answer of `accept`, or with none: those come as suggestions."""
    bundle = Bundle(path.name)
    for where, record in json_lines(path, bundle):
        if record.get("answer", "accept") != "accept":
            bundle.lose("tasks that were not accepted", f"{where}: {str(record['answer'])[:40]!r}")
            continue
        text = text_of(record, where, bundle)
        if not text:
            continue
        article_id = bundle.add_text(text)
        annotator = record.get("_annotator_id") or record.get("_session_id") or ""
        annotator = annotator if isinstance(annotator, str) else ""
        attributes = (
            {} if "answer" in record else {SUGGESTED: _model(record) or annotator or path.name}
        )
        by_place: dict[tuple[object, object, object], Annotation | None] = {}
        for number, span in enumerate(listed(record, "spans"), 1):
            if not _is_span(span):
                bundle.lose("spans without start, end and label", f"{where}: span {number}")
                continue
            note = span.get("note")
            by_place[_place(span)] = bundle.add_offsets(
                text,
                article_id,
                span["start"],
                span["end"],
                span["label"],
                where,
                annotator,
                key=span["id"] if isinstance(span.get("id"), str) else "",
                note=note if isinstance(note, str) else "",
                attributes=attributes,
            )
        for tie in listed(record, "relations"):
            found = tie if isinstance(tie, dict) else {}
            head, child = found.get("head_span"), found.get("child_span")
            if head is None or child is None or not _is_span(head) or not _is_span(child):
                bundle.lose("relations of which an end is not there", where)
                continue
            one, two = by_place.get(_place(head)), by_place.get(_place(child))
            bundle.add_tie(key_of(tie, "label"), one, two, where, annotator)
    return bundle


def _model(record: Record) -> str:
    meta = record.get("meta")
    model = meta.get("model") if isinstance(meta, dict) else None
    return model if isinstance(model, str) else ""


def _is_span(span: Any) -> bool:
    return (
        isinstance(span, dict)
        and type(span.get("start")) is int
        and type(span.get("end")) is int
        and isinstance(span.get("label"), str)
    )


def _place(span: Record) -> tuple[object, object, object]:
    return span["start"], span["end"], span["label"]


FORMAT = Format(
    "prodigy",
    "Prodigy, JSON lines of tasks with spans and relations",
    (".jsonl",),
    write=write,
    read=read,
    suggestions=True,
)
