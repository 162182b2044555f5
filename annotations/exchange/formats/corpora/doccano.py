"""doccano: JSON lines for a relation project, one example for each article and annotator.

Suggestions, where they are asked for, are examples of their own with `suggested_by` as metadata.
Rules from doccano's importer: ids are integers, `start_offset` < `end_offset` in code points, a
label is not empty; keys that it does not know become metadata and come back on its export. Spans
of a sequence project (`label` or `labels`, lists of start, end, label) can be read too.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from annotations.articles.text.graphemes import is_simple
from annotations.exchange.bundle import Bundle
from annotations.exchange.common import lose_alignment, lose_codebook, lose_ties, placed
from annotations.exchange.format import Format
from annotations.exchange.json_lines import json_line, json_lines, key_of, listed, text_of
from annotations.exchange.reports import LossCounts
from annotations.exchange.view import View
from annotations.marks.annotation import SUGGESTED, Annotation, Relation

_GIVEN = ("attributes", "states", "times", "notes")
_BY = "suggested_by"
"""Metadata of an example whose spans are all only proposed: who proposes them."""


def write(view: View, tally: LossCounts) -> Iterator[bytes]:
    """One line for each article and annotator."""
    lose_alignment(view, tally)
    lose_codebook(view, tally)
    tied: set[str] = set()
    relations = list(view.relations())
    for article_id, article in view.articles():
        groups: dict[tuple[str, str], list[Annotation]] = {}
        for each in placed(view, article_id, tally, *_GIVEN):
            proposer = each.attributes.get(SUGGESTED, "")
            groups.setdefault((each.annotator, proposer), []).append(each)
        for (annotator, proposer), marks in (groups or {("", ""): []}).items():
            if not is_simple(article.text):
                tally.lose(
                    "texts whose characters doccano must count as code points (leave the"
                    " project's grapheme mode off)",
                    article_id,
                )
            overlaps = sum(one.end > two.start for one, two in pairwise(marks))
            tally.lose("overlaps, kept only if the project allows overlapping", annotator, overlaps)
            numbers = {each.id: number for number, each in enumerate(marks, 1)}
            yield json_line(
                {
                    "text": article.text,
                    "entities": [
                        {
                            "id": numbers[each.id],
                            "label": each.label,
                            "start_offset": each.start,
                            "end_offset": each.end,
                        }
                        for each in marks
                    ],
                    "relations": list(_relations(relations, numbers, tied)),
                    "doc_id": article_id,
                    "annotator": annotator,
                    **({_BY: proposer} if proposer else {}),
                }
            )
    tally.wrote("relations", len(tied))
    lose_ties(relations, tied, tally)


def _relations(
    relations: list[Relation], numbers: dict[str, int], tied: set[str]
) -> Iterator[dict[str, Any]]:
    for relation in relations:
        if relation.source in numbers and relation.target in numbers:
            tied.add(relation.id)
            yield {
                "id": len(tied),
                "from_id": numbers[relation.source],
                "to_id": numbers[relation.target],
                "type": relation.kind.value,
            }


def read(path: Path) -> Bundle:
    """Examples of a relation project or a sequence project."""
    bundle = Bundle(path.name)
    for where, record in json_lines(path, bundle):
        text = text_of(record, where, bundle)
        if not text:
            continue
        article_id = bundle.add_text(text)
        named = record.get("annotator")
        annotator = named if isinstance(named, str) else _member(where, path)
        proposer = record.get(_BY)
        attributes = {SUGGESTED: proposer} if isinstance(proposer, str) and proposer else {}
        marks: dict[str | int | None, Annotation] = {}
        for key, start, end, label in _spans(record, where, bundle):
            mark = bundle.add_offsets(
                text, article_id, start, end, label, where, annotator or "", attributes=attributes
            )
            if mark is not None:
                marks[key] = mark
        for tie in listed(record, "relations"):
            one, two = marks.get(key_of(tie, "from_id")), marks.get(key_of(tie, "to_id"))
            bundle.add_tie(key_of(tie, "type"), one, two, where, annotator or "")
    return bundle


def _member(where: str, path: Path) -> str:
    """Whose a record is by the file in the archive that it stands in: doccano has one a person."""
    name = where.removeprefix(f"{path}: ").partition(": ")[0]
    stem = name.removesuffix(".jsonl")
    return "" if stem in (name, "all", "unknown") or "/" in stem else stem


def _spans(
    record: dict[str, Any], where: str, bundle: Bundle
) -> Iterator[tuple[str | int | None, int, int, str]]:
    found = record.get("entities")
    if found is None:
        found = record.get("label", record.get("labels", []))
    for number, each in enumerate(found if isinstance(found, list) else []):
        if isinstance(each, dict):
            values = (
                key_of(each, "id"),
                each.get("start_offset"),
                each.get("end_offset"),
                each.get("label"),
            )
        elif isinstance(each, list) and len(each) == 3:
            values = (number, *each)
        else:
            values = (None, None, None, None)
        key, start, end, label = values
        if type(start) is int and type(end) is int and isinstance(label, str) and label.strip():
            yield key, start, end, label
        else:
            bundle.lose("spans without start, end and label", f"{where}: span {number + 1}")


FORMAT = Format(
    "doccano",
    "doccano, JSON lines for a relation project",
    (".jsonl", ".zip"),
    write=write,
    read=read,
)
