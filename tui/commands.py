"""One registry of everything the reader can do: keys, help, hints and palette come from it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from textual.binding import Binding


class Command(NamedTuple):
    """One thing to do.

    `id` is stable: a keymap names it. `keys` are Textual's key names, the one to show first.
    `title` says it in the palette and in help; `hint`, where there is one, in the hint line.
    `action` is run on the pair view. `help_keys` stands for the keys in help where one line says
    it for several commands; the others have `-` and are left out.
    """

    id: str
    keys: tuple[str, ...]
    group: str
    title: str
    action: str
    hint: str = ""
    help_keys: str = ""


def _c(
    id: str, keys: str, group: str, title: str, action: str, hint: str = "", help_keys: str = ""
) -> Command:
    return Command(id, tuple(keys.split()), group, title, action, hint, help_keys)


READ, SELECT, TAG, LINK, ALIGN, DIFF, FIND, APP = (
    "Read",
    "Select",
    "Tag",
    "Links",
    "In alignment mode",
    "Diff",
    "Find",
    "App",
)

COMMANDS: tuple[Command, ...] = (
    _c("read.down", "j down", READ, "Line down", "move('line', 1)"),
    _c("read.up", "k up", READ, "Line up", "move('line', -1)"),
    _c("read.right", "l right", READ, "Character right", "move('character', 1)"),
    _c("read.left", "h left", READ, "Character left", "move('character', -1)"),
    _c("read.word", "w ctrl+right", READ, "Next word", "move('word', 1)"),
    _c("read.word_back", "b ctrl+left", READ, "Word back", "move('word', -1)"),
    _c("read.sentence", ")", READ, "Next sentence", "move('sentence', 1)", "next sentence"),
    _c("read.sentence_back", "(", READ, "Sentence back", "move('sentence', -1)"),
    _c("read.paragraph", "} O", READ, "Next paragraph", "move('paragraph', 1)"),
    _c("read.paragraph_back", "{ I", READ, "Paragraph back", "move('paragraph', -1)"),
    _c("read.row", "J", READ, "Next aligned row", "move('row', 1)"),
    _c("read.row_back", "K", READ, "Previous aligned row", "move('row', -1)"),
    _c("read.page", "space pagedown", READ, "Page down", "page(1)"),
    _c("read.page_back", "pageup", READ, "Page up", "page(-1)"),
    _c("read.half", "ctrl+d", READ, "Half a page down", "page(0.5)"),
    _c("read.half_back", "ctrl+u", READ, "Half a page up", "page(-0.5)"),
    _c("read.line_start", "home", READ, "Start of the line", "move('line_edge', -1)"),
    _c("read.line_end", "end", READ, "End of the line", "move('line_edge', 1)"),
    _c("read.top", "g ctrl+home", READ, "Top of the article", "move('edge', -1)"),
    _c("read.bottom", "G ctrl+end", READ, "End of the article", "move('edge', 1)"),
    _c(
        "read.other",
        "tab shift+tab",
        READ,
        "The other article, same row",
        "other_side",
        "other side",
    ),
    _c(
        "read.back",
        ", ctrl+o",
        READ,
        "Back to where you jumped from",
        "screen.use('travelling.jump_back')",
    ),
    _c("read.forward", ";", READ, "Forward again", "screen.use('travelling.jump_forward')"),
    _c(
        "read.mark",
        "m",
        READ,
        "Set a mark (then a letter)",
        "screen.use('answering.letter', 'travelling.set_mark')",
    ),
    _c(
        "read.to_mark",
        "'",
        READ,
        "Go to a mark (then its letter)",
        "screen.use('answering.letter', 'travelling.to_mark')",
    ),
    _c("read.zoom", "z", READ, "One article alone, or both", "screen.use('setting.zoom')"),
    _c(
        "read.swap",
        '| "',
        READ,
        "Swap sides: the articles change columns",
        "screen.use('setting.swap')",
    ),
    _c(
        "read.flow",
        "S",
        READ,
        "Aligned rows, columns that follow links, free columns",
        "screen.use('setting.flow')",
    ),
    _c(
        "read.pack",
        "=",
        READ,
        "Close the gaps beside unlinked blocks",
        "screen.use('setting.pack')",
    ),
    _c(
        "read.fold",
        "f",
        READ,
        "Unfold or fold what is not the article",
        "screen.use('setting.fold')",
    ),
    _c(
        "read.retype",
        "_",
        READ,
        "Take boilerplate for text, or text for boilerplate",
        "screen.use('linking.retype')",
    ),
    _c("select.start", "v", SELECT, "Start or drop a selection", "select"),
    _c("select.swap", "o", SELECT, "Go to the selection’s other end", "swap_ends", "other end"),
    _c("select.grow", "x", SELECT, "Grow: word, sentence, paragraph", "grow", "grow"),
    _c("select.shrink", "X", SELECT, "Shrink", "shrink", "shrink"),
    _c(
        "select.drop",
        "escape",
        SELECT,
        "Drop the selection, close, cancel",
        "screen.cancel",
        "drop",
    ),
    _c(
        "select.right",
        "shift+right",
        SELECT,
        "Extend by characters and lines",
        "extend('character', 1)",
        help_keys="⇧ arrows",
    ),
    _c(
        "select.left", "shift+left", SELECT, "Extend left", "extend('character', -1)", help_keys="-"
    ),
    _c("select.down", "shift+down", SELECT, "Extend down", "extend('line', 1)", help_keys="-"),
    _c("select.up", "shift+up", SELECT, "Extend up", "extend('line', -1)", help_keys="-"),
    _c("select.word", "ctrl+shift+right", SELECT, "Extend by a word", "extend('word', 1)"),
    _c(
        "select.word_back", "ctrl+shift+left", SELECT, "Extend back by a word", "extend('word', -1)"
    ),
    _c(
        "select.copy",
        "y ctrl+c",
        SELECT,
        "Copy the quote with its source",
        "screen.copy(True)",
        "copy",
    ),
    _c("select.copy_raw", "Y", SELECT, "Copy the text alone", "screen.copy(False)"),
    _c("tag.claim", "c", TAG, "Tag as claim", "screen.use('tagging.tag', 'claim')", "claim"),
    _c("tag.source", "s", TAG, "Tag as source", "screen.use('tagging.tag', 'source')", "source"),
    _c("tag.theme", "t", TAG, "Tag with a theme", "screen.use('tagging.tag_theme')", "theme"),
    _c(
        "tag.theme_again",
        "T",
        TAG,
        "Tag with the last theme",
        "screen.use('tagging.tag_last_theme')",
    ),
    _c("tag.cue", "e", TAG, "Tag as cue (said, according to)", "screen.use('tagging.tag', 'cue')"),
    _c("tag.any", "a", TAG, "Tag with any label", "screen.use('tagging.tag_any')"),
    _c("tag.repeat", ".", TAG, "Tag again as last time", "screen.use('tagging.tag_again')"),
    _c("tag.next", "*", TAG, "Same tag on the next same words", "screen.use('tagging.tag_next')"),
    *(
        _c(
            f"tag.{key}",
            key,
            TAG,
            f"Tag with label {key} of the codebook"
            if key != "1"
            else "Tag with that label of the codebook",
            f"screen.use('tagging.numbered', '{key}')",
            help_keys="1–9" if key == "1" else "-",
        )
        for key in "123456789"
    ),
    _c("tag.note", "i", TAG, "Write a note", "screen.use('tagging.note')", "note"),
    _c(
        "tag.inspect", "enter", TAG, "Look at the tags here", "screen.use('answering.look')", "look"
    ),
    _c(
        "tag.attributes",
        "A",
        TAG,
        "Say more of a claim or a source",
        "screen.use('tagging.attributes')",
        "more",
    ),
    _c("tag.relabel", "R", TAG, "Change a tag’s label", "screen.use('tagging.relabel')", "relabel"),
    _c(
        "tag.borders",
        "B",
        TAG,
        "Change a tag’s borders",
        "screen.use('tagging.borders')",
        "borders",
    ),
    _c(
        "tag.delete", "delete", TAG, "Remove the tag here", "screen.use('tagging.delete')", "remove"
    ),
    _c(
        "link.relate",
        "r",
        LINK,
        "Relate two tags: this one, then another",
        "screen.use('linking.relate')",
        "relate",
    ),
    _c(
        "link.follow",
        "L",
        LINK,
        "To the other end of the link",
        "screen.use('linking.follow')",
        "follow link",
    ),
    _c("link.why", "W", LINK, "Why these two blocks are linked", "screen.use('linking.why')"),
    _c(
        "link.pair",
        "p",
        LINK,
        "Pair two paragraphs: this one, then another",
        "screen.use('linking.pair')",
        "pair",
    ),
    _c("link.claims", "!", LINK, "Claims of both side by side", "screen.use('claims.open')"),
    _c("align.mode", "P", LINK, "Alignment mode: check links", "screen.use('aligning.toggle')"),
    _c(
        "link.confirm",
        "+",
        LINK,
        "Accept a suggested tag, or confirm the link",
        "screen.use('answering.verdict', True)",
        "accept",
    ),
    _c(
        "link.reject",
        "-",
        LINK,
        "Reject a suggested tag, or the link",
        "screen.use('answering.verdict', False)",
        "reject",
    ),
    _c(
        "diff.toggle",
        "d",
        DIFF,
        "Show what differs: words, sentences, off",
        "screen.use('diffing.toggle')",
        "diff",
    ),
    _c("diff.next", "] V", DIFF, "Next change", "screen.use('diffing.change', 1)", "next change"),
    _c(
        "diff.previous",
        "[ C",
        DIFF,
        "Previous change",
        "screen.use('diffing.change', -1)",
        "previous",
    ),
    _c("diff.map", "%", DIFF, "Map of the pair", "screen.use('mapping.open')"),
    _c("diff.filter", "Q", DIFF, "Which changes to stop at", "screen.use('diffing.filter')"),
    _c("diff.twin", "M", DIFF, "Bring a moved block’s twin level", "screen.use('diffing.twin')"),
    _c("diff.ignore", "D", DIFF, "What to leave out of account", "screen.use('diffing.ignoring')"),
    _c("diff.fold", "Z", DIFF, "Fold what is unchanged", "screen.use('diffing.fold_unchanged')"),
    _c(
        "diff.compare",
        "&",
        DIFF,
        "Compare any two texts: this one, then another",
        "screen.use('comparing.take')",
        "compare",
    ),
    _c("find.search", "/ ctrl+f", FIND, "Search both articles", "screen.search", "find"),
    _c("find.next", "n", FIND, "Next hit", "screen.use('finding.hit', 1)", "next hit"),
    _c("find.previous", "N", FIND, "Previous hit", "screen.use('finding.hit', -1)", "previous"),
    _c("find.list", "F", FIND, "List of annotations", "screen.list", "list"),
    _c("app.undo", "u ctrl+z", APP, "Undo", "screen.undo", "undo"),
    _c("app.redo", "U ctrl+y", APP, "Redo", "screen.redo"),
    _c("app.save", "ctrl+s", APP, "Try again to save what is not saved yet", "screen.save"),
    _c("app.export", "E", APP, "Export the annotations", "screen.use('exporting.begin')"),
    _c(
        "app.codebook",
        "H",
        APP,
        "The codebook: labels and their meaning",
        "screen.use('coding.open')",
        "labels",
    ),
    _c("app.theme", "ctrl+t", APP, "Change the colours", "screen.use('colours.open')"),
    _c("app.palette", ": ctrl+p", APP, "All commands", "screen.use('menu.all')"),
    _c("app.menu", "", APP, "Menu of what can be done here", "screen.use('menu.open')", "menu"),
    _c("app.reload", "", APP, "Reload changed files", "screen.use('watching.reload')"),
    _c("app.settings", "", APP, "Settings: the file, and what it can say", "app.settings"),
    _c("app.picture", "", APP, "Save the screen as an SVG picture", "app.screenshot"),
    _c("app.suspend", "", APP, "Suspend: to the shell, fg comes back", "app.suspend_process"),
    _c("app.tour", "", APP, "Tour: learn it on the built-in pair", "app.tour"),
    _c("app.help", "? f1", APP, "Help", "screen.help", "help"),
    _c("app.quit", "q ctrl+q", APP, "Quit", "screen.quit", "quit"),
)


BY_ID = {command.id: command for command in COMMANDS}

_KEY_NAMES = {
    "space": "space",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "escape": "esc",
    "delete": "del",
}
_MODIFIERS = {"ctrl": "^", "shift": "⇧", "alt": "⌥"}


def bindings(commands: Iterable[Command] = COMMANDS) -> list[Binding]:
    """Commands that have keys, as bindings of the pair view: letters type in inputs elsewhere."""
    return [
        Binding(
            ",".join(_textual_key(key) for key in command.keys),
            command.action,
            command.title,
            show=False,
            id=command.id,
            priority=False,
        )
        for command in commands
        if command.keys
    ]


def arrivals(command: Command) -> frozenset[str]:
    """Its keys by the names under which Textual lets them arrive: `slash` for `/`."""
    return frozenset(each.key for each in Binding.make_bindings(bindings((command,))))


def _textual_key(key: str) -> str:
    """A comma separates keys in a binding, so it goes by its name."""
    return "comma" if key == "," else key


def key_name(key: str) -> str:
    """How a key is shown to people."""
    if len(key) == 1:
        return key
    *modifiers, last = key.split("+")
    return "".join(_MODIFIERS.get(each, f"{each} ") for each in modifiers) + _KEY_NAMES.get(
        last, last
    )


def key_names(command: Command) -> str:
    """All its keys as they are shown; empty where it has none."""
    return " ".join(key_name(key) for key in command.keys)


def keys_of(command: Command) -> str:
    """Its keys as help shows them, where one line may stand for several commands."""
    return command.help_keys or key_names(command)
