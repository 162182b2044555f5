"""What stands on each screen line: numbers, text, links, glyphs, as pieces with style names.

Pure: no Textual here. The widget turns style names into colours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace
from rich.cells import cell_len, set_cell_size

from annotations.alignment import Alignment, Link, Origin
from annotations.articles import Block, Kind, Span
from tui.page.caret import Caret, Side
from tui.page.layout import PairLayout
from tui.page.marginalia import Glyph, fitted
from tui.page.motion import cluster_end, selected, sentence_at
from tui.page.shown_rows import Unit
from tui.page.style_runs import Layer, clipped, runs, without_end
from tui.page.wrap import Inlay, WrappedLine


class DrawnPiece(NamedTuple):
    """Text for the screen with the names of its styles, in paint order."""

    text: str
    styles: tuple[str, ...] = ()


class NearBlock(Struct, frozen=True):
    """The block of the other article with a block's nearest passage; `likely` enough to follow.

    One that is `chosen` is looked at now, also for a block that has a link.
    """

    block: int
    likely: bool = True
    chosen: bool = False


Near = Callable[[Side, int], NearBlock | None]
"""Where a side's block has its nearest passage, as far as that is known."""


def nothing_near(side: Side, block: int) -> NearBlock | None:
    """No passages are known."""
    return None


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


class Sign(Struct, frozen=True):
    """What the caret shows on one line: its layers there, and sides whose number is bright."""

    over: tuple[Layer, ...] = ()
    lit: tuple[Side, ...] = ()


