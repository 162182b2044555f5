"""The four recipes of CONTRIBUTING.md, each carried out from outside and tried by the front door.

A recipe names the files that it touches; here what would stand in them is put into the same tables.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType, ModuleType

import pytest
from msgspec.structs import replace
from textual.app import ComposeResult
from textual.widgets import Static

import tui.app
from annotations.exchange import FORMATS
from annotations.exchange.format import Format
from annotations.exchange.reports import LossCounts
from annotations.exchange.view import View
from tests.tui.driving import LEFT, new_store, reading
from tui.cli import main
from tui.config.load import parse
from tui.features.actions import DEFAULT_KEYMAP
from tui.features.annotating import tagging
from tui.features.reader_screen import ReaderScreen
from tui.keys.actions import Action
from tui.keys.contexts import ContextActions
from tui.keys.groups import TAG
from tui.screens.modal import Modal
from tui.widgets.box import Box

FIRST_TITLE = LEFT.partition("\n")[0]


# An action: its line in `tui/features/actions.py`, its method in a feature.


def quote(reader: ReaderScreen) -> None:
    """What the method does that the action calls."""
    reader.features.tagging.tag("quote")


QUOTE = Action("tag.quote", ("f6",), TAG, "Tag as a quotation", quote, hint="quotation")


@pytest.fixture
def with_quote(monkeypatch: pytest.MonkeyPatch) -> None:
    actions = (*DEFAULT_KEYMAP.actions, QUOTE)
    monkeypatch.setattr(tui.app, "DEFAULT_KEYMAP", replace(DEFAULT_KEYMAP, actions=actions))


@pytest.mark.usefixtures("with_quote")
async def test_a_line_in_the_table_is_an_action_with_key_help_and_palette(path: Path) -> None:
    async with reading(path, size=(170, 80)) as desk:
        await desk.press("?")
        await desk.shows("Tag as a quotation")
        await desk.press("escape", "f6")
        await desk.saved()
        assert desk.tags() == [("quote", FIRST_TITLE)]
        await desk.press("j", "j", ":")
        await desk.until(lambda: desk.asked)
        await desk.type("quotation")
        await desk.press("enter")
        await desk.until(lambda: len(desk.tags()) == 2, "tagged from the palette")


@pytest.mark.usefixtures("with_quote")
async def test_the_key_of_a_new_action_can_be_set_like_any_other(path: Path) -> None:
    settings = parse('[keys]\ntag.quote = "f7"\n')
    async with reading(path, settings=settings) as desk:
        await desk.press("f6")
        await desk.press("f7")
        await desk.saved()
        assert desk.tags() == [("quote", FIRST_TITLE)]


# A screen: its file in `tui/screens/`, its context in `tui/features/contexts.py`, and an action.


class Counter(Modal[int]):
    """Counts how often a key is pressed."""

    CONTEXT = "counter"

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def compose(self) -> ComposeResult:
        with Box("Counter", self.keymap.line("counter.more", "counter.close")):
            yield Static("none yet")

    def more(self) -> None:
        self.count += 1
        self.query_one(Static).update(f"counted {self.count}")


_counter: ContextActions[Counter] = ContextActions("counter", "On the counter")
COUNTER = _counter.context(
    _counter("more", "m", "One more", lambda screen: screen.more(), hint="counts"),
    _counter("close", "escape", "Close", lambda screen: screen.cancel(), hint="closes"),
)
OPEN: Action[ReaderScreen] = Action(
    "app.count", ("f8",), "App", "Count", lambda reader: reader.dialogs.ask(Counter())
)


async def test_a_screen_needs_its_file_its_context_and_an_action(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = replace(
        DEFAULT_KEYMAP,
        actions=(*DEFAULT_KEYMAP.actions, OPEN),
        contexts=MappingProxyType({**DEFAULT_KEYMAP.contexts, "counter": COUNTER}),
    )
    monkeypatch.setattr(tui.app, "DEFAULT_KEYMAP", changed)
    async with reading(path) as desk:
        await desk.press("f8")
        await desk.shows("none yet", "m counts", "esc closes")
        await desk.press("m", "m")
        await desk.shows("counted 2")
        await desk.press("?")
        await desk.shows("On the counter", "One more")
        await desk.press("escape", "escape")
        await desk.until(lambda: desk.app.screen is desk.reader)


# An attribute of an annotation: its values in `tui/features/annotating/tagging.py`; all else carries it.


async def test_an_attribute_that_is_offered_is_kept_and_exported(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    claims = (*tagging.ATTRIBUTES["claim"], ("urgency", "high"))
    monkeypatch.setitem(tagging.ATTRIBUTES, "claim", claims)
    async with reading(path) as desk:
        await desk.press("c", "A")
        await desk.until(lambda: desk.asked)
        await desk.type("urgency")
        await desk.press("enter")
        await desk.until(lambda: [dict(each.attributes) for each in desk.annotations()] != [{}])
    capsys.readouterr()
    assert main(["export", "--store", str(path)]) == 0
    lines = map(json.loads, capsys.readouterr().out.splitlines())
    found = [line["attributes"] for line in lines if "attributes" in line]
    assert found == [{"urgency": "high"}]


# An export format: its file in `annotations/exchange/formats/`, its name in `registry.py`.


def write(view: View, losses: LossCounts) -> Iterator[bytes]:
    """The titles of the articles, a line each."""
    for _, article in view.articles():
        yield f"{article.title}\n".encode()


def test_a_format_needs_its_file_and_its_name(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    module = ModuleType("annotations.exchange.formats.titles")
    vars(module)["FORMAT"] = Format("titles", "titles alone", (".titles",), write=write)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    names = {**vars(type(FORMATS))["modules"], "titles": "titles"}
    monkeypatch.setattr(type(FORMATS), "modules", names)
    store, _ = new_store(path)
    store.close()
    capsys.readouterr()
    assert main(["export", "--store", str(path), "--format", "titles"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == FIRST_TITLE
