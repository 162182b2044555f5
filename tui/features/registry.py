"""The features of one reader, each loaded when it is first asked for.

The page is painted before any of them is needed; `load` then fetches their modules ahead of the
first key, off the screen's thread.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Generic, Self, TypeVar, overload

if TYPE_CHECKING:
    from tui.features.annotating.claims import Claims
    from tui.features.annotating.codebook_editing import CodebookEditing
    from tui.features.annotating.colours import Colours
    from tui.features.annotating.layers import Layers
    from tui.features.annotating.listing import Listing
    from tui.features.annotating.relations import Relations
    from tui.features.annotating.tag_stops import TagStops
    from tui.features.annotating.tagging import Tagging
    from tui.features.comparing.aligning import Aligning
    from tui.features.comparing.compare_any import CompareAny
    from tui.features.comparing.diff_prefetch import DiffPrefetch
    from tui.features.comparing.diffing import Diffing
    from tui.features.comparing.links import Links
    from tui.features.comparing.nearest_passages import NearestPassages
    from tui.features.comparing.overview_map import OverviewMap
    from tui.features.copying import Copying
    from tui.features.event_articles import EventArticles
    from tui.features.exporting import Exporting
    from tui.features.file_watch import FileWatch
    from tui.features.host import Host
    from tui.features.jumping import Jumping
    from tui.features.matrix.matrix import Matrix
    from tui.features.menu import Menu
    from tui.features.navigation import Navigation
    from tui.features.pending_keys import PendingKeys
    from tui.features.search import Search
    from tui.features.suggesting.suggesting import Suggesting
    from tui.features.view_options import ViewOptions
    from tui.widgets.annotation_list import AnnotationList
    from tui.widgets.bars import SearchBar

Feature = TypeVar("Feature")


def load() -> None:
    """Load the modules of all features, and what compares words."""
    for feature in vars(Features).values():
        if isinstance(feature, _Lazy):
            for name in feature.modules:
                import_module(name)
    import_module("annotations.alignment.diff.changes")
    import_module("annotations.alignment.diff.highlights")


class _Lazy(Generic[Feature]):
    """An attribute of `Features` that is made when it is first asked for, and kept."""

    def __init__(self, make: Callable[[Features], Feature]) -> None:
        self._make = make
        self._name = make.__name__

    @overload
    def __get__(self, features: None, owner: type[Features]) -> Self: ...
    @overload
    def __get__(self, features: Features, owner: type[Features]) -> Feature: ...
    def __get__(self, features: Features | None, owner: type[Features]) -> Self | Feature:
        if features is None:
            return self
        made = vars(features)[self._name] = self._make(features)
        return made

    @property
    def modules(self) -> list[str]:
        """The modules that making it imports: the feature's own."""
        names = self._make.__code__.co_names
        return [name for name in names if name.startswith("tui.features.")]

    def made(self, features: Features) -> Feature | None:
        """What was made, None before that."""
        made: Feature | None = vars(features).get(self._name)
        return made


