"""A report as one HTML file: both articles in aligned rows, annotations beside them.

Without script, printable, legible without colour. Whatever comes from an article or a note is
escaped, characters that act on the reader's eye (bidi overrides) are shown as placeholders, and
a content security policy forbids everything but the file's own style.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from annotations.articles import Article, Kind, visible
from annotations.exchange.format import Format
from annotations.exchange.reports import Tally
from annotations.exchange.sheet import Cell, Segment, Sheet, sheets
from annotations.exchange.view import View
from annotations.marks.annotation import AnchorState, Annotation

_HEAD = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="crossread">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>%s</title>
<style>
:root { color-scheme: light dark; --ink: #1c1c1e; --paper: #fff; --soft: #6b6b70; --line: #d8d8dc; --wash: 22%%; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ececf0; --paper: #17171a; --soft: #a3a3ab; --line: #3a3a40; --wash: 34%%; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 100rem; padding: 1.5rem; color: var(--ink); background: var(--paper);
  font: 1rem/1.55 Charter, "Bitstream Charter", Georgia, serif; overflow-wrap: break-word; }
h1 { font-size: 1.6rem; line-height: 1.25; } h2 { font-size: 1.15rem; margin: 2.2rem 0 .6rem; }
.facts, .legend, caption, th, .notes, footer { font-family: system-ui, sans-serif; font-size: .85rem; }
.facts, footer { color: var(--soft); }
.legend { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; }
table { width: 100%%; border-collapse: collapse; }
table.pair { table-layout: fixed; }
caption { text-align: left; color: var(--soft); padding: .3rem 0; }
th { text-align: left; border-bottom: 2px solid var(--ink); padding: .4rem .8rem; vertical-align: bottom; }
td { padding: .5rem .8rem; vertical-align: top; border-bottom: 1px solid var(--line); }
td + td, th + th { border-left: 1px solid var(--line); }
.text { white-space: pre-wrap; overflow-wrap: anywhere; }
.heading .text { font-weight: 700; font-size: 1.08em; }
.list-item .text { padding-left: 1em; } .quotation .text { font-style: italic; }
.boilerplate { color: var(--soft); font-size: .8rem; } .none { color: var(--soft); }
mark { color: inherit; background: color-mix(in srgb, var(--c) var(--wash), transparent);
  border-bottom: 2px solid var(--c); padding: .05em 0; }
sup a { color: inherit; text-decoration: none; font: 700 .72rem system-ui, sans-serif; padding: 0 .15em; }
del { text-decoration: line-through 1px; opacity: .8; } ins { text-decoration: underline dotted 2px; }
.notes { list-style: none; margin: .5rem 0 0; padding: 0; }
.notes li { border-left: 4px solid var(--c); padding: .1rem 0 .1rem .6rem; margin: .3rem 0; }
.notes .note { white-space: pre-wrap; }
.key { font: 700 .8rem system-ui, sans-serif; border: 2px solid var(--c); border-radius: .25em; padding: 0 .3em; }
:target { outline: 3px solid var(--c, var(--ink)); outline-offset: 2px; }
a { color: inherit; }
@media print { body { max-width: none; padding: 0; font-size: 9.5pt; } tr { break-inside: avoid; }
  h2 { break-after: avoid; } mark, .key { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
@media (max-width: 46rem) { body { padding: .6rem; } td, th { padding: .4rem; } }
"""


def write(view: View, tally: Tally) -> Iterator[bytes]:
    """The report, a row at a time."""
    paths = sorted(view.used[0])
    classes = {path: f"l{number}" for number, path in enumerate(paths)}
    titles = [_pair_title(view.article(p.left), view.article(p.right)) for p in view.pairs]
    title = titles[0] if len(titles) == 1 else f"{len(titles)} pairs of articles"
    yield (_HEAD % shown(title)).encode()
    for path, name in classes.items():
        yield f".{name} {{ --c: {view.codebook.colour(path)}; }}\n".encode()
    yield b"</style>\n</head>\n<body>\n<main>\n"
    for number, sheet in enumerate(sheets(view, tally)):
        page = _Page(view, sheet, classes, number)
        for piece in page.pieces():
            yield piece.encode()
    yield b"</main>\n<footer>Made with crossread.</footer>\n</body>\n</html>\n"


def shown(text: str) -> str:
    """Text as HTML may show it: escaped, and with nothing invisible that acts."""
    return escape(visible(text))


def _pair_title(left: Article, right: Article) -> str:
    return " / ".join(each.title or each.source or "untitled" for each in (left, right))


