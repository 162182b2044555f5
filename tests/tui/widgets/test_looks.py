"""What a look says becomes a style in the colours of the theme."""

from __future__ import annotations

import pytest
from textual.app import App
from textual.color import Color
from textual.style import Style

from tui.home.finding.lines import FoundLines
from tui.screens.matrix.lines import MatrixLines
from tui.widgets.styles import PAGE, Looks

COLOURS = {"accent": "#112233", "background": "#000000"}
LOOKS = Looks(
    {"caret": "accent 50% on background bold", "word": "italic"},
    no_colour={"caret": "reverse"},
    ansi={"caret": "ansi_red on ansi_default", "word": "plain"},
)


def style(name: str, *, no_colour: bool = False, ansi: bool = False) -> Style:
    return LOOKS.style(name, COLOURS, no_colour=no_colour, ansi=ansi)


def test_colours_are_those_of_the_theme_and_may_be_translucent() -> None:
    assert style("caret") == Style(
        foreground=Color(17, 34, 51, 0.5), background=Color(0, 0, 0), bold=True
    )
    assert style("word") == Style(italic=True)
    assert style("nothing is said of it") == Style()


def test_a_variant_changes_what_it_names_and_leaves_the_rest() -> None:
    assert style("caret", no_colour=True) == Style(
        foreground=Color(17, 34, 51, 0.5), background=Color(0, 0, 0), reverse=True
    )
    assert style("word", ansi=True) == Style()


def test_the_terminals_own_ground_covers_nothing() -> None:
    assert style("caret", ansi=True) == Style(foreground=Color.parse("ansi_red"), bold=True)


@pytest.mark.parametrize("looks", [PAGE, MatrixLines.LOOKS, FoundLines.LOOKS])
def test_every_look_can_be_drawn_in_every_theme(looks: Looks) -> None:
    app = App[None]()
    for theme in app.available_themes:
        app.theme = theme
        variables = app.get_css_variables()
        for name in {*looks.usual, *looks.no_colour, *looks.ansi}:
            for no_colour, ansi in ((False, False), (True, False), (False, True)):
                looks.style(name, variables, no_colour=no_colour, ansi=ansi)
