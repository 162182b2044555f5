"""Suggestions that are accepted: the tags and relations that they become, as commands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from annotations.marks import Annotation
from annotations.store import Command
from annotations.store.serialization import annotation_from_document
from tui.features.suggesting.proposals import Proposal

if TYPE_CHECKING:
    from tui.session.session import Session


def own_tags(session: Session, article: str) -> list[Annotation]:
    """What the one who reads has tagged in an article, by its id."""
    found = session.annotations_of(article)
    return [tag for tag in found if tag.annotator == session.annotator]


def accepting(session: Session, key: str, found: Iterable[Proposal]) -> Iterator[Command]:
    """The commands that tag what is proposed for the article with an id, of each kind one."""
    from annotations.store.accepting import accept_attributions, accept_claims

    article = session.article(key)
    if article is None:
        return
    own = own_tags(session, key)
    here = [each for each in found if each.article == key]
    said = [each.attribution for each in here if each.attribution is not None]
    claims = [each.claim for each in here if each.claim is not None]
    pair = session.history
    if said:
        made = accept_attributions(said, key, article, session.annotator, pair=pair, existing=own)
        own += [
            annotation_from_document(each.after)
            for each in made.edits
            if each.table == "annotations" and each.after is not None
        ]
        yield made
    if claims:
        yield accept_claims(claims, key, article, session.annotator, pair=pair, existing=own)
