"""Five CSV files for spreadsheets, R and Taguette: quotations, codebook, links, alignment, events.

RFC 4180 with newlines as line ends. A cell that a spreadsheet would take for a formula has an
apostrophe before it (OWASP, "CSV Injection"). The files are for programs: every other character of
a quote stays as it is, and they are never printed on a terminal.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from annotations.articles import Article
from annotations.exchange.common import placed
from annotations.exchange.format import Format
from annotations.exchange.reports import LossCounts
from annotations.exchange.view import View
from annotations.marks.annotation import SUGGESTED, Relation
from annotations.store import Pair

_FORMULA = ("=", "+", "-", "@", "\t", "\r")

QUOTATIONS = (
    "annotation_id", "pair_id", "doc_id", "side", "paragraph", "start", "end", "quote", "label",
    "theme_path", "note", "annotator", "created", "state", "linked_ids",
    "suggested_by", "title", "outlet", "published", "url",
)  # fmt: skip
CODEBOOK = ("path", "description", "color")
LINKS = (
    "link_id", "type", "directed", "from_id", "to_id", "from_doc", "to_doc", "note", "annotator",
    "status",
)  # fmt: skip
EVENTS = (
    "event_id", "event_title", "place", "doc_id", "outlet", "published", "title", "url", "created",
)  # fmt: skip
ALIGNMENT = ("pair_id", "a_paragraphs", "b_paragraphs", "status", "score", "moved")

Row = Sequence[object]


def write_files(view: View, tally: LossCounts) -> Iterator[tuple[str, Iterable[bytes]]]:
    """The five files, each a stream of rows; paragraphs and places in an event are numbered from 1."""
    yield "quotations.csv", _csv(QUOTATIONS, quotations(view, tally))
    yield "codebook.csv", _csv(CODEBOOK, codebook(view, tally))
    yield "links.csv", _csv(LINKS, links(view, tally))
    yield "alignment.csv", _csv(ALIGNMENT, alignment(view, tally))
    yield "events.csv", _csv(EVENTS, events(view, tally))


def safe(cell: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = str(cell)
    return f"'{text}" if isinstance(cell, str) and text.startswith(_FORMULA) else text


def _csv(header: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([safe(cell) for cell in row])
        if buffer.tell() > 1 << 16:
            yield _drained(buffer)
    yield _drained(buffer)


def _drained(buffer: io.StringIO) -> bytes:
    data = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return data


def quotations(view: View, tally: LossCounts) -> Iterator[Row]:
    """A row for each annotation; `pair_id` and `side` name every pair of its article, in one order."""
    tied: dict[str, list[str]] = {}
    for relation in view.relations():
        tied.setdefault(relation.source, []).append(relation.target)
        tied.setdefault(relation.target, []).append(relation.source)
    pairs_of: dict[str, list[Pair]] = {}
    for pair in view.pairs:
        for side in dict.fromkeys((pair.left, pair.right)):
            pairs_of.setdefault(side, []).append(pair)
    for article_id, article in view.articles():
        tally.lose("articles without their text", article.title or article_id)
        pairs = pairs_of.get(article_id, [])
        for each in placed(view, article_id, tally, "attributes"):
            yield (
                each.id,
                ";".join(pair.id for pair in pairs),
                article_id,
                ";".join(_side(pair, article_id) for pair in pairs),
                _paragraph(article, each.start),
                each.start,
                each.end,
                each.quote,
                each.label,
                each.label.partition("/")[2] if each.root == "theme" else "",
                each.note,
                each.annotator,
                each.created,
                each.state.value,
                ";".join(tied.get(each.id, ())),
                each.attributes.get(SUGGESTED, ""),
                article.title,
                article.outlet,
                article.published,
                article.url,
            )


def events(view: View, tally: LossCounts) -> Iterator[Row]:
    """A row for each article of an event, in order."""
    for event in view.events:
        tally.wrote("events")
        for place, article_id in enumerate(event.articles, 1):
            article = view.article(article_id)
            about = article.outlet, article.published, article.title, article.url
            yield event.id, event.title, place, article_id, *about, event.created


def _side(pair: Pair, article_id: str) -> str:
    return "left" if pair.left == article_id else "right"


def _paragraph(article: Article, offset: int) -> int:
    """The number, from 1, of the block at or after an offset; the last one's for what follows it."""
    for block in article.blocks:
        if offset < block.end:
            return block.index + 1
    return len(article.blocks)


def codebook(view: View, tally: LossCounts) -> Iterator[Row]:
    used, _ = view.used
    known = [label.path for label in view.codebook]
    for path in [*known, *sorted(used - set(known))]:
        label = view.label(path)
        if label.use_when or label.avoid_when or label.example:
            tally.lose("labels of which only the definition is kept", path)
        tally.wrote("labels")
        yield path, label.definition, view.codebook.colour(path)


def links(view: View, tally: LossCounts) -> Iterator[Row]:
    relations = list(view.relations())
    ends = {end for each in relations for end in (each.source, each.target)}
    articles = {
        document["id"]: document["article"]
        for document in (view.documents() if ends else ())
        if document["id"] in ends
    }
    for relation in relations:
        tally.wrote("relations")
        yield _link(relation, articles)


def _link(relation: Relation, articles: dict[str, str]) -> Row:
    return (
        relation.id,
        relation.kind.value,
        "yes" if relation.kind.directed else "no",
        relation.source,
        relation.target,
        articles.get(relation.source, ""),
        articles.get(relation.target, ""),
        relation.note,
        relation.annotator,
        relation.status.value,
    )


def alignment(view: View, tally: LossCounts) -> Iterator[Row]:
    for pair in view.pairs:
        alignment = view.alignment(pair)
        reached = -1
        for link in (*alignment.links, *alignment.rejected):
            tally.wrote("links")
            moved = link.right < reached
            reached = max(reached, link.right)
            yield (
                pair.id,
                link.left + 1,
                link.right + 1,
                link.origin.value,
                round(link.score, 4),
                "yes" if moved else "no",
            )


FORMAT = Format(
    "csv",
    "CSV files: quotations, codebook, links, alignment, events",
    (".csv",),
    write_files=write_files,
)
