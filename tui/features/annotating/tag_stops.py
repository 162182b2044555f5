"""Going from tag to tag: which of them to stop at is chosen by label, annotator, state, or what a claim lacks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from annotations.marks import AnchorState, Annotation, RelationKind
from tui.features.host import Host
from tui.features.navigation import Navigation
from tui.screens.finder import Choice, Finder
from tui.session.session import Session


class Stop(NamedTuple):
    """A kind of tag to stop at: its words, as a singular, and whether a tag is one."""

    words: str
    fits: Callable[[Session, Annotation], bool]


def _kinds_of(session: Session, claim: Annotation) -> set[RelationKind]:
    """The kinds of relations that a claim has, as far as a person said so."""
    return {relation.kind for relation in session.relations_of(claim) if not relation.suggested}


def _unsourced(session: Session, tag: Annotation) -> bool:
    return tag.root == "claim" and RelationKind.ATTRIBUTED_TO not in _kinds_of(session, tag)


def _unpartnered(session: Session, tag: Annotation) -> bool:
    return tag.root == "claim" and not any(kind.between_claims for kind in _kinds_of(session, tag))


def _labelled(label: str, session: Session, tag: Annotation) -> bool:
    return label in (tag.root, tag.label)


def _tagged_by(name: str, session: Session, tag: Annotation) -> bool:
    return tag.annotator == name


ANY = Stop("tag", lambda session, tag: True)
UNSOURCED = Stop("claim without a source", _unsourced)
UNPARTNERED = Stop("claim without a partner", _unpartnered)
SUGGESTED = Stop("suggestion", lambda session, tag: tag.suggested)
DOUBTFUL = Stop(
    "tag in doubt",
    lambda session, tag: tag.state not in (AnchorState.EXACT, AnchorState.SHIFTED),
)
NOTED = Stop("tag with a note", lambda session, tag: bool(tag.note))


class TagStops:
    """Next and previous tag of the kind that is chosen, through the articles in sight and around their end."""

    def __init__(self, host: Host, navigation: Navigation) -> None:
        self._host = host
        self._navigation = navigation
        self._stop = ANY
        self._gone_to = ("", 0)
        """The article and the offset of the tag that was gone to last."""

    def step(self, step: int, stop: Stop | None = None) -> None:
        """To the next or the previous tag to stop at; a kind that is given stays chosen."""
        self._stop = stop or self._stop
        session, view, key = self._host.session, self._host.view, self._host.keymap.key
        pages, caret = self._host.event_pages, view.caret
        standing = list(dict.fromkeys(pages.standing))
        places = [
            (at, tag.start)
            for at, article in enumerate(standing)
            for tag in session.annotations_of(article)
            if self._stop.fits(session, tag)
        ]
        if not places:
            others = f" · {key('find.stops')} stops at others" if self._stop is not ANY else ""
            self._host.bars.show_message(f"no {self._stop.words} here{others}", warn=True)
            return
        now = session.article_ids[caret.side], caret.offset
        if pages.turning and self._gone_to[0] in standing:
            now = self._gone_to  # the caret is on its way there
        here = standing.index(now[0]), now[1]
        at = bisect_right(places, here) if step > 0 else bisect_left(places, here) - 1
        at %= len(places)
        self._navigation.remember()
        ways = f"{key('find.tag')} next · {key('find.tag_back')} back"
        what = f"{self._stop.words} {at + 1} of {len(places)}"
        words = f"{what} · {ways} · {key('find.stops')} stops at others"
        article, offset = self._gone_to = standing[places[at][0]], places[at][1]
        side = session.side_with(article, caret.side)
        if side is None or pages.turning:
            pages.bring(article, offset, words=words)
            return
        view.go(side, offset)
        self._host.bars.show_message(words)

    def unsourced(self) -> None:
        """To the next claim that nobody is said to be the source of."""
        self.step(1, UNSOURCED)

    def unpartnered(self) -> None:
        """To the next claim that no other claim agrees with or contradicts."""
        self.step(1, UNPARTNERED)

    def choose(self) -> None:
        """Ask which tags to stop at, and go to the next one."""
        session = self._host.session
        tags = session.annotations()
        stops = {stop.words: stop for stop in self._stops()}
        counts = {
            words: sum(stop.fits(session, tag) for tag in tags) for words, stop in stops.items()
        }
        choices = [
            Choice(words, words, "as now" if words == self._stop.words else str(count))
            for words, count in counts.items()
            if count or words == self._stop.words
        ]
        if choices:
            self._host.dialogs.ask(
                Finder("Which tags to stop at", choices),
                lambda words: self.step(1, stops[words]),
            )
        else:
            self._host.bars.show_message("nothing is tagged here yet", warn=True)

    def _stops(self) -> Iterator[Stop]:
        """All kinds that there may be here: what claims lack, states, labels, annotators."""
        session = self._host.session
        yield from (ANY, UNSOURCED, UNPARTNERED, SUGGESTED, DOUBTFUL, NOTED)
        labels = Counter(label for tag in session.annotations() for label in {tag.root, tag.label})
        for label in sorted(labels):
            yield Stop(label, partial(_labelled, label))
        if len(session.layers.sizes) > 1:
            for name in session.layers.shown:
                yield Stop(f"tag of {name}", partial(_tagged_by, name))
