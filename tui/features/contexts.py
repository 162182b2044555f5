"""What keys do beside the page: in its modes, in the list, in the search line, on each screen.

Every screen that takes keys names its context here, by its attribute `CONTEXT`; an action gets
that screen, so a misspelt method fails the type check. No screen is loaded by this table.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from annotations.marks import RelationKind
from tui.features.at_home.contexts import HOME_CONTEXTS
from tui.keys.contexts import AREA_KEYS, FAR, LINE_KEYS, Context, ContextActions

if TYPE_CHECKING:
    from tui.features.reader_screen import ReaderScreen
    from tui.screens.articles import ArticlesScreen
    from tui.screens.claims import ClaimsScreen
    from tui.screens.codebook import CodebookScreen, LabelForm
    from tui.screens.finder import Finder
    from tui.screens.help import HelpScreen
    from tui.screens.matrix.screen import MatrixScreen
    from tui.screens.note import NoteEditor
    from tui.screens.overview import OverviewScreen
    from tui.screens.prompt import Prompt
    from tui.screens.settings import SettingsScreen
    from tui.screens.sheet import Sheet

_align: ContextActions[ReaderScreen] = ContextActions("align", "In alignment mode")
_relate: ContextActions[ReaderScreen] = ContextActions("relate", "How two tags relate")
_list: ContextActions[ReaderScreen] = ContextActions("list", "In the list of annotations")
_search: ContextActions[ReaderScreen] = ContextActions("search", "In the search line")
_finder: ContextActions[Finder] = ContextActions("finder", "Choosing from a list")
_help: ContextActions[HelpScreen] = ContextActions("help", "In help")
_articles: ContextActions[ArticlesScreen] = ContextActions(
    "articlelist", "Among the articles of the event"
)
_prompt: ContextActions[Prompt] = ContextActions("prompt", "Asked for a line")
_note: ContextActions[NoteEditor] = ContextActions("note", "Writing a note")
_codebook: ContextActions[CodebookScreen] = ContextActions("codebook", "In the codebook")
_label: ContextActions[LabelForm] = ContextActions("label", "Describing a label")
_claims: ContextActions[ClaimsScreen] = ContextActions("claims", "Among the claims")
_matrix: ContextActions[MatrixScreen] = ContextActions("matrix", "In the matrix")
_map: ContextActions[OverviewScreen] = ContextActions("map", "On the map")
_settings: ContextActions[SettingsScreen] = ContextActions("settings", "In the settings")
_sheet: ContextActions[Sheet] = ContextActions("sheet", "On a sheet")

# fmt: off
CONTEXTS: Mapping[str, Context] = MappingProxyType({
    context.name: context
    for context in (
        _align.context(
            _align("confirm", "enter +", "Confirm the link of this block", lambda reader: reader.features.aligning.confirm(), hint="confirm"),
            _align("reject", "x -", "Reject it", lambda reader: reader.features.aligning.reject(), hint="reject"),
            _align("next", "n", "Next doubtful link, marked ?", lambda reader: reader.features.aligning.doubt(1), hint="doubtful"),
            _align("previous", "N", "Previous doubtful link", lambda reader: reader.features.aligning.doubt(-1)),
            _align("uneven", "o", "Next block without a link, or with several", lambda reader: reader.features.aligning.uneven(1), hint="not 1:1"),
            _align("uneven_back", "O", "Previous such block", lambda reader: reader.features.aligning.uneven(-1)),
            _align("glue", "g", "Glue: the next block gets the same partner", lambda reader: reader.features.aligning.glue(), hint="glue"),
            _align("split", "s", "Split: the last block glued loses its partner", lambda reader: reader.features.aligning.split(), hint="split"),
            _align("break", "b", "Break all links of this block", lambda reader: reader.features.aligning.part(), hint="break"),
            _align("again", "A", "Align anew between what is decided", lambda reader: reader.features.aligning.again(), hint="re-align"),
        ),
        _relate.context(
            _relate("agrees", "a", "They agree", lambda reader: reader.features.relations.end(RelationKind.AGREES), hint="agrees"),
            _relate("contradicts", "x", "They contradict each other", lambda reader: reader.features.relations.end(RelationKind.CONTRADICTS), hint="contradicts"),
            _relate("partly", "p", "They agree in part", lambda reader: reader.features.relations.end(RelationKind.PARTLY), hint="partly"),
            _relate("updates", "u", "The first updates the second", lambda reader: reader.features.relations.end(RelationKind.UPDATES), hint="updates"),
            _relate("attributed_to", "s", "The claim comes from the source", lambda reader: reader.features.relations.end(RelationKind.ATTRIBUTED_TO), hint="attributed to"),
        ),
        _list.context(
            _list("go", "enter l right", "Go there", lambda reader: reader.listing.choose(), hint="go there"),
            _list("filter", "/", "Show only what has some words", lambda reader: reader.features.listing.filter(), hint="filter"),
            _list("order", "o", "Order by place, label, or time", lambda reader: reader.features.listing.sort(), hint="order"),
            _list("close", "escape q h left", "Back to the page", lambda reader: reader.features.listing.toggle(), hint="back"),
            *_list.steps(lambda reader, by: reader.listing.step(by)),
            opener="find.list",
        ),
        _search.context(
            _search("keep", "enter", "Go on from this hit", lambda reader: reader.search_bar.keep(), hint="go on from here"),
            _search("next", "down", "Next hit", lambda reader: reader.search_bar.step(1), hint="next hit"),
            _search("previous", "up", "Previous hit", lambda reader: reader.search_bar.step(-1), hint="previous"),
            _search("leave", "escape", "Back to where you were", lambda reader: reader.search_bar.leave(), hint="leave"),
            typed=LINE_KEYS,
        ),
        _finder.context(
            _finder("take", "enter", "Take what is marked", lambda screen: screen.take(), hint="takes"),
            _finder("close", "escape", "Leave it", lambda screen: screen.cancel(), hint="leaves"),
            _finder("next", "down ctrl+n", "Next", lambda screen: screen.step(1)),
            _finder("previous", "up ctrl+p", "Previous", lambda screen: screen.step(-1)),
            typed=LINE_KEYS,
        ),
        _help.context(
            _help("take", "enter", "Do what is marked", lambda screen: screen.take(), hint="does it"),
            _help("close", "escape", "Close", lambda screen: screen.cancel(), hint="closes"),
            _help("next", "down ctrl+n", "Next", lambda screen: screen.step(1)),
            _help("previous", "up ctrl+p", "Previous", lambda screen: screen.step(-1)),
            _help("right", "right", "The next column", lambda screen: screen.beside(1)),
            _help("left", "left", "The column before", lambda screen: screen.beside(-1)),
            _help("page", "pagedown", "A page on", lambda screen: screen.page(1)),
            _help("page_back", "pageup", "A page back", lambda screen: screen.page(-1)),
            _help("first", "home", "First", lambda screen: screen.step(-FAR)),
            _help("last", "end", "Last", lambda screen: screen.step(FAR)),
            typed=frozenset({"space", "backspace", "delete"}),
            opener="app.help",
        ),
        _articles.context(
            _articles("take", "enter", "Take it into the other column", lambda screen: screen.take(), hint="takes"),
            _articles("close", "escape", "Leave it", lambda screen: screen.cancel(), hint="leaves"),
            _articles("swap", "tab ctrl+s", "The columns change places", lambda screen: screen.swap(), hint="swaps"),
            _articles("earlier", "pageup ctrl+up", "Move it up in the event", lambda screen: screen.move(-1), hint="up"),
            _articles("later", "pagedown ctrl+down", "Move it down in the event", lambda screen: screen.move(1), hint="down"),
            _articles("remove", "ctrl+x", "Take it out of the event", lambda screen: screen.remove_article(), hint="takes out"),
            _articles("add", "ctrl+o insert", "Add an article to the event", lambda screen: screen.add(), hint="adds"),
            _articles("undo", "ctrl+z", "Undo", lambda screen: screen.undo()),
            _articles("next", "down ctrl+n", "Next", lambda screen: screen.step(1)),
            _articles("previous", "up ctrl+p", "Previous", lambda screen: screen.step(-1)),
            typed=LINE_KEYS,
            opener="event.choose",
        ),
        _prompt.context(
            _prompt("take", "enter", "Take what is written", lambda screen: screen.take(), hint="takes"),
            _prompt("close", "escape", "Leave it", lambda screen: screen.cancel(), hint="leaves"),
            typed=LINE_KEYS,
        ),
        _note.context(
            _note("keep", "escape ctrl+s", "Save and close", lambda screen: screen.keep(), hint="saves"),
            _note("editor", "ctrl+e", "Write it in $EDITOR", lambda screen: screen.edit(), hint="opens $EDITOR"),
            _note("drop", "ctrl+x", "Leave it as it was", lambda screen: screen.cancel(), hint="leaves it as it was"),
            typed=AREA_KEYS,
        ),
        _codebook.context(
            _codebook("change", "enter", "Change the label", lambda screen: screen.change(), hint="changes"),
            _codebook("new", "n", "New label", lambda screen: screen.new(), hint="new"),
            _codebook("merge", "m", "Merge into another", lambda screen: screen.merge(), hint="merge"),
            _codebook("retire", "x delete", "Retire, or bring back", lambda screen: screen.retire(), hint="retire"),
            _codebook("close", "escape q", "Close", lambda screen: screen.cancel(), hint="closes"),
            *_codebook.steps(lambda screen, by: screen.step(by)),
            opener="app.codebook",
        ),
        _label.context(
            _label("keep", "enter", "Keep it", lambda screen: screen.keep(), hint="keeps"),
            _label("close", "escape", "Leave it as it was", lambda screen: screen.cancel(), hint="leaves"),
            _label("next", "down tab", "Next field", lambda screen: screen.focus_next()),
            _label("previous", "up shift+tab", "Previous field", lambda screen: screen.focus_previous()),
            typed=LINE_KEYS,
        ),
        _claims.context(
            _claims("accept", "a enter", "Accept what is suggested", lambda screen: screen.accept(), hint="accepts"),
            _claims("dismiss", "x delete", "Dismiss it, or part what is related", lambda screen: screen.dismiss_claims(), hint="dismisses"),
            _claims("relate", "r", "Relate otherwise", lambda screen: screen.relate(), hint="relates"),
            _claims("left", "left h", "To the claim in the first column", lambda screen: screen.go("left"), hint="first"),
            _claims("right", "right l", "To the claim in the second column", lambda screen: screen.go("right"), hint="second"),
            _claims("go", "g", "To the claim", lambda screen: screen.go("")),
            _claims("undo", "u ctrl+z", "Undo", lambda screen: screen.undo(), hint="undoes"),
            _claims("recall", "z", "Suggest again what was dismissed", lambda screen: screen.recall(), hint="recalls"),
            _claims("close", "escape q", "Close", lambda screen: screen.cancel(), hint="closes"),
            _claims("down", "down j", "Next claim", lambda screen: screen.step(1)),
            _claims("up", "up k", "Previous claim", lambda screen: screen.step(-1)),
            _claims("page", "pagedown", "Ten on", lambda screen: screen.step(10)),
            _claims("page_back", "pageup", "Ten back", lambda screen: screen.step(-10)),
            _claims("first", "home", "First", lambda screen: screen.step(-FAR)),
            _claims("last", "end", "Last", lambda screen: screen.step(FAR)),
            _claims("quote_down", "space", "Further down the quotes", lambda screen: screen.read(4)),
            _claims("quote_up", "b backspace", "Further up the quotes", lambda screen: screen.read(-4)),
            opener="link.claims",
        ),
        _settings.context(
            _settings("change", "enter", "Change it", lambda screen: screen.change(), hint="changes"),
            _settings("file", "f", "The whole file, with every key", lambda screen: screen.show_file(), hint="shows the file"),
            _settings("close", "escape q", "Close", lambda screen: screen.cancel(), hint="closes"),
            *_settings.steps(lambda screen, by: screen.step(by)),
        ),
        _matrix.context(
            _matrix("go", "enter", "Go to what the cell says", lambda screen: screen.go(), hint="goes there"),
            _matrix("accept", "+", "Accept what the cell proposes", lambda screen: screen.accept(), hint="accepts"),
            _matrix("reject", "- delete", "Reject it, or part what is related", lambda screen: screen.reject(), hint="rejects"),
            _matrix("relate", "r", "Begin a relation here: then another cell, and a x p or u", lambda screen: screen.relate(), hint="relates"),
            _matrix("agrees", "a", "It agrees: with the head of the row, or where a relation was begun", lambda screen: screen.end(RelationKind.AGREES), hint="agrees"),
            _matrix("contradicts", "x", "It contradicts it", lambda screen: screen.end(RelationKind.CONTRADICTS), hint="contradicts"),
            _matrix("partly", "p", "It agrees in part", lambda screen: screen.end(RelationKind.PARTLY), hint="partly"),
            _matrix("updates", "u", "It updates the head, or what was begun updates it", lambda screen: screen.end(RelationKind.UPDATES), hint="updates"),
            _matrix("filter", "/ f", "Which rows: by verdict, outlet, theme, source", lambda screen: screen.filter(), hint="filters"),
            _matrix("sort", "o", "Sort by contradiction, outlets, or place", lambda screen: screen.sort(), hint="sorts"),
            _matrix("other", "v", "Other rows: claims, passages, conflicting facts", lambda screen: screen.show_other(), hint="other rows"),
            _matrix("base", "B", "Passages beside the article of this column", lambda screen: screen.base()),
            _matrix("undo", "U ctrl+z", "Undo", lambda screen: screen.undo(), hint="undoes"),
            _matrix("redo", "Y ctrl+y ctrl+r", "Redo", lambda screen: screen.redo()),
            _matrix("recall", "z", "Propose again what was rejected", lambda screen: screen.recall()),
            _matrix("close", "escape q", "Back to the page", lambda screen: screen.cancel(), hint="back"),
            _matrix("down", "down j", "Next row", lambda screen: screen.step(1)),
            _matrix("up", "up k", "Previous row", lambda screen: screen.step(-1)),
            _matrix("right", "right l", "Next outlet", lambda screen: screen.step(0, 1)),
            _matrix("left", "left h", "Previous outlet", lambda screen: screen.step(0, -1)),
            _matrix("cell", "tab w", "Next outlet that says something", lambda screen: screen.cell(1)),
            _matrix("cell_back", "W shift+tab", "Previous outlet that says something", lambda screen: screen.cell(-1)),
            _matrix("page", "pagedown ctrl+d", "A page on", lambda screen: screen.page(1)),
            _matrix("page_back", "pageup ctrl+u", "A page back", lambda screen: screen.page(-1)),
            _matrix("first", "home g", "First row", lambda screen: screen.step(-FAR)),
            _matrix("last", "end G", "Last row", lambda screen: screen.step(FAR)),
            _matrix("read_down", "space", "Further down what is said", lambda screen: screen.read(4)),
            _matrix("read_up", "b backspace", "Further up", lambda screen: screen.read(-4)),
            opener="link.matrix",
        ),
        _map.context(
            _map("next", "n tab", "Next link", lambda screen: screen.linked(1), hint="next link"),
            _map("previous", "N shift+tab", "Previous link", lambda screen: screen.linked(-1)),
            _map("go", "enter", "Go there", lambda screen: screen.go(), hint="goes there"),
            _map("close", "escape q", "Close", lambda screen: screen.cancel(), hint="closes"),
            _map("down", "down j", "Down: further in the article along the side", lambda screen: screen.step(1, 0)),
            _map("up", "up k", "Up", lambda screen: screen.step(-1, 0)),
            _map("right", "right l", "Right: further in the other one", lambda screen: screen.step(0, 1)),
            _map("left", "left h", "Left", lambda screen: screen.step(0, -1)),
            _map("page", "pagedown J", "Five down", lambda screen: screen.step(5, 0)),
            _map("page_back", "pageup K", "Five up", lambda screen: screen.step(-5, 0)),
            opener="diff.map",
        ),
        _sheet.context(
            _sheet("close", "escape q enter", "Close", lambda screen: screen.cancel(), hint="closes"),
            _sheet("down", "down j", "A line down", lambda screen: screen.scroll(1)),
            _sheet("up", "up k", "A line up", lambda screen: screen.scroll(-1)),
            _sheet("page", "pagedown space", "A page down", lambda screen: screen.page(1), hint="on"),
            _sheet("page_back", "pageup b", "A page up", lambda screen: screen.page(-1)),
            _sheet("top", "home g", "To the top", lambda screen: screen.scroll(-FAR)),
            _sheet("bottom", "end G", "To the end", lambda screen: screen.scroll(FAR)),
            opener="app.help",
        ),
        *HOME_CONTEXTS,
    )
})
# fmt: on
"""All contexts by name; in `align` and `relate` the page keeps the keys that they do not take."""