class _Page:
    """One pair of the report; ids carry the number of the pair, for one file may hold many."""

    def __init__(self, view: View, sheet: Sheet, classes: dict[str, str], number: int) -> None:
        self.view = view
        self.sheet = sheet
        self.classes = classes
        self.prefix = f"p{number}"

    def pieces(self) -> Iterator[str]:
        sheet = self.sheet
        title = sheet.pair.title or _pair_title(sheet.left, sheet.right)
        yield f'<article aria-labelledby="{self.prefix}">\n<h1 id="{self.prefix}" dir="auto">{shown(title)}</h1>\n'
        yield from self._legend()
        yield from self._claims()
        yield '<h2>Side by side</h2>\n<table class="pair">\n<caption>Blocks that tell the same part share a row. '
        yield "<del>Struck</del> words stand only on the left, <ins>dotted</ins> ones only on the right.</caption>\n<thead><tr>"
        for side, article in (("Left", sheet.left), ("Right", sheet.right)):
            yield f'<th scope="col">{self._head(side, article)}</th>'
        yield "</tr></thead>\n<tbody>\n"
        for left, right in sheet.rows:
            yield f"<tr>{self._cell(left, 'del')}{self._cell(right, 'ins')}</tr>\n"
        yield "</tbody>\n</table>\n</article>\n"

    def _head(self, side: str, article: Article) -> str:
        facts = [each for each in (article.outlet, article.byline, article.published) if each]
        about = f'<div class="facts">{shown(", ".join(facts))}</div>' if facts else ""
        url = f'<div class="facts">{shown(article.url)}</div>' if article.url else ""
        name = article.title or article.source or "untitled"
        return f'{side}: <span dir="auto">{shown(name)}</span>{about}{url}'

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

    def _claims(self) -> Iterator[str]:
        claims = list(self.sheet.claims())
        if not claims:
            return
        yield "<h2>Claims</h2>\n<table>\n<caption>Who says what, and how the other side has it.</caption>\n"
        yield '<thead><tr><th scope="col">Claim</th><th scope="col">Side</th><th scope="col">Said by</th>'
        yield '<th scope="col">The other side</th></tr></thead>\n<tbody>\n'
        for claim in claims:
            said = "<br>".join(self._quote(source) for source in claim.sources)
            answers = "<br>".join(
                f"<em>{shown(words)}</em> {self._quote(other)}" for words, other in claim.answers
            )
            none = '<span class="none">—</span>'
            yield f"<tr><td>{self._quote(claim.mark)}</td><td>{claim.side}</td>"
            yield f"<td>{said or none}</td><td>{answers or none}</td></tr>\n"
        yield "</tbody>\n</table>\n"

    def _quote(self, mark: Annotation) -> str:
        return f'<a href="#{self._id(mark)}" dir="auto">{shown(mark.quote)}</a>'

    def _id(self, mark: Annotation) -> str:
        return f"{self.prefix}-{self.sheet.numbers[mark.id]}"

    def _cell(self, cell: Cell | None, change: str) -> str:
        if cell is None:
            return '<td class="none"></td>'
        text: list[str] = []
        at = cell.block.start
        for segment in cell.segments:
            text += [self._sign(mark) for mark in cell.begun if mark.start == at]
            text.append(self._segment(segment, change))
            at += len(segment.text)
        notes = "".join(self._note(mark) for mark in cell.begun)
        margin = f'<ul class="notes">{notes}</ul>' if notes else ""
        level = ""
        if cell.block.kind is Kind.HEADING:
            level = f' role="heading" aria-level="{max(2, cell.block.level + 1)}"'
        body = f'<div class="text" dir="auto"{level}>{"".join(text)}</div>'
        return f'<td class="{cell.block.kind.value}">{body}{margin}</td>'

    def _sign(self, mark: Annotation) -> str:
        number = self.sheet.numbers[mark.id]
        glyph = shown(self.view.codebook.glyph(mark.label))
        name = shown(f"{mark.label}, annotation {number}")
        return f'<sup><a href="#{self._id(mark)}n" aria-label="{name}">{glyph}{number}</a></sup>'

    def _segment(self, segment: Segment, change: str) -> str:
        text = shown(segment.text)
        if segment.changed:
            text = f"<{change}>{text}</{change}>"
        for mark in segment.over:
            text = f'<mark class="{self.classes[mark.label]}">{text}</mark>'
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
            words = shown(relation.kind.value.replace("_", " "))
            link = f'<a href="#{self._id(other)}n">{self.sheet.numbers[other.id]}</a>'
            parts.append(f"{words} {arrow} {link}")
        note = f'<div class="note" dir="auto">{shown(mark.note)}</div>' if mark.note else ""
        anchor = f'<span id="{self._id(mark)}"></span>'
        body = f"{anchor}{' · '.join(parts)}{note}"
        return f'<li id="{self._id(mark)}n" class="{self.classes[mark.label]}">{body}</li>'


FORMAT = Format(
    "html",
    "a report to read and print: one page, no script",
    (".html", ".htm"),
    write=write,
)
