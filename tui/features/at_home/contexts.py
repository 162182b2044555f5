"""What keys do at home: the events, the search line, and what stands over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.keys.contexts import AREA_KEYS, FAR, LINE_KEYS, Context, ContextActions

if TYPE_CHECKING:
    from tui.features.at_home.screens import (
        ArticlesScreen,
        CountsScreen,
        FoundScreen,
        HomeScreen,
        PasteScreen,
        RetagScreen,
    )

_home: ContextActions[HomeScreen] = ContextActions("home", "At home: all events")
_words: ContextActions[HomeScreen] = ContextActions("words", "In home’s search line")
_articles: ContextActions[ArticlesScreen] = ContextActions("arrange", "The articles of an event")
_paste: ContextActions[PasteScreen] = ContextActions("paste", "Pasting an article")
_counts: ContextActions[CountsScreen] = ContextActions("counts", "Counts of the whole store")
_found: ContextActions[FoundScreen] = ContextActions("found", "Events found in an archive")
_retag: ContextActions[RetagScreen] = ContextActions("retag", "Retagging in the whole store")

# fmt: off
HOME_CONTEXTS: tuple[Context, ...] = (
    _home.context(
        _home("open", "enter l right", "Read this event", lambda home: home.open(), hint="read"),
        _home("next", "n tab", "Next event that is unread or unfinished", lambda home: home.unfinished(1), hint="next unfinished"),
        _home("previous", "N shift+tab", "Previous such event", lambda home: home.unfinished(-1)),
        _home("search", "/ ctrl+f", "Search titles, outlets, texts, notes and tags", lambda home: home.search(), hint="search"),
        _home("add", "a insert", "Add files, a folder or web addresses", lambda home: home.add(), hint="add"),
        _home("paste", "v", "Add a text that you paste", lambda home: home.paste(), hint="paste"),
        _home("find", "f ctrl+e", "Find events in an archive: a folder, or files", lambda home: home.find(), hint="find events"),
        _home("order", "o", "Order the events otherwise", lambda home: home.order(), hint="order"),
        _home("pin", "p", "Pin, or no longer: pinned events come first", lambda home: home.pin(), hint="pin"),
        _home("archive", "x", "Archive, or bring back", lambda home: home.archive(), hint="archive"),
        _home("archived", "X", "Show archived events, or hide them", lambda home: home.archived()),
        _home("delete", "delete D", "Delete (asks first)", lambda home: home.delete()),
        _home("mark", "space", "Mark, for what is done to several", lambda home: home.mark(), hint="mark"),
        _home("join", "J", "Join what is marked to one event", lambda home: home.join()),
        _home("articles", "s", "Its articles: order, split, take out", lambda home: home.articles(), hint="articles"),
        _home("rename", "r", "Rename", lambda home: home.rename()),
        _home("counts", "c", "Counts of all tags: by outlet, event, annotator, month", lambda home: home.counts(), hint="counts"),
        _home("retag", "t", "Find tags in the whole store, and retag them", lambda home: home.retag()),
        _home("undo", "u ctrl+z", "Undo what was done at home", lambda home: home.undo(), hint="undo"),
        _home("redo", "U ctrl+y ctrl+r", "Redo", lambda home: home.redo()),
        _home("down", "down j", "Next event", lambda home: home.step(1)),
        _home("up", "up k", "Previous event", lambda home: home.step(-1)),
        _home("page", "pagedown", "A screen on", lambda home: home.page(1)),
        _home("page_back", "pageup b", "A screen back", lambda home: home.page(-1)),
        _home("first", "home g", "First", lambda home: home.step(-FAR)),
        _home("last", "end G", "Last", lambda home: home.step(FAR)),
        _home("palette", ": ctrl+p", "All commands", lambda home: home.palette(), hint="commands"),
        _home("drop", "escape h left", "Drop the search, the marks; then back to the reader", lambda home: home.drop(), hint="back"),
        _home("quit", "q", "Quit", lambda home: home.leave(), hint="quit"),
        opener="app.home",
    ),
    _words.context(
        _words("keep", "enter", "Back to the list, with what is found", lambda home: home.end_search(), hint="to the list"),
        _words("down", "down", "Next event", lambda home: home.step(1)),
        _words("up", "up", "Previous event", lambda home: home.step(-1)),
        _words("leave", "escape", "Drop the search", lambda home: home.drop(), hint="drop"),
        typed=LINE_KEYS,
    ),
    _articles.context(
        _articles("keep", "enter", "Keep this order, and close", lambda screen: screen.keep(), hint="keeps the order"),
        _articles("later", "J shift+down", "Move it down", lambda screen: screen.move(1), hint="moves it"),
        _articles("earlier", "K shift+up", "Move it up", lambda screen: screen.move(-1)),
        _articles("mark", "space", "Mark it", lambda screen: screen.mark(), hint="marks"),
        _articles("split", "s", "Make an event of its own of those marked", lambda screen: screen.split(), hint="splits off"),
        _articles("take_out", "x delete", "Take it out of the event", lambda screen: screen.take_out(), hint="takes out"),
        _articles("close", "escape q", "Close, all as it was", lambda screen: screen.cancel(), hint="leaves"),
        _articles("down", "down j", "Next", lambda screen: screen.step(1)),
        _articles("up", "up k", "Previous", lambda screen: screen.step(-1)),
    ),
    _paste.context(
        _paste("keep", "escape ctrl+s", "Add the text; close where there is none", lambda screen: screen.keep(), hint="adds it, or closes where there is none"),
        typed=AREA_KEYS,
    ),
    _counts.context(
        _counts("turn", "tab right l", "Count by something else", lambda screen: screen.turn(1), hint="counts by something else"),
        _counts("turn_back", "shift+tab left h", "Back to what was counted before", lambda screen: screen.turn(-1)),
        _counts("down", "down j", "Down", lambda screen: screen.scroll(1)),
        _counts("up", "up k", "Up", lambda screen: screen.scroll(-1)),
        _counts("page", "pagedown space", "A page down", lambda screen: screen.scroll(20)),
        _counts("page_back", "pageup b", "A page up", lambda screen: screen.scroll(-20)),
        _counts("close", "escape q", "Close", lambda screen: screen.cancel(), hint="closes"),
    ),
    _found.context(
        _found("open", "enter", "Add it, and read it", lambda screen: screen.open(), hint="adds and reads"),
        _found("add", "a insert", "Add it, or all that are marked", lambda screen: screen.add(), hint="adds"),
        _found("mark", "space", "Mark it, to add several", lambda screen: screen.mark(), hint="marks"),
        _found("mark_all", "M ctrl+a", "Mark all, or none", lambda screen: screen.mark_all()),
        _found("read_on", "J shift+down", "Scroll what it has down", lambda screen: screen.read(3), hint="reads on"),
        _found("read_back", "K shift+up", "Scroll what it has up", lambda screen: screen.read(-3)),
        _found("passed", "w f2", "What was passed over, and why", lambda screen: screen.passed(), hint="passed over"),
        _found("undo", "u ctrl+z", "Undo what was added", lambda screen: screen.undo(), hint="undoes"),
        _found("redo", "U ctrl+y ctrl+r", "Redo", lambda screen: screen.redo()),
        _found("down", "down j", "Next event", lambda screen: screen.step(1)),
        _found("up", "up k", "Previous event", lambda screen: screen.step(-1)),
        _found("page", "pagedown", "A screen on", lambda screen: screen.page(1)),
        _found("page_back", "pageup b", "A screen back", lambda screen: screen.page(-1)),
        _found("first", "home g", "First", lambda screen: screen.step(-FAR)),
        _found("last", "end G", "Last", lambda screen: screen.step(FAR)),
        _found("close", "escape q", "Back to home; a search that goes on is ended", lambda screen: screen.cancel(), hint="closes"),
    ),
    _retag.context(
        _retag("take", "enter", "Give what is found another label", lambda screen: screen.take(), hint="retags them"),
        _retag("close", "escape", "Leave all as it is", lambda screen: screen.cancel(), hint="leaves"),
        _retag("down", "down", "Next", lambda screen: screen.step(1)),
        _retag("up", "up", "Previous", lambda screen: screen.step(-1)),
        _retag("page", "pagedown", "Ten on", lambda screen: screen.step(10)),
        _retag("page_back", "pageup", "Ten back", lambda screen: screen.step(-10)),
        typed=LINE_KEYS,
    ),
)
# fmt: on
"""The contexts of home, for the table of all contexts in `tui.features.contexts`."""
