"""Two articles of a report side by side, in HTML: aligned rows, annotations beside them."""

from __future__ import annotations

from collections.abc import Iterator

from annotations.articles import Kind
from annotations.exchange.formats.reading.event_words import ROWS, note_of
from annotations.exchange.formats.reading.html_text import shown
from annotations.exchange.pair_sheet import PairSheet, Segment, SheetCell, relation_words
from annotations.exchange.view import View
from annotations.marks.annotation import AnchorState, Annotation


class PairPage:
    """One pair of the report; ids carry the number of the pair, for one file may hold many."""

    def __init__(
        self,
        view: View,
        sheet: PairSheet,
        classes: dict[str, str],
        number: str,
        names: tuple[str, str],
    ) -> None:
        self.view = view
        self.sheet = sheet
        self.classes = classes
        self.prefix = f"p{number}"
        self.names = names

    def pieces(self) -> Iterator[str]:
        """The two articles, row by row."""
        sheet = self.sheet
        title = " and ".join(self.names)
        yield f'<section>\n<h3 id="{self.prefix}" dir="auto">{shown(title)}</h3>\n'
        yield from self._legend()
        yield (
            f'<div class="scroll" role="region" aria-labelledby="{self.prefix}" tabindex="0"><table class="pair">\n'
            f'<caption>{ROWS} are <span class="only">underlined with dots</span>.</caption>\n<thead><tr>'
        )
        for name in self.names:
            yield f'<th scope="col" dir="auto">{shown(name)}</th>'
        yield "</tr></thead>\n<tbody>\n"
        for left, right in sheet.rows:
            yield f"<tr>{self._cell(left)}{self._cell(right)}</tr>\n"
        yield "</tbody>\n</table></div>\n</section>\n"

    def _legend(self) -> Iterator[str]:
        used = sorted({mark.label for mark in self.sheet.marks.values()})
        if not used:
            return
        yield '<ul class="legend" aria-label="Labels">\n'
        for path in used:
            what = self.view.label(path).definition
            tail = f" — {shown(what)}" if what else ""
            yield f'<li class="{self.classes[path]}">{self._key(path)} {shown(path)}{tail}</li>\n'
        yield "</ul>\n"

    def _key(self, path: str) -> str:
        return (
            f'<span class="key" aria-hidden="true">{shown(self.view.codebook.glyph(path))}</span>'
        )

    def anchor(self, mark: Annotation) -> str:
        return f"{self.prefix}-{self.sheet.numbers[mark.id]}"

    def _cell(self, cell: SheetCell | None) -> str:
        if cell is None:
            return '<td class="none"></td>'
        text: list[str] = []
        at = cell.block.start
        for segment in cell.segments:
            text += [self._sign(mark) for mark in cell.begun if mark.start == at]
            text.append(self._segment(segment))
            at += len(segment.text)
        notes = "".join(self._note(mark) for mark in cell.begun)
        margin = f'<ul class="notes">{notes}</ul>' if notes else ""
        level = ""
        if cell.block.kind is Kind.HEADING:
            level = f' role="heading" aria-level="{max(4, cell.block.level + 3)}"'
        body = f'<div class="text" dir="auto"{level}>{"".join(text)}</div>'
        return f'<td class="{cell.block.kind.value}">{body}{margin}</td>'

    def _sign(self, mark: Annotation) -> str:
        number = self.sheet.numbers[mark.id]
        glyph = shown(self.view.codebook.glyph(mark.label))
        name = f"{glyph}{number} {shown(mark.label)}"
        return f'<sup><a href="#{self.anchor(mark)}n" aria-label="{name}">{glyph}{number}</a></sup>'

    def _segment(self, segment: Segment) -> str:
        text = shown(segment.text)
        if segment.changed:
            text = f'<span class="only">{text}</span>'
        for mark in segment.over:
            proposed = " proposed" if mark.suggested else ""
            text = f'<mark class="{self.classes[mark.label]}{proposed}">{text}</mark>'
        return text

    def _note(self, mark: Annotation) -> str:
        number = self.sheet.numbers[mark.id]
        parts = [f"{self._key(mark.label)} <b>{number}</b> {shown(mark.label)}"]
        if mark.annotator:
            parts.append(shown(mark.annotator))
        if mark.suggested:
            parts.append("suggestion")
        if mark.state is not AnchorState.EXACT:
            parts.append(f"place {mark.state.value}")
        for relation, other in self.sheet.ties(mark):
            arrow = "→" if relation.source == mark.id or not relation.kind.directed else "←"
            words = shown(relation_words(relation))
            link = f'<a href="#{self.anchor(other)}n">{self.sheet.numbers[other.id]}</a>'
            parts.append(f"{words} {arrow} {link}{shown(note_of(relation))}")
        note = f'<div class="note" dir="auto">{shown(mark.note)}</div>' if mark.note else ""
        anchor = f'<span id="{self.anchor(mark)}"></span>'
        body = f"{anchor}{' · '.join(parts)}{note}"
        return f'<li id="{self.anchor(mark)}n" class="{self.classes[mark.label]}">{body}</li>'
