"""What the next key may show of the diff is found out before it is pressed."""

from __future__ import annotations

from pathlib import Path
from threading import current_thread, main_thread

import pytest

from annotations.alignment import Alignment, Link
from annotations.alignment.diff import changes as changelist
from annotations.articles import Article
from tests.tui.driving import Reading, articles, reading
from tui.features.registry import Features
from tui.page.caret import Side

FAR = 70
"""The paragraph, from 0, that differs in the second article; all after it do."""


def long_pair() -> tuple[Article, Article]:
    """Two articles of 100 paragraphs each, the same but for those at the end."""
    told = [f"The ferry sailed at {hour} on that day." for hour in range(100)]
    other = [*told[:FAR], *(each.replace("ferry", "barge") for each in told[FAR:])]
    return articles("\n\n".join(told), "\n\n".join(other))


LEVEL = Alignment.of(Link(at, at, 0.9) for at in range(100))


@pytest.fixture
def waited(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Texts that are compared while the screen waits; lines out of sight are painted so too."""
    found = []
    compare = changelist.word_diff

    def watched(left: Article, span: tuple[int, int], *given: object, **more: object) -> object:
        if current_thread() is main_thread():
            found.append(left.text[span[0] : span[1]])
        return compare(left, span, *given, **more)

    monkeypatch.setattr(changelist, "word_diff", watched)
    return found


async def rested(desk: Reading) -> None:
    """Wait until all that the next key may ask for has been looked for."""

    def found() -> bool:
        features = desk.reader.features
        diffing, diff_prefetch = (
            features.made(Features.diffing),
            features.made(Features.diff_prefetch),
        )
        compared = diffing and diffing.prepared
        return bool(
            compared and diff_prefetch and next(diff_prefetch._unknown(compared), None) is None
        )

    await desk.until(found, "all near is compared")


async def test_the_first_change_is_gone_to_without_comparing_anything(
    path: Path, waited: list[str]
) -> None:
    async with reading(path, pair=long_pair(), links=LEVEL) as desk:
        await rested(desk)
        await desk.press("]")
        assert desk.here == f"ferry sailed at {FAR} on that day."
        await desk.shows(f"barge sailed at {FAR}")
        assert not [text for text in waited if text in desk.page]


async def test_rows_that_come_into_sight_are_compared_before_the_diff_is_drawn(
    path: Path, waited: list[str]
) -> None:
    async with reading(path, pair=long_pair(), links=LEVEL) as desk:
        await rested(desk)
        await desk.press("G")
        await rested(desk)
        await desk.press("d")
        assert "strike" in str(desk.style("ferry sailed at 99"))
        assert not [text for text in waited if text in desk.page]


async def test_where_the_next_change_is_gets_painted_before_it_is_gone_to(path: Path) -> None:
    async with reading(path, pair=long_pair(), links=LEVEL) as desk:
        await desk.press("d")
        features, place = desk.reader.features, desk.text(Side.LEFT).index(f"ferry sailed at {FAR}")
        await desk.until(
            lambda: (
                (made := features.made(Features.diff_prefetch))
                and made.likely() == [(Side.LEFT, place)]
            )
        )
        view = desk.reader.view
        line = view.layout_now.y_of(Side.LEFT, place)
        await desk.until(lambda: not list(view._painter._painted.missing([line])))
        await desk.press("]")
        assert desk.caret.offset == place
        await desk.press("d", "d")
        assert not features.diff_prefetch.likely()


async def test_an_alignment_changed_by_hand_is_compared_anew_ahead_too(
    path: Path, waited: list[str]
) -> None:
    async with reading(path, pair=long_pair(), links=LEVEL) as desk:
        await rested(desk)
        before = desk.reader.features.diffing.prepared
        session = desk.reader.session
        session.set_alignment(Alignment.of(Link(at, at, 0.9) for at in range(1, 100)))
        desk.reader._realigned()
        await desk.until(lambda: desk.reader.features.diffing.prepared not in (None, before))
        await rested(desk)
        await desk.press("]")
        assert not [text for text in waited if text in desk.page]
