"""What named styles look like, written in a line each: no style sheet has to be parsed for them.

A look is `COLOUR [N%] [on COLOUR [N%]] [bold …]`: the colour of the letters, that of the ground,
and how the letters are set. A colour is a variable of the theme, or a name that Textual knows; the
percentage makes it translucent. Textual's component classes say the same in CSS, but each of them
is looked up again for every widget and every change of the theme, used or not: a third of what
came between the imports and the first paint.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from textual.color import Color
from textual.style import Style

_FLAGS = {
    "bold": Style(bold=True),
    "dim": Style(dim=True),
    "italic": Style(italic=True),
    "underline": Style(underline=True),
    "reverse": Style(reverse=True),
    "strike": Style(strike=True),
}
_NONE = "plain"
"""What sets the letters as they are, where a variant of a look does without its flags."""


class Looks(NamedTuple):
    """Looks by name, and what a terminal without colours, or with its own, does otherwise."""

    usual: Mapping[str, str]
    no_colour: Mapping[str, str] = {}
    ansi: Mapping[str, str] = {}

    def style(
        self, name: str, variables: Mapping[str, str], *, no_colour: bool, ansi: bool
    ) -> Style:
        """The style of a name with the colours of a theme; a name without a look is plain."""
        said = self.usual.get(name, "")
        found = _properties(said, variables) if said else {}
        for wanted, variant in ((no_colour, self.no_colour), (ansi, self.ansi)):
            if wanted and (said := variant.get(name, "")):
                found |= _properties(said, variables)
        colours = Style(background=found.get("background"), foreground=found.get("foreground"))
        return sum((_FLAGS[flag] for flag in found.get("flags", ())), colours)


def _properties(look: str, variables: Mapping[str, str]) -> dict[str, Any]:
    """What a look says of the letters' colour, of the ground and of the flags."""
    found: dict[str, Any] = {}
    flags: list[str] = []
    part = "foreground"
    for word in look.split():
        if word == "on":
            part = "background"
        elif word.endswith("%"):
            found[part] = found[part].multiply_alpha(float(word[:-1]) / 100)
        elif word == _NONE:
            found["flags"] = ()
        elif word in _FLAGS:
            flags.append(word)
        else:
            found[part] = Color.parse(variables.get(word, word))
    if flags:
        found["flags"] = tuple(flags)
    # The terminal's own ground would cover the layers below.
    if "background" in found and found["background"].ansi == -1:
        found["background"] = None
    return found
