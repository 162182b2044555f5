"""What the keys of the page do: which action a key means now, how often, and carrying it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.features.conditions import Here, missing
from tui.keys.groups import TAG

if TYPE_CHECKING:
    from textual.screen import Screen

    from tui.features.host import Bars, Host
    from tui.features.registry import Features
    from tui.keys.actions import AnyAction
    from tui.keys.keymap import Keymap
    from tui.widgets.pair_view import PairView

MOST = 9999
"""The largest count that is taken; more digits than that are a slip."""
_STEPS = frozenset(
    {"diff.next", "diff.previous", "find.next", "find.previous", "find.tag", "find.tag_back"}
    | {"event.back", "event.own_next", "event.own_back"}
    | {"app.undo", "app.redo", "read.back", "read.forward", "select.grow", "select.shrink"}
)
"""What a count repeats, besides the motions of the caret."""
_MOST_STEPS = 99


class PageKeys:
    """Looks up the keys of a reader's page, by what is begun and by its mode.

    Digits that are no keys of an action are a count: the next motion is made as often, `G` goes to
    the block of that number, the key that asks for a label tags with the label that has it, and `tab` brings
    the article of an event that has it.
    """

    def __init__(
        self,
        screen: Screen[int],
        host: Host,
        features: Features,
        keymap: Keymap,
    ) -> None:
        """`screen` carries the actions out, by its Textual action `perform`."""
        self._screen = screen
        self._host = host
        self._features = features
        self._keymap = keymap
        self._count = 0

    async def press(self, key: str, character: str, view: PairView, bars: Bars) -> bool:
        """Do what a key of the page does; whether it was one.

        A letter that is waited for comes first, then the keys of the mode, then the page's.
        """
        features, keymap = self._features, self._keymap
        if features.pending_keys.takes(character):
            return True
        mode = features.mode
        action = keymap.by_arrival(mode).get(key) if mode else None
        action = action or keymap.by_arrival().get(key)
        if character in tuple("0123456789") and (self._count or action is None):
            self._begin(character, bars)
            return True
        count, self._count = self._count, 0
        if action is None:
            if count:
                bars.show_message("")
            return False
        if mode == "align" and action.group == TAG:
            features.aligning.refuse()
        elif count:
            await self._repeat(action, count, view, bars)
        else:
            await self.run(action.id)
        return True

    def _begin(self, digit: str, bars: Bars) -> None:
        """Add a digit to the count, and say what it is for."""
        self._count = min(self._count * 10 + int(digit), MOST)
        if self._count:
            key, count = self._keymap.key, self._count
            label = f" · {key('tag.any')} tags with label {count}" if count < 10 else ""
            bars.show_message(
                f"{count}… a motion goes {count} times · {key('read.bottom')} to block {count}{label}",
                first=True,
                asks=True,
            )

    async def _repeat(self, action: AnyAction, count: int, view: PairView, bars: Bars) -> None:
        """Carry out an action with a count before it."""
        bars.show_message("")
        if action.id == "select.drop":
            return
        if action.id in ("read.top", "read.bottom"):
            self._features.navigation.to_block(count)
        elif action.id == "event.next" or (action.id == "read.other" and self._many):
            self._features.event_articles.numbered(count)
        elif action.id == "tag.any":
            self._features.tagging.numbered(str(count))
        elif action.id in _STEPS:
            for _ in range(min(count, _MOST_STEPS)):
                await self.run(action.id)
        else:
            view.times = count
            await self.run(action.id)
            view.times = 1

    @property
    def _many(self) -> bool:
        """Whether the event has more articles than the two that are open."""
        return len(self._host.session.event.articles) > 2

    async def run(self, id: str) -> None:
        """Carry out an action by way of the app, which runs nothing more once it is being left."""
        await self._screen.app.run_action(f"perform({id!r})", self._screen)

    def missing(self, id: str) -> str:
        """What an action lacks to be carried out here, in words; empty for nothing."""
        return missing(id, Here(self._host, self._features))

    def perform(self, id: str) -> None:
        """Carry out an action once what is being done is done."""
        self._screen.call_later(self.run, id)
