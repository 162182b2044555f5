"""What Enter, Escape, `+`, `-` and a letter do where something is begun: what was begun decides."""

from __future__ import annotations

from typing import Any, Protocol

from tui.features.aligning import Aligning
from tui.features.comparing import Comparing
from tui.features.desk import Desk
from tui.features.finding import Finding
from tui.features.linking import Linking
from tui.features.listing import Listing
from tui.features.tagging import Tagging

_PROMPTS = {
    "travelling.set_mark": "mark: press a letter",
    "travelling.to_mark": "go to mark: press its letter",
}
"""What is said while a letter is waited for, by what it is for."""


class Features(Protocol):
    """The features that begin something, each made when it is first asked for."""

    @property
    def aligning(self) -> Aligning: ...
    @property
    def comparing(self) -> Comparing: ...
    @property
    def finding(self) -> Finding: ...
    @property
    def linking(self) -> Linking: ...
    @property
    def listing(self) -> Listing: ...
    @property
    def tagging(self) -> Tagging: ...
    def made(self, name: str) -> Any: ...
    def call(self, name: str, *arguments: Any) -> None: ...


class Answering:
    """Gives a key to the feature that waits for it."""

    def __init__(self, desk: Desk, features: Features) -> None:
        self._desk = desk
        self._features = features
        self._letter = ""

    @property
    def waits(self) -> bool:
        """Whether a letter is waited for."""
        return bool(self._letter)

    def letter(self, use: str) -> None:
        """Call a feature's method with the letter that is pressed next."""
        self._letter = use
        self._desk.say(_PROMPTS[use])

    def takes(self, key: str, character: str) -> bool:
        """Take a key that something waits for: a mark's name, a relation's kind, a mode's."""
        if self._letter:
            use, self._letter = self._letter, ""
            if character.isprintable() and character:
                self._features.call(use, character)
                return True
            self._desk.say("")
            return False
        made = map(self._features.made, ("linking", "aligning"))
        return any(feature.takes(key) for feature in made if feature)

    def drop(self) -> None:
        """Drop whatever is begun, the last thing first."""
        view, features = self._desk.view, self._features
        if features.linking.drop() or features.comparing.drop() or self._letter:
            self._letter = ""
            self._desk.say("dropped")
        elif features.tagging.drop_borders():
            view.caret = view.caret.without_selection()
            self._desk.say("the borders stay as they were")
        elif view.caret.selecting:
            view.caret = view.caret.without_selection()
        elif features.finding.clear():
            self._desk.say("")
        elif features.listing.shown:
            features.listing.toggle()
        else:
            features.aligning.leave()

    def look(self) -> None:
        """Look at the tags here; where borders are being changed, keep them."""
        if self._features.tagging.resizing is not None:
            self._features.tagging.keep_borders()
        else:
            self._features.linking.inspect()

    def verdict(self, agreed: bool) -> None:
        """Accept or reject what is proposed here: a suggested tag, else the block's link."""
        tagging, linking = self._features.tagging, self._features.linking
        suggestion = tagging.suggested()
        if suggestion is None:
            (linking.confirm if agreed else linking.reject)()
        elif agreed:
            tagging.accept(suggestion)
        else:
            tagging.delete()
