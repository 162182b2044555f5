"""The page below the matrix: drawn once it is seen again, all that was changed meanwhile, nothing twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations.articles import Span
from annotations.marks import RelationKind
from annotations.store import Store, commands
from tests.tui.driving import Reading, reading
from tests.tui.features.matrix.event import done, five_reports, go, matrix, row
from tui.page.caret import Side
from tui.reader.reader import Reader

KILLED = "Three people were killed"


def watched(desk: Reading, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A list that grows by an id each time that a page of the reader is laid out."""
    laid: list[str] = []
    for view in desk.reader.query("PairView").results():
        lay_out = view.relayout

        def noted(*args: object, lay_out=lay_out, id=str(view.id), **named: object) -> None:  # type: ignore[no-untyped-def]
            laid.append(id)
            lay_out(*args, **named)

        monkeypatch.setattr(view, "relayout", noted)
    return laid


async def left(desk: Reading) -> str:
    """Leave the matrix; the columns as they are seen then, once nothing is looked for any more."""
    await desk.press("escape")
    await desk.until(lambda: desk.app.screen is desk.reader, "the page is seen")
    passages = desk.reader.features.nearest_passages
    await desk.until(
        lambda: not passages.pending and all(each.is_finished for each in desk.app.workers)
    )
    return columns(desk)


async def anew(desk: Reading) -> str:
    """The columns laid out and painted anew, as they cannot but be right."""
    desk.reader.view.relayout()
    desk.reader.event_pages.repaint(relaid=True)
    await desk.pilot.pause()
    return columns(desk)


def columns(desk: Reading) -> str:
    """What stands between the titles and the status line."""
    return "\n".join(desk.lines[1:-2])


def contradictions(desk: Reading) -> int:
    """How many contradictions people have recorded."""
    kinds = [each.kind for each in desk.reader.session.relations()]
    return kinds.count(RelationKind.CONTRADICTS)


@pytest.mark.parametrize("size", [(120, 40), (160, 40)])
async def test_what_is_related_in_the_matrix_is_on_the_page_when_that_is_left_for(
    path: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with matrix(path, size=size, related=False) as desk:
        if size[0] >= 150:
            await desk.until(lambda: desk.reader.event_pages.third.shown, "three columns")
        before = await left(desk)
        await desk.press("ctrl+g")
        await done(desk)
        laid = watched(desk, monkeypatch)
        for column in (2, 3):
            go(desk, KILLED, column)
            await desk.press("+")
        await desk.until(lambda: contradictions(desk) == 2, "both accepted")
        assert laid == [], "nobody sees the page"
        page = await left(desk)
        assert sorted(set(laid)) == sorted(laid), "each column once, for both"
        assert "page" in laid
        assert page != before
        assert page == await anew(desk)


async def test_what_is_undone_done_again_and_undone_in_the_matrix_leaves_the_page_as_it_was(
    path: Path,
) -> None:
    async with matrix(path, related=False) as desk:
        before = await left(desk)
        for keys, signs in (
            (("x", "ctrl+z"), "~≠b"),
            (("x", "ctrl+z", "ctrl+y"), "≠b"),
            (("ctrl+z",), "~≠b"),
        ):
            await desk.press("ctrl+g")
            await done(desk)
            go(desk, KILLED, 2)
            await desk.press(*keys)
            await desk.until(lambda signs=signs: row(desk, KILLED).split()[2] == signs)  # type: ignore[misc]
            await desk.settled()
            page = await left(desk)
            assert page == await anew(desk)
            assert (page == before) is (signs == "~≠b")
            assert ("undid" in desk.status) is (keys[-1] == "ctrl+z"), "what was said last stands"


async def test_what_another_does_meanwhile_is_on_the_page_when_that_is_left_for(path: Path) -> None:
    async with matrix(path, related=False) as desk:
        before = await left(desk)
        await desk.press("ctrl+g")
        await done(desk)
        with Store.open(path, annotator="eve") as other:
            claims = {each.id: each for each in other.annotations()}
            event = other.events()[0]
            other.do(commands.relate("agrees", claims["c13"], claims["c15"], "eve", event.id))
            first = other.article(event.articles[0])
            span = Span(start := first.text.index(KILLED), start + len(KILLED))
            other.do(commands.tag(event.articles[0], first, span, "theme", "eve", pair=event.id))
        desk.reader._look_around()
        await desk.until(lambda: row(desk, "41 passengers were in the car") == "■a · · =a ·")
        page = await left(desk)
        assert page != before
        assert page == await anew(desk)


async def test_what_is_seen_through_a_screen_is_followed_at_once(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, _ = five_reports(path, related=False)
    async with reading(path, size=(120, 40), store=store) as desk:
        laid = watched(desk, monkeypatch)
        session = desk.reader.session
        claims = [each for each in session.annotations() if each.root == "claim"]
        one, other = (
            next(each for each in claims if session.side_of(each) is side) for side in Side
        )
        await desk.press("exclamation_mark")
        await desk.until(lambda: not isinstance(desk.app.screen, Reader))
        laid.clear()  # as the other articles became known
        desk.reader.editing.do(commands.relate("agrees", one, other, "ada", session.history))
        assert laid == ["page"], "the page shows through"
