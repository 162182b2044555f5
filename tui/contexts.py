"""What keys do in places of their own: modes of the page, the list, the search line, what asks.

With the page's own commands these are all the keys there are; ids are unique over both.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from tui.commands import ALIGN, Command

_LINE_KEYS = frozenset({"space", "left", "right", "home", "end", "backspace", "delete"})
_AREA_KEYS = _LINE_KEYS | {"enter", "up", "down", "pageup", "pagedown", "tab"}


class Context(NamedTuple):
    """A place in which keys mean something of their own.

    `name` is how the keymap calls it, `heading` what help says above its keys. Letters, and the
    keys named in `typed`, write where `typed` is not empty: they can be no commands there. The keys
    of `opener`, the command that leads in, lead out again too.
    """

    name: str
    heading: str
    commands: tuple[Command, ...]
    typed: frozenset[str] = frozenset()
    opener: str = ""

    @property
    def out(self) -> str:
        """Id of the command that Escape is, whatever else is set; empty in a mode of the page."""
        return next((each.id for each in self.commands if "escape" in each.keys), "")


def _k(id: str, keys: str, title: str, action: str, hint: str = "") -> Command:
    return Command(id, tuple(keys.split()), id.partition(".")[0], title, action, hint)


def _context(
    name: str,
    heading: str,
    *commands: Command,
    typed: frozenset[str] = frozenset(),
    opener: str = "",
) -> Context:
    grouped = tuple(each._replace(group=heading) for each in commands)
    return Context(name, heading, grouped, typed, opener)


def _align(id: str, keys: str, title: str, call: str, hint: str = "") -> Command:
    return _k(f"align.{id}", keys, title, f"screen.use('aligning.{call})", hint)


def _kind(letter: str, kind: str, title: str, hint: str) -> Command:
    return _k(f"relate.{kind}", letter, title, f"screen.use('linking.end', '{kind}')", hint)


def _moves(name: str, action: str = "step") -> tuple[Command, ...]:
    """Up and down a list, by one, by ten, to its ends."""
    steps = (
        ("down", "down j", "Next", 1),
        ("up", "up k", "Previous", -1),
        ("page", "pagedown space", "Ten on", 10),
        ("page_back", "pageup b", "Ten back", -10),
        ("first", "home g", "First", -1_000_000),
        ("last", "end G", "Last", 1_000_000),
    )
    return tuple(
        _k(f"{name}.{id}", keys, title, f"{action}({by})") for id, keys, title, by in steps
    )


CONTEXTS: Mapping[str, Context] = MappingProxyType(
    {
        context.name: context
        for context in (
            _context(
                "align",
                ALIGN,
                _align("confirm", "enter +", "Confirm the link of this block", "confirm'", "confirm"),
                _align("reject", "x -", "Reject it", "reject'", "reject"),
                _align("next", "n", "Next doubtful link, marked ?", "doubt', 1", "doubtful"),
                _align("previous", "N", "Previous doubtful link", "doubt', -1"),
                _align("uneven", "o", "Next block without a link, or with several", "uneven', 1", "not 1:1"),
                _align("uneven_back", "O", "Previous such block", "uneven', -1"),
                _align("glue", "g", "Glue: the next block gets the same partner", "glue'", "glue"),
                _align("split", "s", "Split: the last block glued loses its partner", "split'", "split"),
                _align("break", "b", "Break all links of this block", "part'", "break"),
                _align("again", "A", "Align anew between what is decided", "again'", "re-align"),
            ),
            _context(
                "relate",
                "How two tags relate",
                _kind("a", "agrees", "They agree", "agrees"),
                _kind("x", "contradicts", "They contradict each other", "contradicts"),
                _kind("p", "partly", "They agree in part", "partly"),
                _kind("u", "updates", "The first updates the second", "updates"),
                _kind("s", "attributed_to", "The claim comes from the source", "attributed to"),
            ),
            _context(
                "list",
                "In the list of annotations",
                *_moves("list"),
                _k("list.go", "enter l right", "Go there", "choose", "go there"),
                _k("list.filter", "/", "Show only what has some words", "screen.use('listing.filter')", "filter"),
                _k("list.order", "o", "Order by place, label, or time", "screen.use('listing.sort')", "order"),
                _k("list.close", "escape q h left", "Back to the page", "screen.list", "back"),
                opener="find.list",
            ),
            _context(
                "search",
                "In the search line",
                _k("search.keep", "enter", "Go on from this hit", "keep", "go on from here"),
                _k("search.next", "down", "Next hit", "step(1)", "next hit"),
                _k("search.previous", "up", "Previous hit", "step(-1)", "previous"),
                _k("search.leave", "escape", "Back to where you were", "leave", "leave"),
                typed=_LINE_KEYS,
            ),
            _context(
                "finder",
                "Choosing from a list",
                _k("finder.take", "enter", "Take what is marked", "take", "takes"),
                _k("finder.close", "escape", "Leave it", "dismiss(None)", "leaves"),
                _k("finder.next", "down ctrl+n", "Next", "step(1)"),
                _k("finder.previous", "up ctrl+p", "Previous", "step(-1)"),
                typed=_LINE_KEYS,
            ),
            _context(
                "prompt",
                "Asked for a line",
                _k("prompt.take", "enter", "Take what is written", "take", "takes"),
                _k("prompt.close", "escape", "Leave it", "dismiss(None)", "leaves"),
                typed=_LINE_KEYS,
            ),
            _context(
                "note",
                "Writing a note",
                _k("note.keep", "escape ctrl+s", "Save and close", "keep", "saves"),
                _k("note.drop", "ctrl+x", "Leave it as it was", "dismiss(None)", "leaves it as it was"),
                typed=_AREA_KEYS,
            ),
            _context(
                "codebook",
                "In the codebook",
                _k("codebook.change", "enter", "Change the label", "change", "changes"),
                _k("codebook.new", "n", "New label", "new", "new"),
                _k("codebook.merge", "m", "Merge into another", "merge", "merge"),
                _k("codebook.retire", "x delete", "Retire, or bring back", "retire", "retire"),
                _k("codebook.close", "escape q", "Close", "dismiss(None)", "closes"),
                *_moves("codebook"),
                opener="app.codebook",
            ),
            _context(
                "label",
                "Describing a label",
                _k("label.keep", "enter", "Keep it", "keep", "keeps"),
                _k("label.close", "escape", "Leave it as it was", "dismiss(None)", "leaves"),
                _k("label.next", "down tab", "Next field", "app.focus_next"),
                _k("label.previous", "up shift+tab", "Previous field", "app.focus_previous"),
                typed=_LINE_KEYS,
            ),
            _context(
                "claims",
                "Among the claims",
                _k("claims.accept", "a enter", "Accept what is suggested", "judge('accept')", "accepts"),
                _k("claims.dismiss", "x delete", "Dismiss it, or part what is related", "judge('dismiss')", "dismisses"),
                _k("claims.relate", "r", "Relate otherwise", "judge('relate')", "relates"),
                _k("claims.left", "left h", "To the left claim", "go('left')", "left"),
                _k("claims.right", "right l", "To the right claim", "go('right')", "right"),
                _k("claims.go", "g", "To the claim", "go('')"),
                _k("claims.undo", "u ctrl+z", "Undo", "undo", "undoes"),
                _k("claims.recall", "z", "Suggest again what was dismissed", "recall", "recalls"),
                _k("claims.close", "escape q", "Close", "dismiss(None)", "closes"),
                _k("claims.down", "down j", "Next claim", "step(1)"),
                _k("claims.up", "up k", "Previous claim", "step(-1)"),
                _k("claims.page", "pagedown", "Ten on", "step(10)"),
                _k("claims.page_back", "pageup", "Ten back", "step(-10)"),
                _k("claims.first", "home", "First", "step(-1000000)"),
                _k("claims.last", "end", "Last", "step(1000000)"),
                _k("claims.quote_down", "space", "Further down the quotes", "read(4)"),
                _k("claims.quote_up", "b backspace", "Further up the quotes", "read(-4)"),
                opener="link.claims",
            ),
            _context(
                "map",
                "On the map",
                _k("map.next", "n tab", "Next link", "linked(1)", "next link"),
                _k("map.previous", "N shift+tab", "Previous link", "linked(-1)"),
                _k("map.go", "enter", "Go there", "go", "goes there"),
                _k("map.close", "escape q", "Close", "dismiss(None)", "closes"),
                _k("map.down", "down j", "Down: further in the article along the side", "step(1, 0)"),
                _k("map.up", "up k", "Up", "step(-1, 0)"),
                _k("map.right", "right l", "Right: further in the other one", "step(0, 1)"),
                _k("map.left", "left h", "Left", "step(0, -1)"),
                _k("map.page", "pagedown J", "Five down", "step(5, 0)"),
                _k("map.page_back", "pageup K", "Five up", "step(-5, 0)"),
                opener="diff.map",
            ),
            _context(
                "sheet",
                "On a sheet",
                _k("sheet.close", "escape q enter", "Close", "dismiss(None)", "closes"),
                _k("sheet.down", "down j", "A line down", "scroll(1)"),
                _k("sheet.up", "up k", "A line up", "scroll(-1)"),
                _k("sheet.page", "pagedown space", "A page down", "page(1)", "on"),
                _k("sheet.page_back", "pageup b", "A page up", "page(-1)"),
                _k("sheet.top", "home g", "To the top", "scroll(-1000000)"),
                _k("sheet.bottom", "end G", "To the end", "scroll(1000000)"),
                opener="app.help",
            ),
        )
    }
)  # fmt: skip
"""By name; `align` and `relate` are modes of the page, the others take the keys from it."""

MODES = ("align", "relate")
"""Contexts in which the page has the keys that they do not take."""
