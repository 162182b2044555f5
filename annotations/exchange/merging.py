"""A bundle into a store: what is new is added in one transaction, what is there stays as it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from types import MappingProxyType

from annotations.alignment import Link, Origin
from annotations.articles import Article
from annotations.errors import CodebookError, SpanError
from annotations.exchange.bundle import Bundle
from annotations.exchange.reports import ImportReport
from annotations.marks.annotation import AnchorState, Annotation, suggestion, verify
from annotations.marks.codebook import BUILT_IN, Codebook, codebook, from_dict, to_dict
from annotations.store import Command, Edit, Pair, Store
from annotations.store.commands import now
from annotations.store.documents import (
    annotation_to_document,
    article_to_document,
    link_to_document,
    links_to_document,
    pair_to_document,
    relation_to_document,
)

MOST_PROBLEMS = 50


def merge(
    store: Store, bundle: Bundle, *, format: str, dry_run: bool = False, annotator: str = ""
) -> ImportReport:
    """Add what a store does not have yet; one command, one undo.

    An id that the store has with other content keeps the store's; so a second import of one file
    adds nothing, and one's own corrections are never overwritten. Raises StoreError where the
    store refuses; nothing was added then.
    """
    merging = _Merging(store, bundle, annotator or format)
    edits = tuple(merging.edits())
    if edits and not dry_run:
        store.do(Command(f"import {bundle.source}", edits, merging.only_pair()))
    problems = bundle.problems
    if len(problems) > MOST_PROBLEMS:
        rest = len(problems) - MOST_PROBLEMS
        problems = [*problems[:MOST_PROBLEMS], f"and {rest} more like these"]
    return ImportReport(
        format,
        MappingProxyType(dict(merging.added)),
        MappingProxyType(dict(merging.known)),
        merging.suggestions,
        tuple(problems),
        dry_run,
    )


class _Merging:
    """One merge under way: which ids of the file are which of the store, and what was counted."""

    def __init__(self, store: Store, bundle: Bundle, annotator: str) -> None:
        self.store = store
        self.bundle = bundle
        self.annotator = annotator
        self.added: Counter[str] = Counter()
        self.known: Counter[str] = Counter()
        self.suggestions = 0
        self.articles: dict[str, str] = {}
        self.pairs: dict[str, str] = {}
        self.marks: dict[str, str] = {}
        self.moment = now()

    def edits(self) -> Iterator[Edit]:
        self._settle()
        yield from self._labels()
        yield from self._articles()
        yield from self._pairs()
        yield from self._links()
        yield from self._annotations()
        yield from self._relations()

    def only_pair(self) -> str:
        """The pair whose history the import belongs to, if it is of one pair alone."""
        return next(iter(self.pairs.values())) if len(self.pairs) == 1 else ""

    def _problem(self, sentence: str) -> None:
        self.bundle.problems.append(sentence)

    def _settle(self) -> None:
        """Find what the file's loose annotations are about among the articles of the store."""
        if not self.bundle.loose:
            return
        from annotations.marks.anchoring import reanchor

        documents = list(self.store.documents("articles"))
        for loose in self.bundle.loose:
            found = next(
                (
                    str(each["id"])
                    for each in documents
                    if loose.sha256 == each.get("sha256")
                    or (loose.source and loose.source in (each.get("url"), each.get("source")))
                ),
                None,
            )
            if found is None:
                self._problem(f"{loose.where}: no article here is {loose.source or 'its text'}")
                continue
            article = self.bundle.articles.setdefault(found, self.store.article(found))
            end = loose.start + len(loose.quote)
            wanted = Annotation(
                "", found, loose.start, end, loose.quote, loose.prefix, loose.suffix, "", "", "", ""
            )
            placement = reanchor(wanted, article.text)
            if placement.span is None:
                self._problem(
                    f"{loose.where}: its quote is {placement.state.value} in {loose.source or found}"
                )
                continue
            self.bundle.add_mark(
                found, placement.span, loose.label, where=loose.where, **loose.fields
            )

    def _labels(self) -> Iterator[Edit]:
        book: Codebook = codebook(from_dict(document) for document in self.store.labels())
        roots = Codebook(tuple(label for label in BUILT_IN if label.path not in book))
        for label in self.bundle.labels:
            there = book.get(label.path) or roots.get(label.path)
            if there is not None:
                self.known["labels"] += 1
                said = to_dict(label).items()
                if not said <= to_dict(there).items():
                    self._problem(f"label {label.path}: stays as it is here")
                continue
            taken = book.by_key(label.key) or roots.by_key(label.key)
            if taken is not None:
                self._problem(f"label {label.path}: its key {label.key!r} sets {taken.path} here")
                label = replace(label, key="")
            try:
                grown = book.add(label)
            except CodebookError as error:
                self._problem(f"label left out: {error}")
                continue
            for new in grown:
                if new.path not in book and new.path not in roots:
                    self.added["labels"] += 1
                    yield Edit("labels", new.path, None, to_dict(new))
            book = grown

    def _articles(self) -> Iterator[Edit]:
        by_digest: dict[str, str] = {}
        taken: set[str] = set()
        for document in self.store.documents("articles"):
            by_digest.setdefault(str(document["sha256"]), str(document["id"]))
            taken.add(str(document["id"]))
        texts = {str(document["id"]) for document in self.store.documents("texts")}
        for given, article in self.bundle.articles.items():
            if article.sha256 in by_digest:
                self.articles[given] = by_digest[article.sha256]
                self.known["articles"] += 1
                continue
            key = self._free_id(given if self.bundle.native else "", article, taken)
            taken.add(key)
            by_digest[article.sha256] = self.articles[given] = key
            self.added["articles"] += 1
            if article.sha256 not in texts:
                texts.add(article.sha256)
                text = {"id": article.sha256, "text": article.text}
                yield Edit("texts", article.sha256, None, text)
            yield Edit("articles", key, None, article_to_document(key, article))

    @staticmethod
    def _free_id(wanted: str, article: Article, taken: set[str]) -> str:
        if wanted and wanted not in taken:
            return wanted
        stem = key = article.sha256[:16]
        count = 0
        while key in taken:
            count += 1
            key = f"{stem}-{count}"
        return key

    def _pairs(self) -> Iterator[Edit]:
        here = {(pair.left, pair.right): pair.id for pair in self.store.pairs()}
        ids = set(here.values())
        for pair in self.bundle.pairs:
            if not {pair.left, pair.right} <= self.articles.keys():
                self._problem(f"pair {pair.id}: one of its articles is not in the file")
                continue
            left, right = self.articles[pair.left], self.articles[pair.right]
            if (left, right) in here:
                self.pairs[pair.id] = here[left, right]
                self.known["pairs"] += 1
                continue
            same = (left, right) == (pair.left, pair.right) and pair.id not in ids
            key = pair.id if same else sha256(f"{left} {right}".encode()).hexdigest()[:16]
            here[left, right] = self.pairs[pair.id] = key
            ids.add(key)
            self.added["pairs"] += 1
            created = pair.created or self.moment
            yield Edit(
                "pairs", key, None, pair_to_document(Pair(key, left, right, created, pair.title))
            )

    def _links(self) -> Iterator[Edit]:
        for given, links in self.bundle.links.items():
            pair = self.pairs.get(given)
            if pair is None:
                self._problem(f"{len(links)} links of pair {given}, which is not in the file")
                continue
            have = {pair.id for pair in self.store.pairs()}
            alignment = self.store.alignment(pair) if pair in have else None
            there: dict[tuple[int, int], Link] = {}
            if alignment is not None:
                there = {
                    (link.left, link.right): link
                    for link in (*alignment.links, *alignment.rejected)
                }
            auto = [link for link in links if link.origin is Origin.AUTO]
            if auto and not any(link.origin is Origin.AUTO for link in there.values()):
                self.added["links"] += len(auto)
                document = links_to_document(pair, auto, self.moment, self._digests(given))
                yield Edit("alignments", pair, None, document)
            else:
                self.known["links"] += len(auto)
            for link in links:
                if link.origin is Origin.AUTO:
                    continue
                old = there.get((link.left, link.right))
                if old is not None and old.origin is not Origin.AUTO:
                    self.known["links"] += 1
                    continue
                self.added["links"] += 1
                document = link_to_document(pair, link)
                yield Edit("links", str(document["id"]), None, document)

    def _digests(self, given: str) -> tuple[str, str]:
        """What tells the texts of a pair of the file."""
        pair = next(pair for pair in self.bundle.pairs if pair.id == given)
        articles = self.bundle.articles
        return articles[pair.left].sha256, articles[pair.right].sha256

    def _annotations(self) -> Iterator[Edit]:
        here = self._here()
        for given in self.bundle.annotations:
            if given.article not in self.articles:
                self._problem(
                    f"annotation {given.id}: its article {given.article!r} is not in the file"
                )
                continue
            annotation = self._mine(given)
            stands = (annotation.article, annotation.start, annotation.end, annotation.label)
            same = here.get(annotation.id) or here.get((*stands, annotation.annotator))
            if same is not None and (same.id == annotation.id or not self.bundle.native):
                self.marks[given.id] = same.id
                self.known["annotations"] += 1
                if not _says_the_same(same, annotation):
                    self._problem(f"annotation {same.id}: stays as it is here")
                continue
            if annotation.state is not AnchorState.ORPHAN:
                try:
                    verify(annotation, self.bundle.articles[given.article])
                except SpanError as error:
                    self._problem(f"left out: {error}")
                    continue
            here[annotation.id] = here[(*stands, annotation.annotator)] = annotation
            self.marks[given.id] = annotation.id
            self.added["annotations"] += 1
            self.suggestions += annotation.suggested
            yield Edit("annotations", annotation.id, None, annotation_to_document(annotation))

    def _here(self) -> dict[str | tuple[str, int, int, str, str], Annotation]:
        """The store's annotations of the articles met, by id and by what they say."""
        found: dict[str | tuple[str, int, int, str, str], Annotation] = {}
        for annotation in self.store.annotations():
            stands = annotation.article, annotation.start, annotation.end, annotation.label
            found[annotation.id] = found[(*stands, annotation.annotator)] = annotation
        return found

    def _mine(self, given: Annotation) -> Annotation:
        """An annotation with this store's article id, and a name and times where it has none."""
        created = given.created if self.bundle.native else utc(given.created)
        updated = given.updated if self.bundle.native else utc(given.updated)
        annotation = replace(
            given,
            article=self.articles[given.article],
            annotator=given.annotator or self.annotator,
            created=created or self.moment,
            updated=updated or created or self.moment,
        )
        # A file that names nobody may be a model's: only one's own name makes it one's own work.
        foreign = not self.bundle.native and given.annotator != self.store.annotator
        if foreign and not annotation.suggested:
            annotation = suggestion(annotation, given.annotator or self.bundle.source)
        return annotation

    def _relations(self) -> Iterator[Edit]:
        here = {relation.id: relation for relation in self.store.relations()}
        said = {(each.kind, each.source, each.target): each for each in here.values()}
        for given in self.bundle.relations:
            if not {given.source, given.target} <= self.marks.keys():
                self._problem(f"relation {given.id}: an annotation that it ties is not there")
                continue
            relation = replace(
                given,
                source=self.marks[given.source],
                target=self.marks[given.target],
                annotator=given.annotator or self.annotator,
                created=(given.created if self.bundle.native else utc(given.created))
                or self.moment,
            )
            ends = relation.kind, relation.source, relation.target
            same = here.get(relation.id) or (None if self.bundle.native else said.get(ends))
            if same is not None:
                self.known["relations"] += 1
                continue
            here[relation.id] = said[ends] = relation
            self.added["relations"] += 1
            yield Edit("relations", relation.id, None, relation_to_document(relation))


def utc(text: str) -> str:
    """A time in ISO 8601 as this house writes it, in UTC with `Z`; empty for anything else."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return ""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _says_the_same(one: Annotation, other: Annotation) -> bool:
    return (one.start, one.end, one.label, one.note) == (
        other.start,
        other.end,
        other.label,
        other.note,
    )
