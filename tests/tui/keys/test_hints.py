"""What the line at the bottom says to press next."""

from __future__ import annotations

from itertools import product

from tui.features.actions import DEFAULT_KEYMAP
from tui.keys.hints import ReaderState, key_hints

FLAGS = (
    "resizing",
    "selecting",
    "hit",
    "on_tag",
    "suggested",
    "found",
    "diff",
    "one_side",
    "claims",
)


def test_every_key_that_is_hinted_has_words() -> None:
    begun = [
        ReaderState(begun=id, peels="relation")
        for id in ("link.relate", "link.pair", "diff.compare")
    ]
    contexts = [ReaderState(context=name) for name in ("align", "relate", "list", "search")]
    page = [
        ReaderState(**dict(zip(FLAGS, flags, strict=True)))
        for flags in product((False, True), repeat=len(FLAGS))
    ]
    for state in (*begun, *contexts, *page):
        wordless = [each.id for each in key_hints(state, DEFAULT_KEYMAP).actions if not each.hint]
        assert not wordless, state
