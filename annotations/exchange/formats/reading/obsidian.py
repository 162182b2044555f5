"""A folder of linked notes in Markdown, for Obsidian: an event, its articles and its annotations, a note each.

Links are `[[name]]` with names that are unique in the folder; properties stand in front as YAML, each value a JSON string,
which YAML takes as it is. Nothing in an article or a note becomes markup, a link or a template.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from annotations.articles import Article, Kind, visible
from annotations.exchange.common import file_name, lose_codebook, lose_links, placed
from annotations.exchange.event_sheet import EventSheet, event_sheets
from annotations.exchange.format import Format
from annotations.exchange.formats.reading.event_words import (
    about,
    facts,
    note_of,
    said,
    statements,
    verdict,
)
from annotations.exchange.formats.reading.markdown import plain
from annotations.exchange.formats.reading.quotation import in_quotes
from annotations.exchange.pair_sheet import relation_words
from annotations.exchange.reports import LossCounts
from annotations.exchange.view import View
from annotations.marks import Annotation, Relation
from annotations.marks.quote import shorten


def write_files(view: View, tally: LossCounts) -> Iterator[tuple[str, Iterable[bytes]]]:
    """The notes: of events at the top, of articles and annotations in folders of their own."""
    lose_links(view, tally)
    lose_codebook(view, tally)
    taken: dict[str, int] = {}
    articles = {
        key: file_name(f"{article.outlet} {article.title}"[:60].strip() or key, taken)
        for key, article in view.articles()
    }
    marks = {
        each.id: file_name(f"{each.label} {shorten(each.quote)}"[:60], taken)
        for key in articles
        for each in placed(view, key, tally, "states")
    }
    ties: dict[str, list[Relation]] = {}
    for relation in view.relations():
        if relation.source in marks and relation.target in marks:
            tally.wrote("relations")
            ties.setdefault(relation.source, []).append(relation)
            ties.setdefault(relation.target, []).append(relation)
    for sheet in event_sheets(view, tally):
        name = file_name(sheet.title[:60] or "event", taken)
        yield f"{name}.md", [_event(sheet, articles, marks).encode()]
    for key, article in view.articles():
        found = [each for each in view.annotations_of(key) if each.id in marks]
        yield f"articles/{articles[key]}.md", [_article(article, found, marks).encode()]
        for each in found:
            text = _mark(each, articles[key], ties.get(each.id, ()), marks)
            yield f"annotations/{marks[each.id]}.md", [text.encode()]


def _properties(**values: object) -> str:
    lines = (
        f"{name}: {json.dumps(visible(str(value)))}\n" for name, value in values.items() if value
    )
    return f"---\n{''.join(lines)}---\n\n"


def _event(sheet: EventSheet, articles: dict[str, str], marks: dict[str, str]) -> str:
    links = [f"[[{articles[key]}]]" for key in sheet.event.articles]
    lines = [f"# {plain(sheet.title)}", "", plain(about(sheet)), ""]
    lines += [f"- {link} {plain(name)}" for link, name in zip(links, sheet.names, strict=True)]
    if sheet.rows:
        lines += ["", "## Who says what", ""]
    for row in sheet.rows:
        for name, cell in zip(sheet.names, row.cells, strict=True):
            for claim in statements(cell):
                words = filter(None, (said(sheet, claim), verdict(sheet, cell, row, claim)))
                tail = "".join(f" · {plain(each)}" for each in words)
                lines.append(
                    f"- {plain(name)}: [[{marks[claim.id]}]] {plain(in_quotes(claim.quote))}{tail}"
                )
        lines.append("")
    return _properties(type="event", created=sheet.event.created) + "\n".join(lines) + "\n"


def _article(article: Article, found: list[Annotation], marks: dict[str, str]) -> str:
    title, published, byline, url = facts(article)
    lines = []
    for block in article.blocks:
        if block.kind is Kind.BOILERPLATE:
            continue
        text = plain(article.text_of(block))
        lines += [f"## {text}" if block.kind is Kind.HEADING else text]
        lines += [
            f"- [[{marks[each.id]}]]" for each in found if block.start <= each.start < block.end
        ]
        lines.append("")
    about_it = _properties(
        type="article", title=title, outlet=article.outlet, published=published, by=byline, url=url
    )
    return about_it + "\n".join(lines) + "\n"


def _mark(each: Annotation, article: str, ties: Iterable[Relation], marks: dict[str, str]) -> str:
    lines = [f"> {plain(each.quote)}", "", f"In [[{article}]]."]
    lines += ["", plain(each.note)] if each.note else []
    for relation in ties:
        note = note_of(relation)
        forth = relation.source == each.id or not relation.kind.directed
        lines += [
            "",
            f"{'→' if forth else '←'} {plain(relation_words(relation))} [[{marks[relation.other_end(each.id)]}]]{f' {plain(note)}' if note else ''}",
        ]
    attributes = {f"attribute {name}": value for name, value in each.attributes.items()}
    about_it = _properties(
        type="annotation",
        label=each.label,
        annotator=each.annotator,
        created=each.created,
        suggested=each.attributes.get("suggested_by", ""),
        attributes=", ".join(f"{name}={value}" for name, value in attributes.items()),
    )
    return about_it + "\n".join(lines) + "\n"


FORMAT = Format(
    "obsidian",
    "a folder of linked notes in Markdown: events, articles, annotations",
    (".md",),
    write_files=write_files,
)
