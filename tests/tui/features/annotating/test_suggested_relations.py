"""A file's relations wait as suggestions: accepted with their annotations, or one by one."""

from __future__ import annotations

from pathlib import Path

from annotations.exchange import export, import_file
from annotations.marks import Annotation, RelationKind
from annotations.store import Store, commands
from tests.tui.driving import new_store, reading
from tui.page.caret import Side

CLAIM, SOURCE = "The repair will cost 2 million crowns", "the town"
ANSWER = "The repair will cost 3 million crowns"


def marked(store: Store, *found: tuple[str, Side, str]) -> list[Annotation]:
    """Annotations of the store's pair, each of the first place of some words."""
    (pair,) = store.pairs()
    made: list[Annotation] = []
    for words, side, label in found:
        key = (pair.left, pair.right)[side]
        article = store.article(key)
        start = article.text.index(words)
        span = (start, start + len(words))
        command = commands.tag(key, article, span, label, "eve", pair=pair.id)
        store.do(command)
        made += [each for each in store.annotations() if each.id == command.edits[0].key]
    return made


def colleagues_file(folder: Path) -> Path:
    """A claim with its source, and a claim of the other article that contradicts it."""
    store, pair = new_store(folder / "eve.json", annotator="eve")
    with store:
        claim, source, answer = marked(
            store,
            (CLAIM, Side.LEFT, "claim"),
            (SOURCE, Side.LEFT, "source"),
            (ANSWER, Side.RIGHT, "claim"),
        )
        for kind, one, two in (
            (RelationKind.ATTRIBUTED_TO, claim, source),
            (RelationKind.CONTRADICTS, claim, answer),
        ):
            store.do(commands.relate(kind, one, two, "eve", pair.id))
        export(store, out=folder / "eve.jsonl")
    return folder / "eve.jsonl"


def suggested(store: Store) -> dict[str, bool]:
    return {each.kind.value: each.suggested for each in store.relations()}


async def test_accepting_both_ends_accepts_the_relation_between_them(tmp_path: Path) -> None:
    store, _ = new_store(tmp_path / "ada.json")
    import_file(store, colleagues_file(tmp_path))
    async with reading(store.path, store=store) as desk:
        await desk.place(CLAIM)
        await desk.press("+")
        await desk.saved()
        assert suggested(store) == {"attributed_to": True, "contradicts": True}
        await desk.place(ANSWER, Side.RIGHT)
        await desk.press("+")
        await desk.until(
            lambda: suggested(store) == {"attributed_to": True, "contradicts": False}, "accepted"
        )
        await desk.press("u")
        await desk.until(lambda: suggested(store)["contradicts"], "undone as one")
        assert [each.suggested for each in store.annotations()].count(False) == 1


async def test_a_relation_between_accepted_tags_is_judged_where_it_is_shown(
    tmp_path: Path,
) -> None:
    store, pair = new_store(tmp_path / "ada.json")
    import_file(store, colleagues_file(tmp_path))
    for each in store.annotations():
        store.do(commands.accept_suggestion(each, pair=pair.id))  # of the tags alone
    async with reading(store.path, store=store) as desk:
        await desk.press("!")
        await desk.shows("1 to judge", "0 related", "Suggested: contradicting")
        await desk.press("a")
        await desk.shows("0 to judge", "1 related")
        await desk.press("escape")
        await desk.place(SOURCE)
        await desk.press("enter")
        await desk.shows("source of (suggested)")
        await desk.press("escape", "-")
        await desk.until(lambda: suggested(store) == {"contradicts": False}, "rejected")
        await desk.press("u")
        await desk.until(lambda: suggested(store).get("attributed_to"), "undone")
        await desk.press("+")
        await desk.until(lambda: not any(suggested(store).values()), "accepted")


async def test_a_suggested_relation_waits_for_its_claims(tmp_path: Path) -> None:
    store, _ = new_store(tmp_path / "ada.json")
    import_file(store, colleagues_file(tmp_path))
    async with reading(store.path, store=store) as desk:
        await desk.press("!")
        await desk.shows("1 to judge", "Suggested: contradicting")
        await desk.press("a")
        await desk.press("escape")
        await desk.shows("accept it first")
        assert all(suggested(store).values())
