"""The features of one desk, each loaded when it is first asked for.

The page is painted before any of them is needed; `load` then fetches their modules ahead of the
first key, off the screen's thread.
"""

from __future__ import annotations

from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tui.features.aligning import Aligning
    from tui.features.answering import Answering
    from tui.features.claims import Claims
    from tui.features.coding import Coding
    from tui.features.colours import Colours
    from tui.features.comparing import Comparing
    from tui.features.copying import Copying
    from tui.features.desk import Desk
    from tui.features.diffing import Diffing
    from tui.features.exporting import Exporting
    from tui.features.finding import Finding, Travelling
    from tui.features.foresight import Foresight
    from tui.features.linking import Linking
    from tui.features.listing import Listing
    from tui.features.mapping import Mapping
    from tui.features.menu import Menu
    from tui.features.searching import Searching
    from tui.features.setting import Setting
    from tui.features.tagging import Tagging
    from tui.features.watching import Watching
    from tui.widgets.annotation_list import AnnotationList
    from tui.widgets.bars import SearchBar

_MODULES = [
    "aligning",
    "answering",
    "claims",
    "coding",
    "colours",
    "comparing",
    "copying",
    "diffing",
    "exporting",
    "finding",
    "foresight",
    "linking",
    "mapping",
    "menu",
    "setting",
    "tagging",
    "watching",
]


def load() -> None:
    """Load the modules of all features, and what compares words."""
    for name in _MODULES:
        import_module(f"tui.features.{name}")
    import_module("annotations.alignment.changelist")
    import_module("annotations.alignment.telling")


class Features:
    """One of each feature, made when it is first asked for."""

    def __init__(self, desk: Desk, bar: SearchBar, widget: AnnotationList) -> None:
        """The search line and the list are the features' that open them."""
        self._desk = desk
        self._bar = bar
        self._list = widget

    def call(self, name: str, *arguments: Any) -> None:
        """Call a feature's method: `tagging.tag` with `claim`."""
        feature, _, method = name.partition(".")
        getattr(getattr(self, feature), method)(*arguments)

    def made(self, name: str) -> Any:
        """A feature that somebody has asked for before, else None."""
        return vars(self).get(name)

    @cached_property
    def answering(self) -> Answering:
        from tui.features.answering import Answering

        return Answering(self._desk, self)

    @cached_property
    def setting(self) -> Setting:
        from tui.features.setting import Setting

        return Setting(self._desk, self.listing)

    @cached_property
    def travelling(self) -> Travelling:
        from tui.features.finding import Travelling

        return Travelling(self._desk)

    @cached_property
    def finding(self) -> Finding:
        from tui.features.finding import Finding

        return Finding(self._desk)

    @cached_property
    def searching(self) -> Searching:
        from tui.features.searching import Searching

        return Searching(self._desk, self.finding, self.travelling, self._bar)

    @cached_property
    def listing(self) -> Listing:
        from tui.features.listing import Listing

        return Listing(self._desk, self.travelling, self._list)

    @cached_property
    def tagging(self) -> Tagging:
        from tui.features.tagging import Tagging

        return Tagging(self._desk)

    @cached_property
    def linking(self) -> Linking:
        from tui.features.linking import Linking

        return Linking(self._desk, self.travelling)

    @cached_property
    def aligning(self) -> Aligning:
        from tui.features.aligning import Aligning

        return Aligning(self._desk, self.travelling)

    @cached_property
    def diffing(self) -> Diffing:
        from tui.features.diffing import Diffing

        return Diffing(self._desk, self.travelling)

    @cached_property
    def foresight(self) -> Foresight:
        from tui.features.foresight import Foresight

        return Foresight(self._desk, self.diffing)

    @cached_property
    def comparing(self) -> Comparing:
        from tui.features.comparing import Comparing

        return Comparing(self._desk, self.diffing)

    @cached_property
    def claims(self) -> Claims:
        from tui.features.claims import Claims

        return Claims(self._desk, self.travelling, self.diffing)

    @cached_property
    def mapping(self) -> Mapping:
        from tui.features.mapping import Mapping

        return Mapping(self._desk, self.travelling, self.diffing)

    @cached_property
    def copying(self) -> Copying:
        from tui.features.copying import Copying

        return Copying(self._desk)

    @cached_property
    def exporting(self) -> Exporting:
        from tui.features.exporting import Exporting

        return Exporting(self._desk)

    @cached_property
    def coding(self) -> Coding:
        from tui.features.coding import Coding

        return Coding(self._desk)

    @cached_property
    def colours(self) -> Colours:
        from tui.features.colours import Colours

        return Colours(self._desk)

    @cached_property
    def watching(self) -> Watching:
        from tui.features.watching import Watching

        return Watching(self._desk)

    @cached_property
    def menu(self) -> Menu:
        from tui.features.menu import Menu

        return Menu(self._desk, self.tagging, self.linking)
