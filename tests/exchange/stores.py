"""Stores made up by Hypothesis or by hand, and what two stores have in common."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from hypothesis import strategies as st
from msgspec.structs import replace

from annotations.alignment import Alignment, Link, Origin
from annotations.articles import Article, Span, article_from_text, snap_out
from annotations.exchange import FORMATS, ImportReport
from annotations.marks import Annotation, Label, Relation, RelationKind, quote_and_context
from annotations.marks.codebook import to_dict
from annotations.store import Command, Edit, Pair, Store
from annotations.store.commands import annotation_edit, decide, relation_edit

LEFT = """The ferry sails again

The harbour office said on Monday that the ferry will sail from Friday. “Nobody was hurt,” said Ana Lopes, the harbour master.

Repairs cost 4 million, according to the owner. 👩‍👩‍👧 Families waited e\u0301te\u0301 long.
"""
RIGHT = """Ferry: no date yet

The owner denied that a date was set. Three people were hurt, a nurse said.

渡し船は金曜日に再開する。 שלום עולם — end.
"""


WITH_EXTRAS = ("spacy", "xlsx", "docx", "parquet", "hf", "cas-xmi")
"""Formats that need an extra, which need not be installed."""
OUT = [name for name in FORMATS if FORMATS[name].out and name not in WITH_EXTRAS]
"""Formats that any installation can write."""


@dataclass(frozen=True)
class Plan:
    """What a store will hold."""

    texts: tuple[str, str]
    marks: tuple[tuple[int, int, int, str, str, str], ...] = ()
    """Side, start, end, label, annotator, note."""
    relations: tuple[tuple[RelationKind, int, int], ...] = ()
    labels: tuple[Label, ...] = ()


_PIECES = st.one_of(
    st.sampled_from(
        ["The mayor said so. ", "Rates rose to 5%. ", "👩‍👩‍👧‍👦", "é", "e\u0301", "渡し船", "שלום ",
         "مرحبا ", "🇧🇷🇫🇷", "\n\n", "\n", "\u200b", "<b>&amp;</b>", "=1+1", '"quoted, text"', "नमस्ते ", "\t"]
    ),
    st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"), min_size=1, max_size=6),
)  # fmt: skip
_TEXTS = st.lists(_PIECES, min_size=1, max_size=14).map("".join).filter(str.strip)
_NOTES = st.sampled_from(["", "plain", "two\nlines", "=cmd()", "<script>", "tab\there", "日本 👍"])
_LABELS = ("claim", "source", "cue", "theme/economy", "theme/経済", "theme/a b/c", "odd one")
_MARKS = st.tuples(
    st.integers(0, 1), st.integers(0, 200), st.integers(1, 40),
    st.sampled_from(_LABELS), st.sampled_from(["ada", "bob"]), _NOTES,
)  # fmt: skip


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    left = article_from_text(draw(_TEXTS)).text
    right = article_from_text(draw(_TEXTS)).text
    marks = []
    for side, at, width, *rest in draw(st.lists(_MARKS, max_size=8)):
        text = (left, right)[side]
        start = at % len(text)
        span = snap_out(text, Span(start, min(len(text), start + width)))
        if span.start < span.end:
            marks.append((side, *span, *rest))
    ends = st.integers(0, max(0, len(marks) - 1))
    kinds = st.sampled_from(list(RelationKind))
    drawn = draw(st.lists(st.tuples(kinds, ends, ends), max_size=4)) if len(marks) > 1 else []
    relations = {(kind, one, two): None for kind, one, two in drawn if one != two}
    # One mark may stand twice; formats without ids could not tell such twins apart.
    seen = {mark[:5] for mark in marks}
    if len(seen) < len(marks):
        marks, relations = list({mark[:5]: mark for mark in marks}.values()), {}
    return Plan((left, right), tuple(marks), tuple(relations))


SAMPLE = Plan(
    (LEFT, RIGHT),
    (
        (0, 23, 94, "claim", "ada", "check\nthe date"),
        (0, 27, 41, "source", "ada", ""),
        (0, 42, 46, "cue", "ada", ""),
        (0, 67, 76, "theme/travel", "bob", "=2+2"),
        (1, 20, 57, "claim", "ada", ""),
        (1, 58, 79, "claim", "bob", ""),
    ),
    (
        (RelationKind.ATTRIBUTED_TO, 0, 1),
        (RelationKind.CONTRADICTS, 0, 4),
        (RelationKind.UPDATES, 5, 0),
    ),
    (Label("theme/travel", "Getting about.", colour="#56B4E9", key="1"),),
)
"""Overlaps, a relation across the articles, notes with newlines, emoji, CJK and right-to-left."""


def annotation(
    article_id: str, article: Article, number: int, mark: tuple[int, int, str, str, str]
) -> Annotation:
    start, end, label, annotator, note = mark
    quote, prefix, suffix = quote_and_context(article.text, Span(start, end))
    moment = f"2026-03-01T10:00:{number % 60:02}.000Z"
    return Annotation(
        id=f"00000000-0000-4000-8000-{number:012}", article=article_id, start=start, end=end,
        quote=quote, prefix=prefix, suffix=suffix, label=label, annotator=annotator,
        created=moment, updated=moment, note=note,
    )  # fmt: skip


def fill(store: Store, plan: Plan) -> Pair:
    """Put all of a plan into a store."""
    articles = [article_from_text(text, source="made up") for text in plan.texts]
    pair = store.add_pair(*articles)
    ids = pair.left, pair.right
    marks = [
        annotation(ids[mark[0]], articles[mark[0]], number, mark[1:])
        for number, mark in enumerate(plan.marks)
    ]
    edits = [annotation_edit(None, mark) for mark in marks]
    for number, (kind, one, two) in enumerate(plan.relations):
        key = f"00000000-0000-4000-9000-{number:012}"
        relation = Relation(
            id=key,
            source=marks[one].id,
            target=marks[two].id,
            kind=kind,
            annotator="ada",
            created="2026-03-01T11:00:00.000Z",
        )
        edits.append(relation_edit(None, relation))
    edits += [Edit("labels", label.path, None, to_dict(label)) for label in plan.labels]
    store.do(Command("fill", tuple(edits), pair.id))
    left, right = (len(article.blocks) - 1 for article in articles)
    if left >= 0 and right >= 0:
        ours = {(0, 0): 0.75, (left, right): 0.5}
        links = [Link(*blocks, score) for blocks, score in ours.items()]
        store.save_alignment(pair.id, Alignment.of(links))
        words = {(left, 0): Origin.CONFIRMED, (left, right): Origin.REJECTED}
        for blocks, origin in words.items():
            store.do(decide(pair.id, Link(*blocks, 1.0, origin)))
    return pair


@contextmanager
def stored(plan: Plan, annotator: str = "ada") -> Iterator[Store]:
    """A store that holds a plan, in a folder of its own."""
    with empty(annotator) as store:
        fill(store, plan)
        yield store


@contextmanager
def empty(annotator: str = "ada") -> Iterator[Store]:
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.open(Path(folder) / "store.json", annotator=annotator) as store,
    ):
        yield store


def said(store: Store, *names: str) -> list[tuple[object, ...]]:
    """What a store's annotations say: text, offsets and label, and the fields named."""
    return sorted(
        (
            store.article(each.article).text,
            each.start,
            each.end,
            each.label,
            *(getattr(each, name) for name in names),
        )
        for each in store.annotations()
    )


def ties(store: Store) -> list[tuple[object, ...]]:
    """What a store's relations say, by the spans and labels they tie."""
    marks = {each.id: each for each in store.annotations()}

    def end(key: str) -> tuple[object, ...]:
        mark = marks[key]
        return store.article(mark.article).text, mark.start, mark.end, mark.label

    return sorted((each.kind, end(each.source), end(each.target)) for each in store.relations())


def passed_over(report: ImportReport) -> int:
    """How much of a file an import told to be left out or changed."""
    return len(report.problems) + sum(loss.count for loss in report.losses)


def unsuggested(store: Store) -> None:
    """Accept all suggestions, so that two stores can be compared."""
    edits = [
        annotation_edit(each, replace(each, attributes=MappingProxyType({})))
        for each in store.annotations()
        if each.suggested
    ]
    store.do(Command("accept", tuple(edits)))
