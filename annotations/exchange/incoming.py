"""Turn the contents of a file into what a store takes: cleaned, checked, and only suggested.

A file from outside may say anything, also that this store's annotator made its annotations and
confirmed its links. So annotations and relations from a file are suggestions, never this annotator's,
and a link is one that nobody decided on. Only where the user vouches for the file
(`crossread import --as-is`, to move a store of one's own) do they come as the file has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import NamedTuple

from msgspec.structs import replace

from annotations.alignment import Link, Origin
from annotations.articles import Article
from annotations.exchange.bundle import derived
from annotations.marks.annotation import SUGGESTED, Annotation, Relation, RelationStatus
from annotations.marks.cleaning import (
    clean_attributes,
    clean_line,
    clean_name,
    clean_path,
    clean_text,
)
from annotations.store import Event, Pair, Store
from annotations.store.events.commands import clean_title
from annotations.store.rejecting import identified
from annotations.store.rules import wrong_link, wrong_quote, wrong_score, wrong_span
from annotations.store.serialization import Rejection

LONGEST_ID = 200
_KEPT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Terms:
    """How the contents of one file are taken over.

    `own` is the store's annotator, `source` the file's name, `unnamed` whose the annotations are
    that name nobody, `moment` the time of the import. `as_is` says that the user vouches for it.
    """

    own: str
    source: str
    unnamed: str
    moment: str
    as_is: bool = False

    def annotation(self, given: Annotation, article: str) -> Annotation:
        """An annotation of a file as one of the stored article with this id.

        Raises CodebookError where its label is none.
        """
        created = utc(given.created)
        updated = created if given.updated == given.created else utc(given.updated)
        annotator = clean_name(given.annotator)
        attributes = clean_attributes(given.attributes)
        if not self.as_is and SUGGESTED not in attributes:
            attributes = MappingProxyType({**attributes, SUGGESTED: self._by(annotator)})
        return replace(  # once: an import does this a hundred thousand times
            given,
            id=sound_id(given.id),
            article=article,
            label=clean_path(given.label),
            annotator=annotator or self.unnamed,
            created=created or self.moment,
            updated=updated or created or self.moment,
            note=clean_text(given.note),
            attributes=attributes,
        )

    def relation(self, given: Relation, source: str, target: str) -> Relation:
        """A relation of a file between two stored annotations.

        Unless the file is vouched for it is a suggestion, and one that names this store's
        annotator, or nobody, is the file's.
        """
        annotator = clean_name(given.annotator)
        return replace(
            given,
            id=sound_id(given.id),
            source=source,
            target=target,
            annotator=(annotator or self.unnamed) if self.as_is else self._by(annotator),
            created=utc(given.created) or self.moment,
            note=clean_text(given.note),
            status=given.status if self.as_is else RelationStatus.SUGGESTED,
        )

    def rejection(self, given: Rejection, article: str) -> Rejection:
        """A rejection of a file as one of the stored article with this id.

        It stays whose it was, own or not: it hides what the program would propose, and nothing else.
        """
        taken = replace(
            given,
            article=article,
            kind=clean_line(given.kind),
            annotator=clean_name(given.annotator) or self.unnamed,
            created=utc(given.created) or self.moment,
            by=clean_line(given.by),
        )
        return identified(taken)

    def pair(self, given: Pair, key: str, left: str, right: str) -> Pair:
        """A pair of a file as one of two stored articles."""
        return Pair(
            id=key,
            left=left,
            right=right,
            created=utc(given.created) or self.moment,
            title=clean_text(given.title),
        )

    def event(self, given: Event, key: str, articles: tuple[str, ...]) -> Event:
        """An event of a file as one of stored articles.

        What a file from elsewhere has pinned or put out of sight is neither here.
        """
        return Event(
            id=key,
            articles=articles,
            created=utc(given.created) or self.moment,
            title=clean_title(given.title),
            pinned=given.pinned and self.as_is,
            archived=given.archived and self.as_is,
        )

    def links(self, given: Iterable[Link], left: Article, right: Article) -> Links:
        """The links of a file between two articles, each once."""
        found = Links([], [], [], [])
        met: set[tuple[int, int]] = set()
        for link in given:
            if what := wrong_link(link, len(left.blocks), len(right.blocks)):
                found.problems.append(f"a link is left out: {what}")
            elif (link.left, link.right) in met:
                found.problems.append(f"link {link.left}–{link.right} is in the file twice")
            elif link.origin is Origin.AUTO:
                found.auto.append(link)
            elif self.as_is:
                found.decided.append(link)
            elif link.origin is Origin.REJECTED:
                found.problems.append(
                    f"link {link.left}–{link.right}, which the file rejects, is left out"
                )
            else:
                found.proposed.append(replace(link, origin=Origin.AUTO))
            met.add((link.left, link.right))
        return found

    def _by(self, annotator: str) -> str:
        """Who proposes what a file says is an annotator's: never this store's own."""
        return annotator if annotator not in ("", self.own) else self.source


class Links(NamedTuple):
    """Links of a file by what they become in the store, and sentences on what was left out."""

    auto: list[Link]
    proposed: list[Link]
    decided: list[Link]
    problems: list[str]


def wrong_annotation(annotation: Annotation, text: str) -> str:
    """The first of the store's rules that an annotation of a text breaks; empty for none."""
    return (
        wrong_quote(annotation, text)
        or wrong_span(annotation, text)
        or wrong_score(annotation.score)
    )


def sound_id(given: str) -> str:
    """The id that a file gives, or one made from it where it is empty, long or not clean text."""
    if given and len(given) <= LONGEST_ID and clean_line(given) == given:
        return given
    return derived("id", given)


def rejected(store: Store) -> frozenset[str]:
    """Ids of suggested annotations and relations rejected here, as far back as undo remembers."""
    found: set[str] = set()
    for entry in store.documents("history"):
        for edit in () if entry.get("undone") else entry.get("edits", ()):
            before = edit.get("other")
            if edit.get("now") or not before:
                continue
            proposed = edit.get("table") == "annotations" and SUGGESTED in before.get(
                "attributes", ()
            )
            proposed_tie = edit.get("table") == "relations" and "status" in before
            if proposed or proposed_tie:
                found.add(str(edit.get("key")))
    return frozenset(found)


def utc(text: str) -> str:
    """A time in ISO 8601 as a store keeps it, in UTC with `Z`; empty for anything else."""
    try:
        moment = datetime.fromisoformat(text)
        if _KEPT.fullmatch(text):
            return text  # as most are, for crossread wrote them
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        found = aware.astimezone(UTC).isoformat(timespec="milliseconds")
    except (ValueError, OverflowError):  # the latter: a time zone before the year 1
        return ""
    return found.replace("+00:00", "Z")
