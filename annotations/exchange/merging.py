"""Merge a bundle into a store: add what is new in one transaction, keep what is there."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from itertools import chain
from types import MappingProxyType

from msgspec.structs import replace

from annotations.alignment import Alignment, Link, Origin
from annotations.articles import Article
from annotations.errors import CodebookError
from annotations.exchange.bundle import Bundle
from annotations.exchange.found_annotations import FoundAnnotations
from annotations.exchange.incoming import Links, Terms, rejected, sound_id, wrong_annotation
from annotations.exchange.loose import settle
from annotations.exchange.merging_events import MergedEvents
from annotations.exchange.reports import ImportReport
from annotations.marks.annotation import Annotation
from annotations.marks.cleaning import clean_name
from annotations.marks.codebook import BUILT_IN, Codebook, kept_codebook, to_dict
from annotations.store import Edit, Store
from annotations.store.commands import now
from annotations.store.pairs import pair_id
from annotations.store.serialization import (
    annotation_to_document,
    article_to_document,
    link_to_document,
    links_from_document,
    links_to_document,
    pair_to_document,
    rejection_to_document,
    relation_to_document,
)

MOST_PROBLEMS = 50


def merge(
    store: Store,
    bundle: Bundle,
    *,
    format: str,
    dry_run: bool = False,
    annotator: str = "",
    as_is: bool = False,
) -> ImportReport:
    """Add what a store does not have yet; one command, one undo.

    An id that the store has with other content keeps the store's; so a second import of one file
    adds nothing, and one's own corrections are never overwritten. What comes in is
    a suggestion (see `incoming`), unless it is taken `as_is`. Raises StoreError where the store
    refuses; nothing was added then.
    """
    terms = Terms(store.annotator, bundle.source, clean_name(annotator) or format, now(), as_is)
    merging = _Merging(store, bundle, terms)
    edits = merging.edits()
    if dry_run:
        deque(edits, maxlen=0)  # for what it counts
    else:
        store.do_many(f"import {bundle.source}", edits, merging.history)
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
        MappingProxyType(dict(merging.repeated)),
        merging.rejected,
        as_is,
        bundle.lost.losses,
    )


class _Merging:
    """One merge under way: which ids of the file are which of the store, and what was counted."""

    def __init__(self, store: Store, bundle: Bundle, terms: Terms) -> None:
        self.store = store
        self.bundle = bundle
        self.terms = terms
        self.added: Counter[str] = Counter()
        self.known: Counter[str] = Counter()
        self.repeated: Counter[str] = Counter()
        self.suggestions = 0
        self.rejected = 0
        self.articles: dict[str, str] = {}
        self.given = {pair.id: pair for pair in reversed(bundle.pairs)}
        self.pairs: dict[str, str] = {}
        self.marks: dict[str, str] = {}
        self.events = MergedEvents(store, terms, self._problem)
        self.new: set[str] = set()
        """Ids of the articles that are added."""

    def edits(self) -> Iterator[Edit]:
        settle(self.store, self.bundle)
        yield from self._labels()
        yield from self._articles()
        yield from self.events.edits(self.bundle.events, self.articles, self._count_event)
        yield from self._pairs()
        yield from self._links()
        yield from self._annotations()
        yield from self._relations()
        yield from self._rejections()

    def history(self) -> str:
        """The event whose history the import belongs to, if it is of one pair alone."""
        if len(self.pairs) != 1:
            return ""
        left, right = self._sides(next(iter(self.pairs)))
        return self.events.holding(self.articles[left], self.articles[right])

    def _count_event(self, what: str) -> None:
        {"added": self.added, "known": self.known, "repeated": self.repeated}[what]["events"] += 1

    def _problem(self, sentence: str) -> None:
        self.bundle.problems.append(sentence)

    def _labels(self) -> Iterator[Edit]:
        book = kept_codebook(self.store.labels())
        here = {label.path for label in book}
        roots = Codebook(tuple(label for label in BUILT_IN if label.path not in book))
        for label in self.bundle.labels:
            there = book.get(label.path) or roots.get(label.path)
            if there is not None:
                stored = there.path in here or there.path in roots
                self._seen("labels", stored=stored)
                if not to_dict(label).items() <= to_dict(there).items():
                    where = "stays as it is here" if stored else _TWICE
                    self._problem(f"label {label.path}: {where}")
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
        stored = frozenset(by_digest)
        for given, article in self.bundle.articles.items():
            if article.sha256 in by_digest:
                self.articles[given] = by_digest[article.sha256]
                self._seen("articles", stored=article.sha256 in stored)
                continue
            key = self._free_id(given if self.bundle.native else "", article, taken)
            taken.add(key)
            by_digest[article.sha256] = self.articles[given] = key
            self.added["articles"] += 1
            self.new.add(key)
            if article.sha256 not in texts:
                texts.add(article.sha256)
                text = {"id": article.sha256, "text": article.text}
                yield Edit("texts", article.sha256, None, text)
            yield Edit("articles", key, None, article_to_document(key, article))

    @staticmethod
    def _free_id(wanted: str, article: Article, taken: set[str]) -> str:
        if wanted and wanted not in taken and sound_id(wanted) == wanted:
            return wanted
        stem = key = article.sha256[:16]
        count = 0
        while key in taken:
            count += 1
            key = f"{stem}-{count}"
        return key

    def _pairs(self) -> Iterator[Edit]:
        here = {(pair.left, pair.right): pair.id for pair in self.store.pairs()}
        stored, ids = frozenset(here), set(here.values())
        for pair in self.bundle.pairs:
            if not {pair.left, pair.right} <= self.articles.keys():
                self._problem(f"pair {pair.id}: one of its articles is not in the file")
                continue
            ends = left, right = self.articles[pair.left], self.articles[pair.right]
            if ends in here:
                self.pairs[pair.id] = here[ends]
                self._seen("pairs", stored=ends in stored)
                continue
            same = ends == (pair.left, pair.right) and pair.id not in ids
            key = pair.id if same and sound_id(pair.id) == pair.id else pair_id(left, right)
            here[ends] = self.pairs[pair.id] = key
            ids.add(key)
            self.added["pairs"] += 1
            made = self.terms.pair(pair, key, left, right)
            yield Edit("pairs", key, None, pair_to_document(made))
            yield from self.events.for_pair(key, left, right, self._count_event)

    def _links(self) -> Iterator[Edit]:
        stored = {pair.id for pair in self.store.pairs()}
        done: set[str] = set()
        for given, links in self.bundle.links.items():
            pair = self.pairs.get(given)
            if pair is None:
                self._problem(f"{len(links)} links of pair {given}, which is not in the file")
                continue
            if pair in done:  # a second pair of the file, of the same two texts
                self._seen("links", len(links), stored=False)
                continue
            done.add(pair)
            left, right = self._sides(given)
            if any(self._is_cut_otherwise(each) for each in (left, right)):
                self._problem(
                    f"{len(links)} links of pair {given}, whose articles have other blocks here"
                )
                continue
            articles = self.bundle.articles
            found = self.terms.links(links, articles[left], articles[right])
            for problem in found.problems:
                self._problem(f"pair {given}: {problem}")
            yield from self._found_links(pair, given, found, stored=pair in stored)

    def _found_links(self, pair: str, given: str, found: Links, *, stored: bool) -> Iterator[Edit]:
        """The edits for the links of one pair: its alignment, and what people decided."""
        kept = self.store.alignment(pair) if stored else None
        alignment = Alignment() if kept is None else kept  # one of rejected links alone is empty
        there = {(link.left, link.right): link for link in (*alignment.links, *alignment.rejected)}
        aligned = any(link.origin is Origin.AUTO for link in there.values())
        fresh = [] if aligned else found.auto
        self._seen("links", len(found.auto) - len(fresh), stored=True)
        proposed = [each for each in found.proposed if (each.left, each.right) not in there]
        self._seen("links", len(found.proposed) - len(proposed), stored=True)
        self.suggestions += len(proposed)
        if fresh or proposed:
            self.added["links"] += len(fresh) + len(proposed)
            yield self._alignment(pair, given, [*fresh, *proposed], keep=aligned)
        for link in found.decided:
            old = there.get((link.left, link.right))
            if old is not None and old.origin is not Origin.AUTO:
                self._seen("links", stored=True)
                continue
            self.added["links"] += 1
            document = link_to_document(pair, link)
            yield Edit("links", str(document["id"]), None, document)

    def _alignment(self, pair: str, given: str, links: list[Link], *, keep: bool) -> Edit:
        """The edit that adds links that nobody decided on; `keep` says to keep those there."""
        before = self.store.document("alignments", pair)
        left, right = (self.bundle.articles[each].sha256 for each in self._sides(given))
        if keep and before is not None:
            links = [*links_from_document(before), *links]
        after = links_to_document(pair, links, self.terms.moment, (left, right))
        return Edit("alignments", pair, before, after)

    def _sides(self, given: str) -> tuple[str, str]:
        """The file's ids of the articles of one of its pairs."""
        pair = self.given[given]
        return pair.left, pair.right

    def _is_cut_otherwise(self, given: str) -> bool:
        """Whether the stored article of the same text has other blocks than the file's."""
        if self.articles[given] in self.new:
            return False
        stored = self.store.article(self.articles[given]).blocks
        return [each.span for each in stored] != [
            each.span for each in self.bundle.articles[given].blocks
        ]

    def _annotations(self) -> Iterator[Edit]:
        here, met = self._here(), FoundAnnotations({}, {})
        gone = self._rejected_here()
        for given in chain(self.bundle.annotations, self.bundle.streamed()):
            annotation = self._taken(given)
            if annotation is None:
                continue
            same = here.same(annotation, by_content=not self.bundle.native)
            stored = same is not None
            same = same or met.same(annotation, by_content=not self.bundle.native)
            if same is not None:
                self.marks[given.id] = same.id
                self._seen("annotations", stored=stored)
                if not same.equal:
                    where = "stays as it is here" if stored else _TWICE
                    self._problem(f"annotation {same.id}: {where}")
                continue
            if annotation.id in gone:
                self.rejected += 1
                continue
            met.add(annotation, by_content=not self.bundle.native)
            self.marks[given.id] = annotation.id
            self.added["annotations"] += 1
            self.suggestions += annotation.suggested
            yield Edit("annotations", annotation.id, None, annotation_to_document(annotation))

    def _taken(self, given: Annotation) -> Annotation | None:
        """An annotation of the file as one of this store, or None with a problem."""
        article = self.articles.get(given.article)
        if article is None:
            self._problem(
                f"annotation {given.id}: its article {given.article!r} is not in the file"
            )
            return None
        try:
            annotation = self.terms.annotation(given, article)
        except CodebookError as error:
            self._problem(f"annotation {given.id} is left out: {error}")
            return None
        if what := wrong_annotation(annotation, self.bundle.articles[given.article].text):
            self._problem(f"annotation {given.id} is left out: {what}")
            return None
        return annotation

    def _here(self) -> FoundAnnotations:
        """The store's annotations, by id and by what they say."""
        found = FoundAnnotations({}, {})
        wanted = self.bundle.annotations or self.bundle.has_stream
        for annotation in self.store.annotations() if wanted else ():
            found.add(annotation, by_content=not self.bundle.native)
        return found

    def _relations(self) -> Iterator[Edit]:
        here = {relation.id: relation for relation in self.store.relations()}
        by_ends = {(each.kind, each.source, each.target): each for each in here.values()}
        stored = frozenset(here)
        gone = self._rejected_here()
        for given in self.bundle.relations:
            if not {given.source, given.target} <= self.marks.keys():
                self._problem(f"relation {given.id}: an annotation that it ties is not there")
                continue
            ends = self.marks[given.source], self.marks[given.target]
            relation = self.terms.relation(given, *ends)
            kind = relation.kind, *ends
            same = here.get(relation.id) or (None if self.bundle.native else by_ends.get(kind))
            if same is not None:
                self._seen("relations", stored=same.id in stored)
                continue
            if relation.id in gone:
                self.rejected += 1
                continue
            here[relation.id] = by_ends[kind] = relation
            self.suggestions += relation.suggested
            self.added["relations"] += 1
            yield Edit("relations", relation.id, None, relation_to_document(relation))

    def _rejections(self) -> Iterator[Edit]:
        here = {each.id for each in self.store.rejections()} if self.bundle.rejections else set()
        stored = frozenset(here)
        for given in self.bundle.rejections:
            article = self.articles.get(given.article)
            if article is None:
                self._problem(f"rejection {given.id}: its article is not in the file")
                continue
            rejection = self.terms.rejection(given, article)
            if rejection.id in here:
                self._seen("rejections", stored=rejection.id in stored)
                continue
            here.add(rejection.id)
            self.added["rejections"] += 1
            yield Edit("rejections", rejection.id, None, rejection_to_document(rejection))

    def _rejected_here(self) -> frozenset[str]:
        return frozenset() if self.terms.as_is else rejected(self.store)

    def _seen(self, kind: str, count: int = 1, *, stored: bool) -> None:
        """Count what is not added: it is in the store, or was in the file before."""
        if count:
            (self.known if stored else self.repeated)[kind] += count


_TWICE = "is in the file twice, the first was taken"
