"""What has to be so for an action to do anything: one line an action, here and nowhere else.

The hints, the menu, the palette and the help ask it. A key that is pressed all the same says by
itself what is missing. An action that is not in `NEEDS` can always be carried out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from msgspec import Struct

from annotations.marks import Annotation
from tui.features.host import Host
from tui.features.registry import Features


class Here:
    """Where the reader is, for conditions: each fact is found out when it is asked for.

    No feature is loaded for that: one that nobody has used has begun, found and shown nothing.
    """

    def __init__(self, host: Host, features: Features) -> None:
        self.session, self.view, self.keeper = host.session, host.view, host.keeper
        self.features = features

    @property
    def tags(self) -> tuple[Annotation, ...]:
        """The tags under the caret."""
        caret = self.view.caret
        return self.session.at(caret.side, caret.offset)

    @property
    def related(self) -> bool:
        """Whether a tag here has a relation."""
        return any(self.session.ties_of(tag) for tag in self.tags)

    @property
    def suggested(self) -> bool:
        """Whether a tag here, or a relation of one, waits to be accepted or rejected."""
        caret = self.view.caret
        return any(tag.suggested for tag in self.tags) or bool(
            self.session.suggested_relation_at(caret.side, caret.offset)
        )

    @property
    def proposed(self) -> bool:
        """Whether a suggestion of the program is shown at the caret."""
        suggesting = self.features.made(Features.suggesting)
        return bool(suggesting and suggesting.here())

    @property
    def proposals(self) -> bool:
        """Whether suggestions of the program are shown."""
        suggesting = self.features.made(Features.suggesting)
        return bool(suggesting and suggesting.left)

    @property
    def linked(self) -> bool:
        """Whether the caret's block has a link."""
        page, caret = self.view.page_now, self.view.caret
        if page is None:
            return False
        return bool(page.partners(caret.side, self.session.block_of(caret.side, caret.offset)))

    @property
    def passage(self) -> bool:
        """Whether a passage of the other article is shown for the caret's block."""
        passages = self.features.made(Features.nearest_passages)
        return bool(passages and self.view.page_now and passages.passage())

    @property
    def diff(self) -> bool:
        """Whether the diff is drawn."""
        diffing = self.features.made(Features.diffing)
        return bool(diffing and diffing.shown)

    @property
    def hits(self) -> bool:
        """Whether a search has found something."""
        search = self.features.made(Features.search)
        return bool(search and search.found)

    @property
    def came(self) -> tuple[bool, bool, bool]:
        """Whether there is a jump to go back from, one to repeat, and a mark."""
        navigation = self.features.made(Features.navigation)
        return navigation.leads if navigation else (False, False, False)

    @property
    def tagged_before(self) -> bool:
        """Whether something was tagged since the pair was opened."""
        tagging = self.features.made(Features.tagging)
        return bool(tagging and tagging.last_label)

    @property
    def reloadable(self) -> bool:
        """Whether a file of the pair has changed on disk."""
        watch = self.features.made(Features.file_watch)
        return bool(watch and watch.offer)

    @property
    def listed(self) -> bool:
        """Whether the list of annotations is shown."""
        listing = self.features.made(Features.listing)
        return bool(listing and listing.shown)


class Need(Struct, frozen=True):
    """What an action needs, in words after `needs`, and whether it is there."""

    words: str
    holds: Callable[[Here], object]


_WRITE = Need("a store that can be written to", lambda here: not here.session.read_only)
_TAG = Need("a tag at the caret", lambda here: here.tags)
_TAGS = Need("a tag in the pair", lambda here: here.session.annotations() or here.proposals)
_CLAIMS = Need("a claim in the pair", lambda here: any(here.session.claims))
_LINK = Need("a link of this block", lambda here: here.linked)
_VERDICT = Need(
    "a link or a suggestion here", lambda here: here.linked or here.suggested or here.proposed
)
_REASON = Need("a link or a suggestion here", lambda here: here.linked or here.proposed)
_PROPOSED = Need("a suggestion here", lambda here: here.proposed)
_PROPOSALS = Need("suggestions to be shown", lambda here: here.proposals)
_WAY = Need("a link or a relation here", lambda here: here.linked or here.related or here.passage)
_PASSAGE = Need("a nearest passage shown", lambda here: here.passage)
_DIFF = Need("the diff to be shown", lambda here: here.diff)
_STOPS = Need(
    "a tag in the pair, or the diff",
    lambda here: here.diff or here.proposals or here.session.annotations(),
)
_HITS = Need("something that was searched and found", lambda here: here.hits)
_SELECTION = Need("a selection", lambda here: here.view.caret.selecting)
_BACK = Need("a jump to go back from", lambda here: here.came[0])
_FORWARD = Need("a jump that was taken back", lambda here: here.came[1])
_MARK = Need("a mark that is set", lambda here: here.came[2])
_AGAIN = Need("a tag made before", lambda here: here.tagged_before)
_RELOAD = Need("a file that has changed on disk", lambda here: here.reloadable)
_UNSAVED = Need("something that is not saved", lambda here: here.keeper.waiting)
_LIST = Need("the list of annotations", lambda here: here.listed)
_MORE = Need(
    "an event of more than two articles", lambda here: len(here.session.event.articles) > 2
)
_KIND = Need("two tags chosen to be related", lambda here: here.features.mode == "relate")


