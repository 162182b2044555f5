"""What stands on each screen line: numbers, text, links, glyphs, as pieces with style names.

Pure: no Textual here. The widget turns style names into colours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from annotations.alignment import Alignment, Link, Origin
from annotations.articles import Block, Kind, Span
from tui.reading.caret import Caret, Side
from tui.reading.layout import PairLayout, Unit
from tui.reading.motion import cluster_end, selected, sentence_at
from tui.reading.painting import Layer, clipped, runs
from tui.reading.wrap import Line


class Piece(NamedTuple):
    """Text for the screen with the names of its styles, in paint order."""

    text: str
    styles: tuple[str, ...] = ()


class Glyph(NamedTuple):
    """A letter in the gutter beside the line on which a mark starts."""

    offset: int
    letter: str
    style: str


Layers = Callable[[Side, Block], Iterable[Layer]]
Glyphs = Callable[[Side, Block], Sequence[Glyph]]

_WIRES = {True: "═╪═", False: "─┼─"}
_FAINT = "╌┼╌"
_FAINT_BELOW = 0.5
_BLOCK_STYLES = {
    Kind.HEADING: ("heading",),
    Kind.QUOTATION: ("quotation",),
    Kind.CAPTION: ("quotation",),
    Kind.BOILERPLATE: ("boilerplate",),
    Kind.TABLE_ROW: ("table",),
}


class Sign(NamedTuple):
    """What the caret shows on one line: its layers there, and sides whose number is bright."""

    over: tuple[Layer, ...] = ()
    lit: tuple[Side, ...] = ()


class Look(NamedTuple):
    """What, besides the text, is drawn: layers of marks, changes and hits, and the caret's sign."""

    layers: Sequence[Layers] = ()
    glyphs: Glyphs = lambda side, block: ()
    side: Side = Side.LEFT
    sign: Sign = Sign()


