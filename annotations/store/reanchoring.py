"""Give an article a new text: re-anchor its annotations, move decisions to the new blocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from msgspec.structs import replace
from rapidfuzz.distance import Indel

from annotations.alignment.link import Link
from annotations.articles.article import Article
from annotations.marks.anchoring import moved, reanchor_all
from annotations.marks.annotation import AnchorState, Annotation
from annotations.store import queries
from annotations.store.command import Command, Edit
from annotations.store.commands import annotation_edit
from annotations.store.engine.storage import JournalStorage
from annotations.store.pairs import StoredPairs
from annotations.store.serialization import (
    article_to_document,
    link_key,
    link_to_document,
    text_to_document,
)

SAME_BLOCK = 0.6
"""Least likeness (of 1) of two blocks in one place to be the same block, edited."""


@dataclass(frozen=True, slots=True)
class TextUpdate:
    """What a new text of an article means: the command to do, and what a person should look at.

    `review` are the annotations as the command leaves them that are not sure of their place;
    `dropped` the decisions, by pair, whose blocks are no longer there and that the command removes.
    """

    command: Command
    review: tuple[Annotation, ...]
    dropped: tuple[tuple[str, Link], ...]


def update_stored(
    storage: JournalStorage, stored: StoredPairs, article_id: str, article: Article, pair: str
) -> TextUpdate:
    """What it means for a stored article to take a new text; see `Store.update_text`."""
    pairs = stored.pairs_with(article_id)
    sides = {
        each.id: "both" if each.left == each.right else
        ("left" if each.left == article_id else "right")
        for each in pairs
    }  # fmt: skip
    return update_text(
        article_id,
        stored.article(article_id),
        article,
        queries.annotations_on(storage, (article_id,), None),
        {each.id: queries.decided_links(storage, each.id) for each in pairs},
        sides,
        text_is_new=not stored.has_text(article.sha256),
        pair=pair,
    )


def update_text(
    article_id: str,
    before: Article,
    after: Article,
    annotations: Sequence[Annotation],
    decisions: Mapping[str, Sequence[Link]],
    sides: Mapping[str, str],
    *,
    text_is_new: bool,
    pair: str = "",
) -> TextUpdate:
    """Work out what another text of a stored article changes; nothing is done yet.

    `annotations` are all of the article; `decisions` those on links of each pair that it is in, and
    `sides` which side (`left`, `right`, `both`) it has in that pair. `text_is_new` says that the
    store has not had the text before.
    """
    edits = [
        Edit(
            "articles",
            article_id,
            article_to_document(article_id, before),
            article_to_document(article_id, after),
        )
    ]
    if text_is_new:
        edits.append(Edit("texts", after.sha256, None, text_to_document(after)))
    review: list[Annotation] = []
    placements = reanchor_all(annotations, after.text, old_text=before.text)
    for annotation, placement in zip(annotations, placements, strict=True):
        new = moved(annotation, placement, article_id, after.text)
        if new.state not in (AnchorState.EXACT, AnchorState.SHIFTED):
            review.append(new)
        if new != annotation:
            edits.append(annotation_edit(annotation, new))
    dropped: list[tuple[str, Link]] = []
    blocks = same_blocks(before, after)
    for each, links in decisions.items():
        link_edits, gone = _carried(each, links, sides[each], blocks)
        edits += link_edits
        dropped += ((each, link) for link in gone)
    title = f"take the new text of {after.title or after.source or 'an article'}"
    return TextUpdate(Command(title, tuple(edits), pair), tuple(review), tuple(dropped))


def same_blocks(before: Article, after: Article) -> dict[int, int]:
    """Index of each old block in the new article, for those that are still there.

    Equal blocks are matched by `difflib`'s longest runs; between them, as many old as new blocks in
    one place are paired when each is like the other.
    """
    old = [before.text_of(block) for block in before.blocks]
    new = [after.text_of(block) for block in after.blocks]
    found: dict[int, int] = {}
    for what, i, i_end, j, j_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what != "equal" and i_end - i != j_end - j:
            continue
        for left, right in zip(range(i, i_end), range(j, j_end), strict=True):
            if Indel.normalized_similarity(old[left], new[right]) >= SAME_BLOCK:
                found[left] = right
    return found


def _carried(
    pair: str, links: Sequence[Link], side: str, blocks: Mapping[int, int]
) -> tuple[list[Edit], list[Link]]:
    """Edits that move decisions to the new blocks, and those that have none any more."""
    was = {link_key(pair, link.left, link.right): link_to_document(pair, link) for link in links}
    will: dict[str, dict[str, object]] = {}
    gone: list[Link] = []
    for link in links:
        left = blocks.get(link.left, -1) if side in ("left", "both") else link.left
        right = blocks.get(link.right, -1) if side in ("right", "both") else link.right
        if left < 0 or right < 0:
            gone.append(link)
        else:
            new = replace(link, left=left, right=right)
            will[link_key(pair, left, right)] = link_to_document(pair, new)
    edits = [
        Edit("links", key, was.get(key), will.get(key))
        for key in {**was, **will}
        if was.get(key) != will.get(key)
    ]
    return edits, gone