def _label(digit: str) -> Need:
    return Need(
        f"a label {digit} in the codebook", lambda here: digit in here.session.codebook.by_digit
    )


NEEDS: Mapping[str, tuple[Need, ...]] = MappingProxyType(
    {
        "read.back": (_BACK,),
        "read.forward": (_FORWARD,),
        "read.to_mark": (_MARK,),
        "read.retype": (_WRITE,),
        "select.swap": (_SELECTION,),
        "select.shrink": (_SELECTION,),
        "tag.claim": (_WRITE,),
        "tag.source": (_WRITE,),
        "tag.theme": (_WRITE,),
        "tag.theme_again": (_WRITE,),
        "tag.cue": (_WRITE,),
        "tag.any": (_WRITE,),
        "tag.repeat": (_WRITE, _AGAIN),
        "tag.next": (_WRITE, _TAG),
        **{f"tag.{digit}": (_WRITE, _label(digit)) for digit in "123456789"},
        "tag.note": (_WRITE, _TAG),
        "tag.inspect": (_TAG,),
        "tag.attributes": (_WRITE, _TAG),
        "tag.relabel": (_WRITE, _TAG),
        "tag.borders": (_WRITE, _TAG),
        "tag.delete": (_WRITE, _TAG),
        "suggest.source": (_WRITE, _PROPOSED),
        "suggest.reject_source": (_WRITE, _PROPOSED),
        "suggest.sure": (_WRITE, _PROPOSALS),
        "link.relate": (_WRITE, _TAG),
        "link.follow": (_WAY,),
        "link.why": (_REASON,),
        "link.take": (_WRITE, _PASSAGE),
        "link.pair": (_WRITE,),
        "link.claims": (_CLAIMS,),
        "matrix.agrees": (_WRITE,),
        "matrix.contradicts": (_WRITE,),
        "matrix.partly": (_WRITE,),
        "matrix.updates": (_WRITE,),
        "link.confirm": (_WRITE, _VERDICT),
        "link.reject": (_WRITE, _VERDICT),
        "align.confirm": (_WRITE, _LINK),
        "align.reject": (_WRITE, _LINK),
        "align.break": (_WRITE, _LINK),
        "align.split": (_WRITE, _LINK),
        "align.glue": (_WRITE, _LINK),
        "diff.next": (_DIFF,),
        "diff.previous": (_DIFF,),
        "diff.filter": (_DIFF,),
        "diff.fold": (_DIFF,),
        "diff.twin": (_LINK,),
        "find.next": (_HITS,),
        "find.previous": (_HITS,),
        "find.tag": (_TAGS,),
        "find.tag_back": (_TAGS,),
        "find.stops": (_STOPS,),
        "find.unsourced": (_CLAIMS,),
        "find.unpartnered": (_CLAIMS,),
        **{f"event.{step}": (_MORE,) for step in ("next", "back", "own_next", "own_back", "third")},
        "event.add": (_WRITE,),
        "event.remove": (_WRITE, _MORE),
        "app.undo": (_WRITE,),
        "app.redo": (_WRITE,),
        "app.save": (_UNSAVED,),
        "app.reload": (_RELOAD,),
    }
)
"""What actions need, by their ids, what is rarer first."""

PLACES: Mapping[str, Need] = MappingProxyType({"list": _LIST, "relate": _KIND})
"""What all actions of a context need that is not there by itself."""


def missing(id: str, here: Here) -> str:
    """What an action lacks to be carried out, in words: `needs a tag at the caret`; empty for nothing."""
    place = PLACES.get(id.partition(".")[0])
    needs = NEEDS.get(id, ()) if place is None else (place,)
    return next((f"needs {need.words}" for need in needs if not need.holds(here)), "")
