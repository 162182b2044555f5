"""A row of the matrix in words: who says what and where, and what differs from the row's head."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from annotations.articles import Article, Span, visible
from annotations.events import Echo
from annotations.marks import Annotation
from annotations.suggestions.matrix import Cell, Place, Row
from annotations.suggestions.matrix.cells import Tie
from annotations.suggestions.matrix.wording import Wording, wording
from tui.page.matrix.detail import Said
from tui.page.matrix.signs import letter, sign, words
from tui.page.style_runs import Layer

if TYPE_CHECKING:
    from tui.features.host import Host
    from tui.features.matrix.work import MatrixWork

Texts = tuple[str, str]


class Telling:
    """Tells rows in words. What two texts differ in is found out in a worker, and told then."""

    def __init__(
        self, host: Host, work: MatrixWork, names: Sequence[str], told: Callable[[], object]
    ) -> None:
        """`names` of the outlets, by column; `told` is called once more can be told."""
        self._host = host
        self._work = work
        self._names = names
        self._told = told
        self._wordings: dict[Texts, Wording] = {}
        self._words: dict[tuple[int, Span], str] = {}
        self._asked: list[Texts] = []
        self._last: tuple[Row | None, tuple[Said, ...]] = None, ()
        """The row that was told last: the cursor moves in it more often than not."""
        self._busy = False

    def words(self, place: Place) -> str:
        """What stands at a place, on one line."""
        key = place.column, place.span
        found = self._words.get(key)
        if found is None:
            words = " ".join(visible(self._text(place, place.around)).split())
            if place.around is not None:
                words = f"{' '.join(visible(self._text(place)).split())} · {words}"
            found = self._words[key] = words
        return found

    def _article(self, place: Place) -> Article | None:
        return self._work.articles.get(self._work.ids[place.column])

    def _text(self, place: Place, span: Span | None = None) -> str:
        article = self._article(place)
        return article.text[slice(*(span or place.span))] if article else ""

    # The line above

    def summary(self, row: Row) -> str:
        """How many say something of it, in how many voices, and who is silent."""
        count = len(row.cells)
        parts = [f"{row.outlets} of {count} outlets"]
        if row.voices < row.outlets:
            parts[0] += f", {row.voices} independent {'voice' if row.voices == 1 else 'voices'}"
        parts += self._common(row)
        silent = [letter(at) for at, cell in enumerate(row.cells) if cell is None]
        if silent and count <= 26:
            parts.append(f"silent: {' '.join(silent)}")
        parts += sorted(visible(each).removeprefix("theme/") for each in row.themes)
        return " · ".join(parts)

    def _common(self, row: Row) -> Iterator[str]:
        """The texts that several outlets of the row have in common: `AP, in 3 of 5 (A C E)`."""
        for echo in self._work.echoes:
            cells = [cell for cell in row.cells if cell and _carried(echo, cell)]
            if len(cells) > 1:
                name = visible(" ".join(echo.name.split())) or "one text"
                columns = " ".join(letter(cell.place.column) for cell in cells)
                yield f"{name}, in {len(cells)} of {len(row.cells)} ({columns})"

    # The cells in full

    def said(self, row: Row) -> tuple[Said, ...]:
        """Each place of the row, in the order of the columns."""
        if self._last[0] is not row:
            self._last = row, self._told_of(row)
        return self._last[1]

    def _told_of(self, row: Row) -> tuple[Said, ...]:
        return tuple(
            self._place(row, cell, place, first=not at)
            for cell in row.cells
            if cell
            for at, place in enumerate(cell.places)
        )

    def _place(self, row: Row, cell: Cell, place: Place, *, first: bool) -> Said:
        article, whole = self._article(place), place.around or place.span
        layers = list(self._shared(place, whole))
        told = [words(cell) if first else "also here"]
        if place.around is not None:
            layers.append(Layer(*place.span, "conflict"))
            told = [cell.reason]
        elif place is not row.head and article is not None:
            found = self._wording((self._text(row.head), self._text(place)))
            if found is not None:
                layers += _marked(place, found)
                told.append(found.told)
            if first and cell.proposed and not (found and found.told):
                told.append(cell.reason)
            if first and cell.tie is not None and cell.tie.accepted:
                told.append(self._by(cell.tie))
        shown = visible(self._text(place, whole)).replace("\n", " ")
        return Said(
            place.column,
            self._head(place, article),
            sign(cell),
            visible(" ".join(", ".join(filter(None, told)).split())),
            shown,
            tuple(
                Layer(each.start - whole.start, each.end - whole.start, each.style)
                for each in layers
            ),
            cell.echo and first,
        )

    def _by(self, tie: Tie) -> str:
        """Whose a relation is, where it is another's, and the note on it."""
        if tie.relation is None:
            return ""
        whose = self._host.session.layers.whose(tie.relation.annotator)
        return ": ".join(filter(None, (f"said {whose}" if whose else "", tie.relation.note)))

    def _head(self, place: Place, article: Article | None) -> str:
        block = article.block_at(place.span.start) if article else None
        where = f" ¶{block.index + 1}" if block else ""
        name = f"{letter(place.column)} {self._names[place.column]}{where}"
        said = self._speaker(place.claim) if place.claim else ""
        return f"{name}  {said}" if said else name

    def _speaker(self, claim: Annotation) -> str:
        source = self._work.live.speaker(claim.id)
        return "" if source is None else visible(" ".join(source.quote.split()))

    def _shared(self, place: Place, whole: Span) -> Iterator[Layer]:
        """What of a place is text that other outlets have, too."""
        for echo in self._work.echoes:
            for span in echo.shared_in(place.column, whole):
                yield Layer(*span, "shared")

    # What differs

    def _wording(self, texts: Texts) -> Wording | None:
        """How two texts differ; None while that is not known yet."""
        found = self._wordings.get(texts)
        if found is None and texts not in self._asked:
            self._asked.append(texts)
            self._next()
        return found

    def _next(self) -> None:
        if self._asked and not self._busy:
            self._busy = True
            texts = tuple(reversed(self._asked[-40:]))  # what was asked last is looked at now
            self._asked.clear()
            self._host.threads.run(partial(_worded, texts), self._worded)

    def _worded(self, found: dict[Texts, Wording]) -> None:
        self._wordings |= found
        self._last = None, ()
        self._busy = False
        self._told()
        self._next()


def _worded(texts: Sequence[Texts]) -> dict[Texts, Wording]:
    return {each: wording(*each) for each in texts}


def _carried(echo: Echo, cell: Cell) -> bool:
    return echo.carries(cell.place.column, cell.place.span)


def _marked(place: Place, found: Wording) -> Iterator[Layer]:
    """Words that the head does not have, and over them the facts that conflict."""
    start = place.span.start
    for span in found.words[1]:
        yield Layer(start + span.start, start + span.end, "differs")
    for fact in found.facts:
        yield Layer(start + fact.right.start, start + fact.right.end, "conflict")
