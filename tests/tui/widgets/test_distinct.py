"""Every tag and change is told apart in every theme, in 16 colours, and without colour.

What is compared is what a terminal gets for a cell: the codes that select its look.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

import pytest
from rich.color import ColorSystem
from rich.style import Style

from annotations.articles import Block, article_from_text
from tests.tui.driving import reading
from tui.config.settings import Settings
from tui.page.caret import Side
from tui.page.style_runs import Layer

STACKS = {
    "plain": (),
    "claim": ("label:claim",),
    "source": ("label:source",),
    "theme": ("label:theme/a",),
    "cue": ("label:cue",),
    "deleted": ("deleted",),
    "inserted": ("inserted",),
    "selected": ("selection",),
    "caret": ("caret",),
    "hit": ("hit",),
    "hitnow": ("hit-now",),
}
OVER = {
    "tagged": ("label:claim",),
    "struck": ("label:claim", "deleted"),
    "added": ("label:claim", "inserted"),
    "chosen": ("label:claim", "selection"),
    "under": ("label:claim", "caret"),
    "found": ("label:claim", "hit"),
    "twice": ("label:claim", "label:source"),
}
IN_SENTENCE = {
    "bare": ("sentence",),
    "spoken": ("sentence", "label:claim"),
    "sourced": ("sentence", "label:source"),
    "themed": ("sentence", "label:theme/a"),
    "cued": ("sentence", "label:cue"),
    "less": ("sentence", "deleted"),
    "more": ("sentence", "inserted"),
}
MODES = {
    "dark": ("textual-dark", "", ColorSystem.TRUECOLOR),
    "light": ("textual-light", "", ColorSystem.TRUECOLOR),
    "nord": ("nord", "", ColorSystem.TRUECOLOR),
    "256": ("textual-dark", "", ColorSystem.EIGHT_BIT),
    "16-dark": ("textual-dark", "", ColorSystem.STANDARD),
    "16-light": ("textual-light", "", ColorSystem.STANDARD),
    "ansi-dark": ("ansi-dark", "", ColorSystem.STANDARD),
    "ansi-light": ("ansi-light", "", ColorSystem.STANDARD),
    "no-colour-dark": ("textual-dark", "1", None),
    "no-colour-light": ("textual-light", "1", None),
    "no-colour-ansi": ("ansi-dark", "1", None),
}


async def looks(
    path: Path, mode: str, stacks: dict[str, tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> dict[str, str]:
    """What a terminal gets for each word of a page on which it is drawn in its own styles."""
    theme, no_color, system = MODES[mode]
    if no_color:
        monkeypatch.setenv("NO_COLOR", no_color)
    text = f"Nothing here. It stood there: {' and '.join(stacks)}, as somebody said on that day.\n"
    pair = article_from_text(text, source="a.txt"), article_from_text("other\n", source="b.txt")
    settings = Settings(theme=theme)
    async with reading(path, pair=pair, links=None, size=(160, 24), settings=settings) as desk:

        def layers(side: Side, block: Block) -> Iterable[Layer]:
            if side is Side.LEFT:
                for word, names in stacks.items():
                    start = text.index(word)
                    yield from (Layer(start, start + len(word), name) for name in names)

        desk.reader.view.set_sources((layers,), lambda side, block: ())
        await desk.pilot.pause()
        found = {}
        for word in stacks:
            found[word] = look(desk.style(word), system)
        return found


def look(style: Style, system: ColorSystem | None) -> str:
    """What a terminal of some colours makes of a style; without colours, not even grey is left."""
    names = ("bold", "dim", "italic", "underline", "underline2", "reverse", "strike")
    codes = [name for name in names if getattr(style, name)]
    if system is not None:
        for colour, ink in ((style.color, True), (style.bgcolor, False)):
            if colour is not None:
                codes += ["·", *colour.downgrade(system).get_ansi_codes(ink)]
    return " ".join(codes)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("stacks", [STACKS, OVER, IN_SENTENCE], ids=["alone", "over", "sentence"])
async def test_no_two_look_the_same(
    path: Path, mode: str, stacks: dict[str, tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = await looks(path, mode, stacks, monkeypatch)
    same = [
        f"{one} = {other}"
        for one, other in combinations(stacks, 2)
        if found[one] == found[other] and {one, other} != {"caret", "selected"}
    ]
    assert same == [], found