class LineLook(Struct, frozen=True):
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

    def __init__(
        self,
        layouts: tuple[PairLayout, PairLayout],
        alignment: Alignment,
        near: Near = nothing_near,
    ) -> None:
        self.layouts = layouts
        self._near = near
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

    def near(self, side: Side, block: int) -> NearBlock | None:
        """Where a block has its nearest passage; of one with a link only what is looked at."""
        near = self._near(side, block)
        linked = near is not None and not near.chosen and self.partners(side, block)
        return None if linked else near

    def companion(self, side: Side, block: int) -> int | None:
        """What is to stand level with a block: its partner, else a passage that is likely enough.

        A passage that is looked at comes before both.
        """
        near = self.near(side, block)
        partner = None if near is not None and near.chosen else self.beside(side, block)
        if partner is not None or near is None:
            return partner
        return near.block if near.likely else None

    def holds(self, side: Side, y: int) -> bool:
        """Whether a side shows text, or a fold, at a line of its layout."""
        unit, index = self._unit_at(side, y)
        if unit is None or unit.folded:
            return unit is not None and index == 0
        return index < len(self.layouts[side].lines(side, unit.block))

    def lit(self, caret: Caret) -> frozenset[tuple[Side, int]]:
        """The caret's block and its partners, or else its passage: their numbers are drawn bright."""
        block = self.layouts[caret.side].block_at(caret.side, caret.offset).index
        near = self.near(caret.side, block)
        others = (near.block,) if near else self.partners(caret.side, block)
        return frozenset({(caret.side, block), *((caret.side.other, each) for each in others)})

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
                found[y] = replace(sign, lit=(*sign.lit, side))
        return found

    def _line_at(self, side: Side, y: int) -> WrappedLine | None:
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

    def pieces(self, ys: tuple[int, int], look: LineLook) -> list[DrawnPiece]:
        """One line of the screen, from the first cell to the last used.

        `ys` are the lines of the left and of the right layout that stand there; what is outside a
        layout is blank.
        """
        columns = self.columns
        found = [DrawnPiece(" " * columns.margin)]
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

    def _side(self, side: Side, y: int, look: LineLook) -> list[DrawnPiece]:
        columns = self.columns
        empty = [DrawnPiece(" " * (columns.gutter + columns.text + 1))]
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

    def _fold(self, side: Side, unit: Unit) -> list[DrawnPiece]:
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
            DrawnPiece(" " * columns.gutter),
            DrawnPiece(set_cell_size(f"▸ {words}{more}", columns.text + 1), ("fold",)),
        ]

    def _gutter(
        self, side: Side, block: Block, line: WrappedLine, first: bool, look: LineLook
    ) -> list[DrawnPiece]:
        """Letters of marks that start on this line, as many as fit, then the block's number."""
        columns = self.columns
        here = [
            glyph for glyph in look.glyphs(side, block) if line.start <= glyph.offset < line.end
        ]
        letters = [
            DrawnPiece(glyph.letter, (glyph.style,)) for glyph in fitted(here, columns.letters)
        ]
        found = [
            DrawnPiece(" " * (columns.letters - sum(len(each.text) for each in letters))),
            *letters,
        ]
        number = str(block.index + 1) if first and block.aligned else ""
        style = "number-lit" if first and side in look.sign.lit else "number"
        found.append(DrawnPiece(f"{number:>{columns.digits}} ", (style,)))
        return found

    def _text(
        self, side: Side, block: Block, line: WrappedLine, look: LineLook
    ) -> list[DrawnPiece]:
        columns = self.columns
        base = _BLOCK_STYLES.get(block.kind, ())
        if block.kind is Kind.TABLE_ROW and block.level == 1:
            base = ("table-head",)
        display = self.layouts[side].display[side]
        layers = [layer for source in look.layers for layer in source(side, block)]
        if side is look.side:
            layers += look.sign.over
        found = [DrawnPiece(" " * line.indent, base)] if line.indent else []
        room = columns.text + 1 - line.indent
        inlays = list(line.inlays)
        # A tint on the space at which a line breaks would fray the block's edge.
        inked = line.start + len(display[line.start : line.end].rstrip())
        for start, end, styles in runs(line.start, line.end, without_end(layers, inked, line.end)):
            for text, ink in _inlaid(display, start, end, base + styles, inlays):
                cells = cell_len(text)
                if cells > room:
                    text = set_cell_size(text, room)
                    cells = room
                if text:
                    found.append(DrawnPiece(text, ink))
                room -= cells
        if room:
            found.append(DrawnPiece(" " * room))
        return found

    def _channel(self, ys: tuple[int, int]) -> list[DrawnPiece]:
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
            DrawnPiece(f" {first}".ljust(half), (_marker_style(first),)),
            DrawnPiece("│", ("rule",)),
            DrawnPiece(last.ljust(half), (_marker_style(last),)),
        ]

    def _marker(self, side: Side, unit: Unit | None, index: int, shift: int) -> str:
        """The number of a partner that stands elsewhere: one a line, below the wire.

        A block without a partner has that of its nearest passage, as `~12`.

        `shift` is how much further the left layout's lines are than the right's beside them.
        """
        if unit is None or unit.folded:
            return ""
        partners = self.partners(side, unit.block)
        if not partners:
            near = self.near(side, unit.block) if index == 0 else None
            return f"~{near.block + 1}" if near else ""
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


def _inlaid(
    text: str, start: int, end: int, styles: tuple[str, ...], inlays: list[Inlay]
) -> Iterator[DrawnPiece]:
    """A run of text with the inlays that stand in it or right behind it, which are taken away."""
    while inlays and inlays[0].offset <= end:
        inlay = inlays.pop(0)
        yield DrawnPiece(text[start : inlay.offset], styles)
        yield DrawnPiece(inlay.text, (inlay.style,) if inlay.style else styles)
        start = inlay.offset
    yield DrawnPiece(text[start:end], styles)


def _marker_style(marker: str) -> str:
    return "passage" if marker.startswith("~") else "far"


def _wire(link: Link, half: int) -> DrawnPiece:
    person = link.origin in (Origin.CONFIRMED, Origin.MANUAL)
    wire = _WIRES[person] if person or link.score >= _FAINT_BELOW else _FAINT
    return DrawnPiece(f" {wire[0] * (half - 1)}{wire[1]}{wire[2] * (half - 1)} ", ("wire",))
