"""Two texts face each other with what differs between them marked, in columns or one below the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.console import Console, ConsoleOptions, Group, RenderResult
from rich.style import Style
from rich.table import Table
from rich.text import Text

from annotations.articles import Article, Span, visible
from tui.page.style_runs import Layer, runs

if TYPE_CHECKING:  # what compares words is loaded when two texts are first compared
    from annotations.alignment import WordEdit

COLUMNS_FROM = 64
"""Cells from which the two stand side by side."""

NAMES = ("deleted", "inserted", "deleted-strong", "inserted-strong")
"""Names of the styles that mark a difference."""


def differences(
    left: Article, right: Article, edits: Iterable[WordEdit]
) -> tuple[list[Layer], list[Layer]]:
    """Layers over either article for what an edit script changes, its key words last."""
    from annotations.alignment import refine
    from annotations.alignment.diff.highlights import key_words

    script = tuple(edits)
    found: tuple[list[Layer], list[Layer]] = ([], [])
    for edit in script:
        for part in refine(edit, left, right) if edit.changed else ():
            if not part.changed:
                continue
            for layers, span, name in zip(found, (part.left, part.right), NAMES, strict=False):
                if span.start < span.end:
                    layers.append(Layer(*span, name))
    for layers, spans, name in zip(found, key_words(script, left, right), NAMES[2:], strict=True):
        layers.extend(Layer(*span, name) for span in spans)
    return found


def marked(
    article: Article, span: Span, layers: Iterable[Layer], styles: Mapping[str, Style]
) -> Text:
    """What stands at a span as it may be shown, with its layers in the styles of their names."""
    shown = visible(article.text[span.start : span.end])
    text = Text()
    for run in runs(span.start, span.end, layers):
        style = sum((styles[name] for name in run.styles), Style.null())
        text.append(shown[run.start - span.start : run.end - span.start], style)
    return text


def claim_differences(
    left: Article, ours: Span, right: Article, theirs: Span
) -> tuple[list[Layer], list[Layer]]:
    """Layers over two claims for the words by which either differs from the other."""
    from annotations.marks.claim_facts import differing_words

    spans = differing_words(left.text[slice(*ours)], right.text[slice(*theirs)])
    one, two = (
        [Layer(claim.start + each.start, claim.start + each.end, "differs") for each in found]
        for claim, found in zip((ours, theirs), spans, strict=True)
    )
    return one, two


@dataclass(frozen=True)
class Facing:
    """Texts with a heading each: side by side where there is room, else one below the other."""

    heads: tuple[Text, ...]
    texts: tuple[Text, ...]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if options.max_width < COLUMNS_FROM:
            for head, text in zip(self.heads, self.texts, strict=True):
                if head is not self.heads[0]:
                    yield Text()
                yield Group(head, text)
            return
        table = Table.grid(padding=(0, 4, 0, 0), expand=True)
        for _ in self.heads:
            table.add_column(ratio=1)
        table.add_row(*self.heads)
        table.add_row(*self.texts)
        yield table


def summary(edits: Iterable[WordEdit]) -> str:
    """How many changes a script has, the kinds that change the meaning named."""
    changed = [edit for edit in edits if edit.changed]
    if not changed:
        return "the same words"
    kinds: dict[str, int] = {}
    for edit in changed:
        if edit.important and edit.kind is not None:
            kinds[edit.kind.value] = kinds.get(edit.kind.value, 0) + 1
    count = "1 change" if len(changed) == 1 else f"{len(changed)} changes"
    named = ", ".join(f"{many} {kind}{'s' * (many > 1)}" for kind, many in kinds.items())
    return f"{count}: {named}" if named else count
