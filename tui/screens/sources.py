"""What features add to the page: layers and signs, and what they make likely to be seen next."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from annotations.articles import Block
from tui.reading.caret import Side
from tui.reading.page import Glyph, Layers
from tui.reading.painting import Layer

if TYPE_CHECKING:
    from tui.features.together import Features
    from tui.session import Session
    from tui.widgets.page_view import PageView


class Sources:
    """Asks the features that somebody has asked for before; the page is painted without them."""

    def __init__(self, session: Session, features: Features) -> None:
        self._session = session
        self._features = features

    def give(self, view: PageView) -> None:
        """Let a view draw from here."""
        view.likely, view.rested = self._likely, self.rested
        layers = self._session.layers, self._layers_of("diffing"), self._layers_of("finding")
        view.set_sources(layers, self._glyphs)

    def prepare(self) -> None:
        """Find out aside what the first key of a kind would wait for."""
        if self._session.alignment.links:
            self._features.diffing.prepare(self.rested)

    def rested(self) -> None:
        """Nobody presses anything: look ahead."""
        if self._features.made("diffing"):
            self._features.foresight.look()

    def _likely(self) -> list[tuple[Side, int]]:
        made = map(self._features.made, ("finding", "foresight"))
        return [place for feature in made if feature for place in feature.likely()]

    def _layers_of(self, name: str) -> Layers:
        """The layers of a feature, once it is asked for."""

        def layers(side: Side, block: Block) -> Iterable[Layer]:
            feature = self._features.made(name)
            return feature.layers(side, block) if feature else ()

        return layers

    def _glyphs(self, side: Side, block: Block) -> list[Glyph]:
        aligning, diffing = self._features.made("aligning"), self._features.made("diffing")
        first = aligning.glyphs(side, block) if aligning else []
        last = diffing.glyphs(side, block) if diffing else []
        return [*first, *self._session.glyphs(side, block), *last]
