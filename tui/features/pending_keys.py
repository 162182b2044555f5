"""Keys whose meaning depends on what was begun: Enter, Escape, `+`, `-`, and a letter for a mark."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Protocol

from tui.features.annotating.listing import Listing
from tui.features.annotating.relations import Relations
from tui.features.annotating.tag_stops import TagStops
from tui.features.annotating.tagging import Tagging
from tui.features.comparing.aligning import Aligning
from tui.features.comparing.compare_any import CompareAny
from tui.features.comparing.diffing import Diffing
from tui.features.comparing.links import Links
from tui.features.host import Host
from tui.features.jumping import Jumping
from tui.features.search import Search
from tui.features.suggesting.suggesting import Suggesting
from tui.features.view_options import ViewOptions
from tui.page.jump_labels import Spot


class Features(Protocol):
    """The features that begin something, each made when it is first asked for."""

    @property
    def aligning(self) -> Aligning: ...
    @property
    def compare_any(self) -> CompareAny: ...
    @property
    def diffing(self) -> Diffing: ...
    @property
    def view_options(self) -> ViewOptions: ...
    @property
    def jumping(self) -> Jumping: ...
    @property
    def tag_stops(self) -> TagStops: ...
    @property
    def search(self) -> Search: ...
    @property
    def links(self) -> Links: ...
    @property
    def listing(self) -> Listing: ...
    @property
    def relations(self) -> Relations: ...
    @property
    def suggesting(self) -> Suggesting: ...
    @property
    def tagging(self) -> Tagging: ...


_SAY_SO_THEMSELVES = ("the letter", "borders", "list", "alignment mode")
"""What says by itself, or shows, that it is dropped."""


class PendingKeys:
    """Gives such a key to the feature that waits for it."""

    def __init__(self, host: Host, features: Features) -> None:
        self._host = host
        self._features = features
        self._letter: Callable[[str], None] | None = None
        self._dropped: Callable[[], None] = lambda: None

    @property
    def waits(self) -> bool:
        """Whether a letter is waited for."""
        return self._letter is not None

    def letter(
        self,
        prompt: str,
        then: Callable[[str], None],
        dropped: Callable[[], None] = lambda: None,
    ) -> None:
        """Call a function with the letter that is pressed next; the prompt is shown until then.

        `dropped` is called where another key, or Escape, is pressed instead.
        """
        self._letter, self._dropped = then, dropped
        self._host.bars.show_message(prompt, asks=True)

    def takes(self, character: str) -> bool:
        """Take a key for the letter that is waited for; whether it was one."""
        then, self._letter = self._letter, None
        if then is None:
            return False
        if character and character.isprintable():
            then(character)
            return True
        self._host.bars.show_message("")
        self._dropped()
        return False

    @property
    def uppermost(self) -> str:
        """What Escape peels off next, in words; empty where there is nothing."""
        return next((name for name, there, _ in self._peels() if there), "")

    def drop(self) -> None:
        """Peel off the uppermost of what is begun, selected or shown, and say what it was."""
        view = self._host.view
        for name, there, peel in self._peels():
            if there:
                peel()
                if name not in _SAY_SO_THEMSELVES:
                    self._host.bars.show_message(f"{name} dropped", first=True)
                return
        view.caret = view.caret.without_selection()

    def _peels(self) -> Iterator[tuple[str, object, Callable[[], object]]]:
        """What Escape can peel off, the uppermost first: its name, whether it is there, and how.

        A relation that waits for its other end lasts longest: it is begun on one page and ended
        on another, with searches and selections in between.
        """
        view, features = self._host.view, self._features
        relations, caret = features.relations, view.caret
        yield "the letter", self.waits, lambda: self.takes("")
        yield "the other end", relations.wants_kind, relations.drop_end
        yield "borders", features.tagging.resizing, self._drop_borders
        yield "search marks", features.search.query, features.search.clear
        yield "selection", caret.selecting, self._drop_selection
        yield "list", features.listing.shown, features.listing.toggle
        yield "pairing", features.links.pending, features.links.drop
        yield "comparison", features.compare_any.pending, features.compare_any.drop
        yield "alignment mode", features.aligning.on, features.aligning.leave
        yield "relation", relations.pending, relations.drop

    def _drop_selection(self) -> None:
        view = self._host.view
        view.caret = view.caret.without_selection()

    def _drop_borders(self) -> None:
        """Leave the borders of a tag as they were."""
        self._features.tagging.drop_borders()
        self._drop_selection()
        self._host.bars.show_message("the borders stay as they were", first=True)

    def jump(self) -> None:
        """Label what is in sight, and go to what has the label that is typed."""
        self._choose(self._features.jumping.spots(), "")

    def _choose(self, spots: Mapping[str, Spot], typed: str) -> None:
        """Wait for the next letter of a label, of those that begin as typed."""
        view, jumping = self._host.view, self._features.jumping

        def chosen(letter: str) -> None:
            begun = typed + letter.lower()
            left = {label: spot for label, spot in spots.items() if label.startswith(begun)}
            view.label({})
            self._host.bars.show_message("")
            if begun in left:
                jumping.go(left[begun])
            elif left:
                self._choose(left, begun)
            else:
                self._host.bars.show_message(f"nothing is labelled {begun}", warn=True)

        if not spots:
            self._host.bars.show_message("there is nothing here to jump to", warn=True)
            return
        by_line: dict[int, dict[int, str]] = {}
        for label, spot in spots.items():
            by_line.setdefault(spot.y, {})[spot.x] = label[len(typed) :]
        view.label(by_line)
        leave = self._host.keymap.key("select.drop")
        prompt = f"jump: type the letters of a place · {leave} stays here"
        self.letter(prompt, chosen, lambda: view.label({}))

    def stops(self) -> None:
        """Ask where to stop: at which suggestions, or changes, while they are shown, else at which tags."""
        if self._features.suggesting.shown:
            self._features.suggesting.choose()
        elif self._features.diffing.shown:
            self._features.diffing.filter()
        else:
            self._features.tag_stops.choose()

    def step(self, step: int) -> None:
        """To the next suggestion, or the previous one, while they are shown; else to the next tag."""
        if self._features.suggesting.shown:
            self._features.suggesting.step(step)
        else:
            self._features.tag_stops.step(step)

    def why(self) -> None:
        """Why there is the suggestion at the caret, else why the block is linked."""
        if not self._features.suggesting.why():
            self._features.links.why()

    def fold(self) -> None:
        """Fold what is unchanged while the diff is shown, else what is not the article."""
        if self._features.diffing.shown:
            self._features.diffing.fold_unchanged()
        else:
            self._features.view_options.fold()

    def look(self) -> None:
        """Look at the tags here; where borders are being changed, keep them."""
        if self._features.tagging.resizing is not None:
            self._features.tagging.keep_borders()
        else:
            self._features.relations.inspect()

    def follow(self) -> None:
        """To the other end of the tag's relation here, else to the block's partner."""
        if not self._features.relations.follow():
            self._features.links.follow()

    def verdict(self, *, agreed: bool) -> None:
        """Accept or reject what is proposed here: a tag, else what is suggested, a tag's relation, the link."""
        tagging, links = self._features.tagging, self._features.links
        suggestion = tagging.suggested()
        if suggestion is None and self._features.suggesting.judge(agreed=agreed):
            return
        if suggestion is None and self._features.relations.judge(agreed=agreed):
            return
        if suggestion is None:
            (links.confirm if agreed else links.reject)()
        elif agreed:
            tagging.accept(suggestion)
        else:
            tagging.delete()
