"""What features add to the page: layers of styles, signs in the gutter, places to paint ahead."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from annotations.articles import Block
from tui.features.registry import Features
from tui.page.caret import Side
from tui.page.drawing import NearBlock
from tui.page.marginalia import Glyph
from tui.page.style_runs import Layer
from tui.session.drawn_marks import glyphs, spans

if TYPE_CHECKING:
    from tui.reader.answers import Answers
    from tui.session.session import Session
    from tui.widgets.page_view import PageView


class PageLayers:
    """Asks the features made so far; the page is painted without the others."""

    def __init__(self, session: Session, features: Features, answers: Answers) -> None:
        self._session = session
        self._answers = answers
        self._features = features

    def give(self, view: PageView) -> None:
        """Let a view draw from here."""
        view.likely, view.rested, view.near = self._likely, self.rested, self._near
        spans_of = partial(spans, self._session)
        made = self._diff_layers, self._passage_layers, self._search_layers
        view.set_sources((self._proposed_layers, spans_of, *made), self._glyphs)

    def prepare(self) -> None:
        """Find out in a worker thread what the first key of a kind would wait for."""
        if self._session.alignment.links:
            self._features.diffing.prepare(self.rested)
        self._features.nearest_passages.look()

    def rested(self) -> None:
        """Nobody presses anything: look ahead."""
        if self._features.made(Features.diffing):
            self._features.diff_prefetch.look()
        if passages := self._features.made(Features.nearest_passages):
            passages.look()
        self._features.suggesting.look()

    def moved(self) -> None:
        """The caret has moved."""
        if passages := self._features.made(Features.nearest_passages):
            passages.moved()
        if suggesting := self._features.made(Features.suggesting):
            suggesting.moved()

    def _near(self, side: Side, block: int) -> NearBlock | None:
        passages = self._features.made(Features.nearest_passages)
        found = passages.near(side, block) if passages else None
        if found is not None and (found.likely or found.chosen):
            return found
        return self._answers.near(side, block) or found

    def _likely(self) -> list[tuple[Side, int]]:
        made = self._features.made
        likely = made(Features.search), made(Features.diff_prefetch)
        return [place for feature in likely if feature for place in feature.likely()]

    def _proposed_layers(self, side: Side, block: Block) -> Iterable[Layer]:
        suggesting = self._features.made(Features.suggesting)
        return suggesting.layers(self._session.article_ids[side], block) if suggesting else ()

    def _diff_layers(self, side: Side, block: Block) -> Iterable[Layer]:
        diffing = self._features.made(Features.diffing)
        return diffing.layers(side, block) if diffing else ()

    def _passage_layers(self, side: Side, block: Block) -> Iterable[Layer]:
        passages = self._features.made(Features.nearest_passages)
        return passages.layers(side, block) if passages else ()

    def _search_layers(self, side: Side, block: Block) -> Iterable[Layer]:
        search = self._features.made(Features.search)
        return search.layers(self._session.article_ids[side], block) if search else ()

    def _glyphs(self, side: Side, block: Block) -> list[Glyph]:
        aligning, diffing = (
            self._features.made(Features.aligning),
            self._features.made(Features.diffing),
        )
        first = aligning.glyphs(side, block) if aligning else []
        last = diffing.glyphs(side, block) if diffing else []
        suggesting = self._features.made(Features.suggesting)
        proposed = suggesting.glyphs(self._session.article_ids[side], block) if suggesting else []
        return [*first, *glyphs(self._session, side, block), *proposed, *last]
