"""The one table of what keys do on the page: a key, its words, and the method it calls.

Each line is an `Action` of the page. Its function gets the reader as `ReaderScreen` and calls a method of
the view or of a feature: a misspelt one fails the type check. Nothing is loaded for a feature
before its action is first carried out. To add an action, write its method and its line here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.features.contexts import CONTEXTS
from tui.features.messages import HomeWanted, SettingsWanted, TourWanted
from tui.keys.actions import Action
from tui.keys.groups import APP, DIFF, EVENT, FIND, LINK, READ, SELECT, SUGGEST, TAG
from tui.keys.keymap import Keymap
from tui.page import motion

if TYPE_CHECKING:
    from tui.features.reader_screen import ReaderScreen

_GROUPS = {
    "read": READ,
    "event": EVENT,
    "select": SELECT,
    "tag": TAG,
    "link": LINK,
    "align": LINK,
    "diff": DIFF,
    "suggest": SUGGEST,
    "find": FIND,
    "app": APP,
}
"""The heading in help by the first word of an id."""


def _do(
    id: str,
    keys: str,
    title: str,
    run: Callable[[ReaderScreen], object],
    *,
    hint: str = "",
    help_keys: str = "",
) -> Action[ReaderScreen]:
    group = _GROUPS[id.partition(".")[0]]
    return Action(id, tuple(keys.split()), group, title, run, hint, help_keys)


def _numbered(digit: str) -> Action[ReaderScreen]:
    """Tag with the label that has a digit; help says it once for all nine.

    Digits alone are counts, but in the preset `coder` (see docs/decisions/digits-are-counts.md).
    """
    first = digit == "1"
    return _do(
        f"tag.{digit}",
        "",
        "Tag with that label of the codebook"
        if first
        else f"Tag with label {digit} of the codebook",
        lambda reader: reader.features.tagging.numbered(digit),
        help_keys="a 1–9" if first else "-",
    )


# fmt: off
ACTIONS: tuple[Action[ReaderScreen], ...] = (
    _do("read.down", "j down", "Line down", lambda reader: reader.view.move(motion.line, 1)),
    _do("read.up", "k up", "Line up", lambda reader: reader.view.move(motion.line, -1)),
    _do("read.right", "l right", "Character right", lambda reader: reader.view.move(motion.character, 1)),
    _do("read.left", "h left", "Character left", lambda reader: reader.view.move(motion.character, -1)),
    _do("read.word", "w ctrl+right", "Next word", lambda reader: reader.view.move(motion.word, 1)),
    _do("read.word_back", "b ctrl+left", "Word back", lambda reader: reader.view.move(motion.word, -1)),
    _do("read.sentence", ")", "Next sentence", lambda reader: reader.view.move(motion.sentence, 1), hint="next sentence"),
    _do("read.sentence_back", "(", "Sentence back", lambda reader: reader.view.move(motion.sentence, -1)),
    _do("read.paragraph", "} O", "Next paragraph", lambda reader: reader.view.move(motion.paragraph, 1)),
    _do("read.paragraph_back", "{ I", "Paragraph back", lambda reader: reader.view.move(motion.paragraph, -1)),
    _do("read.row", "J", "Next aligned row", lambda reader: reader.view.move(motion.row, 1)),
    _do("read.row_back", "K", "Previous aligned row", lambda reader: reader.view.move(motion.row, -1)),
    _do("read.page", "space pagedown", "Page down", lambda reader: reader.view.page(1)),
    _do("read.page_back", "pageup", "Page up", lambda reader: reader.view.page(-1)),
    _do("read.half", "ctrl+d", "Half a page down", lambda reader: reader.view.page(0.5)),
    _do("read.half_back", "ctrl+u", "Half a page up", lambda reader: reader.view.page(-0.5)),
    _do("read.line_start", "home 0 ^", "Start of the line", lambda reader: reader.view.move(motion.line_edge, -1)),
    _do("read.line_end", "end $", "End of the line", lambda reader: reader.view.move(motion.line_edge, 1)),
    _do("read.top", "g ctrl+home", "Top of the article", lambda reader: reader.view.move(motion.edge, -1)),
    _do("read.bottom", "G ctrl+end", "End of the article", lambda reader: reader.view.move(motion.edge, 1)),
    _do("read.screen_top", "", "Top of the screen", lambda reader: reader.view.to_screen(0), help_keys="H in vim"),
    _do("read.screen_middle", "", "Middle of the screen", lambda reader: reader.view.to_screen(0.5), help_keys="M in vim"),
    _do("read.screen_bottom", "", "Bottom of the screen", lambda reader: reader.view.to_screen(1), help_keys="L in vim"),
    _do("read.other", "tab", "The other article, same row; of three the next", lambda reader: reader.event_pages.tab(1), hint="other side"),
    _do("read.other_back", "shift+tab", "The other article; of three the one before", lambda reader: reader.event_pages.tab(-1), help_keys="-"),
    _do("read.jump", "f", "Jump: label what is in sight, then its letters", lambda reader: reader.features.pending_keys.jump(), hint="jump"),
    _do("read.back", ", ctrl+o", "Back to where you jumped from", lambda reader: reader.features.navigation.jump_back()),
    _do("read.forward", ";", "Forward again", lambda reader: reader.features.navigation.jump_forward()),
    _do("read.mark", "m", "Set a mark (then a letter)", lambda reader: reader.features.pending_keys.letter("mark: press a letter", reader.features.navigation.set_mark)),
    _do("read.to_mark", "'", "Go to a mark (then its letter)", lambda reader: reader.features.pending_keys.letter("go to mark: press its letter", reader.features.navigation.to_mark)),
    _do("read.zoom", "z", "One article alone, or both; twice centres the line", lambda reader: reader.features.view_options.zoom()),
    _do("read.swap", '| "', "Swap sides: the articles change columns", lambda reader: reader.features.view_options.swap()),
    _do("read.flow", "S", "Aligned rows, columns that follow links, free columns", lambda reader: reader.features.view_options.flow()),
    _do("read.pack", "=", "Close the gaps beside unlinked blocks", lambda reader: reader.features.view_options.pack()),
    _do("read.fold", "Z", "Unfold or fold what is not the article; in the diff, what is unchanged", lambda reader: reader.features.pending_keys.fold()),
    _do("read.retype", "_", "Take boilerplate for text, or text for boilerplate", lambda reader: reader.features.links.retype()),
    _do("event.next", "\\ f6", "Next article beside this one", lambda reader: reader.event_pages.step(1), hint="next article"),
    _do("event.back", "shift+f6 f18", "Previous article beside this one", lambda reader: reader.event_pages.step(-1), hint="previous article", help_keys="⇧f6"),
    _do("event.choose", "ctrl+l f7", "Articles of the event: choose", lambda reader: reader.features.event_articles.choose(), hint="articles"),
    _do("event.third", "f8", "A third column, or two", lambda reader: reader.event_pages.toggle_third(), hint="third column"),
    _do("event.own_next", "f5", "Next article in this column", lambda reader: reader.event_pages.step(1, own=True)),
    _do("event.own_back", "shift+f5 f17", "Previous article in this column", lambda reader: reader.event_pages.step(-1, own=True), help_keys="⇧f5"),
    _do("event.add", "", "Add an article to the event: a file", lambda reader: reader.features.event_articles.add()),
    _do("event.remove", "", "Take an article out of the event", lambda reader: reader.features.event_articles.remove_one()),
    _do("select.start", "v", "Start or drop a selection", lambda reader: reader.view.toggle_selection()),
    _do("select.swap", "o", "Go to the selection’s other end", lambda reader: reader.view.swap_ends(), hint="other end"),
    _do("select.grow", "x", "Grow: word, sentence, paragraph", lambda reader: reader.view.grow_selection(), hint="grow"),
    _do("select.shrink", "X", "Shrink", lambda reader: reader.view.shrink_selection(), hint="shrink"),
    _do("select.drop", "escape", "Drop the selection, close, cancel", lambda reader: reader.cancel(), hint="drop"),
    _do("select.right", "shift+right", "Extend by characters and lines", lambda reader: reader.view.extend(motion.character, 1), help_keys="⇧ arrows"),
    _do("select.left", "shift+left", "Extend left", lambda reader: reader.view.extend(motion.character, -1), help_keys="-"),
    _do("select.down", "shift+down", "Extend down", lambda reader: reader.view.extend(motion.line, 1), help_keys="-"),
    _do("select.up", "shift+up", "Extend up", lambda reader: reader.view.extend(motion.line, -1), help_keys="-"),
    _do("select.word", "ctrl+shift+right", "Extend by a word", lambda reader: reader.view.extend(motion.word, 1)),
    _do("select.word_back", "ctrl+shift+left", "Extend back by a word", lambda reader: reader.view.extend(motion.word, -1)),
    _do("select.copy", "y ctrl+c", "Copy the quote with its source", lambda reader: reader.features.copying.copy(cited=True), hint="copy"),
    _do("select.copy_raw", "Y", "Copy the text alone", lambda reader: reader.features.copying.copy(cited=False)),
    _do("tag.claim", "c", "Tag as claim", lambda reader: reader.features.tagging.tag("claim"), hint="claim"),
    _do("tag.source", "s", "Tag as source", lambda reader: reader.features.tagging.tag("source"), hint="source"),
    _do("tag.theme", "t", "Tag with a theme", lambda reader: reader.features.tagging.tag_theme(), hint="theme"),
    _do("tag.theme_again", "T", "Tag with the last theme", lambda reader: reader.features.tagging.tag_last_theme()),
    _do("tag.cue", "e", "Tag as cue (said, according to)", lambda reader: reader.features.tagging.tag("cue")),
    _do("tag.any", "a", "Tag with any label", lambda reader: reader.features.tagging.tag_any()),
    _do("tag.repeat", ".", "Tag again as last time", lambda reader: reader.features.tagging.tag_again()),
    _do("tag.next", "*", "Same tag on the next same words", lambda reader: reader.features.tagging.tag_next()),
    *map(_numbered, "123456789"),
    _do("tag.note", "i", "Write a note", lambda reader: reader.features.tagging.note(), hint="note"),
    _do("tag.inspect", "", "Look at the tags here", lambda reader: reader.features.pending_keys.look(), hint="look"),
    _do("tag.attributes", "A", "Say more of a claim or a source", lambda reader: reader.features.tagging.attributes(), hint="more"),
    _do("tag.relabel", "R", "Change a tag’s label", lambda reader: reader.features.tagging.relabel(), hint="relabel"),
    _do("tag.borders", "B", "Change a tag’s borders", lambda reader: reader.features.tagging.borders(), hint="borders"),
    _do("tag.delete", "delete", "Remove the tag here", lambda reader: reader.features.tagging.delete(), hint="remove"),
    _do("suggest.show", "ctrl+x f12", "Show or hide suggestions: who says what", lambda reader: reader.features.suggesting.toggle(), hint="suggestions"),
    _do("suggest.source", "", "Accept all that this source is suggested to say", lambda reader: reader.features.suggesting.judge_source(agreed=True)),
    _do("suggest.reject_source", "", "Reject all that this source is suggested to say", lambda reader: reader.features.suggesting.judge_source(agreed=False)),
    _do("suggest.sure", "", "Accept all suggestions that are 90 % sure, in the selection or everywhere", lambda reader: reader.features.suggesting.accept_sure()),
    _do("suggest.choose", "", "Which suggestions to show: kinds, and how sure", lambda reader: reader.features.suggesting.choose()),
    _do("link.relate", "r", "Relate two tags: this one, then another", lambda reader: reader.features.relations.relate(), hint="relate"),
    _do("link.follow", "L", "To the other end of the link", lambda reader: reader.features.pending_keys.follow(), hint="follow link"),
    _do("link.why", "W", "Why these two blocks are linked, or a suggestion is made", lambda reader: reader.features.pending_keys.why()),
    _do("link.passage", "~ ctrl+n", "Nearest passage in the other article, then the next", lambda reader: reader.features.nearest_passages.step(), hint="nearest passage"),
    _do("link.take", "#", "Link this block to the passage shown", lambda reader: reader.features.nearest_passages.take(), hint="link to it"),
    _do("link.pair", "p", "Pair two paragraphs: this one, then another", lambda reader: reader.features.links.pair(), hint="pair"),
    _do("link.claims", "!", "Claims of both side by side", lambda reader: reader.features.claims.open(), hint="claims"),
    _do("link.matrix", "ctrl+g `", "Matrix: who says what, in all articles of the event", lambda reader: reader.features.matrix.open(), hint="matrix"),
    _do("align.mode", "P", "Alignment mode: check links", lambda reader: reader.features.aligning.toggle()),
    _do("link.confirm", "+", "Accept a suggested tag, or confirm the link", lambda reader: reader.features.pending_keys.verdict(agreed=True), hint="accept"),
    _do("link.reject", "-", "Reject a suggested tag, or the link", lambda reader: reader.features.pending_keys.verdict(agreed=False), hint="reject"),
    _do("diff.toggle", "d", "Show what differs: words, sentences, off", lambda reader: reader.features.diffing.toggle(), hint="diff"),
    _do("diff.next", "] V", "Next change", lambda reader: reader.features.diffing.change(1), hint="next change"),
    _do("diff.previous", "[ C", "Previous change", lambda reader: reader.features.diffing.change(-1), hint="previous"),
    _do("diff.map", "%", "Map of the pair", lambda reader: reader.features.overview_map.open()),
    _do("diff.filter", "", "Which changes to stop at", lambda reader: reader.features.diffing.filter()),
    _do("diff.twin", "M", "Bring a moved block’s twin level", lambda reader: reader.features.diffing.twin()),
    _do("diff.ignore", "D", "What to leave out of account", lambda reader: reader.features.diffing.ignoring()),
    _do("diff.fold", "", "Fold what is unchanged", lambda reader: reader.features.diffing.fold_unchanged()),
    _do("diff.compare", "&", "Compare any two texts: this one, then another", lambda reader: reader.features.compare_any.take(), hint="compare"),
    _do("find.search", "/ ctrl+f", "Search both articles", lambda reader: reader.features.search.open(), hint="find"),
    _do("find.next", "n", "Next hit", lambda reader: reader.features.search.hit(1), hint="next hit"),
    _do("find.previous", "N", "Previous hit", lambda reader: reader.features.search.hit(-1), hint="previous"),
    _do("find.tag", ">", "Next tag, or suggestion while they are shown", lambda reader: reader.features.pending_keys.step(1), hint="next tag"),
    _do("find.tag_back", "<", "Previous tag, or suggestion", lambda reader: reader.features.pending_keys.step(-1), hint="previous tag"),
    _do("find.stops", "Q", "Which tags to stop at; which suggestions, or changes, while they are shown", lambda reader: reader.features.pending_keys.stops()),
    _do("find.unsourced", "", "Next claim without a source", lambda reader: reader.features.tag_stops.unsourced()),
    _do("find.unpartnered", "", "Next claim without a partner", lambda reader: reader.features.tag_stops.unpartnered()),
    _do("find.list", "F", "List of annotations", lambda reader: reader.features.listing.toggle(), hint="list"),
    _do("app.undo", "u ctrl+z", "Undo", lambda reader: reader.editing.undo(), hint="undo"),
    _do("app.redo", "U ctrl+y ctrl+r", "Redo", lambda reader: reader.editing.redo()),
    _do("app.home", "backspace", "Home: all events", lambda reader: reader.view.app.post_message(HomeWanted()), hint="home"),
    _do("app.counts", "", "Counts of all tags in the store", lambda reader: reader.view.app.post_message(HomeWanted("home.counts"))),
    _do("app.retag", "", "Find tags in the whole store, and retag them", lambda reader: reader.view.app.post_message(HomeWanted("home.retag"))),
    _do("app.find", "", "Find events in an archive: a folder, or files", lambda reader: reader.view.app.post_message(HomeWanted("home.find"))),
    _do("app.save", "ctrl+s", "Try again to save what is not saved yet", lambda reader: reader.save_status.retry()),
    _do("app.export", "E", "Export the annotations", lambda reader: reader.features.exporting.begin()),
    _do("app.codebook", "H", "The codebook: labels and their meaning", lambda reader: reader.features.codebook_editing.open(), hint="labels"),
    _do("app.layers", "@", "Whose tags are shown: hide or show a layer", lambda reader: reader.features.layers.open()),
    _do("app.theme", "ctrl+t", "Change the colours", lambda reader: reader.features.colours.open()),
    _do("app.palette", ": ctrl+p", "All commands", lambda reader: reader.features.menu.all()),
    _do("app.menu", "enter", "Menu of what can be done here", lambda reader: reader.features.menu.open(), hint="menu"),
    _do("app.reload", "", "Reload changed files", lambda reader: reader.features.file_watch.reload()),
    _do("app.settings", "", "Settings: colours, keys, layout, what the diff ignores", lambda reader: reader.view.app.post_message(SettingsWanted())),
    _do("app.messages", "", "Messages: all that was said", lambda reader: reader.show_messages()),
    _do("app.picture", "", "Save the screen as an SVG picture", lambda reader: reader.view.app.action_screenshot()),
    _do("app.suspend", "", "Suspend: to the shell, fg comes back", lambda reader: reader.view.app.action_suspend_process()),
    _do("app.tour", "", "Tour: learn it on the built-in pair", lambda reader: reader.view.app.post_message(TourWanted())),
    _do("app.help", "? f1", "Help", lambda reader: reader.show_help(), hint="help"),
    _do("app.quit", "q ctrl+q", "Quit", lambda reader: reader.leave(), hint="quit"),
)
# fmt: on

DEFAULT_KEYMAP = Keymap(ACTIONS, CONTEXTS)
"""The keys as they are where the user sets none."""
