"""The page as pure functions: where each line stands, where the caret goes, what is drawn.

Nothing here knows Textual or the store. The path from two articles to a strip on the screen:

1. `wrap.py` cuts one block into lines of a width in cells. A line is a pair of offsets into the
   article, in code points; text is never copied.
2. `layout.py` sets both articles beside each other for one width: `Columns` says in which cells each
   side stands, `shown_rows` which blocks share a row and what is folded, and `PairLayout` at which
   line of the page each row begins. It knows heights by an estimate until a row comes into sight.
3. `arrangement.py` chooses how the columns go together (`Flow`: aligned rows, columns that follow the
   links, free columns) and makes the `Page`.
4. `style_runs.py` cuts a line at the borders of its layers (annotations, hits, changes, the
   selection) into runs that have the same names of styles.
5. `drawing.py` puts a line of the page together: numbers, text, links between the columns, signs in
   the gutter, as `DrawnPiece`s of text with names of styles.
6. Above this room, `tui/widgets/styles.py` turns names into colours, `tui/widgets/painter.py` pieces
   into strips, each painted once and kept, and `tui/widgets/page_view.py` shows those in sight.

The caret (`caret.py`) is a side, an offset, and an anchor where something is selected. `motion.py` has
a function for each motion, from a layout and a caret to the next caret; `selection.py` grows and
shrinks what is selected; `link_navigation.py` finds the next link or block to look at.

Larger views have their lines from here too: `claim_lines.py` the claims of both articles,
`side_by_side.py` two texts compared, `overview_plot.py` the map of the pair.
"""
