"""From style names to colours: component classes of the theme, and the codebook's labels."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from rich.style import Style as RichStyle
from textual.color import Color
from textual.style import Style

if TYPE_CHECKING:
    from textual.widget import Widget

_TINT, _FAINT_TINT = 0.32, 0.12
"""How much of a label's colour its span's background takes; a suggestion's takes less."""


class StyleBook:
    """Styles of a widget by name; `label:…` names take the colour that `colour_of` gives.

    Layers are added in order, translucent backgrounds blending with what is below.
    """

    NAMES: ClassVar[tuple[str, ...]] = (
        "number",
        "number-lit",
        "heading",
        "quotation",
        "boilerplate",
        "table",
        "table-head",
        "fold",
        "rule",
        "wire",
        "far",
        "sentence",
        "selection",
        "caret",
        "caret-away",
        "hit",
        "hit-now",
        "deleted",
        "inserted",
        "deleted-strong",
        "inserted-strong",
        "shared",
        "only",
        "passage",
        "pending",
        "relation",
        "conflict",
        "jump",
        "differs",
        "proposed",
        "proposed-sign",
        "proposed-source",
        "proposed-cue",
        "proposed-now",
        "proposed-source-now",
        "proposed-cue-now",
    )

    CSS: ClassVar[str] = """
    PairView {
        background: $background;
        color: $foreground 92%;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-background: $background;
        scrollbar-background-hover: $background;
        scrollbar-background-active: $background;
        scrollbar-color: $foreground 20%;
        &> .pair--number { color: $foreground 32%; }
        &> .pair--number-lit { color: $text-accent; text-style: bold; }
        &> .pair--heading { color: $text-primary; text-style: bold; }
        &> .pair--quotation { text-style: italic; }
        &> .pair--boilerplate { color: $foreground 45%; }
        &> .pair--table-head { text-style: bold; }
        &> .pair--table { color: $foreground 85%; }
        &> .pair--fold { color: $foreground 40%; text-style: italic; }
        &> .pair--rule { color: $foreground 14%; }
        &> .pair--wire { color: $text-accent 75%; }
        &> .pair--far { color: $text-warning; }
        &> .pair--sentence { background: $foreground 8%; }
        &> .pair--selection { background: $accent 38%; color: $foreground; }
        &> .pair--caret { background: $foreground; color: $background; }
        &> .pair--caret-away { text-style: underline; background: $foreground 25%; }
        &> .pair--hit { background: $warning 35%; text-style: bold underline; }
        &> .pair--hit-now { background: $warning; color: $background; text-style: bold; }
        &> .pair--deleted { color: $text-error; text-style: strike; }
        &> .pair--inserted { color: $text-success; text-style: underline italic; }
        &> .pair--deleted-strong { color: $text-error; background: $error 25%; text-style: bold strike; }
        &> .pair--inserted-strong { color: $text-success; background: $success 25%; text-style: bold underline italic; }
        &> .pair--shared { color: $text-accent; text-style: bold; }
        &> .pair--passage { color: $foreground 40%; }
        &> .pair--only { color: $foreground 70%; }
        &> .pair--pending { text-style: reverse; }
        &> .pair--relation { color: $text-accent; text-style: bold; }
        &> .pair--conflict { color: $text-error; text-style: bold; }
        &> .pair--jump { background: $warning; color: $background; text-style: bold; }
        &> .pair--proposed { color: $foreground 68%; text-style: underline; }
        &> .pair--proposed-sign { color: $text-accent 80%; }
        &> .pair--proposed-source { color: $text-accent 80%; text-style: underline italic; }
        &> .pair--proposed-cue { color: $text-accent 80%; text-style: italic; }
        &> .pair--proposed-now { color: $foreground; text-style: bold underline; }
        &> .pair--proposed-source-now { color: $text-accent; text-style: bold underline italic; }
        &> .pair--proposed-cue-now { color: $text-accent; text-style: bold italic; }
        &> .pair--differs { color: $text-warning; text-style: bold underline; }
    }
    PairView:nocolor {
        &> .pair--heading { color: $foreground; text-style: bold; }
        &> .pair--caret { background: $background; color: $foreground; text-style: reverse bold underline; }
        &> .pair--selection { background: $background; color: $foreground; text-style: reverse; }
        &> .pair--hit { text-style: bold underline; }
        &> .pair--hit-now { background: $background; color: $foreground; text-style: reverse bold; }
        &> .pair--sentence { text-style: none; }
        &> .pair--proposed { color: $foreground; text-style: dim underline; }
        &> .pair--proposed-source { color: $foreground; text-style: dim underline italic; }
        &> .pair--proposed-cue { color: $foreground; text-style: dim italic; }
        &> .pair--jump { background: $background; color: $foreground; text-style: reverse bold; }
    }
    PairView:ansi {
        &> .pair--caret { background: ansi_default; color: ansi_default; text-style: reverse bold underline; }
        &> .pair--caret-away { background: ansi_default; text-style: reverse dim; }
        &> .pair--selection { background: ansi_default; color: ansi_default; text-style: reverse; }
        &> .pair--hit { background: ansi_yellow; color: ansi_black; text-style: bold underline; }
        &> .pair--hit-now { background: ansi_default; color: ansi_yellow; text-style: reverse bold; }
        &> .pair--deleted-strong { background: ansi_red; color: ansi_black; text-style: bold strike; }
        &> .pair--inserted-strong { background: ansi_green; color: ansi_black; text-style: bold underline italic; }
        &> .pair--shared { color: ansi_cyan; text-style: bold; }
        &> .pair--passage { color: ansi_default; text-style: dim; }
        &> .pair--jump { background: ansi_default; color: ansi_default; text-style: reverse bold; }
        &> .pair--proposed { color: ansi_default; text-style: dim underline; }
        &> .pair--proposed-source { color: ansi_cyan; text-style: underline italic; }
        &> .pair--proposed-cue { color: ansi_cyan; text-style: italic; }
        &> .pair--deleted { color: ansi_red; }
        &> .pair--inserted { color: ansi_green; }
    }
    """

    UNDERLINES: ClassVar[dict[str, Style]] = {
        "claim": Style(underline=True),
        "source": Style(underline2=True),
        "theme": Style(italic=True),
        "cue": Style(bold=True),
    }
    """What tells the labels apart where colours do not: styles that every terminal has."""

    def __init__(self, widget: Widget, prefix: str = "pair") -> None:
        """The widget's component classes are `PREFIX--NAME`."""
        self._widget = widget
        self._prefix = prefix
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
        styles = self._widget.get_component_styles(f"{self._prefix}--{name}")
        flags = styles.text_style if styles.has_rule("text_style") else RichStyle.null()
        background = styles.background if styles.has_rule("background") else None
        if background is not None and background.ansi == -1:
            background = None  # the terminal's own ground would cover the layers below
        return Style(
            background=background,
            foreground=styles.color if styles.has_rule("color") else None,
            bold=flags.bold,
            dim=flags.dim,
            italic=flags.italic,
            underline=flags.underline,
            underline2=flags.underline2,
            reverse=flags.reverse,
            strike=flags.strike,
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