class Page:
    """The layouts of the two sides with the alignment: draws any screen line as pieces.

    In aligned rows (and where one side is shown alone) both sides have one layout. Where each
    article flows on its own there are two, and a line of one may stand beside any of the other.
    """

    def __init__(self, layouts: tuple[PairLayout, PairLayout], alignment: Alignment) -> None:
        self.layouts = layouts
        self.columns = layouts[0].columns
        self.alignment = alignment
        self._links = {(link.left, link.right): link for link in alignment.links}

    @property
    def flowing(self) -> bool:
        """Whether each article flows on its own."""
        return self.layouts[0] is not self.layouts[1]

    def partners(self, side: Side, block: int) -> tuple[int, ...]:
        """Blocks of the other side linked to a block, the best link first."""
        if side is Side.LEFT:
            return tuple(link.right for link in self.alignment.by_left.get(block, ()))
        return tuple(link.left for link in self.alignment.by_right.get(block, ()))

    def beside(self, side: Side, block: int) -> int | None:
        """The partner that a block is compared with: the one that stands level with it.

        Where each article flows on its own, or is shown alone, that is the best partner.
        """
        partners = self.partners(side, block)
        if self.flowing or len(self.columns.sides) == 1:
            return partners[0] if partners else None
        layout = self.layouts[side]
        row = layout.row_of[side].get(block)
        level = None if row is None else layout.rows[row].block(side.other)
        return level if level in partners else None

    def lit(self, caret: Caret) -> frozenset[tuple[Side, int]]:
        """The caret's block and its partners: their numbers are drawn bright."""
        block = self.layouts[caret.side].block_at(caret.side, caret.offset).index
        others = {(caret.side.other, partner) for partner in self.partners(caret.side, block)}
        return frozenset({(caret.side, block), *others})

    def rows_of(self, caret: Caret) -> range:
        """Rows that the caret and its selection touch."""
        layout = self.layouts[caret.side]
        ends = [caret.offset] if caret.anchor is None else sorted((caret.anchor, caret.offset))
        found = [layout.row_at(caret.side, offset) for offset in ends]
        shown = [row for row in found if row is not None]
        return range(min(shown), max(shown) + 1) if shown else range(0)

    def signs(self, caret: Caret, focused: bool, seen: range, shift: int) -> dict[int, Sign]:
        """What the caret, its selection and its links show, for each line that shows any of it.

        Lines are those of the caret's layout inside `seen`; `shift` is as in `beside`.
        """
        over, layout = self._over(caret, focused), self.layouts[caret.side]
        found: dict[int, Sign] = {}
        rows = self.rows_of(caret)
        for y in range(
            max(seen.start, layout.tops[rows.start]), min(seen.stop, layout.tops[rows.stop])
        ):
            line = self._line_at(caret.side, y)
            here = () if line is None else clipped(line.start, line.end, over)
            if here:
                found[y] = Sign(tuple(here))
        for side, block in sorted(self.lit(caret)):
            top = self._top(side, block)
            y = top if side is caret.side else top + shift if side else top - shift
            if top >= 0 and y in seen:
                sign = found.get(y, Sign())
                found[y] = sign._replace(lit=(*sign.lit, side))
        return found

    def _line_at(self, side: Side, y: int) -> Line | None:
        """The line of text that a side shows at a line of its layout; None where it has none."""
        unit, index = self._unit_at(side, y)
        if unit is None or unit.folded:
            return None
        lines = self.layouts[side].lines(side, unit.block)
        return lines[index] if index < len(lines) else None

    def _over(self, caret: Caret, focused: bool) -> list[Layer]:
        """The selection, else the caret's sentence, and the caret itself above it."""
        layout, offset = self.layouts[caret.side], caret.offset
        block = layout.block_at(caret.side, offset)
        here = block.start <= offset < max(block.end, block.start + 1)
        found = []
        span: Span | None = selected(layout, caret)
        if span is not None:
            found.append(Layer(span.start, span.end, "selection"))
        elif here:
            sentence = sentence_at(layout, caret.side, offset)
            found.append(Layer(sentence.start, sentence.end, "sentence"))
        if here:
            text = layout.articles[caret.side].text
            end = max(cluster_end(text, offset, block.end), offset + 1)
            found.append(Layer(offset, end, "caret" if focused else "caret-away"))
        return found

    def pieces(self, ys: tuple[int, int], look: Look) -> list[Piece]:
        """One line of the screen, from the first cell to the last used.

        `ys` are the lines of the left and of the right layout that stand there; what is outside a
        layout is blank.
        """
        columns = self.columns
        found = [Piece(" " * columns.margin)]
        for side in columns.sides:
            if side is not columns.sides[0]:
                found.extend(self._channel(ys))
            found.extend(self._side(side, ys[side], look))
        return found

    def _unit_at(self, side: Side, y: int) -> tuple[Unit | None, int]:
        """What a side shows at a line of its layout, and which line of it."""
        layout = self.layouts[side]
        if not 0 <= y < layout.height:
            return None, 0
        place = layout.place(y)
        return layout.rows[place.row].unit(side), place.line

    def _side(self, side: Side, y: int, look: Look) -> list[Piece]:
        columns = self.columns
        empty = [Piece(" " * (columns.gutter + columns.text + 1))]
        unit, index = self._unit_at(side, y)
        if unit is None:
            return empty
        if unit.folded:
            return self._fold(side, unit) if index == 0 else empty
        layout = self.layouts[side]
        block = layout.articles[side].blocks[unit.block]
        lines = layout.lines(side, unit.block)
        if index >= len(lines):
            return empty
        return [
            *self._gutter(side, block, lines[index], index == 0, look),
            *self._text(side, block, lines[index], look),
        ]

    def _fold(self, side: Side, unit: Unit) -> list[Piece]:
        """One dim line for what is not the article: how it begins, and how much more."""
        columns = self.columns
        block = self.layouts[side].articles[side].blocks[unit.block]
        more = f" +{unit.folded - 1}" if unit.folded > 1 else ""
        if unit.same:
            words, more = f"{unit.folded} unchanged", ""
        else:
            begins = self.layouts[side].display[side][block.start : block.end].strip()
            room = columns.text + 1 - len(more) - 2
            cut = cell_len(begins) > room
            words = set_cell_size(begins, room - 1).rstrip() + "…" if cut else begins
        return [
            Piece(" " * columns.gutter),
            Piece(set_cell_size(f"▸ {words}{more}", columns.text + 1), ("fold",)),
        ]

    def _gutter(self, side: Side, block: Block, line: Line, first: bool, look: Look) -> list[Piece]:
        """Up to two letters of marks that start on this line, then the block's number."""
        columns = self.columns
        here = [
            glyph for glyph in look.glyphs(side, block) if line.start <= glyph.offset < line.end
        ]
        letters = [Piece(glyph.letter, (glyph.style,)) for glyph in here[:2]]
        if len(here) > 2:
            letters[1] = Piece("+", ("number-lit",))
        found = [Piece(" " * (2 - len(letters))), *letters]
        number = str(block.index + 1) if first and block.aligned else ""
        style = "number-lit" if first and side in look.sign.lit else "number"
        found.append(Piece(f"{number:>{columns.digits}} ", (style,)))
        return found

    def _text(self, side: Side, block: Block, line: Line, look: Look) -> list[Piece]:
        columns = self.columns
        base = _BLOCK_STYLES.get(block.kind, ())
        if block.kind is Kind.TABLE_ROW and block.level == 1:
            base = ("table-head",)
        display = self.layouts[side].display[side]
        layers = [layer for source in look.layers for layer in source(side, block)]
        if side is look.side:
            layers += look.sign.over
        found = [Piece(" " * line.indent, base)] if line.indent else []
        room = columns.text + 1 - line.indent
        # A tint on the space at which a line breaks would fray the block's edge.
        inked = line.start + len(display[line.start : line.end].rstrip())
        for start, end, styles in runs(line.start, line.end, _trimmed(layers, inked, line.end)):
            text = display[start:end]
            cells = cell_len(text)
            if cells > room:
                text = set_cell_size(text, room)
                cells = room
            if text:
                found.append(Piece(text, base + styles))
            room -= cells
        if room:
            found.append(Piece(" " * room))
        return found

    def _channel(self, ys: tuple[int, int]) -> list[Piece]:
        """Between the sides: the wire of a level link, and numbers of partners elsewhere."""
        half = self.columns.channel // 2
        units = [self._unit_at(side, ys[side]) for side in Side]
        (left, left_line), (right, right_line) = units
        if left and right and left_line == right_line == 0 and not (left.folded or right.folded):
            link = self._links.get((left.block, right.block))
            if link is not None:
                return [_wire(link, half)]
        first, last = (
            self._marker(side, *units[side], ys[0] - ys[1]) for side in self.columns.sides
        )
        return [
            Piece(f" {first}".ljust(half), ("far",)),
            Piece("│", ("rule",)),
            Piece(last.ljust(half), ("far",)),
        ]

    def _marker(self, side: Side, unit: Unit | None, index: int, shift: int) -> str:
        """The number of a partner that stands elsewhere: one a line, below the wire.

        `shift` is how much further the left layout's lines are than the right's beside them.
        """
        if unit is None or unit.folded:
            return ""
        partners = self.partners(side, unit.block)
        if not partners:
            return ""
        here = self._top(side, unit.block)
        beside = here - shift if side is Side.LEFT else here + shift
        far = [partner for partner in partners if self._top(side.other, partner) != beside]
        above = len(partners) - len(far)
        which = index - above
        layout = self.layouts[side]
        row = layout.row_of[side][unit.block]
        room = layout.tops[row + 1] - layout.tops[row] - above
        if not 0 <= which < min(len(far), room):
            return ""
        if which == room - 1 and len(far) > room:
            return f"⇄{len(far) - which}+"
        return f"⇄{far[which] + 1}"

    def _top(self, side: Side, block: int) -> int:
        """The first line of a block in its layout; -1 where it is not shown."""
        layout = self.layouts[side]
        row = layout.row_of[side].get(block)
        return -1 if row is None else layout.tops[row]


def _trimmed(layers: list[Layer], inked: int, end: int) -> list[Layer]:
    """Layers without the white space at the end of a line, the caret's own place aside."""
    return [
        Layer(layer.start, min(layer.end, inked), layer.style)
        if layer.end >= end > inked and not layer.style.startswith("caret")
        else layer
        for layer in layers
        if layer.start < inked or layer.style.startswith("caret")
    ]


def _wire(link: Link, half: int) -> Piece:
    person = link.origin in (Origin.CONFIRMED, Origin.MANUAL)
    wire = _WIRES[person] if person or link.score >= _FAINT_BELOW else _FAINT
    return Piece(f" {wire[0] * (half - 1)}{wire[1]}{wire[2] * (half - 1)} ", ("wire",))