class Features:
    """One of each feature, made when it is first asked for."""

    def __init__(self, host: Host, bar: SearchBar, widget: AnnotationList) -> None:
        """The search line and the list are the features' that open them."""
        self._host = host
        self._bar = bar
        self._list = widget

    def made(self, feature: _Lazy[Feature]) -> Feature | None:
        """A feature that somebody has asked for before, else None: `made(Features.diffing)`."""
        return feature.made(self)

    @property
    def mode(self) -> str:
        """The context whose keys go before those of the page; empty where none does."""
        relations, aligning = self.made(Features.relations), self.made(Features.aligning)
        if relations is not None and relations.wants_kind:
            return "relate"
        return "align" if aligning is not None and aligning.on else ""

    @property
    def begun(self) -> tuple[str, str]:
        """What is begun and not ended, for the status line, and the id of the action that ends it.

        Both are empty where nothing is begun.
        """
        made = self.made
        relations, links = made(Features.relations), made(Features.links)
        for feature in (relations, links, made(Features.compare_any)):
            if feature is not None and feature.pending:
                return feature.pending, feature.begun
        return "", ""

    def leave_pair(self) -> None:
        """Two other articles come: drop what holds for those that were open alone."""
        links, aligning = self.made(Features.links), self.made(Features.aligning)
        if links is not None:
            links.drop()
        if aligning is not None:
            aligning.leave()
        tagging, diffing = self.made(Features.tagging), self.made(Features.diffing)
        if tagging is not None and tagging.resizing is not None:
            tagging.drop_borders()
        if diffing is not None:
            diffing.forget()
        vars(self).pop("file_watch", None)

    def enter_pair(self) -> None:
        """Other articles are in sight: find in them what is searched, and list what they have."""
        if search := self.made(Features.search):
            search.again()
        if suggesting := self.made(Features.suggesting):
            suggesting.changed()
        if listing := self.made(Features.listing):
            listing.follow()

    @_Lazy
    def pending_keys(self) -> PendingKeys:
        from tui.features.pending_keys import PendingKeys

        return PendingKeys(self._host, self)

    @_Lazy
    def view_options(self) -> ViewOptions:
        from tui.features.view_options import ViewOptions

        return ViewOptions(self._host, self.listing)

    @_Lazy
    def navigation(self) -> Navigation:
        from tui.features.navigation import Navigation

        return Navigation(self._host)

    @_Lazy
    def search(self) -> Search:
        from tui.features.search import Search

        return Search(self._host, self.navigation, self._bar)

    @_Lazy
    def listing(self) -> Listing:
        from tui.features.annotating.listing import Listing

        return Listing(self._host, self.navigation, self._list)

    @_Lazy
    def tagging(self) -> Tagging:
        from tui.features.annotating.tagging import Tagging

        return Tagging(self._host)

    @_Lazy
    def relations(self) -> Relations:
        from tui.features.annotating.relations import Relations

        return Relations(self._host, self.navigation)

    @_Lazy
    def links(self) -> Links:
        from tui.features.comparing.links import Links

        return Links(self._host, self.navigation)

    @_Lazy
    def aligning(self) -> Aligning:
        from tui.features.comparing.aligning import Aligning

        return Aligning(self._host, self.navigation)

    @_Lazy
    def diffing(self) -> Diffing:
        from tui.features.comparing.diffing import Diffing

        return Diffing(self._host, self.navigation)

    @_Lazy
    def diff_prefetch(self) -> DiffPrefetch:
        from tui.features.comparing.diff_prefetch import DiffPrefetch

        return DiffPrefetch(self._host, self.diffing)

    @_Lazy
    def compare_any(self) -> CompareAny:
        from tui.features.comparing.compare_any import CompareAny

        return CompareAny(self._host, self.diffing)

    @_Lazy
    def claims(self) -> Claims:
        from tui.features.annotating.claims import Claims

        return Claims(self._host, self.navigation)

    @_Lazy
    def matrix(self) -> Matrix:
        from tui.features.matrix.matrix import Matrix

        return Matrix(self._host, self.navigation)

    @_Lazy
    def overview_map(self) -> OverviewMap:
        from tui.features.comparing.overview_map import OverviewMap

        return OverviewMap(self._host, self.navigation, self.diffing)

    @_Lazy
    def nearest_passages(self) -> NearestPassages:
        from tui.features.comparing.nearest_passages import NearestPassages

        return NearestPassages(self._host, self.navigation)

    @_Lazy
    def jumping(self) -> Jumping:
        from tui.features.jumping import Jumping

        return Jumping(self._host, self.navigation)

    @_Lazy
    def layers(self) -> Layers:
        from tui.features.annotating.layers import Layers

        return Layers(self._host, self.listing)

    @_Lazy
    def tag_stops(self) -> TagStops:
        from tui.features.annotating.tag_stops import TagStops

        return TagStops(self._host, self.navigation)

    @_Lazy
    def suggesting(self) -> Suggesting:
        from tui.features.suggesting.suggesting import Suggesting

        return Suggesting(self._host, self.navigation)

    @_Lazy
    def copying(self) -> Copying:
        from tui.features.copying import Copying

        return Copying(self._host)

    @_Lazy
    def exporting(self) -> Exporting:
        from tui.features.exporting import Exporting

        return Exporting(self._host)

    @_Lazy
    def codebook_editing(self) -> CodebookEditing:
        from tui.features.annotating.codebook_editing import CodebookEditing

        return CodebookEditing(self._host)

    @_Lazy
    def colours(self) -> Colours:
        from tui.features.annotating.colours import Colours

        return Colours(self._host)

    @_Lazy
    def file_watch(self) -> FileWatch:
        from tui.features.file_watch import FileWatch

        return FileWatch(self._host)

    @_Lazy
    def event_articles(self) -> EventArticles:
        from tui.features.event_articles import EventArticles

        return EventArticles(self._host)

    @_Lazy
    def menu(self) -> Menu:
        from tui.features.menu import Menu

        return Menu(self._host, self.tagging, self.relations, self.navigation)
