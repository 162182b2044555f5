"""From style names to colours: looks in the colours of the theme, and the codebook's labels.

A look is `COLOUR [N%] [on COLOUR [N%]] [bold …]`: the colour of the letters, that of the ground,
and how the letters are set. A colour is a variable of the theme, or a name that Textual knows; the
percentage makes it translucent. Textual's component classes say the same in CSS, but each of them
is looked up again for every widget and every change of the theme, used or not: a third of what
came between the imports and the first paint.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from rich.style import Style as RichStyle
from textual.color import Color
from textual.style import Style

if TYPE_CHECKING:
    from textual.widget import Widget

_TINT, _FAINT_TINT = 0.32, 0.12
"""How much of a label's colour its span's background takes; a suggestion's takes less."""


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


PAGE = Looks(
    {
        "number": "foreground 32%",
        "number-lit": "text-accent bold",
        "heading": "text-primary bold",
        "quotation": "italic",
        "boilerplate": "foreground 45%",
        "table-head": "bold",
        "table": "foreground 85%",
        "fold": "foreground 40% italic",
        "rule": "foreground 14%",
        "wire": "text-accent 75%",
        "far": "text-warning",
        "sentence": "on foreground 8%",
        "selection": "foreground on accent 38%",
        "caret": "background on foreground",
        "caret-away": "on foreground 25% underline",
        "hit": "on warning 35% bold underline",
        "hit-now": "background on warning bold",
        "deleted": "text-error strike",
        "inserted": "text-success underline italic",
        "deleted-strong": "text-error on error 25% bold strike",
        "inserted-strong": "text-success on success 25% bold underline italic",
        "shared": "text-accent bold",
        "passage": "foreground 40%",
        "only": "foreground 70%",
        "pending": "reverse",
        "relation": "text-accent bold",
        "conflict": "text-error bold",
        "jump": "background on warning bold",
        "proposed": "foreground 68% underline",
        "proposed-sign": "text-accent 80%",
        "proposed-hidden": "foreground 45%",
        "proposed-source": "text-accent 80% underline italic",
        "proposed-cue": "text-accent 80% italic",
        "proposed-now": "foreground bold underline",
        "proposed-source-now": "text-accent bold underline italic",
        "proposed-cue-now": "text-accent bold italic",
        "differs": "text-warning bold underline",
    },
    {
        "heading": "foreground bold",
        "caret": "foreground on background reverse bold underline",
        "selection": "foreground on background reverse",
        "hit": "bold underline",
        "hit-now": "foreground on background reverse bold",
        "sentence": "plain",
        "proposed": "foreground dim underline",
        "proposed-source": "foreground dim underline italic",
        "proposed-cue": "foreground dim italic",
        "jump": "foreground on background reverse bold",
    },
    {
        "caret": "ansi_default on ansi_default reverse bold underline",
        "caret-away": "on ansi_default reverse dim",
        "selection": "ansi_default on ansi_default reverse",
        "hit": "ansi_black on ansi_yellow bold underline",
        "hit-now": "ansi_yellow on ansi_default reverse bold",
        "deleted-strong": "ansi_black on ansi_red bold strike",
        "inserted-strong": "ansi_black on ansi_green bold underline italic",
        "shared": "ansi_cyan bold",
        "passage": "ansi_default dim",
        "jump": "ansi_default on ansi_default reverse bold",
        "proposed": "ansi_default dim underline",
        "proposed-source": "ansi_cyan underline italic",
        "proposed-cue": "ansi_cyan italic",
        "deleted": "ansi_red",
        "inserted": "ansi_green",
    },
)
"""The page's styles: numbers, kinds of blocks, the caret, hits, differences, suggestions."""


class StyleBook:
    """Styles of a widget by name; `label:…` names take the colour that `colour_of` gives.

    Layers are added in order, translucent backgrounds blending with what is below.
    """

    UNDERLINES: ClassVar[dict[str, Style]] = {
        "claim": Style(underline=True),
        "source": Style(underline2=True),
        "theme": Style(italic=True),
        "cue": Style(bold=True),
    }
    """What tells the labels apart where colours do not: styles that every terminal has."""

    def __init__(self, widget: Widget, looks: Looks) -> None:
        self._widget = widget
        self._looks = looks
        self._known: dict[tuple[str, ...], RichStyle] = {}
        self.colour_of: Callable[[str], str] = lambda label: "#999999"

    def clear(self) -> None:
        """Forget everything: the theme or the codebook changed."""
        self._known.clear()

    def rich(self, names: tuple[str, ...]) -> RichStyle:
        """The style of a stack of names over the widget's own."""
        found = self._known.get(names)
        if found is None:
            visual = self._widget.visual_style
            for name in names:
                visual += self._layer(name)
            found = self._known[names] = visual.rich_style
        return found

    def alone(self, name: str) -> RichStyle:
        """The style of a layer for text on other ground than the widget's own."""
        style = self.rich((name,))
        tint = style.bgcolor if self._layer(name).background is not None else None
        return style.without_color + RichStyle(color=style.color, bgcolor=tint)

    def _layer(self, name: str) -> Style:
        if name.startswith("label:"):
            return self._label(name.removeprefix("label:"))
        if name.startswith("suggested:"):
            return self._label(name.removeprefix("suggested:"), _FAINT_TINT)
        if name.startswith("letter:"):
            return self._letter(name.removeprefix("letter:"))
        app = self._widget.app
        return self._looks.style(
            name, app.theme_variables, no_colour=app.no_color, ansi=app.native_ansi_color
        )

    def _label(self, label: str, tint: float = _TINT) -> Style:
        """A label's span: a tint of its colour and a style that does without."""
        sign = self.UNDERLINES.get(label.partition("/")[0], Style(underline=True))
        if self._widget.app.native_ansi_color:
            return sign
        return sign + Style(background=Color.parse(self.colour_of(label)).with_alpha(tint))

    def _letter(self, label: str) -> Style:
        if self._widget.app.native_ansi_color:
            return Style(bold=True, reverse=True)
        colour = Color.parse(self.colour_of(label))
        return Style(foreground=colour.get_contrast_text(1.0), background=colour, bold=True)
