"""Reading an event of more than two: any two of its articles, three where there is room, one place."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from annotations.articles import Span, article_from_text
from annotations.store import Event, Store
from annotations.store.commands import tag
from annotations.store.events import commands
from tests.store.events import store_of
from tests.tui.driving import Reading, reading
from tests.tui.five import five_reports
from tui.config.settings import Settings
from tui.page.caret import Side

FIT = Settings()


@asynccontextmanager
async def five(
    path: Path, size: tuple[int, int] = (120, 40), settings: Settings | None = None
) -> AsyncIterator[tuple[Reading, Event]]:
    """The five reports, the first two of them open, and all of them known."""
    store, event = five_reports(path.parent / "five")
    async with reading(path, size=size, store=store, event=event, settings=settings) as desk:
        await known(desk)
        yield desk, event


async def known(desk: Reading) -> None:
    """Wait until the reader knows all articles of the event and their alignments."""
    reader = desk.reader

    def done() -> bool:
        articles = set(reader.session.event.articles)
        unknown = [each for each in articles if reader.session.article(each) is None]
        return not unknown and reader.session.aligned and not reader.event_pages.alignments.left

    await desk.until(done, "all known")


def outlets(desk: Reading) -> list[str]:
    """The outlets in the columns, from left to right, by their last words where these are numbers."""
    session = desk.reader.session
    found = [session.article(key) for key in desk.reader.event_pages.columns]
    words = [(each.outlet if each else "").split() or ["none"] for each in found]
    return [each[-1] if each[-1].isdecimal() else each[0] for each in words]


async def stepped(desk: Reading, *keys: str) -> None:
    """Press keys that bring other articles, each once the one before has."""
    for key in keys:
        before = outlets(desk)
        await desk.press(key)
        await desk.until(lambda before=before: outlets(desk) != before, f"{key} brings another")  # type: ignore[misc]
        await turned(desk)


async def turned(desk: Reading) -> None:
    """Wait until what was asked for stands on the page."""
    await desk.until(lambda: not desk.reader.event_pages.turning, "other articles are there")


def line(desk: Reading) -> int:
    return desk.reader.view.caret_line


async def test_a_key_steps_the_other_column_and_the_caret_stays_where_it_is(path: Path) -> None:
    async with five(path, settings=FIT) as (desk, _):
        await desk.place("The attendant, Jory Pell")
        here, at = desk.here, line(desk)
        for key, now in (
            ("backslash", "Radio"),
            ("f6", "Transport"),
            ("f18", "Radio"),
            ("backslash", "Transport"),
            ("backslash", "Evening"),
            ("backslash", "Sound"),
        ):
            await stepped(desk, key)
            assert outlets(desk) == ["Vennery", now]
            assert (desk.here, line(desk)) == (here, at), "the caret's side does not scroll"
        await desk.shows("2/5 Sound & Shore", "1/5 Vennery Courant")
        await desk.press("tab")
        await desk.until(lambda: desk.caret.side is Side.RIGHT)
        await stepped(desk, "backslash")
        assert outlets(desk) == ["Radio", "Sound"]
        assert desk.here.startswith("The attendant, Jory Pell"), "the same in the other article"
        assert desk.caret.side is Side.LEFT, "which comes first in the store’s pair now"
        assert desk.reader.view.swapped, "and the columns stay where they were"


async def test_the_links_of_the_two_that_are_shown_are_shown(path: Path) -> None:
    async with five(path, settings=FIT) as (desk, event):
        for step in ("", "backslash", "backslash"):
            if step:
                await stepped(desk, step)
            session = desk.reader.session
            pair = desk.store.pair_between(*session.article_ids)
            assert pair is not None
            assert session.alignment == desk.store.alignment(pair.id)
            assert desk.reader.view.page_now is not None
            assert desk.reader.view.page_now.alignment == session.alignment
        assert event.articles[3] in desk.reader.session.article_ids


async def test_stepping_the_own_column_goes_to_the_passage_that_answers(path: Path) -> None:
    async with five(path, settings=FIT) as (desk, _):
        await desk.place("The attendant, Jory Pell")
        at = line(desk)
        await stepped(desk, "f5")
        assert outlets(desk) == ["Radio", "Sound"]
        assert desk.here.startswith("Did the attendant jump?")
        assert line(desk) == at
        await stepped(desk, "f5")
        assert outlets(desk) == ["Transport", "Sound"]
        await desk.until(lambda: "attendant" in desk.here, "the answer is gone to")


async def test_the_list_of_articles_is_filtered_and_chosen_from(path: Path) -> None:
    async with five(path, settings=FIT) as (desk, event):
        await desk.press("f7")
        await desk.until(lambda: desk.asked.startswith("Which article"))
        lines = desk.offered
        assert len(lines) == 5
        assert "the caret" in lines[0] and "right" in lines[1]
        assert all("link" in each for each in lines[1:])
        await desk.type("evening")
        await desk.until(lambda: len(desk.offered) == 1)
        await desk.press("enter")
        await desk.until(lambda: outlets(desk) == ["Vennery", "Evening"])
        await desk.press("3", "backslash")
        await desk.until(lambda: outlets(desk) == ["Vennery", "Radio"])
        await desk.press("2", "tab")
        await desk.until(lambda: outlets(desk) == ["Vennery", "Sound"])
        await desk.press("9", "backslash")
        await desk.shows("there is no article 9")
        assert desk.reader.session.event == event


async def test_the_event_is_reordered_added_to_and_taken_from_and_each_is_undone(
    path: Path,
) -> None:
    more = path.parent / "more.txt"
    more.write_text("Sixth report\n\nThe attendant was not hurt, a sixth report says.\n")
    async with five(path, settings=FIT) as (desk, event):
        first, second, *rest = event.articles

        def articles() -> tuple[str, ...]:
            return desk.reader.session.event.articles

        await desk.press("f7", "pagedown")
        await desk.until(lambda: articles()[3] == rest[0], "the third is the fourth")
        await desk.press("ctrl+x")
        await desk.until(lambda: len(articles()) == 4)
        await desk.press("ctrl+o")
        await desk.until(lambda: desk.asked.startswith("Add an article"))
        await desk.type(str(more))
        await desk.press("enter")
        await desk.until(lambda: len(articles()) == 5)
        await desk.saved()
        assert desk.store.article(articles()[-1]).text.startswith("Sixth report")
        assert desk.store.event(event.id).articles == articles()
        await desk.press("u", "u", "u")
        await desk.until(lambda: articles() == event.articles, "all three are taken back")
        assert outlets(desk)[0] == "Vennery"
        assert (first, second) == desk.reader.session.article_ids


async def test_an_article_that_is_shown_leaves_the_page_with_the_event(path: Path) -> None:
    async with five(path, settings=FIT) as (desk, event):
        await desk.press("f7", "up", "ctrl+x", "escape")
        await desk.until(lambda: outlets(desk) == ["Vennery", "Radio"])
        assert event.articles[1] not in desk.reader.session.event.articles
        await desk.shows("1/4 Vennery Courant")


async def test_a_relation_leads_to_an_article_that_is_not_shown(path: Path) -> None:
    async with five(path, settings=FIT) as (desk, _):
        await stepped(desk, "f5")  # Radio beside Sound
        await desk.place("The Bay Infirmary is treating 19", desk.caret.side)
        tag_here = desk.reader.session.at(desk.caret.side, desk.caret.offset)[0]
        ties = desk.reader.session.ties_of(tag_here)
        away = [far for _, far in ties if far.article not in desk.reader.session.article_ids]
        assert away, "it is related to a claim of an article that is not on the page"
        for _ in range(2 * len(ties)):
            shown = desk.reader.session.article_ids
            await desk.press("L")
            await desk.pilot.pause()
            if away[0].article in shown:
                break
            await desk.until(
                lambda: not desk.reader.event_pages.turning, "what is brought is there"
            )
            if desk.here.startswith(away[0].quote.split("\n")[0]):
                break
        assert desk.here.startswith(away[0].quote.split("\n")[0])
        assert away[0].article in desk.reader.session.article_ids


async def test_a_relation_is_begun_on_one_pair_and_ended_on_another(path: Path) -> None:
    async with five(path, settings=FIT) as (desk, event):
        await desk.place("Three people were killed")
        await desk.press("r")
        await stepped(desk, "backslash", "backslash")
        await desk.press("tab")
        view, session = desk.reader.view, desk.reader.session
        words = "five have now died, the latest on Wednesday"
        side = Side(session.article_ids.index(event.articles[3]))
        view.go(side, session.articles[side].text.index(words))
        await desk.press("r", "x")
        await desk.saved()
        made = [
            each
            for each in desk.store.relations(event=event.id)
            if {each.source, each.target} == {"c01", "c04"}
        ]
        assert [each.kind.value for each in made] == ["contradicts"]


async def test_undo_goes_to_an_article_that_is_not_shown(path: Path) -> None:
    async with five(path, settings=FIT) as (desk, event):
        await desk.place("Mayor Ansa Rourke", Side.LEFT)
        await desk.press("tab", "c")
        await desk.saved()
        quote = next(a for a in desk.reader.session.annotations() if a.annotator == "ada")
        assert quote
        await stepped(desk, "f18") if desk.caret.side is Side.LEFT else None
        await desk.press("u")
        await desk.saved()
        assert len(desk.store.annotations(event=event.id, label="claim")) == 40


async def test_three_columns_stand_where_there_is_room_and_tab_goes_round(path: Path) -> None:
    async with five(path, size=(160, 45), settings=FIT) as (desk, _):
        await desk.until(lambda: desk.reader.event_pages.third.shown)
        assert outlets(desk) == ["Vennery", "Sound", "Radio"]
        await desk.place("“The haulage cable snapped,”")
        await desk.shows("Did the cable break?")
        heads = [desk.lines[0].index(each) for each in ("1/5", "2/5", "3/5")]
        seen = []
        for _ in range(3):
            seen.append(desk.here[:22])
            columns = outlets(desk)
            article = desk.reader.session.article_ids[desk.caret.side]
            await desk.press("tab")
            await desk.until(
                lambda article=article: (  # type: ignore[misc]
                    desk.reader.session.article_ids[desk.caret.side] != article
                )
            )
            assert outlets(desk) == columns, "no column moves"
            await desk.shows("1/5", "2/5", "3/5")
            await desk.until(
                lambda: [desk.lines[0].find(each) for each in ("1/5", "2/5", "3/5")] == heads
            )
        assert seen == [
            "“The haulage cable sna",
            "“The haulage cable sna",
            "Did the cable break? N",
        ]
        assert desk.here.startswith("“The haulage cable snapped")


async def test_the_third_column_is_tagged_stepped_hidden_and_shown(path: Path) -> None:
    async with five(path, size=(160, 45), settings=FIT) as (desk, event):
        await desk.until(lambda: desk.reader.event_pages.third.shown)
        await stepped(desk, "backslash")
        assert outlets(desk) == ["Vennery", "Transport", "Radio"], "what is in sight is passed over"
        await desk.press("shift+tab")
        radio = event.articles[2]
        await desk.until(lambda: desk.reader.session.article_ids[desk.caret.side] == radio)
        await desk.press("c")
        await desk.saved()
        assert len(desk.store.annotations(article=radio, label="claim")) in (8, 9, 10, 11)
        await desk.press("u", "f8")
        await desk.until(lambda: not desk.reader.event_pages.third.shown)
        assert len(outlets(desk)) == 2
        await desk.press("f8")
        await desk.until(lambda: desk.reader.event_pages.third.shown)
        assert len(set(outlets(desk))) == 3
        await desk.pilot.resize_terminal(120, 40)
        await desk.until(lambda: not desk.reader.event_pages.third.shown)
        here = desk.here
        await desk.pilot.resize_terminal(200, 60)
        await desk.until(lambda: desk.reader.event_pages.third.shown)
        assert desk.here == here


async def test_what_others_do_to_the_event_is_told_and_followed(path: Path) -> None:
    async with five(path, settings=FIT) as (desk, event):
        with Store.open(desk.store.path, annotator="eve") as other:
            extra = other.add_article(article_from_text("Sixth\n\nA sixth report.\n"))
            note = tag(extra, other.article(extra), Span(0, 5), "claim", "eve", pair=event.id)
            other.do(note)
            other.do(commands.put_article(event, extra))
        desk.reader.keeper.look_around()
        await desk.shows("changed elsewhere: 1 article added", "1/6")
        await desk.until(lambda: desk.reader.session.article(extra) is not None)
        await stepped(desk, "f18")
        assert [each.annotator for each in desk.reader.session.annotations()].count("eve") == 1
        with Store.open(desk.store.path, annotator="eve") as other:
            now = other.event(event.id)
            other.do(commands.take_article(now, extra))
        desk.reader.keeper.look_around()
        await desk.shows("changed elsewhere: 1 article taken out")
        await stepped(desk, "backslash")
        with Store.open(desk.store.path, annotator="eve") as other:
            other.do(other.removal(event.id))
        desk.reader.keeper.look_around()
        await desk.shows("this event was deleted elsewhere")
        await desk.press("c", "backslash", "f5", "tab", "L")
        assert desk.app.crash is None


async def test_marks_and_jumps_lead_back_to_articles_that_were_shown(path: Path) -> None:
    async with five(path, settings=FIT) as (desk, _):
        await desk.press("tab")
        await desk.until(lambda: desk.caret.side is Side.RIGHT)
        await desk.press("m", "a")
        here = desk.here
        await stepped(desk, "f5")
        await desk.press("apostrophe", "a")
        await desk.until(lambda: desk.here == here, "back at the mark")
        assert "Sound" in outlets(desk)


@pytest.mark.parametrize("count", [60])
async def test_an_event_of_sixty_is_read_calmly(path: Path, count: int) -> None:
    store, (event,) = store_of(path.parent, count)
    async with reading(path, store=store, event=event, size=(160, 40), settings=FIT) as desk:
        await desk.shows("1/60", "2/60", "3/60")
        await desk.until(lambda: desk.reader.session.aligned)
        await stepped(desk, "f18")
        assert "60/60" in desk.page
        await desk.press("f7")
        await desk.until(lambda: desk.asked.startswith("Which article"))
        assert len(desk.offered) == count


async def test_keys_of_the_event_say_so_where_it_has_two_articles(path: Path) -> None:
    async with reading(path) as desk:
        for key in ("backslash", "f18", "f5", "f8"):
            await desk.press(key)
            assert "no article but these two" in desk.status
        assert "next article" not in desk.lines[-1]
        before = desk.caret
        await desk.press("shift+tab")
        assert desk.caret.side is not before.side
