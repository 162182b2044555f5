"""What every page of an HTML report has: its head, its style, and text made harmless."""

from __future__ import annotations

from html import escape

from annotations.articles import visible
from annotations.marks.codebook import Codebook

STYLE = """:root { color-scheme: light dark; --ink: #1c1c1e; --paper: #fff; --soft: #6b6b70; --line: #d8d8dc; --wash: 22%; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ececf0; --paper: #17171a; --soft: #a3a3ab; --line: #3a3a40; --wash: 34%; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 100rem; padding: 1.5rem; color: var(--ink); background: var(--paper);
  font: 1rem/1.55 Charter, "Bitstream Charter", Georgia, serif; overflow-wrap: break-word; }
h1 { font-size: 1.6rem; line-height: 1.25; } h2 { font-size: 1.15rem; margin: 2.2rem 0 .6rem; }
.facts, .legend, caption, th, .notes, footer { font-family: system-ui, sans-serif; font-size: .85rem; }
.facts, footer { color: var(--soft); }
.legend { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; }
table { width: 100%; border-collapse: collapse; }
table.pair { table-layout: fixed; }
caption { text-align: left; color: var(--soft); padding: .3rem 0; }
th { text-align: left; border-bottom: 2px solid var(--ink); padding: .4rem .8rem; vertical-align: bottom; }
td { padding: .5rem .8rem; vertical-align: top; border-bottom: 1px solid var(--line); }
tbody th { border-bottom: 1px solid var(--line); vertical-align: top; }
td + td, th + th { border-left: 1px solid var(--line); }
.text { white-space: pre-wrap; overflow-wrap: anywhere; }
.heading .text { font-weight: 700; font-size: 1.08em; }
.list-item .text { padding-left: 1em; } .quotation .text { font-style: italic; }
.boilerplate { color: var(--soft); font-size: .8rem; } .none { color: var(--soft); }
mark { color: inherit; background: color-mix(in srgb, var(--c) var(--wash), transparent);
  border-bottom: 2px solid var(--c); padding: .05em 0; }
mark.proposed { background: none; border-bottom-style: dashed; }
sup a { color: inherit; text-decoration: none; font: 700 .72rem system-ui, sans-serif; padding: 0 .15em; }
.only { text-decoration: underline dotted 2px; text-underline-offset: .2em; }
.differs { background: none; font-weight: 700; border-bottom: 2px solid currentColor; }
.notes { list-style: none; margin: .5rem 0 0; padding: 0; }
.notes li { border-left: 4px solid var(--c); padding: .1rem 0 .1rem .6rem; margin: .3rem 0; }
.notes .note { white-space: pre-wrap; }
.key { font: 700 .8rem system-ui, sans-serif; border: 2px solid var(--c); border-radius: .25em; padding: 0 .3em; }
:target { outline: 3px solid var(--c, var(--ink)); outline-offset: 2px; }
a { color: inherit; }
.scroll { overflow-x: auto; } .printed { display: none; } .verdict { font: 700 .8rem system-ui, sans-serif; }
blockquote { margin: .5rem 0; padding-left: .8rem; border-left: 4px solid var(--line); } .contradictions > li { margin-bottom: 1.2rem; }
h3 { font-size: 1.05rem; margin: 1.6rem 0 .4rem; } nav li { margin: .3rem 0; }
@media screen and (max-width: 46rem) { body { padding: .6rem; } td, th { padding: .4rem; }
  table.stack thead { position: absolute; clip-path: inset(50%); } table.stack tr { display: block; border-bottom: 2px solid var(--ink); }
  table.stack td, table.stack th { display: block; border: 0; } table.stack td::before { content: attr(data-head); display: block;
    color: var(--soft); font: .8rem system-ui, sans-serif; } }
@page { margin: 15mm 13mm 17mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt system-ui, sans-serif; } }
@media print { :root { color-scheme: light; --ink: #000; --paper: #fff; --soft: #48484d; --line: #b4b4b8; --wash: 22%; }
  body { max-width: none; padding: 0; font-size: 9.5pt; } p, td, blockquote { orphans: 3; widows: 3; } a { text-decoration: none; }
  h1, h2, h3, h2 + p, caption, thead, .legend { break-after: avoid; } tr, .legend, .contradictions > li, .notes li { break-inside: avoid; }
  tbody tr:first-child { break-before: avoid; break-inside: auto; } .scroll { overflow: visible; }
  mark, .key { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  table.wide thead { display: none; } table.wide tr { display: block; border-bottom: 1px solid var(--ink); padding: .4rem 0; }
  table.wide td { display: block; border: 0; padding: .15rem 0 .15rem 1rem; } table.wide td::before { content: attr(data-head) ": ";
    font: 700 .85em system-ui, sans-serif; } table.wide td.none { display: none; } .printed { display: inline; } }
"""


def shown(text: str) -> str:
    """Text as HTML may show it: escaped, and with nothing invisible that acts."""
    return escape(visible(text))


def head(title: str, book: Codebook, classes: dict[str, str]) -> str:
    """All up to the content; each label has its colour by a class."""
    colours = "".join(
        f".{name} {{ --c: {book.colour(path)}; }}\n" for path, name in classes.items()
    )
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="generator" content="crossread">\n<meta http-equiv="Content-Security-Policy"'
        " content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{shown(title)}</title>\n<style>\n{STYLE}{colours}</style>\n</head>\n<body>\n<main>\n"
    )


FOOT = "</main>\n<footer>Made with crossread.</footer>\n</body>\n</html>\n"
