"""Actions, and the keys that run them.

The path of a key press, `c` on a sentence, file by file:

1. `tui/terminal/input.py` makes a key of the bytes that the terminal sends, and Textual gives it to
   the widget that has the focus: mostly the page, `tui/widgets/pair_view.py`.
2. The page hands it to the reader, `PageKeys.press` in `tui/reader/page_keys.py`. A letter that
   something waits for (the name of a mark) is taken first. Then the key is looked up among the keys
   of the mode the page is in (`align`, `relate`), if it is in one, and among those of the page.
3. `Keymap.by_arrival` in `keymap.py` has the `Action` of each key: the table of
   `tui/features/actions.py` with the preset and the keys of the user's settings laid over it.
4. `perform` in `actions.py` calls the action's `run` with the reader; the line in the table says
   which method of the view or of a feature that is: `reader.features.tagging.tag("claim")`.
5. The method changes what the page shows, or makes a command of the store and hands it to
   `Editing.do` of the reader, which shows it at once and has it saved in the background.

Elsewhere (the list, the search line, every screen over the page) the keys are Textual's bindings,
made from the context of the place (`tui/features/contexts.py`) by `give_keys` in `bind.py`. All of
them call one Textual action, `perform`, with the id of ours.

What else is here: `contexts.py` (what a context is), `groups.py` (headings of help), `hints.py` (what
to press next, by what the reader is at), `help.py` and `settings_sheet.py` (what those sheets say).
"""
